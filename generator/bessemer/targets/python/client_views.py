"""What the templates of the client module see."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.frozen import frozen
from bessemer.targets.python.views import Child, Method, WebhookMethod, WrapperClass


@frozen
class Option:
    """An argument of the client.

    `annotation` is its type there, `attribute` that of the client's attribute, `copied` its value in a copy. `environ`
    reads its variable; `required` is the message of the error where it has no value.
    """

    name: Code
    annotation: Code
    attribute: Code
    copied: Code
    environ: Code | None
    default: Code | None
    required: str | None
    doc: str | None


@frozen
class Sent:
    """A header or query item that is sent where `given` holds; `value` is its expression."""

    given: Code
    name: str
    value: Code


@frozen
class CredentialView:
    """What a security scheme sends: `options` are those it is made of, `value` the expression for it."""

    scheme: str
    options: Code
    place: Code
    name: str
    value: Code


@frozen
class StaticHeader:
    name: str
    value: Code


@frozen
class ClientClass:
    """The sync or the async client.

    `environment` is the type of that argument, where there are several; `read` are the lines that say which variables
    are read; `variables` is a dict of the server variables, and `moves` the arguments of a copy that send its requests
    elsewhere; `has_servers`: some operations have one of their own; `required_auth` are the headers of which one
    must be there.
    """

    name: Code
    base: Code
    kind: Code
    error: Code
    options: tuple[Option, ...]
    environment: Code | None
    base_url_env: str
    base_url: str
    read: tuple[Code, ...]
    http_client: Code
    http_default: Code
    auth: tuple[Sent, ...]
    headers: tuple[Sent, ...]
    static: tuple[StaticHeader, ...]
    query: tuple[Sent, ...]
    required_auth: Code | None
    credentials: tuple[CredentialView, ...]
    variables: Code | None
    moves: Code | None
    has_servers: bool
    security: Code | None
    children: tuple[Child, ...]
    methods: tuple[Method, ...]
    webhooks: tuple[WebhookMethod, ...]
    raw: Code
    streamed: Code
    constants: tuple[Code, ...]


@frozen
class NamedUrl:
    name: str
    url: str


@frozen
class ClientPart:
    made: ClientClass


@frozen
class ClientModule:
    """`chooses` as in ResourceModule."""

    imports: tuple[Code, ...]
    checked_imports: tuple[Code, ...]
    exports: tuple[Code, ...]
    environments: tuple[NamedUrl, ...]
    auth_message: str | None
    classes: tuple[ClientClass, ...]
    wrappers: tuple[WrapperClass, ...]
    client: Code
    async_client: Code
    chooses: bool

"""Say what an API is as a whole: its clients, its resources, its schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.operations import DefaultHeader, EventRule, Operation, Requirements
from bessemer.ir.paging import PageScheme
from bessemer.ir.types import Json, Schema


@frozen
class HeaderAuth:
    """A credential sent as a header: `prefix` stands before the value (`Bearer `), "" for an API key."""

    header: str
    prefix: str = ""


@frozen
class QueryAuth:
    """A credential sent as a query parameter."""

    parameter: str


@frozen
class BasicAuth:
    """Half of an HTTP Basic credential: `prefix` stands before it, and it is base64 where `is_encoded`."""

    role: Literal["username", "password"]
    prefix: str = "Basic "
    is_encoded: bool = True

    @property
    def is_usual(self) -> bool:
        return self.is_encoded and self.prefix == "Basic "


@frozen
class CookieAuth:
    """A credential sent as a cookie."""

    cookie: str


@frozen
class ClientCredentialsAuth:
    """Half of what an OAuth 2 access token is fetched with. `token_url` may be relative to the base URL."""

    role: Literal["client_id", "client_secret"]
    token_url: str
    scopes: tuple[str, ...] = ()


Auth: TypeAlias = HeaderAuth | QueryAuth | BasicAuth | CookieAuth | ClientCredentialsAuth
OptionType: TypeAlias = Literal["string", "integer", "number", "boolean"]


@frozen
class ClientOption:
    """An argument of the client. `nullable`: the client is made without it; else making one without it is an error.

    `variable`: what it stands for in the URLs of the environments, and of operations with a server of their own.
    `choices` are the only texts it may be, where the document lists them. `in_tests`: the client of the tests has it.
    """

    name: str
    type: OptionType
    nullable: bool
    env: str | None = None
    default: Json = None
    description: str | None = None
    example: str | None = None
    auth: Auth | None = None
    scheme: str | None = None
    header: str | None = None
    query: str | None = None
    variable: str | None = None
    choices: tuple[str, ...] = ()
    in_tests: bool = False


@frozen
class Environment:
    """Where requests go; `{name}` in the URL is the option with that variable."""

    name: str
    url: str


@frozen
class Organization:
    """Who makes the API. `name` is in the words of the config (`onebusaway-sdk`)."""

    name: str
    docs: str | None
    contact: str | None


QueryArrayFormat: TypeAlias = Literal["comma", "repeat", "brackets", "indices"]
QueryNestedFormat: TypeAlias = Literal["brackets", "dots"]


@frozen
class ErrorClass:
    """A kind of error of this API: `values` are what bodies say of it, `config` is where the config names it."""

    name: str
    status: int | None
    values: tuple[str, ...]
    config: Pointer


@frozen
class ErrorRules:
    """The errors that an API has of its own, and the keys that lead to what its bodies say: none where they do not.

    `kind` leads to the values of the classes, `message` to a text, `status` to a status.
    """

    kind: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    classes: tuple[ErrorClass, ...] = ()


@frozen
class ClientSettings:
    """How every client of this API behaves. Times are seconds; delays are those between retries.

    `anonymous`: the API can be called without any credential. `security` is what calls need that say nothing of it,
    None where nothing is said at all: then every credential is sent. `events` are the rules for the events of streams:
    the first that an event matches holds, and what matches none is left out; without rules every event is given out.
    `constants` are names with their texts. `multipart_format` is how multipart forms write lists. `as_documented`:
    what is sent goes by the document alone, not by what published SDKs do.
    """

    environments: tuple[Environment, ...]
    options: tuple[ClientOption, ...]
    default_headers: tuple[DefaultHeader, ...]
    env_prefix: str
    timeout: float = 60.0
    max_retries: int = 2
    initial_retry_delay: float = 0.5
    max_retry_delay: float = 8.0
    as_documented: bool = False
    array_format: QueryArrayFormat = "comma"
    nested_format: QueryNestedFormat = "brackets"
    multipart_format: QueryArrayFormat = "brackets"
    idempotency_header: str | None = None
    request_id_header: str = "request-id"
    header_prefix: str = "X-Stainless"
    anonymous: bool = False
    security: Requirements | None = None
    events: tuple[EventRule, ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    errors: ErrorRules = ErrorRules()


# What a client keeps open where nothing is said.
MOST_CONNECTIONS, MOST_IDLE = 1000, 100


# Of an SDK that was never released.
FIRST_VERSION = "0.0.1"


@frozen
class PythonSettings:
    """`install_from` is the repository of an SDK that is in no index of packages, "" where nobody knows it.

    It is None where the SDK is in one. `max_connections` are those of a client of its own, `max_idle` of them between
    calls.
    """

    package_name: str
    project_name: str
    production_repo: str | None = None
    http_library: Literal["httpx2", "httpx"] = "httpx2"
    resource_class_suffix: str = "Resource"
    raw_response_style: Literal["modern", "legacy"] = "modern"
    protects_namespaces: bool = True
    readme_title: str | None = None
    license_classifier: str | None = None
    formatter: Literal["black", "ruff"] = "black"
    uses_uv: bool = False
    install_from: str | None = None
    max_connections: int = MOST_CONNECTIONS
    max_idle: int = MOST_IDLE
    version: str = FIRST_VERSION


@frozen
class GoSettings:
    """`has_shared_package`: models that belong to no resource have a package of their own.

    `subtle_unions`: the names of unions and of their variants do not say that they are that.
    `imported_as` is what tests and samples call the package, where they cannot call it by its name.
    """

    package_name: str
    module_path: str
    production_repo: str | None = None
    client_name: str = "Client"
    readme_title: str | None = None
    has_shared_package: bool = True
    option_package_name: str = "option"
    subtle_unions: bool = False
    imported_as: str | None = None
    version: str = FIRST_VERSION


@frozen
class ReferenceSettings:
    """`languages` are names of targets whose pages are made; `site`: an HTML site of the same pages too."""

    languages: tuple[str, ...] = ("python", "go")
    site: bool = True


@frozen
class Release:
    """Releases are proposed from `branch`; `prerelease`: those of a prerelease count on as such."""

    branch: str
    prerelease: bool


@frozen
class Repository:
    """Whom to tell of a weakness, who owns the code, and how each language's SDK is released, if it is.

    `publishes` are the languages whose releases go to a registry of packages, in `environment`.
    """

    security_contact: str | None = None
    policy_url: str | None = None
    policy_terms: str | None = None
    code_owners: tuple[str, ...] = ()
    environment: str | None = None
    publishes: tuple[str, ...] = ()
    releases: Mapping[str, Release] = field(default_factory=dict)


@frozen
class Casing:
    """How the config spells one word or phrase; `phrase` is lower-case words joined by blanks."""

    phrase: str
    initialism: bool | None = None
    snake: str | None = None
    pascal: str | None = None
    camel: str | None = None
    capital: str | None = None


@frozen
class ExampleRequest:
    """A call the README shows: the operation at `endpoint` (`delete /v1/x/{id}`) with `params` by wire name."""

    section: str
    endpoint: str
    params: Mapping[str, Json] = field(default_factory=dict)
    response_property: str | None = None
    assign_to: str | None = None


@frozen
class Model:
    """A type with a public name: `name` is the config's key for it, `schema` a key of Api.schemas.

    `config` is where the config names it. `received`: the API sends it to its users, by a webhook or a callback.
    `keeps_name`: in requests it is called as in responses, if it is not in both. `deprecated`: why another name should
    not be used, "" where no reason is given; `deprecations` are the words of single languages.
    """

    name: str
    resource: tuple[str, ...]
    schema: Pointer
    config: Pointer
    received: bool = False
    keeps_name: bool = False
    deprecated: str | None = None
    deprecations: tuple[tuple[str, str], ...] = ()


@frozen
class Webhook:
    """A method that takes in what the API sends to its users, and sends nothing itself.

    `model` is the name of the resource's model of the events; `key_option` the client option with the key that their
    signature is checked with, None where nothing is checked. `is_text_key`: that is not base64, but the secret itself.
    """

    name: str
    resource: tuple[str, ...]
    model: str
    config: Pointer
    key_option: str | None = None
    is_text_key: bool = False


@frozen
class Resource:
    """A namespace of the client. The root has the name "" and the path (); `$shared` is a child without operations.

    `config` is where the config names it. `is_custom`: its code is the team's own, once it is there.
    """

    name: str
    path: tuple[str, ...]
    config: Pointer
    description: str | None = None
    models: tuple[Model, ...] = ()
    operations: tuple[Operation, ...] = ()
    resources: tuple[Resource, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    is_custom: bool = False

    def walk(self) -> Iterator[Resource]:
        """This resource, then each below it, depth first in the config's order."""
        yield self
        for child in self.resources:
            yield from child.walk()


@frozen
class Api:
    """Everything the targets see.

    `schemas` has every schema that something refers to by RefType or names as a model, in the document's order.
    `sorts_properties`: properties and arguments have an order of their own, not the document's.
    `pages` are the ways to page of the config, whether an operation has them or not.
    `left_out` are the places, by language, of what the author keeps from that language's SDK alone.
    `license_text` is what the licence says, where the config has it; `license_file` is the name of its file.
    `says_maker`: READMEs say what made the SDK.
    `tests_mocks`: the tests of methods may go to a mock server.
    `chooses_credentials`: each request chooses among the credentials; else it gets all that are set.
    """

    title: str
    version: str | None
    description: str | None
    organization: Organization
    client: ClientSettings
    root: Resource
    schemas: Mapping[Pointer, Schema]
    license: str
    sorts_properties: bool = True
    pages: tuple[PageScheme, ...] = ()
    casings: tuple[Casing, ...] = ()
    readme: tuple[ExampleRequest, ...] = ()
    python: PythonSettings | None = None
    go: GoSettings | None = None
    reference: ReferenceSettings | None = None
    tests_mocks: bool = True
    license_text: str | None = None
    license_file: str = "LICENSE"
    says_maker: bool = True
    repository: Repository = field(default_factory=Repository)
    left_out: Mapping[str, tuple[Pointer, ...]] = field(default_factory=dict)
    chooses_credentials: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "chooses_credentials", _chooses(self))

    def operations(self) -> Iterator[Operation]:
        for resource in self.root.walk():
            yield from resource.operations

    def webhooks(self) -> Iterator[Webhook]:
        for resource in self.root.walk():
            yield from resource.webhooks

    def models(self) -> Iterator[Model]:
        for resource in self.root.walk():
            yield from resource.models


def _chooses(api: Api) -> bool:
    credentials = [item.auth for item in api.client.options if item.auth is not None]
    if any(isinstance(auth, ClientCredentialsAuth) for auth in credentials):
        return True
    together = any(len(alternative) > 1 for alternative in api.client.security or ())
    return bool(credentials) and (together or any(item.security is not None for item in api.operations()))

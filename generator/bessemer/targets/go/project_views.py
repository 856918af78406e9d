"""Say what the templates of tests and of Markdown files see."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.frozen import frozen
from bessemer.targets.go.runtime_views import EnvironmentOption
from bessemer.targets.go.views import Imports


@frozen
class TestView:
    """A test of one call against some vectors; `unspeakable`: its arguments have no spelling in Go.

    `streamed`: it gives back a stream, or the items of all pages. `settings` are options of the call.
    """

    name: Code
    vectors: tuple[str, ...]
    access: Code
    arguments: tuple[Code, ...]
    result: bool
    unspeakable: bool
    streamed: bool
    settings: tuple[Code, ...]


@frozen
class WebhookTestView:
    """A test of a method that takes in webhooks; `key` is the option that sets the key of their signatures.

    `signs` is the key of the tests that fits.
    """

    name: Code
    access: Code
    payload: str
    key: Code | None
    signs: Code


@frozen
class TestFile:
    """`options` are those of each client, as Go writes them; `option` is the package they come from.

    `package` is tested, and called `called`.
    """

    package: Code
    called: Code
    option: Code
    imports: Imports
    client: Code
    options: tuple[Code, ...]
    tests: tuple[TestView, ...]
    webhooks: tuple[WebhookTestView, ...]


@frozen
class VariableView:
    """An environment variable, and the header that a client sends for it."""

    env: str
    value: str
    name: str
    sent: str


@frozen
class ClientTestFile:
    """`environment` has the variables that a client reads; `variables` those that become headers."""

    package: Code
    called: Code
    option: Code
    imports: Imports
    client: Code
    options: tuple[Code, ...]
    environment: tuple[str, ...]
    variables: tuple[VariableView, ...]


@frozen
class UsageTestFile:
    package: Code
    imports: Imports
    vector: str
    access: Code
    arguments: tuple[Code, ...]
    result: bool
    streamed: bool


@frozen
class ApiTypeView:
    package: Code
    path: Code
    name: Code


@frozen
class ApiMethodView:
    """`access` ends in a dot; `service` is where the method is documented; `signature` is HTML."""

    endpoint: str
    access: Code
    service: Code
    name: Code
    signature: Code


@frozen
class ApiSection:
    """`heading` is `#` as often as the resource is deep."""

    heading: Code
    title: Code
    params: tuple[ApiTypeView, ...]
    responses: tuple[ApiTypeView, ...]
    methods: tuple[ApiMethodView, ...]


@frozen
class ApiFile:
    module: Code
    sections: tuple[ApiSection, ...]


@frozen
class Readme:
    """README.md: `heading` begins its title. `program` is the sample, `call` a call with options of its own.
    `package` is what they call the package that `imported` imports.

    What follows the licence are calls of what only some APIs have: None where there is nothing to call.
    """

    heading: str
    title: str
    package: Code
    option: Code
    module: Code
    imported: Code
    client: Code
    docs: str | None
    contact: str | None
    program: Code
    call: Code
    environment: tuple[str, ...]
    environments: tuple[EnvironmentOption, ...]
    retries: int
    license: str
    paging: Code | None
    pages: Code
    streaming: Code | None
    uploads: Code | None
    webhooks: Code | None
    errors: Code | None

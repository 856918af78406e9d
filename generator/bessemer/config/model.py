"""What a config says, as data. Names are as the team wrote them; `pointer` is where in the config file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from bessemer.config.tree import ResourceConfig
from bessemer.document.pointer import ROOT, Pointer
from bessemer.frozen import frozen

Plain: TypeAlias = "None | bool | int | float | str | list[Plain] | dict[str, Plain]"


EventHandling: TypeAlias = Literal["yield", "done", "error", "continue"]


@frozen
class EventRuleConfig:
    """What is done with the events that match all that a rule says.

    `names` are those of the events, None for events without a name, or no list for events of any name.
    `error_property` is a property of the data that is an error where it holds anything.
    """

    pointer: Pointer
    handle: EventHandling
    names: tuple[str | None, ...] | None = None
    starts_with: str | None = None
    error_property: str | None = None


@frozen
class PageField:
    """A parameter or a field of the answer that a paging scheme knows; `role` is what it is for, None for company.

    `name` is the wire name, dotted below another parameter; `fields` are those of an object, or of each item of a list.
    `from_header` is the header that holds it instead; `is_top_level_array`: the answer itself is the list. `first` is
    the number that a list begins with, where the field's `default` says one.
    """

    name: str
    pointer: Pointer
    type: str | None = None
    role: str | None = None
    nullable: bool = False
    required: bool = False
    from_header: str | None = None
    is_top_level_array: bool = False
    fields: tuple[PageField, ...] = ()
    first: int | None = None


PagingType: TypeAlias = Literal["cursor", "cursor_id", "cursor_url", "page_number", "offset", "fake_page"]


@frozen
class PagingConfig:
    """A way to get a list page by page; "" is the name of the only one in the old form without names."""

    name: str
    pointer: Pointer
    type: PagingType
    request: tuple[PageField, ...]
    response: tuple[PageField, ...]
    in_body: bool = False
    description: str | None = None


OptionType: TypeAlias = Literal["string", "integer", "number", "boolean"]


@frozen
class OptionConfig:
    """An argument of the client; `security_scheme` and `role` say which credential it is, if any.

    `required_in_tests`: the client of the tests has it, though clients can do without.
    """

    name: str
    pointer: Pointer
    type: OptionType = "string"
    nullable: bool = False
    read_env: str | None = None
    default: Plain = None
    description: str | None = None
    example: str | None = None
    security_scheme: str | None = None
    role: str = "value"
    send_in_header: str | None = None
    send_as_query_param: str | None = None
    server_variable: str | None = None
    required_in_tests: bool = False


@frozen
class ClientConfig:
    """Times are seconds. `constants` are names with their texts, which users get from the client."""

    options: tuple[OptionConfig, ...] = ()
    default_headers: tuple[tuple[str, str], ...] = ()
    default_env_prefix: str | None = None
    idempotency_header: str | None = None
    timeout: float = 60.0
    max_retries: int = 2
    initial_retry_delay: float = 0.5
    max_retry_delay: float = 8.0
    constants: tuple[tuple[str, str], ...] = ()


@frozen
class CasingConfig:
    """How a word or phrase is spelled; forms left out follow the rules."""

    phrase: str
    initialism: bool | None = None
    snake: str | None = None
    pascal: str | None = None
    camel: str | None = None
    capital: str | None = None


@frozen
class ExampleConfig:
    """A call that the README shows under `section`."""

    section: str
    endpoint: str
    params: Mapping[str, Plain]
    pointer: Pointer
    response_property: str | None = None
    assign_to: str | None = None


@frozen
class ReleaseConfig:
    """Releases are proposed from a branch; `prerelease`: those of a prerelease count on as such."""

    branch: str = "main"
    prerelease: bool = True


@frozen
class TargetConfig:
    """One entry of `targets`. `options` are the raw values of its `options` block.

    `keep_files` are patterns of files that are the team's own once they are there. `publishes`: releases go to a
    registry of packages. `staging_repo` is where the SDK lies until it has its `production_repo`; `is_unpublished`: the
    config says that it has none. `version` is that of the SDK which lies where this one goes.
    """

    name: str
    pointer: Pointer
    package_name: str | None = None
    project_name: str | None = None
    production_repo: str | None = None
    skip: bool = False
    languages: tuple[str, ...] | None = None
    site: bool = True
    options: Mapping[str, Plain] | None = None
    formatter: Literal["black", "ruff"] = "black"
    readme_title: str | None = None
    keep_files: tuple[str, ...] = ()
    publishes: bool = False
    edition: str | None = None
    release: ReleaseConfig | None = None
    staging_repo: str | None = None
    is_unpublished: bool = False
    version: str | None = None


@frozen
class License:
    """A licence by its SPDX name; `text` is what it says, where the config has it, `extension` that of its file.

    `classifier` is what PyPI calls it, where the config wants that said.
    """

    name: str = "Apache-2.0"
    text: str | None = None
    extension: str | None = None
    classifier: str | None = None


@frozen
class Allowance:
    """A diagnostic accepted on purpose: by code, anywhere below a pointer of the document."""

    code: str
    under: str
    reason: str
    pointer: Pointer


@frozen
class Ignored:
    """A diagnostic that is not to be printed, by its code here or in Stainless configs.

    `location` is where, as a place in either input or in the words of such a config; None for everywhere. `target` is
    the language that it is about, where only what is said of that one is meant.
    """

    code: str
    location: str | None = None
    target: str | None = None


@frozen
class RepositoryConfig:
    """Whom to tell of a weakness, and who looks after the code; `policy_terms` is Markdown.

    `github_org` owns the repositories of which the config does not say who does.
    """

    security_contact: str | None = None
    policy_url: str | None = None
    policy_terms: str | None = None
    code_owners: tuple[str, ...] = ()
    release_environment: str | None = None
    github_org: str | None = None


@frozen
class Files:
    """Where things lie, as written: relative to the project root (the folder above `spec/`)."""

    spec: str | None = None
    overlays: tuple[str, ...] = ()
    output: Mapping[str, str] | None = None


@frozen
class ErrorVariantConfig:
    """A kind of error: `value` is what the discriminator says of it, `name` that of its class."""

    value: str
    name: str
    pointer: Pointer
    status: int | None = None


@frozen
class ErrorsConfig:
    """`message`, `discriminator` and `status` are dotted paths in the bodies of errors, whose schema is `source`."""

    message: str | None = None
    source: str | None = None
    source_pointer: Pointer = ROOT
    discriminator: str | None = None
    status: str | None = None
    variants: tuple[ErrorVariantConfig, ...] = ()


ArrayFormat: TypeAlias = Literal["comma", "repeat", "brackets", "indices"]


@frozen
class Config:
    """A whole config. `security` is its list of requirements (names of schemes), None where the document's holds.

    `transforms` are the places of the document's transforms. `code_samples` are the extensions that samples of calls
    are written as, in the languages that are made but those of `without_samples`. `unwrapped` are the properties of
    answers that are given back alone, `has_positional` is whether path parameters may be given by position.
    `multipart_format` is how lists are written into multipart forms, where the config says that.
    """

    organization: str
    docs: str | None
    contact: str | None
    targets: tuple[TargetConfig, ...]
    environments: tuple[tuple[str, str], ...]
    client: ClientConfig
    resources: tuple[ResourceConfig, ...]
    client_resource: ResourceConfig | None
    security: tuple[tuple[str, ...], ...] | None
    security_schemes: Mapping[str, Plain]
    array_format: ArrayFormat | Literal["as_documented"]
    nested_format: Literal["brackets", "dots"]
    casings: tuple[CasingConfig, ...]
    license: License
    sorts_properties: bool
    readme: tuple[ExampleConfig, ...]
    unspecified_endpoints: tuple[str, ...]
    allow: tuple[Allowance, ...]
    files: Files
    transforms: tuple[Pointer, ...] = ()
    code_samples: tuple[str, ...] = ()
    without_samples: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    unwrapped: tuple[str, ...] = ()
    multipart_format: ArrayFormat | None = None
    errors: ErrorsConfig = ErrorsConfig()
    repository: RepositoryConfig = RepositoryConfig()

    has_positional: bool = True
    tests_mocks: bool = True
    file_header: str | None = None
    says_maker: bool = True
    paging: tuple[PagingConfig, ...] = ()
    events: tuple[EventRuleConfig, ...] = ()

    def has_custom_resources(self) -> bool:
        return any(item.has_custom() for item in self.resources)

    def searches(self) -> bool:
        """Whether a schema is named by a search of the whole document."""
        said = (self.errors.source or "").startswith("$")
        return said or any(item.searches() for item in (*self.resources, self.client_resource) if item)

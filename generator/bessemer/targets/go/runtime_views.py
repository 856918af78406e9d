"""Say what the templates of the runtime see: what of it differs between APIs."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.frozen import frozen


@frozen
class GoModule:
    module_path: Code
    version: str


@frozen
class GoPackage:
    package_name: Code
    module_path: Code


@frozen
class GoSettings:
    client_name: str
    header_prefix: str
    env_prefix: str
    request_id_header: str
    idempotency_header: str
    max_retries: int
    initial_retry_delay_ms: int
    max_retry_delay_ms: int
    query_array_format: str
    query_nested_format: str
    multipart_array_format: str
    error_kind: tuple[str, ...]


@frozen
class EnvironmentOption:
    go_name: Code
    name: str
    base_url: str


@frozen
class SettingOption:
    """An option of the client; `made` is the call of the runtime that says where its value is sent."""

    doc: str
    go_name: Code
    param_name: Code
    param_type: Code
    made: Code


@frozen
class GoOptions:
    option: Code
    module_path: Code
    environments: tuple[EnvironmentOption, ...]
    settings: tuple[SettingOption, ...]


@frozen
class ConstantView:
    doc: str
    name: Code
    value: str


@frozen
class GoConstants:
    constants: tuple[ConstantView, ...]


@frozen
class RuleView:
    """What is done with the events of a stream that match; "" among the names is an event without one."""

    handle: str
    names: tuple[str, ...]
    starts_with: str
    error_property: str


@frozen
class GoRules:
    rules: tuple[RuleView, ...]


@frozen
class TextFile:
    """A file whose whole text is made elsewhere."""

    text: Code

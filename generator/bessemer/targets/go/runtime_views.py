"""Say what the templates of the runtime see: what of it differs between APIs."""

from __future__ import annotations

from dataclasses import dataclass

from bessemer.encode.code import Code


@dataclass(frozen=True, slots=True)
class GoModule:
    module_path: Code
    version: str


@dataclass(frozen=True, slots=True)
class GoPackage:
    package_name: Code
    module_path: Code


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class EnvironmentOption:
    go_name: Code
    name: str
    base_url: str


@dataclass(frozen=True, slots=True)
class SettingOption:
    """An option of the client; `made` is the call of the runtime that says where its value is sent."""

    doc: str
    go_name: Code
    param_name: Code
    param_type: Code
    made: Code


@dataclass(frozen=True, slots=True)
class GoOptions:
    module_path: Code
    environments: tuple[EnvironmentOption, ...]
    settings: tuple[SettingOption, ...]


@dataclass(frozen=True, slots=True)
class ConstantView:
    doc: str
    name: Code
    value: str


@dataclass(frozen=True, slots=True)
class GoConstants:
    constants: tuple[ConstantView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """What is done with the events of a stream that match; "" among the names is an event without one."""

    handle: str
    names: tuple[str, ...]
    starts_with: str
    error_property: str


@dataclass(frozen=True, slots=True)
class GoRules:
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file whose whole text is made elsewhere."""

    text: Code

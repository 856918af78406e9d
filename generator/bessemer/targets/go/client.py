"""Make the views of the client: its file, its options and its settings."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier, go_str
from bessemer.ir.api import (
    BasicAuth,
    ClientCredentialsAuth,
    ClientOption,
    CookieAuth,
    HeaderAuth,
    OptionType,
    QueryAuth,
)
from bessemer.ir.types import Json
from bessemer.targets.go.imports import grouped
from bessemer.targets.go.runtime_views import (
    EnvironmentOption,
    GoOptions,
    GoRules,
    GoSettings,
    RuleView,
    SettingOption,
)
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.services import alternatives, children_of, declarations_of, methods_of
from bessemer.targets.go.texts import Texts
from bessemer.targets.go.types import Import
from bessemer.targets.go.views import ClientFile, HeaderView, SettingView
from bessemer.targets.go.webhooks import webhooks_of

_TYPES: dict[OptionType, Code] = {
    "string": Code("string"),
    "integer": Code("int64"),
    "number": Code("float64"),
    "boolean": Code("bool"),
}
_PARSERS: dict[OptionType, Code | None] = {
    "string": None,
    "integer": Code("strconv.ParseInt(value, 10, 64)"),
    "number": Code("strconv.ParseFloat(value, 64)"),
    "boolean": Code("strconv.ParseBool(value)"),
}
_BASIC = {"username": Code("WithBasicUsername"), "password": Code("WithBasicPassword")}
_NEEDED: frozenset[Import] = frozenset(
    {"context", "net/http", "os", "slices", "strings", "$/internal/requestconfig", "$/internal/settings", "$/option"}
)


def client_file(sdk: Sdk, texts: Texts) -> ClientFile:
    names, settings = sdk.names, sdk.api.client
    methods, imports = methods_of(sdk, sdk.api.root)
    webhooks, taken = webhooks_of(sdk, sdk.api.root)
    declarations, needed = declarations_of(sdk, texts, ())
    views = tuple(_setting(sdk, option) for option in settings.options)
    parsed: frozenset[Import] = frozenset({"strconv"} if any(view.parse and view.env for view in views) else ())
    name = names.client
    return ClientFile(
        go_identifier(names.package),
        names.option_package,
        grouped(_NEEDED | imports | taken | needed | parsed, names),
        f"Package {names.package} calls the {sdk.api.title} through a [{name}].",
        f"{name} calls the {sdk.api.title}. Make one with [New{name}].",
        _options_doc(sdk),
        go_identifier(name),
        _environment(sdk),
        _security(sdk),
        tuple(HeaderView(header.name, header.value) for header in settings.default_headers),
        views,
        children_of(sdk, sdk.api.root),
        methods,
        webhooks,
        declarations,
    )


def env_names(sdk: Sdk) -> tuple[str, ...]:
    """The environment variables that a client reads."""
    prefix = sdk.api.client.env_prefix
    own = (option.env for option in sdk.api.client.options if option.env is not None)
    return (*dict.fromkeys(own), f"{prefix}_BASE_URL", f"{prefix}_CUSTOM_HEADERS")


def options_view(sdk: Sdk) -> GoOptions:
    return GoOptions(
        sdk.names.option_package,
        Code(sdk.names.module),
        tuple(
            EnvironmentOption(go_identifier(sdk.names.environment(item.name)), item.name, item.url)
            for item in sdk.api.client.environments
        ),
        tuple(_setting_option(sdk, option) for option in sdk.api.client.options),
    )


def settings_view(sdk: Sdk) -> GoSettings:
    settings = sdk.api.client
    return GoSettings(
        sdk.names.exported(sdk.api.organization.name),
        settings.header_prefix,
        settings.env_prefix,
        settings.request_id_header,
        settings.idempotency_header or "",
        settings.max_retries,
        round(settings.initial_retry_delay * 1000),
        round(settings.max_retry_delay * 1000),
        settings.array_format,
        settings.nested_format,
        settings.multipart_format,
        settings.errors.kind,
    )


def rules_view(sdk: Sdk) -> GoRules:
    return GoRules(
        tuple(
            RuleView(
                rule.handle,
                tuple(name or "" for name in rule.names or ()),
                rule.starts_with or "",
                rule.error_property or "",
            )
            for rule in sdk.api.client.events
        )
    )


def _options_doc(sdk: Sdk) -> str:
    listed = ", ".join(env_names(sdk)[:-1])
    return (
        "DefaultClientOptions returns the options that each client begins with, among them those that the environment "
        f"sets: {listed} and {env_names(sdk)[-1]}."
    )


def _environment(sdk: Sdk) -> Code | None:
    first = next(iter(sdk.api.client.environments), None)
    return None if first is None else go_identifier(sdk.names.environment(first.name))


def _setting(sdk: Sdk, option: ClientOption) -> SettingView:
    default = None if option.default is None else _literal(option.default)
    return SettingView(option.env, go_identifier(sdk.names.option(option.name)), default, _PARSERS[option.type])


def _literal(value: Json) -> Code | None:
    if isinstance(value, bool):
        return Code("true" if value else "false")
    if isinstance(value, int | float):
        return Code(repr(value))
    return go_str(value) if isinstance(value, str) else None


def _setting_option(sdk: Sdk, option: ClientOption) -> SettingOption:
    name = sdk.names.option(option.name)
    about = option.description or f"sets {sdk.names.title(option.name)}"
    return SettingOption(
        f"{name} {about[:1].lower()}{about[1:].rstrip('.')}." if option.description is None else f"{name}: {about}",
        go_identifier(name),
        Code("value"),
        _TYPES[option.type],
        _made(sdk, option),
    )


def _made(sdk: Sdk, option: ClientOption) -> Code:
    """Where a setting is sent, and that it is a credential where requests choose among these."""
    made = next(_sent(option), code("requestconfig.WithValueSetting(", go_str(option.name), ", value)"))
    if not sdk.api.chooses_credentials or option.scheme is None or option.auth is None:
        return made
    return code("requestconfig.WithCredential(", go_str(option.scheme), ", ", made, ")")


def _sent(option: ClientOption) -> Iterator[Code]:
    match option.auth:
        case HeaderAuth(header, prefix):
            yield _in_header(header, prefix)
        case QueryAuth(parameter):
            yield code("requestconfig.WithQuerySetting(", go_str(parameter), ", value)")
        case CookieAuth(cookie):
            yield code("requestconfig.WithCookieSetting(", go_str(cookie), ", value)")
        case BasicAuth(role) if option.auth.is_usual:
            yield code("requestconfig.", _BASIC[role], "(value)")
        case BasicAuth(role, prefix, is_encoded):
            half = Code("WithBasicHalf" if is_encoded else "WithPlainHalf")
            yield code("requestconfig.", half, "(", go_str(role), ", ", go_str(prefix), ", value)")
        case ClientCredentialsAuth() | None:
            pass
    if option.header is not None:
        yield _in_header(option.header, "")
    if option.query is not None:
        yield code("requestconfig.WithQuerySetting(", go_str(option.query), ", value)")


def _in_header(name: str, prefix: str) -> Code:
    return code("requestconfig.WithHeaderSetting(", go_str(name), ", ", go_str(prefix), ", value)")


def _security(sdk: Sdk) -> Code | None:
    """What operations accept that say nothing of it."""
    security = sdk.api.client.security
    if security is None or not sdk.api.chooses_credentials:
        return None
    return code("requestconfig.WithDefaultSecurity(", alternatives(security), ")")


def client_arguments_code(sdk: Sdk, arguments: dict[str, str]) -> tuple[Code, ...]:
    """The options that a sample client is made with: `option.WithAPIKey("...")`."""
    return tuple(
        code(sdk.names.of_option(sdk.names.option(option.name)), "(", _argument(option, arguments[option.name]), ")")
        for option in sdk.api.client.options
        if option.name in arguments
    )


def _argument(option: ClientOption, text: str) -> Code:
    """A sample value; of an option that is not text, the zero value stands for one that cannot be read."""
    if option.type == "string":
        return go_str(text)
    try:
        return Code(repr(int(text)) if option.type == "integer" else repr(float(text)))
    except ValueError:
        return Code("true" if option.type == "boolean" else "0")

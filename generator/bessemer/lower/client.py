"""Lower the client: its options, credentials, environments and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from bessemer.config.model import OptionConfig
from bessemer.document.pointer import Pointer
from bessemer.ir.api import (
    Auth,
    BasicAuth,
    ClientCredentialsAuth,
    ClientOption,
    ClientSettings,
    CookieAuth,
    HeaderAuth,
    QueryAuth,
)
from bessemer.ir.operations import DefaultHeader, EventRule
from bessemer.lower.context import Context
from bessemer.lower.failures import error_rules
from bessemer.lower.parameters import AS_DOCUMENTED
from bessemer.lower.servers import choices, default_of, environments
from bessemer.naming.case import Caser
from bessemer.naming.words import split


def lower_client(context: Context) -> ClientSettings:
    config = context.config
    client = config.client
    caser = Caser(config.casings)
    return ClientSettings(
        environments=environments(context),
        options=tuple(_option(context, option) for option in client.options),
        default_headers=tuple(DefaultHeader(name, value) for name, value in client.default_headers),
        env_prefix=client.default_env_prefix or caser.screaming(split(config.organization)),
        timeout=client.timeout,
        max_retries=client.max_retries,
        initial_retry_delay=client.initial_retry_delay,
        max_retry_delay=client.max_retry_delay,
        as_documented=config.array_format == AS_DOCUMENTED,
        array_format="repeat" if config.array_format == "as_documented" else config.array_format,
        nested_format=config.nested_format,
        multipart_format=config.multipart_format or "brackets",
        idempotency_header=client.idempotency_header,
        anonymous=_anonymous(context),
        constants=client.constants,
        errors=error_rules(context),
        events=tuple(
            EventRule(item.handle, item.names, item.starts_with, item.error_property) for item in config.events
        ),
    )


def suppressed_headers(client: ClientSettings, schemes: Mapping[str, Any]) -> frozenset[str]:
    """Header names, lower case, that the client sets and no method takes: credentials, constants, the key of a call."""
    names = {header.name.lower() for header in client.default_headers}
    names |= {option.header.lower() for option in client.options if option.header}
    if client.idempotency_header:
        names.add(client.idempotency_header.lower())
    names |= {option.auth.header.lower() for option in client.options if isinstance(option.auth, HeaderAuth)}
    names |= {
        str(scheme.get("name", "")).lower()
        for scheme in schemes.values()
        if isinstance(scheme, dict) and scheme.get("in") == "header"
    }
    return frozenset(names)


def security_schemes(context: Context) -> Mapping[str, Any]:
    """The document's schemes, replaced by the config's of the same name."""
    components = context.spec.data.get("components")
    written = components.get("securitySchemes") if isinstance(components, dict) else None
    schemes = {name: _scheme(context, name) for name in written} if isinstance(written, dict) else {}
    return {**schemes, **context.config.security_schemes}


def _scheme(context: Context, name: str) -> Any:
    token = name.replace("~", "~0").replace("/", "~1")
    return context.at(context.resolved(Pointer(f"/components/securitySchemes/{token}")))


def _anonymous(context: Context) -> bool:
    """Whether the config's security, else the document's, has an empty alternative. Saying nothing is not one."""
    if context.config.security is not None:
        return () in context.config.security
    return {} in (context.spec.data.get("security") or [])


def _option(context: Context, option: OptionConfig) -> ClientOption:
    default = default_of(context, option) if option.default is None else option.default
    example = option.example
    if option.server_variable is not None and example is None and default is not None:
        example = str(default)
    return ClientOption(
        name=option.name,
        type=option.type,
        nullable=option.nullable,
        env=option.read_env,
        default=default,
        description=option.description,
        example=example,
        auth=_auth(context, option),
        scheme=option.security_scheme,
        header=option.send_in_header,
        query=option.send_as_query_param,
        variable=option.server_variable,
        in_tests=option.required_in_tests,
        choices=choices(context, option) if option.type == "string" else (),
    )


def _auth(context: Context, option: OptionConfig) -> Auth | None:
    if option.security_scheme is None:
        return None
    schemes = security_schemes(context)
    scheme = schemes.get(option.security_scheme)
    pointer = Pointer(f"{option.pointer}/auth/security_scheme")
    if not isinstance(scheme, dict):
        known = ", ".join(sorted(schemes)) or "none"
        message = f"there is no security scheme {option.security_scheme!r}"
        context.config_problem("config-value-invalid", message, pointer, f"the schemes are: {known}")
        return None
    if is_custom(scheme):
        return None
    auth = _credential(context, scheme, option)
    if auth is None:
        kind = " ".join(str(scheme[key]) for key in ("type", "scheme") if key in scheme)
        message = f"credentials of the kind {kind!r} have no part that is a {option.role!r}"
        context.config_problem("auth-inert", message, pointer, None)
    if isinstance(auth, HeaderAuth | CookieAuth) and option.send_as_query_param is not None:
        return QueryAuth(option.send_as_query_param)
    return auth


def _credential(context: Context, scheme: dict[str, Any], option: OptionConfig) -> Auth | None:
    role = option.role
    match scheme.get("type"), scheme.get("in"), str(scheme.get("scheme", "")).lower():
        case "apiKey", "header", _:
            return HeaderAuth(str(scheme["name"]))
        case "apiKey", "query", _:
            return QueryAuth(str(scheme["name"]))
        case "apiKey", "cookie", _:
            return CookieAuth(str(scheme["name"]))
        case "http", _, "basic" if role in ("username", "password"):
            half: Literal["username", "password"] = "username" if role == "username" else "password"
            return BasicAuth(half, _keyword(scheme, "Basic "), _told(scheme).get("disable_base64") is not True)
        case ("http", _, "bearer") | (("oauth2" | "openIdConnect"), _, _) if role == "value":
            return HeaderAuth("Authorization", _keyword(scheme, "Bearer "))
        case "http", _, other if role == "value" and other != "basic":
            # the caller knows how such a credential is written
            return HeaderAuth("Authorization", _keyword(scheme, ""))
        case "oauth2", _, _ if role in ("client_id", "client_secret"):
            return _client_credentials(context, scheme, option)
    return None


def is_custom(scheme: Any) -> bool:
    """Whether the team's own code sends what a scheme asks for."""
    return isinstance(scheme, dict) and bool(_told(scheme).get("custom"))


def _told(scheme: dict[str, Any]) -> dict[str, Any]:
    """How the credential is written. Source: contracts/config.md 1.6."""
    told = scheme.get("x-stainless-auth")
    return told if isinstance(told, dict) else {}


def _keyword(scheme: dict[str, Any], default: str) -> str:
    """What stands before the value."""
    keyword = _told(scheme).get("scheme_keyword")
    return f"{keyword} " if isinstance(keyword, str) and keyword.strip() else default


def _client_credentials(context: Context, scheme: dict[str, Any], option: OptionConfig) -> Auth | None:
    flow = (scheme.get("flows") or {}).get("clientCredentials")
    if not isinstance(flow, dict) or not isinstance(flow.get("tokenUrl"), str):
        return None
    scopes = tuple(scope for scope in flow.get("scopes") or {} if scope in _asked(context, option.security_scheme))
    role: Literal["client_id", "client_secret"] = "client_id" if option.role == "client_id" else "client_secret"
    return ClientCredentialsAuth(role, flow["tokenUrl"], scopes)


def _asked(context: Context, name: str | None) -> frozenset[str]:
    """The scopes that any requirement of the document lists for a scheme."""
    paths = context.spec.data.get("paths") or {}
    operations = (item for path in paths.values() if isinstance(path, dict) for item in path.values())
    stated = [context.spec.data, *(item for item in operations if isinstance(item, dict))]
    alternatives = [item for place in stated for item in place.get("security") or () if isinstance(item, dict)]
    return frozenset(scope for item in alternatives for scope in item.get(name) or ())

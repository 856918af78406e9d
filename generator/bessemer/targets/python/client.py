"""Make the client module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str, py_value
from bessemer.ir.api import BasicAuth, ClientOption, CookieAuth, HeaderAuth, QueryAuth
from bessemer.targets.python.client_views import ClientClass, ClientModule, NamedUrl, Option, Sent, StaticHeader
from bessemer.targets.python.credentials import credentials, default_security
from bessemer.targets.python.identifiers import option_name
from bessemer.targets.python.imports import Import, ModulePath, import_lines
from bessemer.targets.python.modules import Module
from bessemer.targets.python.names import Names
from bessemer.targets.python.resources import (
    SIDES,
    STREAMED_CLIENT,
    Side,
    checked,
    children_of,
    chooses,
    methods_of,
    wrappers,
)
from bessemer.targets.python.views import Method
from bessemer.targets.python.webhooks import webhook_methods

_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_READERS = {"integer": "_env.integer", "number": "_env.number", "boolean": "_env.boolean"}


def client_module(names: Names, modules: Mapping[ModulePath, Module]) -> ClientModule:
    settings = names.api.client
    several = len(settings.environments) > 1
    methods, used = methods_of(names.root, names, modules)
    webhooks, needed = webhook_methods(names.root.resource, names)
    used |= needed
    listed = [names.client_class, names.async_client_class, "Client", "AsyncClient"]
    return ClientModule(
        import_lines(_imports(names) | used, ()),
        import_lines(checked(names.children(())), ()),
        tuple(py_str(name) for name in (*listed, *(["ENVIRONMENTS"] if several else []))),
        tuple(NamedUrl(item.name, item.url) for item in settings.environments) if several else (),
        auth_message(names),
        tuple(replace(_class(names, side, methods[side]), webhooks=webhooks) for side in SIDES),
        wrappers(names.root, names),
        Code(names.client_class),
        Code(names.async_client_class),
        chooses(names.root.resource.operations, names),
    )


def _class(names: Names, side: Side, methods: tuple[Method, ...]) -> ClientClass:
    settings = names.api.client
    several = len(settings.environments) > 1
    listed = ", ".join(py_str(item.name) for item in settings.environments)
    value = Code('f"async:{get_async_library()}"' if side.is_async else '"false"')
    return ClientClass(
        name=Code(side.prefix + names.client_class),
        base=Code(f"{side.prefix or 'Sync'}APIClient"),
        kind=Code("whose methods are awaited" if side.is_async else "that blocks"),
        error=Code(names.error_class),
        options=tuple(_option(item, names) for item in settings.options),
        environment=code("Literal[", listed, "]") if several else None,
        base_url_env=f"{settings.env_prefix}_BASE_URL",
        base_url=settings.environments[0].url if settings.environments else "",
        read=_read(names),
        http_client=Code(f"httpx.{side.prefix}Client"),
        http_default=Code(f"Default{side.prefix}HttpxClient"),
        auth=_auth(names),
        headers=tuple(
            Sent(_given(item, names), item.header, _text(item, names))
            for item in settings.options
            if item.header is not None
        ),
        static=(
            StaticHeader(f"{settings.header_prefix}-Async", value),
            *(StaticHeader(item.name, py_str(item.value)) for item in settings.default_headers),
        ),
        query=_query(names),
        required_auth=_required_auth(names),
        credentials=credentials(names),
        variables=_variables(names),
        moves=_moves(names),
        has_servers=any(item.server is not None for item in names.api.operations()),
        security=default_security(names),
        children=children_of(names.children(()), names.root.module, side.prefix, ""),
        methods=methods,
        webhooks=(),
        raw=Code(f"{side.prefix}{names.client_class}WithRawResponse"),
        streamed=Code(f"{side.prefix}{names.client_class}{STREAMED_CLIENT}"),
        constants=tuple(Code(name) for name, _ in settings.constants),
    )


def _option(option: ClientOption, names: Names) -> Option:
    name = option_name(names.caser, option.name)
    type_ = _option_type(option)
    always = not option.nullable or option.default is not None
    environ = None
    if option.env is not None:
        reader = _READERS.get(option.type, "os.environ.get")
        reader = "_env.one_of" if option.choices else reader
        allowed = code(*(code(", ", py_str(choice)) for choice in option.choices))
        environ = code(reader, "(", py_str(option.env), allowed, ")")
    kept = f"{name} or self.{name}" if option.type == "string" else f"self.{name} if {name} is None else {name}"
    return Option(
        Code(name),
        Code(f"{type_} | None"),
        Code(type_ if always else f"{type_} | None"),
        Code(kept),
        environ,
        None if option.default is None else py_value(option.default),
        _missing(option, name) if not option.nullable and option.default is None else None,
        option.description,
    )


def _option_type(option: ClientOption) -> Code:
    if not option.choices:
        return Code(_TYPES[option.type])
    return Code(f"Literal[{', '.join(py_str(choice) for choice in option.choices)}]")


def _variables(names: Names) -> Code | None:
    """The server variables as a dict, None where there are none."""
    listed = [
        code(py_str(item.variable), ": self.", option_name(names.caser, item.name))
        for item in names.api.client.options
        if item.variable is not None
    ]
    return code("{", Code(", ".join(listed)), "}") if listed else None


def _moves(names: Names) -> Code | None:
    """Whether a copy is asked to be of another environment, or of other server variables."""
    settings = names.api.client
    moving = ["environment"] if len(settings.environments) > 1 else []
    moving += [option_name(names.caser, item.name) for item in settings.options if item.variable is not None]
    asked = " or ".join(f"{name} is not None" for name in moving)
    return Code(f"({asked})" if len(moving) > 1 else asked) if moving else None


def _missing(option: ClientOption, name: str) -> str:
    if not option.env:
        return f"The {name} client option must be set by passing {name} to the client"
    where = f"either by passing {name} to the client or by setting the {option.env} environment variable"
    return f"The {name} client option must be set {where}"


def _read(names: Names) -> tuple[Code, ...]:
    """Which variables stand in for which arguments."""
    settings = names.api.client
    pairs = [(option_name(names.caser, item.name), item.env) for item in settings.options if item.env is not None]
    pairs.append(("base_url", f"{settings.env_prefix}_BASE_URL"))
    lines = [f"- `{name}` from `{variable}`" for name, variable in pairs]
    return tuple(Code(line) for line in ("Arguments that are not given are read from the environment:", *lines))


def _given(option: ClientOption, names: Names) -> Code:
    return Code(f"self.{option_name(names.caser, option.name)} is not None")


def _text(option: ClientOption, names: Names) -> Code:
    name = option_name(names.caser, option.name)
    match option.type:
        case "string":
            return Code(f"self.{name}")
        case "boolean":
            return Code(f'"true" if self.{name} else "false"')
        case "integer" | "number":
            return Code(f"str(self.{name})")


def _auth(names: Names) -> tuple[Sent, ...]:
    """The headers of the credentials, in the order of the options."""
    sent = [
        Sent(_given(item, names), item.auth.header, _prefixed(item.auth.prefix, item, names))
        for item in names.api.client.options
        if isinstance(item.auth, HeaderAuth)
    ]
    sent += [
        Sent(_given(item, names), "Cookie", _prefixed(f"{item.auth.cookie}=", item, names))
        for item in names.api.client.options
        if isinstance(item.auth, CookieAuth)
    ]
    halves = {
        item.auth.role: (item, item.auth) for item in names.api.client.options if isinstance(item.auth, BasicAuth)
    }
    if len(halves) == 2:
        (user, auth), (password, _) = halves["username"], halves["password"]
        both = code(_given(user, names), " and ", _given(password, names))
        write = Code("_env.basic" if auth.is_encoded else "_env.plain")
        pair = Code(f"self.{option_name(names.caser, user.name)}, self.{option_name(names.caser, password.name)}")
        prefix = "" if auth.is_usual else code(", ", py_str(auth.prefix))
        value = code(write, "(", pair, prefix, ")")
        sent.append(Sent(both, "Authorization", value))
    return tuple(sent)


def _prefixed(prefix: str, option: ClientOption, names: Names) -> Code:
    text = _text(option, names)
    return code(py_str(prefix), " + ", text) if prefix else text


def _query(names: Names) -> tuple[Sent, ...]:
    options = names.api.client.options
    credentials = [(item.auth.parameter, item) for item in options if isinstance(item.auth, QueryAuth)]
    others = [(item.query, item) for item in options if item.query is not None]
    return tuple(Sent(_given(item, names), name, _text(item, names)) for name, item in (*credentials, *others))


def _demanded(names: Names) -> tuple[tuple[ClientOption, str], ...]:
    """The credentials of which a request must carry one, with their headers; none where it always has one."""
    options = names.api.client.options
    credentials = [item for item in options if item.auth is not None]
    always = any(not item.nullable or isinstance(item.auth, QueryAuth) for item in credentials)
    if always or names.api.client.anonymous or names.api.chooses_credentials:
        return ()
    found = []
    for item in credentials:
        header = "Cookie" if isinstance(item.auth, CookieAuth) else "Authorization"
        header = item.auth.header if isinstance(item.auth, HeaderAuth) else header
        found.append((item, header))
    return tuple(found)


def _required_auth(names: Names) -> Code | None:
    headers = tuple(dict.fromkeys(header for _, header in _demanded(names)))
    listed = ", ".join(py_str(header) for header in headers)
    return code("(", listed, ",)" if len(headers) == 1 else ")") if headers else None


def auth_message(names: Names) -> str | None:
    """Source: contracts/python-sdk.md C3."""
    demanded = _demanded(names)
    if not demanded:
        return None
    options = [option_name(names.caser, item.name) for item, _ in demanded]
    headers = [f"`{header}`" for header in dict.fromkeys(header for _, header in demanded)]
    chosen = {1: f"the {options[0]}", 2: f"either {' or '.join(options)}"}
    which = chosen.get(len(options), f"one of {_alternatives(options)}")
    headed = f"{'one of the' if len(headers) > 1 else 'the'} {_alternatives(headers)} headers"
    return (
        f'"Could not resolve authentication method. Expected {which} to be set. '
        f'Or for {headed} to be explicitly omitted"'
    )


def _alternatives(items: list[str]) -> str:
    return " or ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])}, or {items[-1]}"


def _imports(names: Names) -> frozenset[Import]:
    settings = names.api.client
    several = len(settings.environments) > 1
    wanted = {
        Import("__future__", "annotations"),
        *(Import("typing", name) for name in ("Any", "Dict", "Mapping", "Union")),
        *(Import("typing_extensions", name) for name in ("Self", "override")),
        *(Import(("_base_client",), name) for name in ("SyncAPIClient", "AsyncAPIClient")),
        Import(("_compat",), "cached_property"),
        Import(("_constants",), "DEFAULT_MAX_RETRIES"),
        Import(("_http",), "httpx"),
        Import(("_platform",), "get_async_library"),
        *(Import(("_types",), name) for name in ("Headers", "NotGiven", "Omit", "Query", "Timeout", "not_given")),
        Import(("_version",), "__version__"),
    }
    if names.children(()):
        wanted.add(Import("typing", "TYPE_CHECKING"))
    if several or any(item.choices for item in settings.options):
        wanted.add(Import("typing_extensions", "Literal"))
    if not several or any(item.env and item.type == "string" for item in settings.options):
        wanted.add(Import("os"))
    uses_env = any((item.env and item.type != "string") or item.variable is not None for item in settings.options)
    has_servers = any(item.server is not None for item in names.api.operations())
    if several or uses_env or has_servers or any(isinstance(item.auth, BasicAuth) for item in settings.options):
        wanted.add(Import((), "_env"))
    if settings.constants:
        wanted.add(Import((), "_constants"))
    if names.api.chooses_credentials:
        wanted.add(Import(("_auth",), "Credential"))
        if any(isinstance(item.auth, HeaderAuth) and item.auth.prefix for item in settings.options):
            wanted.add(Import(("_auth",), "prefixed"))
    if any(not item.nullable and item.default is None for item in settings.options):
        wanted.add(Import(("_exceptions",), names.error_class))
    return frozenset(wanted)

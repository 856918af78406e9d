"""Lower the addresses of the API: the environments of the client, and the servers of single operations."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from bessemer.config.model import OptionConfig
from bessemer.document.pointer import ROOT, Pointer, child, parent
from bessemer.ir.api import ClientSettings, Environment, Resource
from bessemer.ir.operations import Operation
from bessemer.lower.context import Context
from bessemer.openapi.servers import in_order


def environments(context: Context) -> tuple[Environment, ...]:
    """The config's, else the document's first server. Variables that no option is have their defaults."""
    options = {option.server_variable: option for option in context.config.client.options if option.server_variable}
    written = dict(context.config.environments) or _first_server(context)
    if written is None:
        help_ = "add `environments: {production: https://…}`"
        context.config_problem("config-value-invalid", "neither config nor document says where the API is", ROOT, help_)
        return (Environment("production", "https://example.com"),)
    variables = _variables(context)
    for name, option in options.items():
        if not any("{" + name + "}" in url for url in written.values()):
            message = f"no environment has the variable {{{name}}} in its address"
            context.config_problem("config-value-invalid", message, child(option.pointer, "server_variable"), None)
    made = []
    for environment, url in written.items():
        for name, found in variables.items():
            if "{" + name + "}" in url and name not in options:
                pointer, default = found[0]
                url = url.replace("{" + name + "}", default)
                _fixed(context, pointer, name, default)
            elif "{" + name + "}" in url:
                message = f"the server variable {name!r} has its default: WithBaseURL sends requests elsewhere"
                context.loosen(found[0][0], message, "go")
        made.append(Environment(environment, url))
    if options:
        _set_apart(context, options, frozenset(written.values()))
    return tuple(made)


def _set_apart(context: Context, options: Mapping[str, OptionConfig], written: frozenset[str]) -> None:
    """Tell of the variables of servers that are not as written an environment: they have a default of their own."""
    for name, found in _variables(context).items():
        for pointer, default in found:
            server = context.at(parent(parent(pointer)))
            is_here = "{" + name + "}" in str(server.get("url")) and str(server["url"]).strip() not in written
            if is_here and (name not in options or default_of(context, options[name]) != default):
                _fixed(context, pointer, name, default)


def choices(context: Context, option: OptionConfig) -> tuple[str, ...]:
    """The values of a server variable, where each server that has it lists them."""
    listed: dict[str, None] = {}
    for pointer, default in _variables(context).get(option.server_variable or "", ()):
        allowed = context.at(pointer).get("enum")
        if not isinstance(allowed, list) or not allowed:
            return ()
        listed |= dict.fromkeys((*map(_text, allowed), *([default] if default else [])))
    return tuple(listed)


def default_of(context: Context, option: OptionConfig) -> str | None:
    """What the document says a server variable is where nobody says otherwise."""
    found = _variables(context).get(option.server_variable or "")
    return found[0][1] if found else None


def served(context: Context, client: ClientSettings, root: Resource) -> Resource:
    """The tree with the server of each operation that has one of its own."""
    return replace(
        root,
        operations=tuple(replace(item, server=_server(context, client, item)) for item in root.operations),
        resources=tuple(served(context, client, item) for item in root.resources),
    )


def _first_server(context: Context) -> dict[str, str] | None:
    server = next(iter(context.spec.data.get("servers") or ()), None)
    url = server.get("url") if isinstance(server, dict) else None
    if not isinstance(server, dict) or not isinstance(url, str):
        return None
    return {"production": url} if _filled(server, ())[0].startswith(("http://", "https://")) else None


def _variables(context: Context) -> Mapping[str, list[tuple[Pointer, str]]]:
    """Each variable of the document's servers: where it is described, and its default there."""
    found: dict[str, list[tuple[Pointer, str]]] = {}
    for index, server in enumerate(context.spec.data.get("servers") or ()):
        variables = server.get("variables") if isinstance(server, dict) else None
        for name, variable in (variables or {}).items():
            if isinstance(variable, dict):
                pointer = child(ROOT, "servers", index, "variables", name)
                found.setdefault(name, []).append((pointer, _text(variable.get("default", ""))))
    return found


def _server(context: Context, client: ClientSettings, operation: Operation) -> str | None:
    """The first server of the operation, else of its path; None where the client goes there anyway."""
    usual = client.environments[0].url
    for pointer in (operation.origin, parent(operation.origin)):
        servers = context.at(pointer).get("servers") if context.has(pointer) else None
        if isinstance(servers, list) and servers and isinstance(servers[0], dict):
            # with TLS, where the client has it
            first = 0 if usual.startswith("http://") else in_order(servers)[0]
            text, fixed = _filled(servers[first], _shared(client, servers[first]))
            for name, default in fixed:
                _fixed(context, child(pointer, "servers", first, "variables", name), name, default)
            url = _joined(usual, text)
            if len(servers) > 1:
                _several(context, child(pointer, "servers"), url)
            is_address = url.startswith(("http://", "https://", "{"))
            if not is_address or url.rstrip("/") == usual.rstrip("/"):
                return None
            return url.rstrip("/")
    return None


def _shared(client: ClientSettings, server: dict[str, Any]) -> frozenset[str]:
    """The variables of a server that are options of the client: one with another default means something else."""
    options = {item.variable: item.default for item in client.options}
    return frozenset(name for name, item in _described(server) if options.get(name) == _text(item.get("default", "")))


def _joined(usual: str, url: str) -> str:
    """Like urljoin, of URLs whose scheme may be a variable."""
    scheme, _, rest = usual.partition("://")
    if url.startswith("{") or not scheme.startswith("{"):
        return url if url.startswith("{") else urljoin(usual, url)
    joined = urljoin(f"https://{rest}", url)
    return joined if "://" in url else joined.replace("https", scheme, 1)


def _several(context: Context, pointer: Pointer, url: str) -> None:
    context.loosen(pointer, f"of several servers the first is called: {url}")


def _fixed(context: Context, pointer: Pointer, name: str, default: str) -> None:
    context.loosen(pointer, f"no option of the client is the server variable {name!r}: it is always {default!r}")


def _filled(server: dict[str, Any], kept: Container[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The URL of a server, its variables at their defaults but those kept; and those with their defaults."""
    url = str(server.get("url") or "")
    fixed = []
    for name, variable in _described(server):
        if "{" + name + "}" in url and name not in kept:
            fixed.append((name, _text(variable.get("default", ""))))
            url = url.replace("{" + name + "}", fixed[-1][1])
    return url, tuple(fixed)


def _described(server: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, variable in (server.get("variables") or {}).items():
        if isinstance(variable, dict):
            yield name, variable


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

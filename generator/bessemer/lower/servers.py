"""Lower the addresses of single operations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from bessemer.document.pointer import Pointer, child, parent
from bessemer.ir.api import ClientSettings, Resource
from bessemer.ir.operations import Operation
from bessemer.lower.context import Context


def served(context: Context, client: ClientSettings, root: Resource) -> Resource:
    """The tree with the server of each operation that has one of its own."""
    return replace(
        root,
        operations=tuple(replace(item, server=_server(context, client, item)) for item in root.operations),
        resources=tuple(served(context, client, item) for item in root.resources),
    )


def _server(context: Context, client: ClientSettings, operation: Operation) -> str | None:
    """The first server of the operation, else of its path; None where the client goes there anyway."""
    usual = client.environments[0].url
    for pointer in (operation.origin, parent(operation.origin)):
        servers = context.at(pointer).get("servers") if context.has(pointer) else None
        if isinstance(servers, list) and servers and isinstance(servers[0], dict):
            url = urljoin(usual, filled(servers[0]))
            if len(servers) > 1:
                _several(context, child(pointer, "servers"), url)
            is_address = url.startswith(("http://", "https://"))
            return url.rstrip("/") if is_address and url.rstrip("/") != usual.rstrip("/") else None
    return None


def _several(context: Context, pointer: Pointer, url: str) -> None:
    context.loosen(pointer, f"of several servers the first is called: {url}")


def filled(server: dict[str, Any]) -> str:
    """The URL of a server, its variables at their defaults."""
    url = str(server.get("url") or "")
    for name, variable in (server.get("variables") or {}).items():
        default = variable.get("default", "") if isinstance(variable, dict) else ""
        url = url.replace("{" + name + "}", str(default))
    return url

"""Our rules for what goes on the wire: paths, header names and server addresses that no request can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.openapi.walk import Visit

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NAME = re.compile(r"\{([^{}]*)\}")
# Source: RFC 9110 section 5.1, RFC 6265 section 4.1.1.
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
# Source: RFC 9110 section 4.2.4: credentials in an address are refused.
_SERVER = re.compile(r"(?:https?://)?[^\s\\<>\"`@]*", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def check_wire(document: Document, visits: Iterable[Visit]) -> Iterator[Diagnostic]:
    paths = document.data.get("paths")
    yield from _check_paths(document, paths if isinstance(paths, dict) else {})
    for visit in visits:
        if visit.is_schema:
            continue
        location, name = visit.node.get("in"), visit.node.get("name")
        if location in ("header", "cookie") and isinstance(name, str) and not TOKEN.fullmatch(name):
            message = f"{name!r} is no name of a {location}"
            yield _invalid(document, child(visit.pointer, "name"), message, "write letters, digits and '-'")
        servers = visit.node.get("servers")
        if not isinstance(servers, list):
            continue
        for index, server in enumerate(servers):
            yield from _check_server(document, child(visit.pointer, "servers", index), server)


def _check_paths(document: Document, paths: dict[str, Any]) -> Iterator[Diagnostic]:
    """A path is text with whole {names}; two that differ by names alone are one.

    Source: OpenAPI 3.1, Paths Object and Path Templating.
    """
    shapes: dict[str, str] = {}
    for path in paths:
        if path.startswith("x-"):
            continue
        pointer = child(ROOT, "paths", path)
        problem = _malformed(path)
        if problem is not None:
            yield _invalid(
                document, pointer, f"the path {path[:60]!r} {problem}", "write it as '/files/{file_id}'", key=True
            )
            continue
        shape = _NAME.sub("{}", path)
        first = shapes.setdefault(shape, path)
        if first != path:
            related = ((f"{first!r} is here", document.place(child(ROOT, "paths", first), key=True)),)
            message = f"{path!r} and {first!r} are the same path but for names"
            yield Diagnostic(
                "schema-invalid", message, document.place(pointer, key=True), pointer, "make them one", related
            )


def _malformed(path: str) -> str | None:
    rest = _NAME.sub("", path)
    if _CONTROL.search(path):
        return "holds a control character"
    if not path.startswith("/"):
        return "does not begin with '/'"
    if "{" in rest or "}" in rest:
        return "has a brace without its other half"
    names: list[str] = _NAME.findall(path)
    if not all(names):
        return "has a parameter without a name"
    return "has a parameter twice" if len(set(names)) < len(names) else None


def is_address(url: str) -> bool:
    """Whether a request can be sent there: http, https or relative, and without credentials."""
    scheme = _SCHEME.match(url)
    return _SERVER.fullmatch(url) is not None and (scheme is None or scheme.group().lower() in ("http:", "https:"))


def _check_server(document: Document, pointer: Pointer, server: Any) -> Iterator[Diagnostic]:
    url = server.get("url") if isinstance(server, dict) else None
    if not isinstance(url, str):
        return
    if is_address(url):
        return
    message = f"{url[:60]!r} is no address of a server"
    yield _invalid(document, child(pointer, "url"), message, "write 'https://…', without credentials and blanks")


def _invalid(document: Document, pointer: Pointer, message: str, help_: str, *, key: bool = False) -> Diagnostic:
    return Diagnostic("shape-invalid", message, document.place(pointer, key=key), pointer, help_)

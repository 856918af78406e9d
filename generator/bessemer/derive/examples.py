"""Choose the call that a README shows: short, harmless, and about the heart of the API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bessemer.derive.shapes import resolved
from bessemer.derive.tree import Placed
from bessemer.document.document import Document
from bessemer.openapi.endpoints import Endpoint

_ASIDE = frozenset("health healthz ping status version livez readyz metrics root".split())


def readme(document: Document, operations: Iterable[Placed]) -> dict[str, Any]:
    """`readme` of a config; {} where there is no call."""
    ranked = sorted(
        ((_rank(document, item), index, item.endpoint) for index, item in enumerate(operations)),
        key=lambda ranked: ranked[:2],
    )
    if not ranked:
        return {}
    endpoint = ranked[0][2]
    request = {"type": "request", "endpoint": str(endpoint), "params": _params(document, endpoint)}
    return {"example_requests": {"default": request, "headline": request}}


def _rank(document: Document, item: Placed) -> tuple[bool, int, bool, int, int]:
    """A list before one thing before what writes; few arguments; near the client; in the document's order."""
    path, method, endpoint = item.resource, item.method, item.endpoint
    kind = {"list": 0, "retrieve": 1, "create": 2}.get(method, 3)
    kind += 0 if endpoint.verb == "get" or method == "create" else 2
    needed = len(_required(document, endpoint)) + 2 * (_body(document, endpoint))
    return endpoint.operation.get("deprecated") is True, kind, bool(_ASIDE.intersection(path)), needed, len(path)


def _body(document: Document, endpoint: Endpoint) -> bool:
    body = resolved(document, endpoint.operation.get("requestBody"))
    return body is not None and body.get("required") is True


def _required(document: Document, endpoint: Endpoint) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for owner in (endpoint.item, endpoint.operation):
        written = owner.get("parameters")
        for item in written if isinstance(written, list) else ():
            parameter = resolved(document, item) or {}
            if isinstance(parameter.get("name"), str):
                found[str(parameter.get("in")), parameter["name"]] = parameter
    return [item for item in found.values() if item.get("required") is True or item.get("in") == "path"]


def _params(document: Document, endpoint: Endpoint) -> dict[str, Any]:
    return {item["name"]: _value(document, item) for item in _required(document, endpoint)}


def _value(document: Document, parameter: dict[str, Any]) -> Any:
    """The document's own example, else what the type suggests, else the parameter's name."""
    schema = resolved(document, parameter.get("schema")) or {}
    for owner, key in ((parameter, "example"), (schema, "example"), (schema, "default"), (schema, "const")):
        if isinstance(owner.get(key), str | int | float | bool):
            return owner[key]
    members = schema.get("enum")
    if isinstance(members, list) and members and isinstance(members[0], str | int | float | bool):
        return members[0]
    kind = schema.get("type")
    values: dict[str, Any] = {"integer": 0, "number": 0, "boolean": True, "array": [], "object": {}}
    return values.get(kind, parameter["name"]) if isinstance(kind, str) else parameter["name"]

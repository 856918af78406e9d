"""Read the ways to page that other vendors' extensions declare.

Source: contracts/config.md section 14.
"""

from __future__ import annotations

from typing import Any

from bessemer.derive.scheme import Scheme
from bessemer.derive.shapes import answer, lists
from bessemer.document.document import Document
from bessemer.openapi.endpoints import Endpoint

# What a speakeasy input is → type of the scheme, role of the parameter.
_INPUTS = {
    "cursor": ("cursor", "string", "next_cursor_param"),
    "offset": ("offset", "integer", "offset_count_param"),
    "page": ("page_number", "integer", "page_number_param"),
}
_OUTPUTS = {
    "nextCursor": ("string", "next_cursor_field"),
    "nextUrl": ("string", "cursor_url_field"),
    "numPages": ("integer", "total_page_count_field"),
}


def declared(document: Document, endpoint: Endpoint) -> Scheme | None:
    """The scheme an operation declares; None where it says nothing, or what cannot be followed."""
    speakeasy, microsoft = (endpoint.operation.get(key) for key in ("x-speakeasy-pagination", "x-ms-pageable"))
    if isinstance(speakeasy, dict):
        return _speakeasy(document, endpoint, speakeasy)
    if isinstance(microsoft, dict):
        return _microsoft(microsoft)
    return None


def _microsoft(written: dict[str, Any]) -> Scheme | None:
    """`nextLinkName` is the field with the address of the next page, null where there is none."""
    link, items = written.get("nextLinkName"), written.get("itemName") or "value"
    if not isinstance(link, str) or not isinstance(items, str):
        return None
    return Scheme("cursor_url", (), (((items,), "array", "items"), ((link,), "string", "cursor_url_field")))


def _speakeasy(document: Document, endpoint: Endpoint, written: dict[str, Any]) -> Scheme | None:
    kind = "cursor_url" if written.get("type") == "url" else None
    request: list[tuple[str, str, str | None]] = []
    for item in _mappings(written.get("inputs")):
        name, role = item.get("name"), item.get("type")
        if not isinstance(name, str) or item.get("in") != "parameters":
            return None
        if isinstance(role, str) and role in _INPUTS:
            kind, type_, purpose = _INPUTS[role]
            request.append((name, type_, purpose))
        else:
            request.append((name, "integer", None))
    outputs = written.get("outputs")
    given = {key: _path(value) for key, value in outputs.items()} if isinstance(outputs, dict) else {}
    items = given.get("results") or next(iter(lists(document, answer(document, endpoint))), ())
    if kind is None or not items:
        return None
    response = [(given[key], type_, purpose) for key, (type_, purpose) in _OUTPUTS.items() if given.get(key)]
    return Scheme(kind, tuple(request), ((items, "array", "items"), *response))


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _path(value: Any) -> tuple[str, ...]:
    """`$.meta.next` → meta, next; () for what is no path of names."""
    steps = value.removeprefix("$.").split(".") if isinstance(value, str) else []
    return tuple(steps) if all(step.isidentifier() for step in steps) else ()

"""Say what a way to page is, what it is called, and how a config has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bessemer.derive.routes import name_of
from bessemer.derive.yaml_text import Line
from bessemer.frozen import frozen

_ROLE = "x-stainless-pagination-property"


@frozen
class Scheme:
    """A way to page, without its name: type, and the fields of request and answer with their roles.

    `first` is the number that a list begins with, where it is not the usual one.
    """

    type: str
    request: tuple[tuple[str, str, str | None], ...]
    response: tuple[tuple[tuple[str, ...], str, str | None], ...]
    header: bool = False
    first: int | None = None


def names(scheme: Scheme, count: int) -> Iterator[str]:
    """Names for one of `count` schemes, best first."""
    kind = {"cursor": "cursor_page", "cursor_id": "id_page", "cursor_url": "url_page", "offset": "offset_page"}
    name = kind.get(scheme.type, "numbered_page")
    items = next(path for path, _, role in scheme.response if role == "items")
    asked = next((wire for wire, _, role in scheme.request if role), "")
    yield name
    yield name_of(f"{items[-1]} {name}")
    yield name_of(f"{asked} {name}")
    yield name_of(f"{items[-1]} {asked} {name}")
    yield from (f"{name}_{number}" for number in range(2, count + 2))


def written(name: str, scheme: Scheme) -> dict[str, Any]:
    """A scheme as a config has it. Source: contracts/config.md section 3.1."""
    begins = {"default": scheme.first} if scheme.first is not None else {}
    request = {
        wire: Line({"type": kind, **(begins if role else {}), **_role(role)}) for wire, kind, role in scheme.request
    }
    response: dict[str, Any] = {}
    for path, kind, role in scheme.response:
        if kind == "list":
            property_ = {"purpose": role, "is_top_level_array": True}
            response[path[0]] = Line({"type": "array", "items": {}, _ROLE: property_})
            continue
        field = {"type": kind, **({"items": {}} if kind == "array" else {}), **_role(role)}
        if scheme.header and kind == "string":
            field[_ROLE] = {"purpose": role, "from_header": "Link"}
        owner = response
        for step in path[:-1]:
            owner = owner.setdefault(step, {"type": "object", "properties": {}})["properties"]
        owner[path[-1]] = Line(field)
    return {"name": name, "type": scheme.type, "request": request, "response": response}


def _role(role: str | None) -> dict[str, Any]:
    return {_ROLE: {"purpose": role}} if role else {}

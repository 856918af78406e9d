"""Cut the circles of references, so that whoever follows them arrives."""

from __future__ import annotations

from typing import Any

from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.openapi.cycles import circles
from bessemer.openapi.walk import walk


def unwound(data: dict[str, Any]) -> dict[str, Any]:
    """The data with one reference of each circle of '$ref' and allOf taken as any value."""
    visits = [visit for visit in walk(data) if visit.node.keys() & {"$ref", "allOf"}]
    nodes = {visit.pointer: visit.node for visit in visits}
    cut = set()
    for circle in circles(visits):
        referring = [pointer for pointer in circle if "$ref" in nodes.get(pointer, {})]
        cut.add(referring[-1] if referring else circle[-1])
    return _rebuilt(data, ROOT, cut, _above(cut)) if cut else data


def _above(pointers: set[Pointer]) -> set[str]:
    found: set[str] = set()
    for pointer in pointers:
        above: str = pointer
        while above not in found:
            found.add(above)
            above = above[: max(0, above.rfind("/"))]
    return found


def _rebuilt(node: Any, pointer: Pointer, cut: set[Pointer], above: set[str]) -> Any:
    if pointer not in above:
        return node
    if pointer in cut:
        return {}
    if isinstance(node, list):
        return [_rebuilt(item, child(pointer, index), cut, above) for index, item in enumerate(node)]
    return {key: _rebuilt(value, child(pointer, key), cut, above) for key, value in node.items()}

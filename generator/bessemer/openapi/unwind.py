"""Cut the circles of references, so that whoever follows them arrives."""

from __future__ import annotations

from typing import Any

from bessemer.document.pointer import Pointer
from bessemer.openapi.cycles import circles
from bessemer.openapi.edits import edited
from bessemer.openapi.walk import walk


def unwound(data: dict[str, Any]) -> dict[str, Any]:
    """The data with one reference of each circle of '$ref' and allOf taken as any value."""
    visits = [visit for visit in walk(data) if visit.node.keys() & {"$ref", "allOf"}]
    nodes = {visit.pointer: visit.node for visit in visits}
    cut: dict[Pointer, Any] = {}
    for circle in circles(visits):
        referring = [pointer for pointer in circle if "$ref" in nodes.get(pointer, {})]
        cut[referring[-1] if referring else circle[-1]] = {}
    made: dict[str, Any] = edited(data, cut)
    return made

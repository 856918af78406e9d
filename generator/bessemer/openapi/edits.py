"""Make data with single values of it replaced or left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bessemer.document.pointer import ROOT, Pointer, child, parent


class Gone:
    """Stands for a value that is left out."""


GONE = Gone()


def edited(data: Any, edits: Mapping[Pointer, Any]) -> Any:
    """The data with the values at the pointers replaced, or left out where they are GONE; the rest is shared."""
    return _rebuilt(data, ROOT, edits, _above(edits)) if edits else data


def _above(pointers: Mapping[Pointer, Any]) -> set[Pointer]:
    """The pointers and those of everything around them."""
    found: set[Pointer] = set()
    for pointer in pointers:
        above = pointer
        while above not in found:
            found.add(above)
            above = parent(above)
    return found


def _rebuilt(node: Any, pointer: Pointer, edits: Mapping[Pointer, Any], above: set[Pointer]) -> Any:
    if pointer not in above:
        return node
    if pointer in edits:
        return edits[pointer]
    if isinstance(node, list):
        items = (_rebuilt(item, child(pointer, index), edits, above) for index, item in enumerate(node))
        return [item for item in items if item is not GONE]
    entries = ((key, _rebuilt(value, child(pointer, key), edits, above)) for key, value in node.items())
    return {key: value for key, value in entries if value is not GONE}

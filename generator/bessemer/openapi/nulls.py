"""Drop keys without a value: `parameters:` with nothing after it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child, tokens
from bessemer.openapi.walk import walk

# Keys whose null is a value: of an example, or of the name of a security scheme.
_VALUES = frozenset(("example", "examples", "default", "const", "enum", "value"))


def nulls(data: Any) -> frozenset[Pointer]:
    """Where an object of the specification has a key that is null, which no key of it may be."""
    return frozenset(_nulls(data))


def _nulls(data: Any) -> Iterator[Pointer]:
    for visit in walk(data):
        if "security" in tokens(visit.pointer)[-2:-1]:
            continue
        for key, value in visit.node.items():
            if value is None and key not in _VALUES and not key.startswith("x-"):
                yield child(visit.pointer, key)


def without_nulls(document: Document) -> Document:
    """The document without those keys; every other pointer keeps its meaning."""
    found = nulls(document.data)
    if not found:
        return document
    above = {above for pointer in found for above in _above(pointer)}
    return replace(document, data=_rebuilt(document.data, ROOT, found, above))


def _above(pointer: Pointer) -> Iterator[Pointer]:
    path = tokens(pointer)
    return (child(ROOT, *path[:length]) for length in range(len(path)))


def _rebuilt(node: Any, pointer: Pointer, found: frozenset[Pointer], above: set[Pointer]) -> Any:
    if pointer not in above:
        return node
    if isinstance(node, list):
        return [_rebuilt(item, child(pointer, index), found, above) for index, item in enumerate(node)]
    inner = ((key, value, child(pointer, key)) for key, value in node.items())
    return {key: _rebuilt(value, at, found, above) for key, value, at in inner if at not in found}

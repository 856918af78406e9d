"""Put methods and models into the order in which published SDKs list them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bessemer.document.pointer import Pointer
from bessemer.ir.api import Model
from bessemer.ir.operations import Operation

# Source: contracts/config.md section 2.3.
_FIRST_METHODS = ("create", "retrieve", "update", "list", "delete")


def ordered(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """create, retrieve, update, list, delete, then the rest by name."""
    return tuple(sorted(operations, key=lambda item: (_rank(item.name), item.name)))


def _rank(name: str) -> int:
    return _FIRST_METHODS.index(name) if name in _FIRST_METHODS else len(_FIRST_METHODS)


def listed(models: Iterable[Model], split: Callable[[str], tuple[str, ...]]) -> tuple[Model, ...]:
    """By the words of their keys; second names in one resource for a schema stand last, in the config's order."""
    seen: set[Pointer] = set()
    first: list[Model] = []
    second: list[Model] = []
    for item in models:
        (second if item.schema in seen else first).append(item)
        seen.add(item.schema)
    return (*sorted(first, key=lambda item: split(item.name)), *second)

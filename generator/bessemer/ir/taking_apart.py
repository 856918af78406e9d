"""Tell pickle how to take dataclasses apart: it asks once for each kind, and goes through the values without us."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, fields, is_dataclass
from operator import attrgetter, methodcaller
from typing import TypeAlias, cast

# What makes a value again, and what of.
TakenApart: TypeAlias = tuple[Callable[..., object], tuple[object, ...]]
TakeApart: TypeAlias = Callable[[object], TakenApart]
_PROTOCOL = 5


class Kinds(dict[type, TakeApart]):
    """A table for pickle: the kinds that are given, then those that are met; most but dataclasses as pickle knows them.

    `sets` is what stands for a set in the field of a dataclass.
    """

    def __init__(self, given: Mapping[type, TakeApart], sets: Callable[[object], object] | None = None) -> None:
        super().__init__(given)
        self._sets = sets

    def __missing__(self, kind: type) -> TakeApart:
        if is_dataclass(kind):
            return self.setdefault(kind, _values(kind, [item for item in fields(kind) if item.init], self._sets))
        if issubclass(kind, tuple) and hasattr(kind, "_fields"):
            return self.setdefault(kind, lambda value: (kind, tuple(cast(Iterable[object], value))))
        if issubclass(kind, type):
            # classes themselves are written by their names
            raise KeyError(kind)
        return self.setdefault(kind, methodcaller("__reduce_ex__", _PROTOCOL))


def _values(kind: type, given: list[Field[object]], sets: Callable[[object], object] | None) -> TakeApart:
    names = [item.name for item in given]
    if sets is not None and any("set[" in str(item.type) for item in given):
        return lambda value: (kind, tuple([sets(getattr(value, name)) for name in names]))
    if len(names) > 1:
        several = attrgetter(*names)
        return lambda value: (kind, several(value))
    if not names:
        return lambda _: (kind, ())
    alone = attrgetter(*names)
    return lambda value: (kind, (alone(value),))

"""Data that never changes once it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True)
def frozen(kind: type[Kind]) -> type[Kind]:
    """A dataclass with slots whose fields nobody sets: the type checkers see to that, for every use there is.

    At run time it is not frozen: to make an object of a frozen dataclass takes three times as long, and a run makes
    half a million.
    """
    # an empty docstring would be filled in with the signature, which takes as long as the rest
    kind.__doc__ = kind.__doc__ or kind.__name__
    # of the usual methods only the first is written and compiled for each kind: it is two fifths of the work
    made = dataclass(slots=True, repr=False, eq=False)(kind)
    compared = [item.name for item in fields(made) if item.compare]  # type: ignore[arg-type]
    values = attrgetter(*compared) if compared else _nothing
    own = {"__eq__": _equality(values), "__hash__": lambda self: hash(values(self)), "__repr__": _shown}
    for name, method in own.items():
        if name not in kind.__dict__ or (name == "__hash__" and kind.__dict__[name] is None):
            setattr(made, name, method)
    return made


def _nothing(_value: object) -> object:
    return ()


def _equality(values: Callable[[object], object]) -> Callable[[object, object], object]:
    def is_equal(self: object, other: object) -> object:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return is_equal


def _shown(self: object) -> str:
    shown = (f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)  # type: ignore[arg-type]
    return f"{type(self).__qualname__}({', '.join(shown)})"

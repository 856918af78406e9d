"""Data that never changes once it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
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
    # of the usual methods only the first is written and compiled, for each kind of which there is an object
    made = dataclass(slots=True, init=False, repr=False, eq=False)(kind)
    compared = [item.name for item in fields(made) if item.compare]  # type: ignore[arg-type]
    values = attrgetter(*compared) if compared else _nothing
    own = {
        "__init__": _first(made),
        "__eq__": _equality(values),
        "__hash__": lambda self: hash(values(self)),
        "__repr__": _shown,
    }
    for name, method in own.items():
        if name not in kind.__dict__ or (name == "__hash__" and kind.__dict__[name] is None):
            setattr(made, name, method)
    return made


def _first(kind: type[object]) -> Callable[..., None]:
    """Has `__init__` written when it is called first: most runs need half of the kinds that they load."""

    def make(self: object, *given: object, **named: object) -> None:
        written = _init(kind)
        type.__setattr__(kind, "__init__", written)
        written(self, *given, **named)

    return make


def _init(kind: type[object]) -> Callable[..., None]:
    given: dict[str, object] = {"_missing": MISSING}
    parameters, lines = ["self"], []
    for item in fields(kind):  # type: ignore[arg-type]
        has_factory = item.default_factory is not MISSING
        given[f"_of_{item.name}"] = item.default_factory if has_factory else item.default
        is_needed = not has_factory and item.default is MISSING
        made = f"_of_{item.name}()" if has_factory else f"_of_{item.name}"
        if item.init:
            default = "_missing" if has_factory else made
            parameters.append(item.name if is_needed else f"{item.name}={default}")
            value = f"{made} if {item.name} is _missing else {item.name}" if has_factory else item.name
        elif not is_needed:
            value = made
        else:
            continue
        lines.append(f" self.{item.name} = {value}")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    text = f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"])
    exec(text, given)  # noqa: S102 (the names are those of fields in our own source)
    return given["__init__"]  # type: ignore[return-value]


def _nothing(_value: object) -> object:
    return ()


def _equality(values: Callable[[object], object]) -> Callable[[object, object], object]:
    def is_equal(self: object, other: object) -> object:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return is_equal


def _shown(self: object) -> str:
    shown = (f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)  # type: ignore[arg-type]
    return f"{type(self).__qualname__}({', '.join(shown)})"

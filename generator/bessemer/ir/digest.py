"""Say in a few bytes what a part of an API is: parts that differ have digests that differ, in every process."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Sequence
from dataclasses import Field, fields, is_dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias

SIZE = 16


def digest(*parts: object, brief: frozenset[type] = frozenset()) -> bytes:
    """Of plain data and dataclasses. Those of the kinds in `brief` count with their place in the config alone.

    Where one value stands twice in the parts matters too: they must be gathered in the same way each time.
    """
    stream = io.BytesIO()
    _Writer(stream, brief).dump(parts)
    return hashlib.blake2b(stream.getbuffer(), digest_size=SIZE).digest()


class _Writer(pickle.Pickler):
    """Writes what is never read: pickle goes through values faster than any code of ours."""

    def __init__(self, stream: io.BytesIO, brief: frozenset[type]) -> None:
        super().__init__(stream, protocol=5)
        self._brief = brief

    def reducer_override(self, value: object) -> tuple[type, tuple[object, ...]]:
        kind = type(value)
        if kind in self._brief:
            return kind, (_PLACE(value),)
        parts = _PARTS.get(kind)
        if parts is None:
            if isinstance(value, MappingProxyType):
                return dict, (dict(value),)
            if isinstance(value, type) or not is_dataclass(value):
                return _AS_USUAL
            parts = _PARTS[kind] = _parts_of([item for item in fields(value) if item.init])
        return kind, parts(value)


_PLACE = attrgetter("config")
# pickle writes the value as it writes any other
_AS_USUAL: tuple[type, tuple[object, ...]] = NotImplemented
_Parts: TypeAlias = Callable[[object], tuple[object, ...]]
_PARTS: dict[type, _Parts] = {}


def _parts_of(given: Sequence[Field[object]]) -> _Parts:
    """What takes the values out of a dataclass; sets as text in an order that does not depend on the process."""
    names = [item.name for item in given]
    if any("set[" in str(item.type) for item in given):
        return lambda value: tuple(_in_order(getattr(value, name)) for name in names)
    if len(names) > 1:
        return attrgetter(*names)
    return _alone(attrgetter(*names)) if names else lambda _: ()


def _alone(part: Callable[[object], object]) -> _Parts:
    return lambda value: (part(value),)


def _in_order(value: object) -> object:
    # which of several equal texts is in a set depends on the process too: as one text they are alike
    return repr(sorted(value)) if isinstance(value, (set, frozenset)) else value

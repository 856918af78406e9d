"""Say in a few bytes what a part of an API is: parts that differ have digests that differ, in every process."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter, methodcaller
from types import MappingProxyType
from typing import TypeAlias

SIZE = 16


def digest(*parts: object, brief: frozenset[type] = frozenset()) -> bytes:
    """Of plain data and dataclasses. Those of the kinds in `brief` count with their place in the config alone.

    Where one value stands twice in the parts matters too: they must be gathered in the same way each time.
    """
    stream = io.BytesIO()
    writer = pickle.Pickler(stream, protocol=5)
    writer.dispatch_table = _TABLES.get(brief) or _TABLES.setdefault(brief, _Table(brief))
    writer.dump(parts)
    return hashlib.blake2b(stream.getbuffer(), digest_size=SIZE).digest()


# A kind, and what is in a value of it.
_TakenApart: TypeAlias = Callable[[object], tuple[type, tuple[object, ...]]]
_PLACE = attrgetter("config")


class _Table(dict[type, _TakenApart]):
    """How pickle takes values apart, by their kind: it goes through them faster than any code of ours.

    What it writes is never read.
    """

    def __init__(self, brief: frozenset[type]) -> None:
        super().__init__(dict.fromkeys(brief, lambda value: (type(value), (_PLACE(value),))))
        self[MappingProxyType] = _copied

    def __missing__(self, kind: type) -> _TakenApart:
        made = self[kind] = _taken_apart(kind) if is_dataclass(kind) else methodcaller("__reduce_ex__", 5)
        return made


_TABLES: dict[frozenset[type], _Table] = {}


def _copied(value: object) -> tuple[type, tuple[object, ...]]:
    assert isinstance(value, MappingProxyType)
    return dict, (dict(value),)


def _taken_apart(kind: type) -> _TakenApart:
    """The values of a dataclass; sets as text in an order that does not depend on the process."""
    given = [item for item in fields(kind) if item.init]
    names = [item.name for item in given]
    if any("set[" in str(item.type) for item in given):
        return lambda value: (kind, tuple(_in_order(getattr(value, name)) for name in names))
    if len(names) > 1:
        several = attrgetter(*names)
        return lambda value: (kind, several(value))
    if not names:
        return lambda _: (kind, ())
    alone = attrgetter(*names)
    return lambda value: (kind, (alone(value),))


def _in_order(value: object) -> object:
    # which of several equal texts is in a set depends on the process too: as one text they are alike
    return repr(sorted(value)) if isinstance(value, (set, frozenset)) else value

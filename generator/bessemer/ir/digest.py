"""Say in a few bytes what a part of an API is: parts that differ have digests that differ, in every process."""

from __future__ import annotations

import hashlib
import io
import pickle
from operator import attrgetter
from types import MappingProxyType

from bessemer.ir.taking_apart import Kinds, TakenApart

_SIZE = 16


def digest(*parts: object, brief: frozenset[type] = frozenset()) -> bytes:
    """Of plain data and dataclasses. Those of the kinds in `brief` count with their place in the config alone.

    Where one value stands twice in the parts matters too: they must be gathered in the same way each time.
    """
    stream = io.BytesIO()
    writer = pickle.Pickler(stream, protocol=5)
    writer.dispatch_table = _TABLES.get(brief) or _TABLES.setdefault(brief, _table(brief))
    writer.dump(parts)
    return hashlib.blake2b(stream.getbuffer(), digest_size=_SIZE).digest()


_PLACE = attrgetter("config")
_TABLES: dict[frozenset[type], Kinds] = {}


def _table(brief: frozenset[type]) -> Kinds:
    return Kinds({**dict.fromkeys(brief, _place), MappingProxyType: _copied}, _in_order)


def _place(value: object) -> TakenApart:
    return type(value), (_PLACE(value),)


def _copied(value: object) -> TakenApart:
    assert isinstance(value, MappingProxyType)
    return dict, (dict(value),)


def _in_order(value: object) -> object:
    """Sets as text in an order that does not depend on the process."""
    # which of several equal texts is in a set depends on the process too: as one text they are alike
    return repr(sorted(value)) if isinstance(value, (set, frozenset)) else value

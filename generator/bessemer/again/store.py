"""Keep many small things in a file so that a few of them are read back, or put in place of others, at little cost.

Things that change are added at the end. An index, put in place last, says where each is; until then the old one holds.
"""

from __future__ import annotations

import mmap
import os
import pickle
import zlib
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, TypeAlias

# Where a thing starts, its length, and its sum.
Where: TypeAlias = tuple[int, int, int]
_SUM_BYTES = 4
# How much of a file may be things that are not used any more.
_WASTE = 0.5


class StoreBroken(Exception):
    """The files hold something else than was put in them."""


class Table(MutableMapping[str, bytes]):
    """Bytes by name: those in the file, and those that were put in their place since."""

    def __init__(self, data: Data, kept: dict[str, Where]) -> None:
        self._data = data
        self.kept = kept
        self.new: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        return self.new[name] if name in self.new else self._data.at(self.kept[name])

    def __setitem__(self, name: str, content: bytes) -> None:
        self.new[name] = content

    def __delitem__(self, name: str) -> None:
        raise TypeError("nothing is taken out of a table")

    def __contains__(self, name: object) -> bool:
        return name in self.new or name in self.kept

    def __iter__(self) -> Iterator[str]:
        return iter({**self.kept, **self.new})

    def __len__(self) -> int:
        return len(self.kept.keys() | self.new.keys())


class Data:
    """The file that holds the things themselves."""

    def __init__(self, content: mmap.mmap | bytes) -> None:
        self._content = content

    def at(self, where: Where) -> bytes:
        start, length, total = where
        found = self._content[start : start + length]
        if len(found) != length or zlib.crc32(found) != total:
            raise StoreBroken("a thing is not what it was")
        return found


def fresh() -> Table:
    """A table with nothing in it yet."""
    return Table(Data(b""), {})


def save(place: Path, facts: object, tables: Mapping[str, Table]) -> None:
    """Put the facts and the tables in place of what is there. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    before = _current(place)
    live = sum(where[1] for table in tables.values() for name, where in table.kept.items() if name not in table.new)
    if before is not None and live and before.stat().st_size * _WASTE < live:
        data, tables = before, _added(before, tables)
    else:
        data = place.with_name(f"{place.name}.{os.urandom(4).hex()}")
        tables = _written(data, tables)
    kept = {name: table.kept for name, table in tables.items()}
    index = pickle.dumps((data.name, facts, kept), protocol=5)
    beside = place.with_name(f"{place.name}.new")
    with beside.open("wb") as file:
        file.write(zlib.crc32(index).to_bytes(_SUM_BYTES, "big"))
        file.write(index)
    os.replace(beside, place)
    if before is not None and before != data:
        before.unlink(missing_ok=True)


def load(place: Path) -> tuple[Any, dict[str, Table]]:
    """Facts and tables. Raises OSError, StoreBroken and whatever pickle makes of what is broken."""
    with place.open("rb") as file:
        _refuse_others(file.fileno())
        content = file.read()
    index = content[_SUM_BYTES:]
    if zlib.crc32(index).to_bytes(_SUM_BYTES, "big") != content[:_SUM_BYTES]:
        raise StoreBroken("the index is not what it was")
    name, facts, kept = pickle.loads(index)  # noqa: S301 (only the user's own files are read)
    with (place.parent / name).open("rb") as file:
        _refuse_others(file.fileno())
        data = Data(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return facts, {name: Table(data, where) for name, where in kept.items()}


def remove(place: Path) -> None:
    """Best effort."""
    for path in place.parent.glob(f"{place.name}*"):
        path.unlink(missing_ok=True)


def _current(place: Path) -> Path | None:
    """The file of things that is there now, if there is just one."""
    found = [path for path in place.parent.glob(f"{place.name}.*") if not path.name.endswith(".new")]
    if len(found) > 1:
        remove(place)
    return found[0] if len(found) == 1 else None


def _written(data: Path, tables: Mapping[str, Table]) -> dict[str, Table]:
    with data.open("xb") as file:
        return {name: _put(file, table, dict(table)) for name, table in tables.items()}


def _added(data: Path, tables: Mapping[str, Table]) -> dict[str, Table]:
    with data.open("ab") as file:
        return {name: _put(file, table, table.new) for name, table in tables.items()}


def _put(file: Any, table: Table, things: Mapping[str, bytes]) -> Table:
    where = dict(table.kept)
    at = file.tell()
    for name, content in things.items():
        file.write(content)
        where[name] = (at, len(content), zlib.crc32(content))
        at += len(content)
    return Table(Data(b""), where)


def _refuse_others(handle: int) -> None:
    if os.fstat(handle).st_uid != os.getuid():
        raise StoreBroken("the file is another user's")

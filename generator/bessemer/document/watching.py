"""Tell which named entries of a document are read while something is made of it."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from bessemer.document.document import Document
from bessemer.document.entries import ENTRIES
from bessemer.document.place import Lines, Place
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.document.spans import YamlLocator

Made = TypeVar("Made")
# What was made, and what of: `("operation", "/resources/…")`.
Key: TypeAlias = tuple[str, str]
_PREFIX = child(ROOT, *ENTRIES) + "/"


@dataclass(slots=True)
class Reads:
    """What was read since it was last emptied, and what of that each thing read that was made of the document.

    `given` is what else a thing was made with, where it can be made again.
    """

    now: set[str] = field(default_factory=set)
    made: dict[Key, frozenset[str]] = field(default_factory=dict)
    given: dict[Key, Any] = field(default_factory=dict)

    def unit(self, key: Key, make: Callable[[], Made], given: Any = None) -> Made:
        """What make gives. What it reads counts for it alone: what is made around it has read the thing itself."""
        around, self.now = self.now, set()
        try:
            made = make()
        finally:
            own = _owners(self.now, owner(key[1]))
            self.now = around
        self.made[key] = own | self.made.get(key, frozenset())
        self.given[key] = given
        return made

    def apart(self, make: Callable[[], Made]) -> Made:
        """What make gives, when all that it reads of an entry is which others that refers to."""
        around, self.now = self.now, set()
        try:
            return make()
        finally:
            self.now = around

    def of_entries(self, others: Container[str]) -> dict[Key, frozenset[str]]:
        """What each thing has read of the entries and of `others`, where it has: nothing else changes alone."""
        found = ((key, _of_entries(read, others)) for key, read in self.made.items())
        return {key: read for key, read in found if read}

    def elsewhere(self) -> frozenset[str]:
        """Which entries were read while none of those was made."""
        return _of_entries(map(owner, self.now), ())


def _owners(pointers: Iterable[str], most: str) -> frozenset[str]:
    """The owners of pointers, of which the most have one."""
    if not most.startswith(_PREFIX):
        return frozenset(map(owner, pointers))
    inside = f"{most}/"
    return frozenset([most if item.startswith(inside) else owner(item) for item in pointers])


def _of_entries(pointers: Iterable[str], others: Container[str]) -> frozenset[str]:
    return frozenset([item for item in pointers if item.startswith(_PREFIX) or item in others])


def owner(pointer: str) -> str:
    """The pointer of the entry that a pointer is in, else the pointer itself."""
    if not pointer.startswith(_PREFIX):
        return pointer
    end = pointer.find("/", len(_PREFIX))
    return pointer if end < 0 else pointer[:end]


class Watched(dict[str, Any]):
    """The entries of a document, which note that they are looked up."""

    def __init__(self, entries: Mapping[str, Any], reads: Reads) -> None:
        super().__init__(entries)
        self.reads = reads

    def __getitem__(self, name: str) -> Any:
        self.reads.now.add(child(ROOT, *ENTRIES, name))
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default


class Asleep(dict[Any, Any]):
    """A mapping of which each value is read back when it is looked up, and which cannot be gone through.

    Those in `given` are there.
    """

    def __init__(
        self,
        kept: Mapping[str, bytes],
        given: Mapping[Any, Any] | None = None,
        wake: Callable[[bytes], Any] | None = None,
    ) -> None:
        dict.__init__(self, {**dict.fromkeys(kept, _ASLEEP), **(given or {})})
        self._kept = kept
        self._wake = wake or awake

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if found is _ASLEEP:
            found = self[name] = self._wake(self._kept[name])
        return found

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    def items(self) -> Any:
        raise AsleepError("all entries")

    values = items


class AsleepEntries(Asleep, Watched):
    """The entries of a document, read back when they are looked up: all but those that are given."""

    def __init__(self, kept: Mapping[str, bytes], given: Mapping[str, Any]) -> None:
        Asleep.__init__(self, kept, given)
        self.reads = Reads()


_ASLEEP = object()


class AsleepError(Exception):
    """Something looks at all of what is looked at one by one."""


@dataclass(frozen=True, eq=False)
class Unplaced(Document):
    """A document without its text: nothing in it has a place."""

    def place(self, pointer: Pointer, *, key: bool = False) -> Place:  # noqa: ARG002
        return Place(self.path, 1, 1, 1, "")


def asleep(data: Any) -> bytes:
    """Plain data of a document, for later. Raises ValueError for any other."""
    return marshal.dumps(data)


def awake(content: bytes) -> Any:
    """The data again. Raises ValueError, EOFError and TypeError for what is none."""
    return marshal.loads(content)  # noqa: S302 (only the user's own files are read)


def unplaced(data: dict[str, Any]) -> Unplaced:
    lines = Lines("", "")
    return Unplaced("", Path(), data, lines, YamlLocator(lines))


def watched(document: Document) -> Document:
    """The same document, which notes what is read of it."""
    above, name = ENTRIES
    holder = document.data.get(above)
    entries = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(entries, dict):
        return document
    data = {**document.data, above: {**holder, name: Watched(entries, Reads())}}
    return replace(document, data=data)


def reads_of(document: Document) -> Reads:
    """What is noted of a document: nothing that lasts where it is not watched."""
    holder = document.data.get(ENTRIES[0])
    entries = holder.get(ENTRIES[1]) if isinstance(holder, dict) else None
    return entries.reads if isinstance(entries, Watched) else Reads()

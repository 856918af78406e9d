"""Find the one entry of a document that differs between two texts of it, and read that entry alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any, TypeAlias

from bessemer.document.place import Lines, Place
from bessemer.frozen import frozen

# The keys that lead to the mapping whose entries are told apart.
ENTRIES = ("components", "schemas")
# A line and a column, from 1.
_Spot: TypeAlias = tuple[int, int]


@frozen
class Entries:
    """Where the key of each entry starts, by name in the order they are written, and where the mapping ends.

    There are none where they cannot be read alone.
    """

    starts: Mapping[str, int] = field(default_factory=dict)
    end: int = 0


@frozen
class Stretch:
    """The whole lines of one entry, in JSON all up to the next one, in the bytes of its file."""

    name: str
    start: int
    end: int


@frozen
class Known:
    """Where the entries of a text lie."""

    stretches: tuple[Stretch, ...]
    is_json: bool


@frozen
class Edit:
    """An entry that was written otherwise: what it said, what it says, and where.

    It began at `first`; what follows it began at `last` and now begins at `now`.
    """

    name: str
    before: Any
    after: Any
    first: _Spot
    last: _Spot
    now: _Spot

    def moved(self, place: Place, lines: Lines) -> Place | None:
        """Where a place of the text before lies in `lines`, those after; None for one that is changed itself."""
        at, ends = (place.line, place.column), (place.line, place.column + place.length)
        if at < self.first:
            if ends > self.first:
                # what holds the entry, in the same line
                if ends < self.last or not place.line == self.last[0] == self.now[0]:
                    return None
                place = replace(place, length=place.length + self.now[1] - self.last[1])
            is_beside = place.line == self.first[0]
        elif at >= self.last:
            is_beside = place.line == self.last[0]
            column = place.column + (self.now[1] - self.last[1] if is_beside else 0)
            place = replace(place, line=place.line - self.last[0] + self.now[0], column=column)
        else:
            return None
        return replace(place, excerpt=lines.excerpt(place.line)) if is_beside else place


def stretches(content: bytes, text: str, entries: Entries, *, is_json: bool) -> tuple[Stretch, ...]:
    """Where the entries lie, if they can be told apart and the text is UTF-8 from its first byte on."""
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or not entries.starts:
        return ()
    names = list(entries.starts)
    found: list[int] = []
    done = size = 0
    for at in (*entries.starts.values(), entries.end):
        start = at if is_json else text.rfind("\n", 0, at) + 1
        if text[start:at].strip(" \t") or start < done:
            return ()
        size += start - done if text.isascii() else len(text[done:start].encode())
        found.append(size)
        done = start
    return tuple(Stretch(*item) for item in zip(names, found, found[1:], strict=False))


def edit(before: bytes, after: bytes, known: Known) -> tuple[Edit, Known] | None:
    """The only entry that differs, and where all lie now; None where more differs or it cannot be told."""
    front = _same(before, after)
    back = _same_end(before, after, front)
    end = len(before) - back
    found = next((item for item in known.stretches if item.start <= front and end <= item.end), None)
    if found is None:
        return None
    moved = len(after) - len(before)
    old, new = before[found.start : found.end], after[found.start : found.end + moved]
    if not (_ends_alike(old, new) if known.is_json else _lies_alike(old, new)):
        return None
    said, says = _entry(old, found.name, known.is_json), _entry(new, found.name, known.is_json)
    if said is None or says is None:
        return None
    shifted = (
        Stretch(
            item.name,
            item.start + (moved if item.start >= found.end else 0),
            item.end + (moved if item.end >= found.end else 0),
        )
        for item in known.stretches
    )
    first = _spot(before, found.start)
    spots = (first, _spot(old, len(old), first), _spot(new, len(new), first))
    return Edit(found.name, said[0], says[0], *spots), Known(tuple(shifted), known.is_json)


def _ends_alike(old: bytes, new: bytes) -> bool:
    """Whether both have another member behind them, or none."""
    return old.rstrip().endswith(b",") == new.rstrip().endswith(b",")


def _lies_alike(old: bytes, new: bytes) -> bool:
    """Whether both are whole lines that begin at the same column."""
    return new[-1:] == old[-1:] == b"\n" and _margin(old) == _margin(new)


def _spot(content: bytes, offset: int, start: _Spot = (1, 1)) -> _Spot:
    """Where an offset lies in bytes that start at a spot."""
    above = content[:offset]
    ends = above.count(b"\n") + above.count(b"\r") - above.count(b"\r\n")
    line = above[max(above.rfind(b"\n"), above.rfind(b"\r")) + 1 :]
    return start[0] + ends, len(line.decode()) + (1 if ends else start[1])


def _margin(lines: bytes) -> int:
    return len(lines) - len(lines.lstrip(b" "))


def _same(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_end(one: bytes, other: bytes, front: int) -> int:
    """How many bytes two texts end with alike, behind what they begin with alike."""
    low, high = 0, min(len(one), len(other)) - front
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _entry(lines: bytes, name: str, is_json: bool) -> tuple[Any] | None:
    """What an entry says, read where it stands but without its neighbours; None where its lines do not hold just it."""
    # they are told where to look for entries by this module
    from bessemer.document.reader import parse

    if is_json:
        whole = lines.rstrip()
        content = b'{"components": {"schemas": {' + whole.removesuffix(b",") + b"}}}"
    else:
        margin = _margin(lines)
        below = (line for line in lines.split(b"\n")[1:] if line.strip(b" "))
        if margin < 2 or b"\r" in lines or any(not line.startswith(b" " * (margin + 1)) for line in below):
            return None
        content = b"components:\n schemas:\n" + lines
    reading = parse(content, Path("entry.json" if is_json else "entry.yaml"), "entry")
    document = reading.document
    if document is None or reading.faults or list(document.entries.starts) != [name]:
        return None
    if list(document.data) != ["components"] or list(document.data["components"]) != ["schemas"]:
        return None
    return (document.data["components"]["schemas"][name],)

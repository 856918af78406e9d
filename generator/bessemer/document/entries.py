"""Find the one entry of a document that differs between two texts of it, and read that entry alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
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
class Piece:
    """A stretch of the bytes of a text: how many they are, and their sum."""

    name: str
    size: int
    sum: bytes


@frozen
class Known:
    """All pieces of a text: what is before its entries, each of them by its name, and what is behind them.

    Those of entries are whole lines, in JSON all up to the next one. There are none where entries cannot be told apart.
    """

    pieces: tuple[Piece, ...]
    is_json: bool


@frozen
class Edit:
    """An entry that was written otherwise: what it said, what it says, and where.

    It began at `first`; what follows it began at `last` and now begins at `now`. `lines` are its bytes.
    """

    name: str
    before: Any
    after: Any
    first: _Spot
    last: _Spot
    now: _Spot
    lines: bytes

    def moved(self, place: Place, line: Callable[[int], str]) -> Place | None:
        """Where a place of the text before lies in the one after, of which `line` gives a line by its number.

        None for one that is changed itself.
        """
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
        return replace(place, excerpt=line(place.line)) if is_beside else place


def cut(content: bytes, lines: Lines, entries: Entries, *, is_json: bool) -> tuple[Known, Mapping[str, bytes]]:
    """The pieces of a text that is UTF-8 from its first byte on, and the bytes of each entry."""
    nothing: tuple[Known, Mapping[str, bytes]] = (Known((), is_json), {})
    starts = (*entries.starts.values(), entries.end) if is_json else line_starts(lines.text, entries)
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or not entries.starts or not starts:
        return nothing
    ends: list[int] = []
    done = size = 0
    for start in starts:
        if start < done:
            return nothing
        size += lines.size(done, start)
        ends.append(size)
        done = start
    names = ("", *entries.starts, "")
    bounds = zip(names, (0, *ends), (*ends, len(content)), strict=True)
    parts = [(name, content[start:end]) for name, start, end in bounds]
    return Known(tuple(_piece(name, part) for name, part in parts), is_json), dict(parts[1:-1])


def line_starts(text: str, entries: Entries) -> tuple[int, ...]:
    """Where the first line of each entry starts, and where the last ends; nothing where they share lines."""
    ats = (*entries.starts.values(), entries.end)
    starts = tuple([text.rfind("\n", 0, at) + 1 for at in ats])
    return () if any(text[start:at].strip(" \t") for start, at in zip(starts, ats, strict=True)) else starts


def edit(before: Mapping[str, bytes], after: bytes, known: Known) -> tuple[Edit, Known] | None:
    """The only entry that differs, and what is known now; None where more differs or it cannot be told.

    `before` are the bytes of each entry.
    """
    start, index = 0, 0
    pieces = known.pieces
    while index < len(pieces) and _is_at(after, start, pieces[index]):
        start += pieces[index].size
        index += 1
    behind = pieces[index + 1 :]
    rest = sum(piece.size for piece in behind)
    end = at = len(after) - rest
    if index == 0 or not behind or end < start:
        return None
    for piece in behind:
        if not _is_at(after, at, piece):
            return None
        at += piece.size
    name = pieces[index].name
    old, new = before[name], after[start:end]
    if not (_ends_alike(old, new) if known.is_json else _lies_alike(old, new)):
        return None
    said, says = _entry(old, name, known.is_json), _entry(new, name, known.is_json)
    if said is None or says is None:
        return None
    first = _spot(after, start)
    found = Edit(name, said[0], says[0], first, _spot(old, len(old), first), _spot(new, len(new), first), new)
    return found, Known((*pieces[:index], _piece(name, new), *behind), known.is_json)


def _piece(name: str, content: bytes) -> Piece:
    return Piece(name, len(content), _sum(content))


def _is_at(content: bytes, start: int, piece: Piece) -> bool:
    return _sum(memoryview(content)[start : start + piece.size]) == piece.sum


def _sum(content: bytes | memoryview) -> bytes:
    return hashlib.sha256(content).digest()


def _ends_alike(old: bytes, new: bytes) -> bool:
    """Whether both have another member behind them, or none."""
    return old.rstrip().endswith(b",") == new.rstrip().endswith(b",")


def _lies_alike(old: bytes, new: bytes) -> bool:
    """Whether both are whole lines that begin at the same column."""
    return new[-1:] == old[-1:] == b"\n" and _margin(old) == _margin(new)


def _spot(content: bytes, offset: int, start: _Spot = (1, 1)) -> _Spot:
    """Where an offset lies in bytes that start at a spot."""
    ends = content.count(b"\n", 0, offset) + content.count(b"\r", 0, offset) - content.count(b"\r\n", 0, offset)
    line = content[max(content.rfind(b"\n", 0, offset), content.rfind(b"\r", 0, offset)) + 1 : offset]
    return start[0] + ends, len(line.decode()) + (1 if ends else start[1])


def _margin(lines: bytes) -> int:
    return len(lines) - len(lines.lstrip(b" "))


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

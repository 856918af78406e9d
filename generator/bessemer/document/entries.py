"""Find the one entry of a document that differs between two texts of it, and read that entry alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from bessemer.frozen import frozen

# The keys that lead to the mapping whose entries are told apart.
ENTRIES = ("components", "schemas")
_LINE_END = re.compile(rb"\r\n|\n|\r")


@frozen
class Entries:
    """Where the key of each entry starts, by name in the order they are written, and where the mapping ends.

    There are none where they cannot be read alone.
    """

    starts: Mapping[str, int] = field(default_factory=dict)
    end: int = 0


@frozen
class Stretch:
    """The whole lines of one entry, in the bytes of its file."""

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
    """An entry that was written otherwise: what it said, what it says, and how many lines all below it moved.

    `first` and `last` are the lines it stood on, from 1.
    """

    name: str
    before: Any
    after: Any
    first: int
    last: int
    moved: int


def stretches(content: bytes, text: str, entries: Entries) -> tuple[Stretch, ...]:
    """Where the entries lie, if they have lines of their own and the text is UTF-8 from its first byte on."""
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or not entries.starts:
        return ()
    names = list(entries.starts)
    found: list[int] = []
    done = size = 0
    for at in (*entries.starts.values(), entries.end):
        line = text.rfind("\n", 0, at) + 1
        if text[line:at].strip(" \t") or line < done:
            return ()
        size += line - done if text.isascii() else len(text[done:line].encode())
        found.append(size)
        done = line
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
    if new[-1:] != b"\n" or old[-1:] != b"\n":
        return None
    if not known.is_json and _margin(old) != _margin(new):
        return None
    if known.is_json and old.rstrip().endswith(b",") != new.rstrip().endswith(b","):
        return None
    said, says = _entry(old, found.name, known.is_json), _entry(new, found.name, known.is_json)
    if said is None or says is None:
        return None
    first = len(_LINE_END.findall(before, 0, found.start)) + 1
    lines = len(_LINE_END.findall(old))
    more = len(_LINE_END.findall(new)) - lines
    shifted = (
        Stretch(
            item.name,
            item.start + (moved if item.start >= found.end else 0),
            item.end + (moved if item.end >= found.end else 0),
        )
        for item in known.stretches
    )
    made = Edit(found.name, said[0], says[0], first, first + lines - 1, more)
    return made, Known(tuple(shifted), known.is_json)


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

"""Report two keys of a mapping that become the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bessemer.config.cursor import Cursor
from bessemer.diagnostics.diagnostic import Diagnostic

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+")


def snake(name: str) -> str:
    """A name as its words in lower case, joined by `_`."""
    return "_".join(word.lower() for word in _WORDS.findall(name))


def report_clashes(kind: str, named: Iterable[tuple[str, Cursor]]) -> None:
    seen: dict[str, tuple[str, Cursor]] = {}
    for name, cursor in named:
        words = snake(name)
        first, there = seen.setdefault(words, (name, cursor))
        if first == name:
            continue
        place = cursor.document.place(cursor.pointer, key=True)
        earlier = there.document.place(there.pointer, key=True)
        message = f"two {kind} have the same name: {first!r} and {name!r} are both {words!r}"
        related = ((f"{first!r} is here", earlier),)
        cursor.problems.append(Diagnostic("name-clash", message, place, cursor.pointer, f"rename {name!r}", related))

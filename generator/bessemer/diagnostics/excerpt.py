"""Show a stretch of a source line with a caret line under it."""

from __future__ import annotations

import unicodedata

from bessemer.document.place import Place
from bessemer.frozen import frozen

_WIDTH = 100
_BEFORE = 40
_TAB = 4


@frozen
class Excerpt:
    """The text to print and, in terminal columns, where the carets stand."""

    text: str
    indent: int
    width: int


def excerpt(place: Place) -> Excerpt:
    """A window of at most about 100 characters of the line around the place, made safe to print."""
    line = place.excerpt
    start = place.column - 1
    begin = 0 if len(line) <= _WIDTH else max(0, min(start - _BEFORE, len(line) - _WIDTH))
    window = line[begin : begin + _WIDTH]
    before = ("…" if begin else "") + visible(line[begin:start])
    inside = visible(line[start : min(start + place.length, begin + _WIDTH)])
    after = visible(line[start + place.length : begin + len(window)])
    more = "…" if begin + _WIDTH < len(line) else ""
    return Excerpt(before + inside + after + more, columns(before), max(1, columns(inside)))


def visible(text: str) -> str:
    """The text with tabs as blanks, and what would move, hide or reorder text as escapes."""
    return "".join(_shown(character) for character in text)


def columns(text: str) -> int:
    """How many terminal columns a text takes that visible has made safe."""
    return sum(_columns(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " " * _TAB
    # Cc and Cf hold the control and bidi characters, Zl and Zp the odd line ends, Cs half characters.
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"\\u{{{ord(character):04x}}}"
    return character


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1

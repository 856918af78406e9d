"""Cut rendered Python into statements: which lines belong together, how deep they stand, what kind each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["comment", "decorator", "def", "class", "import", "docstring", "text", "block", "other"]

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_INDENT = 4
# What the cutting does not know: quotes of the other kind, continued lines, several statements on a line.
_UNKNOWN = re.compile(r"['\\;\t\f]|\blambda\b|:=|\*\*[^\w{]|# (?:fmt|yapf):")
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("@", "decorator"),
    ("def ", "def"),
    ("async def ", "def"),
    ("class ", "class"),
    ("import ", "import"),
    ("from ", "import"),
)


class Unfamiliar(Exception):
    """The text has something that only the formatter itself understands."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A simple statement, the head of a compound one, or a comment of its own.

    `lines` have their indentation, and no blank lines between brackets; `gap` is how many blank lines there were above.
    """

    kind: Kind
    depth: int
    lines: tuple[str, ...]
    gap: int


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line says of itself: its kind if a statement begins there, and the brackets it leaves open."""

    depth: int
    kind: Kind
    opened: int
    quotes: int
    comment: bool


def statements(text: str) -> list[Statement]:
    """All statements of a module, in order. Raises Unfamiliar."""
    lines = text.split("\n")
    made: list[Statement] = []
    at, gap, end = 0, 0, len(lines)
    while at < end:
        line = lines[at]
        if not line or line.isspace():
            gap, at = gap + 1, at + 1
            continue
        fact = _line(line.rstrip())
        stop = at + 1
        if fact.quotes:
            stop = _closed(lines, at) if fact.quotes == 1 else stop
            own = tuple(lines[at:stop])
        elif fact.opened:
            stop = _balanced(lines, at, fact.opened)
            own = tuple(item.rstrip() for item in lines[at:stop] if item and not item.isspace())
        else:
            own = (line.rstrip(),)
        made.append(Statement(fact.kind, fact.depth, own, gap))
        at, gap = stop, 0
    return made


def _closed(lines: Sequence[str], at: int) -> int:
    """One past the line that ends the text begun at a line."""
    for index in range(at + 1, len(lines)):
        if '"""' in lines[index]:
            if not lines[index].rstrip().endswith('"""') or lines[index].count('"""') != 1:
                raise Unfamiliar
            return index + 1
    raise Unfamiliar


def _balanced(lines: Sequence[str], at: int, opened: int) -> int:
    """One past the line that closes the brackets left open at a line."""
    for index in range(at + 1, len(lines)):
        line = lines[index].rstrip()
        if line:
            fact = _line(line)
            if fact.quotes:
                raise Unfamiliar
            opened += fact.opened
            if opened <= 0:
                return index + 1
    raise Unfamiliar


@lru_cache(maxsize=1 << 17)
def _line(line: str) -> _Line:
    """The facts of a line without blanks at its end. Raises Unfamiliar."""
    code = line.lstrip(" ")
    depth, rest = divmod(len(line) - len(code), _INDENT)
    if code.startswith("#"):
        return _Line(depth, "comment", 0, 0, comment=True)
    if '"""' in code:
        return _quoted(code, depth, rest)
    bare = _STRING.sub('""', code)
    before, mark, after = bare.partition("#")
    if _UNKNOWN.search(before) or (mark and _UNKNOWN.search(mark + after)) or before.count('"') % 2:
        raise Unfamiliar
    opened = sum(before.count(one) for one in "([{") - sum(before.count(one) for one in ")]}")
    kind = next((kind for start, kind in _KINDS if code.startswith(start)), None)
    if kind is None:
        kind = "block" if before.rstrip().endswith(":") else "other"
    return _Line(depth, kind, opened, 0, comment=bool(mark))


def _quoted(code: str, depth: int, rest: int) -> _Line:
    quotes = code.count('"""')
    alone = code.startswith('"""') and rest == 0 and quotes in (1, 2) and "\t" not in code
    if not alone or (quotes == 2 and (not code.endswith('"""') or len(code) < 6)):
        raise Unfamiliar
    return _Line(depth, "text", 0, quotes, comment=False)

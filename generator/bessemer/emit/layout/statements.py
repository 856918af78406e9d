"""Cut rendered Python into statements: which lines belong together, how deep they stand, what kind each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from bessemer.emit.layout.settled import KEPT_COMMA, WIDTH, bare

Kind: TypeAlias = Literal["comment", "decorator", "def", "class", "import", "docstring", "text", "block", "other"]

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


class Statement(NamedTuple):
    """A simple statement, the head of a compound one, or a comment of its own.

    `lines` have their indentation, and no blank lines between brackets; `gap` is how many blank lines there were above.
    `settled`: it is one line that stands as black would leave it.
    """

    kind: Kind
    depth: int
    lines: tuple[str, ...]
    gap: int
    settled: bool


class _Line(NamedTuple):
    """What one line says of itself: its kind if a statement begins there, and the brackets it leaves open."""

    kind: Kind
    depth: int
    opened: int
    quotes: int
    settled: bool


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
        line = line.rstrip()
        kind, depth, opened, quotes, settled = _line(line)
        stop = at + 1
        if quotes:
            stop = _closed(lines, at) if quotes == 1 else stop
            own = tuple(lines[at:stop])
        elif opened:
            stop = _balanced(lines, at, opened)
            own = tuple(item.rstrip() for item in lines[at:stop] if item and not item.isspace())
        else:
            own = (line,)
        made.append(Statement(kind, depth, own, gap, settled))
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
        return _Line("comment", depth, 0, 0, settled=True)
    if '"""' in code:
        return _quoted(code, depth, rest)
    text = bare(code)
    before, mark, after = text.partition("#")
    if _UNKNOWN.search(before) or (mark and _UNKNOWN.search(mark + after)) or before.count('"') % 2:
        raise Unfamiliar
    opened = sum(map(before.count, "([{")) - sum(map(before.count, ")]}"))
    kind: Kind = "block" if before.rstrip().endswith(":") else "other"
    for start, known in _KINDS:
        if code.startswith(start):
            kind = known
            break
    # a line that a type checker is told to pass over is not broken
    fits = len(line) <= WIDTH or after.startswith(" type: ignore")
    settled = not opened and fits and '\\"' not in line and not KEPT_COMMA.search(text)
    return _Line(kind, depth, opened, 0, settled)


def _quoted(code: str, depth: int, rest: int) -> _Line:
    quotes = code.count('"""')
    alone = code.startswith('"""') and rest == 0 and quotes in (1, 2) and "\t" not in code
    if not alone or (quotes == 2 and (not code.endswith('"""') or len(code) < 6)):
        raise Unfamiliar
    return _Line("text", depth, 0, quotes, settled=False)

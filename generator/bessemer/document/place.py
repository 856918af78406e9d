"""Say where in a file something was written."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bessemer.frozen import frozen

# The line ends of YAML and JSON: a lone CR counts, NEL and U+2028 do not.
_LINE_END = re.compile(r"\r\n|\n|\r")
# Characters whose lines are counted together.
_BLOCK = 1 << 14


@frozen
class Place:
    """A stretch of one source line.

    path is as shown to people; line and column count from 1, column and length in characters; excerpt is
    the whole source line without its line end.
    """

    path: str
    line: int
    column: int
    length: int
    excerpt: str


@dataclass(frozen=True)
class Lines:
    """A text that knows its lines: offsets in characters to Places."""

    path: str
    text: str

    @cached_property
    def _above(self) -> list[int]:
        """How many lines end above each block of the text: to know where every line starts takes six times as long."""
        ends = (self._ends(at, at + _BLOCK) for at in range(0, len(self.text), _BLOCK))
        return list(accumulate(ends, initial=0))

    @cached_property
    def _returns(self) -> bool:
        return "\r" in self.text

    def _ends(self, start: int, end: int) -> int:
        """How many lines end in a stretch; one that ends in two characters ends with the second."""
        found = self.text.count("\n", start, end)
        if self._returns:
            found += self.text.count("\r", start, end) - self.text.count("\r\n", start, end + 1)
        return found

    def _next(self, at: int) -> int:
        """Where the line after the one at an offset starts, the end of the text behind the last."""
        if self._returns:
            found = _LINE_END.search(self.text, at)
            return found.end() if found else len(self.text)
        return self.text.find("\n", at) + 1 or len(self.text)

    def _start(self, number: int) -> int:
        """Where a line starts."""
        block = max(bisect_left(self._above, number - 1) - 1, 0)
        at = block * _BLOCK
        for _ in range(number - 1 - self._above[block]):
            at = self._next(at)
        return at

    def place(self, start: int, end: int) -> Place:
        """The Place of text[start:end], cut at the end of its first line, at least one wide."""
        start = min(start, len(self.text))
        block = start // _BLOCK
        number = self._above[block] + self._ends(block * _BLOCK, start) + 1
        excerpt = self.excerpt(number)
        column = self._length(self._start(number), start)
        written = excerpt[column : column + self._length(start, end)].rstrip()
        return Place(self.path, number, column + 1, max(1, len(written)), excerpt)

    @cached_property
    def _excerpts(self) -> dict[int, str]:
        return {}

    def excerpt(self, number: int) -> str:
        """A line without its end: one text for all places in it, as a file may be a single line of many megabytes."""
        if number not in self._excerpts:
            start = self._start(number)
            line = self._written(start, self._next(start))
            self._excerpts[number] = line[: len(line) - len(_line_end(line))]
        return self._excerpts[number]

    def size(self, start: int, end: int) -> int:
        """How many bytes of UTF-8 a stretch has."""
        return end - start if self.text.isascii() else len(self.text[start:end].encode())

    def is_own(self, offset: int) -> bool:  # noqa: ARG002
        """Whether the author wrote what stands there."""
        return True

    def _length(self, start: int, end: int) -> int:
        """How many characters a stretch was written in."""
        return end - start

    def _written(self, start: int, end: int) -> str:
        """A stretch as it was written."""
        return self.text[start:end]


def _line_end(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else line[-1:] if line[-1:] in ("\r", "\n") else ""

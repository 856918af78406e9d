"""Say where in a file something was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bessemer.frozen import frozen

# The line ends of YAML and JSON: a lone CR counts, NEL and U+2028 do not.
_LINE_END = re.compile(r"\r\n|\n|\r")


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
    def _starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        lengths = map(len, self.text.split("\n")[:-1])
        return list(accumulate(map((1).__add__, lengths), initial=0))

    def place(self, start: int, end: int) -> Place:
        """The Place of text[start:end], cut at the end of its first line, at least one wide."""
        start = min(start, len(self.text))
        number = bisect_right(self._starts, start)
        excerpt = self.excerpt(number)
        column = start - self._starts[number - 1]
        written = excerpt[column : column + end - start].rstrip()
        return Place(self.path, number, column + 1, max(1, len(written)), excerpt)

    @cached_property
    def _excerpts(self) -> dict[int, str]:
        return {}

    def excerpt(self, number: int) -> str:
        """A line without its end: one text for all places in it, as a file may be a single line of many megabytes."""
        if number not in self._excerpts:
            end = self._starts[number] if number < len(self._starts) else len(self.text)
            line = self.text[self._starts[number - 1] : end]
            self._excerpts[number] = line[: len(line) - len(_line_end(line))]
        return self._excerpts[number]


def _line_end(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else line[-1:] if line[-1:] in ("\r", "\n") else ""

"""Say where in a file something was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

# The line ends of YAML and JSON: a lone CR counts, NEL and U+2028 do not.
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
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
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, start: int, end: int) -> Place:
        """The Place of text[start:end], cut at the end of its first line, at least one wide."""
        start = min(start, len(self.text))
        number = bisect_right(self._starts, start)
        begin = self._starts[number - 1]
        line_end = _LINE_END.search(self.text, begin)
        excerpt = self.text[begin : line_end.start() if line_end else len(self.text)]
        column = start - begin
        written = excerpt[column : column + end - start].rstrip()
        return Place(self.path, number, column + 1, max(1, len(written)), excerpt)

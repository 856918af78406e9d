"""Hold JSON as ASCII: a few characters that are not would make a text of many megabytes four times as large."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import dataclass

from bessemer.document.place import Lines

_ASCII = bytes(range(0x80))
_WIDE = re.compile("[^\x00-\x7f]")
# How many bytes are looked at together.
_BLOCK = 1 << 16
# Of how many bytes at most one may be no ASCII: with more of them the escapes take what the narrow text saves.
_RARE = 64


@dataclass(frozen=True)
class NarrowLines(Lines):
    """A text of JSON whose characters beyond ASCII are escapes, and which tells places as if they stood there.

    `starts` are the offsets of these escapes, and `ends` where they end. `extra` is how many characters more the first
    none, one, two … of them have than what was written, `extra_bytes` how many bytes.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    extra: tuple[int, ...] = (0,)
    extra_bytes: tuple[int, ...] = (0,)

    def size(self, start: int, end: int) -> int:
        return end - start - self._between(self.extra_bytes, start, end)

    def is_own(self, offset: int) -> bool:
        at = bisect_left(self.ends, offset + 1)
        return at == len(self.starts) or offset < self.starts[at]

    def _length(self, start: int, end: int) -> int:
        return end - start - self._between(self.extra, start, end)

    def _between(self, extra: tuple[int, ...], start: int, end: int) -> int:
        """How much more the escapes of a stretch have, which begins and ends between characters."""
        return extra[bisect_left(self.starts, max(start, end))] - extra[bisect_left(self.starts, start)]

    def _written(self, start: int, end: int) -> str:
        pieces, at = [], start
        for index in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            pieces.append(self.text[at : self.starts[index]])
            at = self.ends[index]
            pieces.append(json.loads(f'"{self.text[self.starts[index] : at]}"'))
        return "".join((*pieces, self.text[at:end]))


def narrow(content: bytes, path: str) -> NarrowLines | None:
    """The bytes of UTF-8 as ASCII; None for what is ASCII, has too much else, or is no UTF-8."""
    wide = len(content.translate(None, _ASCII))
    if not wide or wide * _RARE > len(content):
        return None
    made = _Narrowing()
    end = 0
    while (start := end) < len(content):
        end = min(start + _BLOCK, len(content))
        while end < len(content) and content[end] & 0xC0 == 0x80:
            # inside a character
            end += 1
        try:
            made.add(content[start:end].decode())
        except UnicodeDecodeError:
            return None
    extra = (tuple(made.extra), tuple(made.extra_bytes))
    return NarrowLines(path, "".join(made.pieces), tuple(made.starts), tuple(made.ends), *extra)


class _Narrowing:
    """What was made so far, as NarrowLines has it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.extra = [0]
        self.extra_bytes = [0]
        self._offset = 0

    def add(self, text: str) -> None:
        at = 0
        for match in [] if text.isascii() else _WIDE.finditer(text):
            self._put(text[at : match.start()])
            self._escape(match.group())
            at = match.end()
        self._put(text[at:])

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        self._offset += len(piece)

    def _escape(self, character: str) -> None:
        escape = json.dumps(character)[1:-1]
        self.starts.append(self._offset)
        self._put(escape)
        self.ends.append(self._offset)
        self.extra.append(self.extra[-1] + len(escape) - 1)
        self.extra_bytes.append(self.extra_bytes[-1] + len(escape) - len(character.encode()))

"""Split bytes that arrive in pieces into lines."""

from __future__ import annotations

from typing import List


class LineSplitter:
    """Lines end in LF, CR or CRLF, which may be cut anywhere between two pieces."""

    def __init__(self) -> None:
        self._rest: List[bytes] = []
        self._ended_in_cr = False

    def feed(self, chunk: bytes) -> List[bytes]:
        """The lines that the next piece completes, without their ends."""
        if self._ended_in_cr and chunk.startswith(b"\n"):
            # The second half of a CRLF; its line has been given out.
            chunk = chunk[1:]
            self._ended_in_cr = False
        if not chunk:
            return []
        self._ended_in_cr = chunk.endswith(b"\r")
        # Of bytes, splitlines takes exactly these three ends.
        lines = chunk.splitlines()
        whole = chunk.endswith((b"\r", b"\n"))
        if not whole and len(lines) == 1:
            self._rest.append(chunk)
            return []
        lines[0] = b"".join([*self._rest, lines[0]])
        self._rest = [] if whole else [lines.pop()]
        return lines

    def flush(self) -> List[bytes]:
        """The last line, where nothing ends it."""
        rest, self._rest = b"".join(self._rest), []
        return [rest] if rest else []

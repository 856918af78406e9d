"""Read HTTP/1.1 responses. Source: RFC 9112."""

from __future__ import annotations

import re
from typing import Callable, Iterator, List, NamedTuple, Optional, Tuple

RawHeaders = List[Tuple[bytes, bytes]]

# Longer heads and chunk lines are refused, in bytes.
_LONGEST_HEAD = 100 * 1024
_LONGEST_LINE = 4 * 1024

_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9][0-9])(?: ([^\r\n\0]*))?\r?\n")
_FIELD = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([^\r\n\0]*?)[ \t]*\r?\n")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n\0]*)?\r?\n")
_NO_BODY = (204, 304)


class MalformedResponse(Exception):
    """What the server sent is not HTTP/1.1, or is not whole."""


class Head(NamedTuple):
    """length is that of the body in bytes; None where it is in chunks or goes on until the connection closes."""

    status: int
    reason: bytes
    version: bytes
    headers: RawHeaders
    length: Optional[int]
    is_chunked: bool
    stays_open: bool


class Incoming:
    """The bytes that a connection receives; receive returns b"" at their end."""

    def __init__(self, receive: Callable[[], bytes]) -> None:
        self._receive = receive
        self._data = b""
        self._at = 0

    def __bool__(self) -> bool:
        """Whether there is something that nobody has taken."""
        return self._at < len(self._data)

    def _more(self) -> bool:
        received = self._receive()
        self._data = self._data[self._at :] + received if self else received
        self._at = 0
        return bool(received)

    def _take(self, count: int) -> bytes:
        """At most so many of the bytes that are there."""
        start, self._at = self._at, min(self._at + count, len(self._data))
        return self._data[start : self._at]

    def head(self, method: str) -> Head:
        """The head of the answer to a request; what the server says before it is skipped."""
        while True:
            end = _BLANK_LINE.search(self._data, self._at)
            while end is None:
                searched = max(0, len(self._data) - self._at - 2)
                if searched > _LONGEST_HEAD:
                    raise MalformedResponse("The head of the response is too long")
                if not self._more():
                    raise MalformedResponse("Server disconnected without sending a response.")
                end = _BLANK_LINE.search(self._data, searched)
            head = _head(self._take(end.end() - self._at), method)
            if head.status >= 200:
                return head

    def body(self, head: Head) -> Iterator[bytes]:
        if head.is_chunked:
            yield from self._chunks()
        elif head.length is None:
            while self or self._more():
                yield self._take(len(self._data))
        else:
            yield from self._counted(head.length)

    def _counted(self, length: int) -> Iterator[bytes]:
        left = length
        while left:
            if not (self or self._more()):
                raise MalformedResponse(
                    "peer closed connection without sending complete message body "
                    f"(received {length - left} bytes, expected {length})"
                )
            part = self._take(left)
            left -= len(part)
            yield part

    def _chunks(self) -> Iterator[bytes]:
        while True:
            line = self._line()
            size = _CHUNK.fullmatch(line)
            if size is None:
                raise MalformedResponse(f"illegal chunk header: {line[:40]!r}")
            length = int(size.group(1), 16)
            if not length:
                break
            yield from self._counted(length)
            if self._line() not in (b"\r\n", b"\n"):
                raise MalformedResponse("a chunk is longer than its length")
        trailers = 0
        while (line := self._line()) not in (b"\r\n", b"\n"):
            trailers += len(line)
            if trailers > _LONGEST_HEAD:
                raise MalformedResponse("The trailers of the response are too long")

    def _line(self) -> bytes:
        while (end := self._data.find(b"\n", self._at)) < 0:
            if len(self._data) - self._at > _LONGEST_LINE:
                raise MalformedResponse("A line of the response is too long")
            if not self._more():
                raise MalformedResponse(
                    "peer closed connection without sending complete message body "
                    "(incomplete chunked read)"
                )
        return self._take(end + 1 - self._at)


def _head(data: bytes, method: str) -> Head:
    start = _STATUS.match(data)
    if start is None:
        raise MalformedResponse(f"illegal status line: {data[:40]!r}")
    headers: RawHeaders = []
    position = start.end()
    while field := _FIELD.match(data, position):
        headers.append((field.group(1), field.group(2)))
        position = field.end()
    if data[position:] not in (b"\r\n", b"\n"):
        raise MalformedResponse("illegal header line")
    minor, code, reason = start.groups()
    status = int(code)
    has_body = method != "HEAD" and status >= 200 and status not in _NO_BODY
    length, is_chunked, is_certain = _framing(headers) if has_body else (0, False, True)
    stays_open = is_certain and minor == b"1" and not _closes(headers)
    return Head(status, reason or b"", b"HTTP/1." + minor, headers, length, is_chunked, stays_open)


def _framing(headers: RawHeaders) -> Tuple[Optional[int], bool, bool]:
    """The length of the body, whether it is in chunks, and whether what follows it is certain to be another response."""
    length: Optional[int] = None
    is_chunked = False
    for name, value in headers:
        lowered = name.lower()
        if lowered == b"content-length":
            found = _length(value)
            if length not in (None, found):
                raise MalformedResponse("conflicting Content-Length headers")
            length = found
        elif lowered == b"transfer-encoding":
            if value.lower() != b"chunked" or is_chunked:
                raise MalformedResponse("only one encoding of a transfer, chunked, is known")
            is_chunked = True
    if is_chunked and length is not None:
        # Source: RFC 9112 section 6.3.
        return None, True, False
    return length, is_chunked, is_chunked or length is not None


def _closes(headers: RawHeaders) -> bool:
    return any(
        name.lower() == b"connection" and b"close" in value.lower() for name, value in headers
    )


def _length(value: bytes) -> int:
    found = {part.strip() for part in value.split(b",")}
    text = found.pop()
    if found or not text.isdigit() or len(text) > 20:
        raise MalformedResponse("bad Content-Length")
    return int(text)

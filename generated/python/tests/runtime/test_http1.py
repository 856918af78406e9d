"""Responses are read as RFC 9112 says, whatever pieces they come in."""

from __future__ import annotations

from typing import Iterator, List, Tuple

import pytest

from anthropic._http1 import Incoming, MalformedResponse

WHOLE = {
    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab": (200, b"ab", True),
    b"HTTP/1.1 200\r\ncontent-length:2 , 2\r\n\r\nab": (200, b"ab", True),
    b"HTTP/1.1 200 \r\nContent-Length:\t0\r\n\r\n": (200, b"", True),
    b"HTTP/1.1 200 OK\nContent-Length: 1\n\na": (200, b"a", True),
    b"HTTP/1.1 200 OK\r\n\r\nto the end": (200, b"to the end", False),
    b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na": (200, b"a", False),
    b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: Close\r\n\r\na": (200, b"a", False),
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nLink: a\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na": (200, b"a", True),
    b"HTTP/1.1 204 No Content\r\n\r\n": (204, b"", True),
    b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n": (304, b"", True),
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"1\r\na\r\nA;x=y\r\n0123456789\r\n00\r\nT: x\r\n\r\n": (200, b"a0123456789", True),
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 1\r\n\r\n"
    b"2\r\nab\r\n0\r\n\r\n": (200, b"ab", False),
}

MALFORMED = [
    b"",
    b"HTTP/1.1 200 OK\r\nContent-",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
    b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na",
    b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nab",
    b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\na\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 9000,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + b"a: b\r\n" * 30_000,
    b"HTTP/1.1 200 OK\r\n folded\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nSpace : a\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nNul: a\0\r\n\r\n",
    b"HTTP/1.1 99999 OK\r\n\r\n",
    b"HTTP/2 200\r\n\r\n",
    b"ICY 200 OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 30_000,
]


def incoming(data: bytes, size: int) -> Incoming:
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return Incoming(lambda: pieces.pop(0) if pieces else b"")


def read(data: bytes, size: int, method: str = "GET") -> Tuple[int, bytes, bool]:
    found = incoming(data, size)
    head = found.head(method)
    body = b"".join(found.body(head))
    assert not found
    return head.status, body, head.stays_open


@pytest.mark.parametrize("size", [1, 2, 7, 100_000])
@pytest.mark.parametrize("data", WHOLE)
def test_a_response_is_read_to_its_end(data: bytes, size: int) -> None:
    assert read(data, size) == WHOLE[data]


@pytest.mark.parametrize("size", [1, 5_000])
@pytest.mark.parametrize("data", MALFORMED)
def test_what_is_malformed_or_cut_off_is_no_response(data: bytes, size: int) -> None:
    with pytest.raises(MalformedResponse):
        read(data, size)


def test_the_answer_to_head_has_no_body() -> None:
    assert read(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 100, "HEAD") == (200, b"", True)


def test_headers_keep_their_case_and_order() -> None:
    data = b"HTTP/1.1 201 Made it\r\nB: \t2 \r\na:\r\nB: x: y\r\n\r\n"
    head = incoming(data, 3).head("GET")
    assert head.headers == [(b"B", b"2"), (b"a", b""), (b"B", b"x: y")]
    assert (head.status, head.reason, head.version) == (201, b"Made it", b"HTTP/1.1")


def test_chunks_are_given_as_they_come() -> None:
    pieces = [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\na\r\n",
        b"1\r\nb\r\n",
    ]

    def receive() -> bytes:
        if not pieces:
            raise ConnectionResetError
        return pieces.pop(0)

    found = Incoming(receive)
    body: Iterator[bytes] = found.body(found.head("GET"))
    got: List[bytes] = [next(body), next(body)]
    assert got == [b"a", b"b"]
    with pytest.raises(ConnectionResetError):
        next(body)

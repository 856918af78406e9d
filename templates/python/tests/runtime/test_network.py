"""What the library's connections do with less on the way is what they do."""

from __future__ import annotations

import asyncio
import importlib
import socket
import threading
from types import SimpleNamespace
from typing import Any, List

import pytest

from PACKAGE import _quick
from PACKAGE._deadline import _TimedStream
from PACKAGE._http import CORE

core: Any = importlib.import_module(CORE)
backends: Any = importlib.import_module(f"{CORE}._backends.sync")


def pair(timeout: float) -> Any:
    ours, theirs = socket.socketpair()
    ours.settimeout(timeout)
    return _TimedStream(backends.SyncStream(ours)), theirs


def test_what_a_socket_does_not_take_at_once_is_sent_after_it() -> None:
    stream, theirs = pair(5)
    received: List[bytes] = []
    reader = threading.Thread(
        target=lambda: received.extend(iter(lambda: theirs.recv(65_536), b"")), daemon=True
    )
    reader.start()
    stream.write(b"x" * 5_000_000, 5)
    stream.close()
    reader.join(10)
    assert sum(map(len, received)) == 5_000_000


def test_a_timeout_that_the_socket_does_not_have_is_told() -> None:
    stream, theirs = pair(60)
    with pytest.raises(core.ReadTimeout):
        stream.read(1, 0.01)
    # Now it has it.
    with pytest.raises(core.ReadTimeout):
        stream.read(1, 0.01)
    theirs.close()


def test_errors_of_a_socket_are_those_of_the_library() -> None:
    stream, theirs = pair(1)
    theirs.close()
    with pytest.raises(core.WriteError):
        for _ in range(3):
            stream.write(b"x", 1)
    stream._socket.close()
    with pytest.raises(core.ReadError):
        stream.read(1, 1)


class Transport:
    def __init__(self) -> None:
        self.written: List[bytes] = []
        self.waiting = 0
        self.is_ending = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def is_closing(self) -> bool:
        return self.is_ending

    def get_write_buffer_size(self) -> int:
        return self.waiting


class Inner:
    """A stream of the async library, as far as it is looked at."""

    def __init__(self) -> None:
        event = SimpleNamespace(is_set=lambda: True)
        self._stream = SimpleNamespace(
            _transport=Transport(),
            _protocol=SimpleNamespace(exception=None, write_event=event),
            _closed=False,
        )
        self.written: List[bytes] = []

    async def write(self, buffer: bytes, timeout: Any = None) -> None:
        self.written.append(buffer)


def written(inner: Inner, data: bytes) -> str:
    asyncio.run(_quick._Stream(inner).write(data))
    return "at once" if inner._stream._transport.written == [data] else "by the library"


def test_a_small_piece_is_written_where_nothing_waits() -> None:
    assert written(Inner(), b"x") == "at once"
    assert written(Inner(), b"x" * 100_000) == "by the library"


@pytest.mark.parametrize("what", ["waiting", "is_ending"])
def test_everything_else_is_left_to_the_library(what: str) -> None:
    inner = Inner()
    setattr(inner._stream._transport, what, 1)
    assert written(inner, b"x") == "by the library"
    inner = Inner()
    inner._stream._protocol.exception = OSError()
    assert written(inner, b"x") == "by the library"
    inner = Inner()
    inner._stream = SimpleNamespace()
    stream = _quick._Stream(inner)
    asyncio.run(stream.write(b"x"))
    assert inner.written == [b"x"]


def test_streams_of_other_libraries_are_left_alone() -> None:
    inner = Inner()
    assert _quick._quick(inner) is inner

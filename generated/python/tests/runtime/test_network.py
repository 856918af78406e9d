"""What the library's connections do with less on the way is what they do."""

from __future__ import annotations

import asyncio
import importlib
import socket
import struct
import threading
from types import SimpleNamespace
from typing import Any, Awaitable, Callable, List

import pytest

from anthropic import _quick
from anthropic._deadline import _TimedStream
from anthropic._http import CORE

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


def conversation(speak: Callable[[Any, asyncio.StreamWriter], Awaitable[None]]) -> None:
    """A stream over a socket of asyncio, and who writes to it."""
    anyio_backend: Any = importlib.import_module(f"{CORE}._backends.anyio")

    async def run() -> None:
        writers: List[asyncio.StreamWriter] = []
        server = await asyncio.start_server(lambda _, w: writers.append(w), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        backend = _quick._Backend(anyio_backend.AnyIOBackend())
        stream = await backend.connect_tcp("127.0.0.1", port, timeout=5)
        while not writers:
            await asyncio.sleep(0)
        try:
            await speak(stream, writers[0])
        finally:
            await stream.aclose()
            writers[0].close()
            server.close()

    asyncio.run(run())


async def until(condition: Callable[[], object]) -> None:
    for _ in range(1_000):
        if condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("It did not happen.")


def test_what_comes_is_read_and_its_end_is_told() -> None:
    async def speak(stream: Any, writer: asyncio.StreamWriter) -> None:
        writer.write(b"abc")
        assert await stream.read(2, 5) == b"ab"
        assert await stream.read(2, 5) == b"c"
        reading = asyncio.ensure_future(stream.read(100, 5))
        await asyncio.sleep(0.01)
        writer.write(b"d")
        assert await reading == b"d"
        writer.write(b"e")
        await writer.drain()
        writer.close()
        assert await stream.read(100, None) == b"e"
        assert [await stream.read(100, 5), await stream.read(100, 5)] == [b"", b""]

    conversation(speak)


def test_who_waits_too_long_is_told_and_may_read_again() -> None:
    async def speak(stream: Any, writer: asyncio.StreamWriter) -> None:
        for seconds in (60, 0.02, 0.01):
            reading = asyncio.ensure_future(stream.read(1, seconds))
            if seconds == 60:
                await asyncio.sleep(0.01)
                writer.write(b"a")
                assert await reading == b"a"
            else:
                with pytest.raises(core.ReadTimeout):
                    await reading
        # One that rings for a time that nobody waits for any more does not end a longer wait.
        assert not stream._protocol.read_event.is_set()
        with pytest.raises(core.ReadTimeout):
            await stream.read(1, 0.05)
        reading = asyncio.ensure_future(stream.read(1, 0.5))
        await asyncio.sleep(0.1)
        writer.write(b"b")
        assert await reading == b"b"

    conversation(speak)


def test_who_was_cancelled_loses_nothing() -> None:
    async def speak(stream: Any, writer: asyncio.StreamWriter) -> None:
        reading = asyncio.ensure_future(stream.read(1, 5))
        await asyncio.sleep(0.01)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        writer.write(b"a")
        assert await stream.read(1, 5) == b"a"

    conversation(speak)


def test_no_more_is_taken_in_than_someone_reads() -> None:
    async def speak(stream: Any, writer: asyncio.StreamWriter) -> None:
        writer.write(b"x" * 50_000_000)
        read = len(await stream.read(1, 5))
        for _ in range(50):
            await asyncio.sleep(0.001)
        assert sum(map(len, stream._protocol.read_queue)) < 1_000_000
        while read < 50_000_000:
            read += len(await stream.read(65_536, 5))
        assert read == 50_000_000

    conversation(speak)


@pytest.mark.parametrize("what", ["a byte", "an end", "a reset"])
def test_what_came_while_nobody_waited_is_seen(what: str) -> None:
    async def speak(stream: Any, writer: asyncio.StreamWriter) -> None:
        writer.write(b"a")
        assert await stream.read(1, 5) == b"a"
        assert not stream.get_extra_info("is_readable")
        if what == "a byte":
            writer.write(b"b")
        elif what == "an end":
            writer.close()
        else:
            linger = struct.pack("ii", 1, 0)
            told: Any = writer.get_extra_info("socket")
            told.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.close()
        await until(lambda: stream.get_extra_info("is_readable"))
        if stream._is_read:
            # The event loop has read it.
            await until(lambda: stream._protocol.read_event.is_set())
            assert stream.get_extra_info("is_readable")

    conversation(speak)

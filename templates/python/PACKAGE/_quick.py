"""Spare the async library what it does for every small piece that is sent or read, and for every look at an idle connection.

What is private in it is looked at before it is relied on: where it is not as it is known, everything is left to it.
"""

from __future__ import annotations

import sys
from typing import Any, Optional

from ._http import CORE

# Less than what a transport takes before it asks its writers to wait.
_SMALL = 16 * 1024


def hasten(transport: Any) -> None:
    """For a transport whose connections are still to be made."""
    pool: Any = getattr(transport, "_pool", None)
    if hasattr(pool, "_network_backend"):
        pool._network_backend = _Backend(pool._network_backend)


class _Passing:
    """Something of the library below the HTTP library, some of which is done otherwise."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Backend(_Passing):
    async def connect_tcp(self, *args: Any, **kwargs: Any) -> Any:
        return _quick(await self._inner.connect_tcp(*args, **kwargs))


def _quick(stream: Any) -> Any:
    is_known = type(stream).__module__ == f"{CORE}._backends.anyio" and hasattr(stream, "_stream")
    return _Stream(stream) if is_known else stream


class _Stream(_Passing):
    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self._socket: Any = None
        # Of a socket of asyncio; None for all others.
        self._transport: Any = getattr(inner._stream, "_transport", None)
        self._protocol: Any = getattr(inner._stream, "_protocol", None)
        self._alarm = _Alarm()
        parts = ("read_event", "read_queue", "is_at_eof", "exception", "data_received")
        self._is_read = all(hasattr(self._protocol, part) for part in parts)
        self._keeps_reading = self._is_read and type(self._transport).__module__.startswith(
            "asyncio."
        )
        if self._keeps_reading:
            # Other loops do not ask for it each time.
            self._take_in: Any = inner._stream._protocol.data_received
            inner._stream._protocol.data_received = self._received

    async def read(self, max_bytes: int, timeout: Optional[float] = None) -> Any:
        if timeout is None or not self._is_read:
            return await self._inner.read(max_bytes, timeout)
        come, queue = self._protocol.read_event, self._protocol.read_queue
        if not (come.is_set() or self._is_ended()):
            await self._wait(come, timeout)
            if not come.is_set():
                core: Any = sys.modules[CORE]
                raise core.ReadTimeout()
        if not queue or len(queue[0]) > max_bytes:
            # The library knows what an end is, and how to cut.
            return await self._inner.read(max_bytes, timeout)
        read = queue.popleft()
        if not queue:
            come.clear()
        return read

    async def _wait(self, come: Any, seconds: float) -> None:
        self._transport.resume_reading()
        self._alarm.set(come, seconds)
        try:
            await come.wait()
        finally:
            self._alarm.is_set = False
            if not self._keeps_reading:
                self._transport.pause_reading()
            if self._alarm.has_rung and not (self._protocol.read_queue or self._is_ended()):
                come.clear()

    def _received(self, data: bytes) -> None:
        """Stop reading where nobody waits for what comes, not after each piece: starting again takes its time."""
        self._take_in(data)
        if not self._alarm.is_set:
            self._transport.pause_reading()

    def _is_ended(self) -> bool:
        return bool(
            self._protocol.is_at_eof
            or self._protocol.exception
            or getattr(self._inner._stream, "_closed", True)
            or self._transport.is_closing()
        )

    async def write(self, buffer: bytes, timeout: Optional[float] = None) -> None:
        if buffer and len(buffer) <= _SMALL and self._is_free():
            # It has room for it, so there is nothing to wait for.
            self._transport.write(buffer)
        else:
            await self._inner.write(buffer, timeout)

    def _is_free(self) -> bool:
        try:
            return (
                not (self._inner._stream._closed or self._transport.is_closing())
                and self._protocol.exception is None
                and self._protocol.write_event.is_set()
                and not self._transport.get_write_buffer_size()
            )
        except AttributeError:
            return False

    def get_extra_info(self, info: str) -> Any:
        look: Any = getattr(sys.modules.get(f"{CORE}._utils"), "is_socket_readable", None)
        if info != "is_readable" or look is None:
            return self._inner.get_extra_info(info)
        if self._socket is None:
            self._socket = self._inner.get_extra_info("socket")
        # The event loop may have been faster.
        has_come = self._is_read and (self._protocol.read_event.is_set() or self._is_ended())
        return has_come or look(self._socket)

    async def start_tls(self, *args: Any, **kwargs: Any) -> Any:
        return _quick(await self._inner.start_tls(*args, **kwargs))

    async def aclose(self) -> None:
        self._alarm.end()
        await self._inner.aclose()


class _Alarm:
    """Wakes who waits for an event too long.

    Most have not waited long when it comes, so the loop is not told of each: what it was told is looked at when it rings.
    """

    def __init__(self) -> None:
        self.is_set = False
        self.has_rung = False
        self._event: Any = None
        self._time = 0.0
        self._loop: Any = None
        self._handle: Any = None

    def set(self, event: Any, seconds: float) -> None:
        if self._loop is None:
            self._loop = sys.modules["asyncio"].get_running_loop()
        self._event, self._time = event, self._loop.time() + seconds
        self.is_set, self.has_rung = True, False
        if self._handle is None or self._handle.when() > self._time:
            self.end()
            self._handle = self._loop.call_at(self._time, self._ring)

    def _ring(self) -> None:
        self._handle = None
        if not self.is_set:
            return
        if self._loop.time() < self._time:
            self._handle = self._loop.call_at(self._time, self._ring)
        else:
            self.has_rung = True
            self._event.set()

    def end(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

"""Keep to the time that a call may take in all: attempts, the waits between them, and reading what comes back."""

from __future__ import annotations

import socket
import sys
import time
from typing import Any, AsyncIterator, Awaitable, Dict, Iterator, Optional, cast

from ._http import CORE, httpx

_LATE = "The time for the whole call is over"
# A write may take so many bytes at once, so that a server which takes few of them is noticed.
_PIECE_SIZE = 64 * 1024


def left(deadline: Optional[float]) -> Optional[float]:
    """Seconds until then, at least 0; a deadline is a time of the monotonic clock."""
    return None if deadline is None else max(0.0, deadline - time.monotonic())


class Until(float):
    """Seconds that a part of a call may take, and when the whole must be over."""

    deadline: float

    def seconds(self) -> float:
        """What is left for the part; raises a timeout of the library below the HTTP library where there is nothing."""
        whole = self.deadline - time.monotonic()
        if whole <= 0:
            core: Any = sys.modules[CORE]
            raise core.ReadTimeout(_LATE)
        return min(float(self), whole)


def clipped(
    timeouts: Dict[str, Optional[float]], deadline: Optional[float]
) -> Dict[str, Optional[float]]:
    """Timeouts of the HTTP library, none of which is longer than what is left."""
    if deadline is None:
        return timeouts
    whole = max(0.0, deadline - time.monotonic())
    limited: Dict[str, Optional[float]] = {}
    for part, seconds in timeouts.items():
        limited[part] = until = Until(whole if seconds is None else min(seconds, whole))
        until.deadline = deadline
    return limited


def keep_deadlines(transport: Any) -> None:
    """Let the connections of a transport know when a call must be over: a timeout begins anew with each byte."""
    pool: Any = getattr(transport, "_pool", None)
    if hasattr(pool, "_network_backend"):
        pool._network_backend = _TimedBackend(pool._network_backend)


class _Timed:
    """Something of the library below the HTTP library, all of whose timeouts are looked at."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _TimedBackend(_Timed):
    def connect_tcp(self, *args: Any, timeout: Optional[float] = None, **kwargs: Any) -> Any:
        return _TimedStream(self._inner.connect_tcp(*args, timeout=_now(timeout), **kwargs))


class _TimedStream(_Timed):
    """Most of the time the socket has the timeout that is asked for: it is not told again, which the system must hear of."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        is_known = type(inner).__module__ == f"{CORE}._backends.sync"
        self._socket: Any = getattr(inner, "_sock", None) if is_known else None

    def read(self, max_bytes: int, timeout: Optional[float] = None) -> Any:
        if not self._has_told(timeout):
            return self._inner.read(max_bytes, _now(timeout))
        try:
            return self._socket.recv(max_bytes)
        except OSError as error:
            raise _core_error("Read", error) from error

    def write(self, buffer: bytes, timeout: Optional[float] = None) -> None:
        if not isinstance(timeout, Until):
            sent = self._written_at_once(buffer, timeout)
            if sent < len(buffer):
                self._inner.write(buffer[sent:], timeout)
            return
        for start in range(0, len(buffer), _PIECE_SIZE):
            self._inner.write(buffer[start : start + _PIECE_SIZE], timeout.seconds())

    def _has_told(self, timeout: Optional[float]) -> bool:
        """Whether the socket is the library's as it is known, and has this timeout already."""
        is_told = self._socket is not None and self._socket.gettimeout() == timeout
        return is_told and not isinstance(timeout, Until)

    def _written_at_once(self, buffer: bytes, timeout: Optional[float]) -> int:
        """How many bytes the socket has taken."""
        if not (buffer and self._has_told(timeout)):
            return 0
        try:
            sent: int = self._socket.send(buffer)
        except OSError as error:
            raise _core_error("Write", error) from error
        return sent

    def start_tls(self, *args: Any, timeout: Optional[float] = None, **kwargs: Any) -> Any:
        return _TimedStream(self._inner.start_tls(*args, timeout=_now(timeout), **kwargs))


def _core_error(what: str, error: OSError) -> Exception:
    """As the library below the HTTP library says it."""
    core: Any = sys.modules[CORE]
    # Before Python 3.10 a socket has a timeout of its own.
    kind = "Timeout" if isinstance(error, (TimeoutError, socket.timeout)) else "Error"
    said: Exception = getattr(core, f"{what}{kind}")(error)
    return said


def _now(timeout: Optional[float]) -> Optional[float]:
    return timeout.seconds() if isinstance(timeout, Until) else timeout


async def in_time(sending: Awaitable[httpx.Response], deadline: float) -> httpx.Response:
    """Raises ReadTimeout at the deadline."""
    import anyio

    try:
        with anyio.fail_after(left(deadline)):
            return await sending
    except TimeoutError as err:
        raise httpx.ReadTimeout(_LATE) from err


class _Limited:
    """The stream of a response, over which nothing comes after the deadline."""

    def __init__(self, stream: Any, deadline: float, request: httpx.Request) -> None:
        self._stream = stream
        self._deadline = deadline
        self._request = request

    @property
    def elapsed(self) -> Any:
        # The HTTP library looks for it here.
        return getattr(self._stream, "elapsed", None)

    def _late(self) -> httpx.ReadTimeout:
        return httpx.ReadTimeout(_LATE, request=self._request)


class LimitedStream(_Limited, httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            if time.monotonic() >= self._deadline:
                raise self._late()
            yield part

    def close(self) -> None:
        self._stream.close()


class AsyncLimitedStream(_Limited, httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = self._stream.__aiter__()
        while (part := await self._next(parts)) is not None:
            yield part

    async def _next(self, parts: Any) -> Optional[bytes]:
        import anyio

        try:
            with anyio.fail_after(left(self._deadline)):
                return cast(bytes, await parts.__anext__())
        except StopAsyncIteration:
            return None
        except TimeoutError as err:
            raise self._late() from err

    async def aclose(self) -> None:
        await self._stream.aclose()

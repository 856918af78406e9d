"""Keep to the time that a call may take in all: attempts, the waits between them, and reading what comes back."""

from __future__ import annotations

import time
from typing import Any, AsyncIterator, Awaitable, Dict, Iterator, Optional, cast

from ._http import httpx

_LATE = "The time for the whole call is over"


def left(deadline: Optional[float]) -> Optional[float]:
    """Seconds until then, at least 0; a deadline is a time of the monotonic clock."""
    return None if deadline is None else max(0.0, deadline - time.monotonic())


def clipped(
    timeouts: Dict[str, Optional[float]], deadline: Optional[float]
) -> Dict[str, Optional[float]]:
    """Timeouts of the HTTP library, none of which is longer than what is left."""
    whole = left(deadline)
    if whole is None:
        return timeouts
    return {
        part: whole if seconds is None else min(seconds, whole)
        for part, seconds in timeouts.items()
    }


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

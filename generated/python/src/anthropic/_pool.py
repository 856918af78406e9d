"""Keep the HTTP library's pools sound.

No request may have the answer to another one, though the library reads on after an answer; and a request that was
cancelled may keep no place, though older releases of the library lose some.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, AsyncIterator, Iterator, List

from ._http import httpx

_INWARDS = ("_stream", "_httpcore_stream", "_connection")


class _Alone:
    """A body whose connection is used again only where nothing has come after it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    @property
    def elapsed(self) -> Any:
        """One of the HTTP libraries asks the stream of a response for it."""
        return getattr(self._stream, "elapsed", None)


class AloneStream(_Alone, httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        end_where_more_came(self._stream)
        self._stream.close()


class AloneAsyncStream(_Alone, httpx.AsyncByteStream):
    def __aiter__(self) -> AsyncIterator[bytes]:
        iterator: AsyncIterator[bytes] = self._stream.__aiter__()
        return iterator

    async def aclose(self) -> None:
        await close_alone(self._stream)


async def close_alone(stream: Any) -> None:
    end_where_more_came(stream)
    try:
        await stream.aclose()
    finally:
        held = _innermost(stream, "_pool_request")
        if held is not None and held._pool_request in held._pool._requests:
            # This, or reading before, was cancelled on the way.
            await let_go(held._pool, held._pool_request)


def end_where_more_came(stream: Any) -> None:
    try:
        # Where it is in the library as it is known; looking for it is slow.
        found = stream._stream._connection
        state = found._h11_state
    except AttributeError:
        found = _innermost(stream, "_h11_state")
        state = getattr(found, "_h11_state", None)
    if found is not None and state is not None and state.trailing_data[0]:
        # Its time in the pool is over when it comes there.
        found._keepalive_expiry = -1.0


def _innermost(stream: Any, name: str) -> Any:
    """What has an attribute of this name, some steps within a stream."""
    found = stream
    while found is not None and not hasattr(found, name):
        found = next((getattr(found, way) for way in _INWARDS if hasattr(found, way)), None)
    return found


async def let_go(pool: Any, ended: Any = None) -> None:
    """Close what a request that broke off has left behind; ended is one that the pool may still have."""
    left = _left_behind(pool, ended)
    if left:
        import anyio

        with anyio.CancelScope(shield=True):
            for connection in left:
                with suppress(Exception):
                    await connection.aclose()


def _left_behind(pool: Any, ended: Any) -> List[Any]:
    """Take out of the pool the connections that have no request and will never be free for another."""
    try:
        pool._requests = [request for request in pool._requests if request is not ended]
        held = {id(request.connection) for request in pool._requests}
        left = [
            connection
            for connection in pool._connections
            if not (id(connection) in held or connection.is_idle() or connection.is_closed())
        ]
        if left:
            pool._connections = [one for one in pool._connections if one not in left]
        if left or ended is not None:
            # Others may have waited for their places.
            left += pool._assign_requests_to_connections()
        return left
    except AttributeError:
        # It is the pool of another library.
        return []

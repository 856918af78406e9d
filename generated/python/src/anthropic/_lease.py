"""Send over a connection of the HTTP library's pool that is idle, without what the pool does for those that must wait.

What is private in the pool is looked at before it is relied on: where it is not as it is known, the pool sends.
"""

# What is private in the library has types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any, List, Optional

from ._http import CORE
from ._plain import is_of


def send(pool: Any, request: Any) -> Any:
    """As pool.handle_request."""
    taken = _taken(pool, request)
    if taken is None:
        return pool.handle_request(request)
    try:
        answer = _opened(taken.connection, "handle_request").handle_request(request)
    except BaseException as error:
        pool._close_connections(taken.given_back())
        if _was_taken_before(error):
            return pool.handle_request(request)
        raise
    answer.stream = _Stream(answer.stream, taken)
    return answer


async def send_async(pool: Any, request: Any) -> Any:
    """As pool.handle_async_request."""
    taken = _taken(pool, request)
    if taken is None:
        return await pool.handle_async_request(request)
    try:
        connection = _opened(taken.connection, "handle_async_request")
        answer = await connection.handle_async_request(request)
    except BaseException as error:
        await pool._close_connections(taken.given_back())
        if _was_taken_before(error):
            return await pool.handle_async_request(request)
        raise
    answer.stream = _AsyncStream(answer.stream, taken)
    return answer


def _opened(connection: Any, handle: str) -> Any:
    """What the connection does when it is open it leaves to this one, where nobody has replaced that."""
    inner = getattr(connection, "_connection", None)
    is_known = is_of(getattr(type(connection), handle), CORE) and handle not in vars(connection)
    return inner if is_known and hasattr(inner, handle) else connection


class _Taken:
    """Among the pool's requests: one that has its connection."""

    def __init__(self, pool: Any, connection: Any) -> None:
        self.pool = pool
        self.connection = connection

    def is_queued(self) -> bool:
        return False

    def given_back(self) -> List[Any]:
        """Connections to close."""
        pool = self.pool
        with pool._optional_thread_lock:
            pool._requests = [request for request in pool._requests if request is not self]
            is_all = not pool._requests and pool._connections == [self.connection]
            if is_all and self.connection.is_idle():
                # There is nothing that the pool could do about others.
                return []
            closing: List[Any] = pool._assign_requests_to_connections()
            return closing


def _taken(pool: Any, request: Any) -> Optional[_Taken]:
    kind: Any = type(pool)
    if not _is_known(kind):
        return None
    origin = request.url.origin
    try:
        with pool._optional_thread_lock:
            reserved = [waiting.connection for waiting in pool._requests]
            for connection in pool._connections:
                if connection.is_idle() and connection.can_handle_request(origin):
                    if connection in reserved:
                        continue
                    if connection.has_expired():
                        return None
                    taken = _Taken(pool, connection)
                    pool._requests.append(taken)
                    return taken
    except AttributeError:
        pass
    return None


class _Busy:
    """A connection that is in use, to see what a pool makes of it."""

    def is_closed(self) -> bool:
        return False

    is_idle = is_available = has_expired = can_multiplex = is_closed

    def is_connected(self) -> bool:
        return True


@lru_cache(maxsize=8)
def _is_known(kind: Any) -> bool:
    """Whether a pool keeps a request of ours, and its connection, among its own."""
    try:
        pool, connection = kind(), _Busy()
        taken = _Taken(pool, connection)
        pool._requests, pool._connections = [taken], [connection]
        closing = pool._assign_requests_to_connections()
        is_kept = pool._requests == [taken] and pool._connections == [connection]
        return is_kept and not closing and callable(pool._close_connections)
    except Exception:
        return False


def _was_taken_before(error: BaseException) -> bool:
    core: Any = sys.modules[CORE]
    return isinstance(error, core.ConnectionNotAvailable)


class _Held:
    """The body of an answer; its parts are called as those of the pool's own."""

    def __init__(self, stream: Any, taken: _Taken) -> None:
        self._stream = stream
        self._pool = taken.pool
        self._pool_request = taken
        self._closed = False


class _Stream(_Held):
    def __iter__(self) -> Any:
        return iter(self._stream)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            try:
                self._stream.close()
            finally:
                closing = self._pool_request.given_back()
                if closing:
                    self._pool._close_connections(closing)


class _AsyncStream(_Held):
    def __aiter__(self) -> Any:
        return self._stream.__aiter__()

    async def aclose(self) -> None:
        if not self._closed:
            self._closed = True
            await self._stream.aclose()
            closing = self._pool_request.given_back()
            if closing:
                await self._pool._close_connections(closing)

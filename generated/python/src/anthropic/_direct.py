"""Send plain requests through the HTTP library's pool of connections.

What is private in the pool is looked at before it is relied on: where it is not as it is known from httpcore2 2.16,
and from httpcore 1.0, the HTTP library's own clients send.
"""

# What is private in the library has types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import sys
import time
import weakref
from collections import deque
from contextlib import suppress
from datetime import timedelta
from functools import cache
from typing import (
    Any,
    AsyncIterator,
    Callable,
    Iterable,
    Iterator,
    NamedTuple,
    NoReturn,
    Optional,
)

from . import _lease, _plain
from ._answer import Answer, RawHeaders
from ._http import CORE, httpx
from ._plain import Plain, is_of, took_in
from ._pool import close_alone, end_where_more_came, let_go
from ._prebuilt import Assembled, pool_url, scheme_of


class _Side(NamedTuple):
    """What the parts of one side of the library are called."""

    plain: Plain
    transport: Any
    pool: str
    handle: str

    def pool_for(self, client: Any, request: httpx.Request) -> Any:
        """The pool to send a request over; None where the library's client must do it."""
        try:
            if not is_of(getattr(self.transport, self.handle), httpx.__name__):
                return None
            if not self.plain.is_plain(client, request):
                return None
            return self._of(client._transport_to(scheme_of(request)))
        except AttributeError:
            return None

    def _of(self, transport: Any) -> Any:
        if type(transport) is not self.transport or vars(transport).keys() != {"_pool"}:
            return None
        pool, handle = transport._pool, self.handle
        kind = getattr(sys.modules[CORE], self.pool)
        is_plain = type(pool) is kind and is_of(getattr(kind, handle), CORE)
        is_plain = is_plain and handle not in vars(pool) and _can_be_written()
        return pool if is_plain else None


SYNC = _Side(_plain.SYNC, httpx.HTTPTransport, "ConnectionPool", "handle_request")
ASYNC = _Side(_plain.ASYNC, httpx.AsyncHTTPTransport, "AsyncConnectionPool", "handle_async_request")


class Exchange:
    """A request that goes to the pool, and its answer.

    Bodies that were collected before anyone closed them are abandoned, and closed before the next request: a
    collector may come by while the pool is locked.
    """

    def __init__(
        self, client: Any, pool: Any, request: httpx.Request, abandoned: "deque[Any]"
    ) -> None:
        self.pool = pool
        self.request = request
        self.abandoned = abandoned
        self.started = time.perf_counter()
        self._client = client

    def send(self) -> httpx.Response:
        """The response, of which only the head is read. Raises errors of the library, as all here does."""
        if self.abandoned:
            _close_all(self.abandoned)
        try:
            answer = _lease.send(self.pool, _for_pool(self.request))
        except Exception as error:
            raise_as_library(error, self.request)
        return self._response(answer, Body)

    async def send_async(self) -> httpx.Response:
        if self.abandoned:
            await _close_all_async(self.abandoned)
        try:
            answer = await _lease.send_async(self.pool, _for_pool(self.request))
        except BaseException as error:
            await let_go(self.pool)
            raise_as_library(error, self.request)
        return self._response(answer, AsyncBody)

    def _response(self, answer: Any, kind: Callable[..., Any]) -> httpx.Response:
        body = kind(answer.stream, self)
        response = Answer(
            answer.status, answer.headers, body, self.request, dict(answer.extensions)
        )
        body.response = weakref.ref(response)
        return took_in(self._client, response)


def _close_all(streams: "deque[Any]") -> None:
    for stream in _taken_from(streams):
        with suppress(Exception):
            stream.close()


async def _close_all_async(streams: "deque[Any]") -> None:
    for stream in _taken_from(streams):
        with suppress(Exception):
            await close_alone(stream)


def _taken_from(items: "deque[Any]") -> Iterator[Any]:
    # Other threads take some too.
    with suppress(IndexError):
        while True:
            yield items.popleft()


class _Received:
    """The body of a response; its connection serves again only where nothing came after it."""

    def __init__(self, stream: Any, exchange: Exchange) -> None:
        self._stream = stream
        self._request = exchange.request
        self._abandoned = exchange.abandoned
        self._started = exchange.started
        self._is_closed = False
        self.is_packed = False
        # The library looks for it here, or in the response.
        self.elapsed: Optional[timedelta] = None
        self.response: Callable[[], Optional[httpx.Response]] = lambda: None

    def _end(self) -> None:
        self._is_closed = True
        self.elapsed = timedelta(seconds=time.perf_counter() - self._started)
        response = self.response()
        if response is not None:
            response.elapsed = self.elapsed

    def __del__(self) -> None:
        if not self._is_closed:
            self._abandoned.append(self._stream)


class Body(_Received, httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except Exception as error:
            raise_as_library(error, self._request)

    def close(self) -> None:
        if not self._is_closed:
            self._end()
            end_where_more_came(self._stream)
            self._stream.close()

    def whole(self) -> bytes:
        try:
            return b"".join(self._stream)
        except Exception as error:
            raise_as_library(error, self._request)
        finally:
            self.close()


class AsyncBody(_Received, httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = self._stream.__aiter__()
        try:
            async for part in parts:
                yield part
        except Exception as error:
            raise_as_library(error, self._request)
        finally:
            await parts.aclose()

    async def aclose(self) -> None:
        if not self._is_closed:
            self._end()
            await close_alone(self._stream)

    async def whole(self) -> bytes:
        try:
            return b"".join([part async for part in self._stream])
        except Exception as error:
            raise_as_library(error, self._request)
        finally:
            await self.aclose()


class _Content:
    """A body in memory, for both sides of the pool."""

    def __init__(self, content: bytes) -> None:
        # One that is empty has no part that would be written.
        self._parts = (content,) if content else ()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _AsyncParts(self._parts)


class _AsyncParts:
    """What nothing waits for: a generator would be known to the event loop."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        for part in self._parts:
            return part
        raise StopAsyncIteration


def _for_pool(request: httpx.Request) -> Any:
    if isinstance(request, Assembled) and request.is_untouched():
        try:
            return _core_request(request, _checked_headers(request), _Content(request.content))
        except Exception:
            # The writer of HTTP refuses them, and says so when it writes them.
            pass
    return _core_request(request, request.headers.raw, request.stream)


def _checked_headers(request: Assembled) -> Any:
    """As the writer of HTTP has them once it has looked at each, which it need not do for the same ones again."""
    checked = request.head.written(_checked)
    if not request.added:
        return checked
    added = [(name, name.lower(), value) for name, value in request.added]
    return type(checked)([*checked._full_items, *added])


def _checked(raw: RawHeaders) -> Any:
    writer: Any = sys.modules["h11"]
    checked: Any = writer.Request(method=b"GET", target=b"/", headers=raw).headers
    kind: Any = type(checked)
    return _listed(kind)(checked._full_items)


@cache
def _listed(kind: Any) -> Any:
    """Headers that are looked through as the list that they are."""

    def pairs(headers: Any) -> Iterator[Any]:
        return iter([(name, value) for _, name, value in headers._full_items])

    return type(kind.__name__, (kind,), {"__slots__": (), "__iter__": pairs})


def _core_request(request: httpx.Request, headers: Any, stream: Any) -> Any:
    """What the pool takes, without asking of which type each part is."""
    core: Any = sys.modules[CORE]
    made, url = core.Request.__new__(core.Request), core.URL.__new__(core.URL)
    url.__dict__.update(pool_url(request))
    made.__dict__.update(
        url=url,
        method=request.method.encode("ascii"),
        headers=headers,
        stream=stream,
        extensions=request.extensions,
    )
    return made


@cache
def _can_be_written() -> bool:
    """Whether the requests of the pool have the parts that we give them."""
    core: Any = sys.modules[CORE]
    request = httpx.Request("POST", "https://host:1/a?b", stream=httpx.ByteStream(b"c"))
    made = _core_request(request, request.headers.raw, request.stream)
    usual = core.Request(
        request.method,
        core.URL(scheme=b"https", host=b"host", port=1, target=b"/a?b"),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )
    mine, theirs = dict(vars(made)), dict(vars(usual))
    return vars(mine.pop("url")) == vars(theirs.pop("url")) and mine == theirs


def raise_as_library(error: BaseException, request: httpx.Request) -> NoReturn:
    """The library's error of the same name, for one of the pool's."""
    kind = getattr(httpx, type(error).__name__, None)
    if type(error).__module__.partition(".")[0] != CORE or kind is None:
        raise error
    raise kind(str(error), request=request) from error

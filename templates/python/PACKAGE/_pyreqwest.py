"""HTTP clients that pyreqwest sends for; redirects, cookies and compressed bodies stay with the HTTP library and us."""

# A library that need not be there has types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import time
from datetime import timedelta
from types import coroutine
from typing import Any, AsyncIterator, Dict, Iterator, List, Optional, Tuple

from pyreqwest import client, exceptions, http  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore

from ._answer import Answer, RawHeaders
from ._constants import MAX_CONNECTIONS
from ._deadline import Until
from ._http import httpx
from ._plain import ASYNC, SYNC, SendsDirectly, SendsDirectlyAsync, took_in
from ._prebuilt import Assembled, url_text
from ._transport import DefaultAsyncHttpxClient, DefaultHttpxClient

_library: Any = client
_Error: Any = exceptions.PyreqwestError
_HeaderMap: Any = http.HeaderMap

# Of timeouts that a program works out anew for each call there is no end.
_MOST_SENDERS = 8

_Parts = Tuple[Optional[float], ...]


class _Senders:
    """Clients of pyreqwest, to which timeouts belong: one for each choice of them, with connections of its own."""

    def __init__(self, builder: Any) -> None:
        self._builder = builder
        self._made: Dict[_Parts, Any] = {}

    def all(self) -> List[Any]:
        return list(self._made.values())

    def request(self, request: httpx.Request) -> Any:
        """A request as pyreqwest is told of it, but for its body."""
        timeouts: Dict[str, Optional[float]] = request.extensions.get("timeout", {})
        parts: _Parts = (timeouts.get("connect"), timeouts.get("read"), timeouts.get("pool"))
        whole = None
        if isinstance(parts[1], Until):
            # What is left for the whole is no limit of a part.
            whole = max(0.0, parts[1].deadline - time.monotonic())
            parts = tuple(None if part is None or part >= whole else float(part) for part in parts)
        sender = self._made.get(parts)
        if sender is None:
            if len(self._made) >= _MOST_SENDERS:
                whole = _as_whole(parts, whole)
                parts = (None, None, None)
            # One for all threads, though several may make one.
            sender = self._made.get(parts) or self._made.setdefault(parts, self._new(parts))
        made = sender.request(request.method, url_text(request))
        if isinstance(request, Assembled) and request.is_untouched():
            made = made.headers(request.head.written(_as_map))
            for name, value in request.added:
                made = made.header(name.decode("ascii"), value.decode("ascii"))
        else:
            made = made.headers(request.headers.multi_items())
        return made if whole is None else made.timeout(timedelta(seconds=whole))

    def _new(self, parts: _Parts) -> Any:
        made = self._builder().follow_redirects(False).max_connections(MAX_CONNECTIONS)
        made = made.gzip(False).brotli(False).zstd(False).deflate(False)
        for limit, seconds in zip(
            (made.connect_timeout, made.read_timeout, made.pool_timeout), parts
        ):
            if seconds is not None:
                limit(timedelta(seconds=seconds))
        return made.build()


def _as_whole(parts: _Parts, whole: Optional[float]) -> Optional[float]:
    """Timeouts of parts as one, as pyreqwest itself does it for the HTTP library."""
    limits = [part for part in parts if part is not None]
    if not limits:
        return whole
    return sum(limits) if whole is None else min(whole, sum(limits))


def _as_map(raw: RawHeaders) -> Any:
    return _HeaderMap([(name.decode("ascii"), value.decode("ascii")) for name, value in raw])


class _Transport(httpx.BaseTransport):
    def __init__(self) -> None:
        self.senders = _Senders(_library.SyncClientBuilder)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        made = self.senders.request(request)
        if isinstance(request.stream, httpx.ByteStream):
            made = _with_content(made, request)
        else:
            made = made.body_stream(iter(request.stream))  # type: ignore[arg-type]
        sending = made.streamed_read_buffer_limit(0).build_streamed()
        try:
            answer = sending.__enter__()
        except _Error as error:
            raise _as_library(error, request) from error
        return _response(
            answer, _raw_headers(answer.headers), _Body(answer, sending, request), request
        )

    def whole(self, request: httpx.Request) -> Tuple[Any, bytes]:
        """pyreqwest's response to a plain request, and its body."""
        made = _with_content(self.senders.request(request), request)
        try:
            answer = made.build().send()
            return answer, answer.bytes().to_bytes()
        except _Error as error:
            raise _as_library(error, request) from error

    def close(self) -> None:
        for sender in self.senders.all():
            sender.close()


class _AsyncTransport(httpx.AsyncBaseTransport):
    def __init__(self) -> None:
        self.senders = _Senders(_library.ClientBuilder)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        made = self.senders.request(request)
        if isinstance(request.stream, httpx.ByteStream):
            made = _with_content(made, request)
        else:
            made = made.body_stream(request.stream.__aiter__())  # type: ignore[union-attr]
        sending = made.streamed_read_buffer_limit(0).build_streamed()
        try:
            answer = await _cancellable(sending.__aenter__())
        except _Error as error:
            raise _as_library(error, request) from error
        return _response(
            answer, _raw_headers(answer.headers), _AsyncBody(answer, sending, request), request
        )

    async def whole(self, request: httpx.Request) -> Tuple[Any, bytes]:
        """pyreqwest's response to a plain request, and its body."""
        made = _with_content(self.senders.request(request), request)
        try:
            answer = await _cancellable(made.build().send())
            return answer, (await answer.bytes()).to_bytes()
        except _Error as error:
            raise _as_library(error, request) from error

    async def aclose(self) -> None:
        for sender in self.senders.all():
            await sender.close()


@coroutine
def _cancellable(waiting: Any) -> Any:
    """What is waited for; a cancellation is told on as the one that it was, by which its scope knows it."""
    steps = waiting.__await__()
    while True:
        try:
            step = next(steps)
        except StopIteration as ended:
            return ended.value
        try:
            yield step
        except BaseException:
            steps.close()
            raise


def _with_content(made: Any, request: httpx.Request) -> Any:
    content = request.read()
    return made.body_bytes(content) if content else made


def _response(
    answer: Any, headers: RawHeaders, stream: Any, request: httpx.Request
) -> httpx.Response:
    return httpx.Response(
        answer.status,
        headers=headers,
        stream=stream,
        request=request,
        extensions={"http_version": answer.version.encode("ascii")},
    )


class _Whole(Answer):
    """To a plain request; its headers are pyreqwest's until someone looks at all of them."""

    def raw_headers(self) -> RawHeaders:
        return _raw_headers(self.given_headers)

    def has(self, name: str) -> bool:
        return name in self.given_headers

    def header(self, name: str) -> Optional[str]:
        if "headers" not in self.__dict__:
            try:
                values = self.given_headers.getall(name)
                return ", ".join(values) if values else None
            except ValueError:
                # It is not ASCII.
                pass
        return super().header(name)


def _raw_headers(headers: Any) -> RawHeaders:
    try:
        return [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    except ValueError:
        # Of a value that is not ASCII pyreqwest tells its name only.
        return [header for name in headers for header in _legible(headers, name)]


def _legible(headers: Any, name: str) -> RawHeaders:
    try:
        return [(name.encode("ascii"), value.encode("ascii")) for value in headers.getall(name)]
    except ValueError:
        return []


class _Received:
    """The body of a response, which is read as it comes."""

    def __init__(self, answer: Any, sending: Any, request: httpx.Request) -> None:
        self._reader = answer.body_reader
        self._sending = sending
        self._request = request


class _Body(_Received, httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        try:
            while (part := self._reader.read_chunk()) is not None:
                yield part.to_bytes()
        except _Error as error:
            raise _as_library(error, self._request) from error

    def close(self) -> None:
        self._sending.__exit__(None, None, None)


class _AsyncBody(_Received, httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            while (part := await _cancellable(self._reader.read_chunk())) is not None:
                yield part.to_bytes()
        except _Error as error:
            raise _as_library(error, self._request) from error

    async def aclose(self) -> None:
        await self._sending.__aexit__(None, None, None)


def _as_library(error: Exception, request: httpx.Request) -> Exception:
    """The HTTP library's error of the same name; what has none there is no HTTP."""
    if isinstance(error, TimeoutError):
        name = type(error).__name__.replace("RequestTimeout", "ReadTimeout").removesuffix("Error")
    else:
        name = type(error).__name__
    kind: Any = getattr(httpx, name, None)
    if kind is None or not issubclass(kind, httpx.TransportError):
        kind = httpx.RemoteProtocolError
    said: Exception = kind(str(error), request=request)
    return said


class DefaultPyreqwestClient(SendsDirectly, DefaultHttpxClient):
    """The HTTP library's client with this SDK's defaults, over pyreqwest."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["transport"] = kwargs.get("transport") or _Transport()
        super().__init__(**kwargs)

    def _directly(self, request: httpx.Request, stream: bool) -> Optional[httpx.Response]:
        transport: Any = self._transport
        if type(transport) is not _Transport or type(self) is not DefaultPyreqwestClient:
            return None
        if stream or not SYNC.is_plain(self, request):
            return None
        started = time.perf_counter()
        answer, content = transport.whole(request)
        return _read(self, answer, content, request, started)


class DefaultAsyncPyreqwestClient(SendsDirectlyAsync, DefaultAsyncHttpxClient):
    """The HTTP library's client with this SDK's defaults, over pyreqwest."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["transport"] = kwargs.get("transport") or _AsyncTransport()
        super().__init__(**kwargs)

    async def _directly(self, request: httpx.Request, stream: bool) -> Optional[httpx.Response]:
        transport: Any = self._transport
        if type(transport) is not _AsyncTransport or type(self) is not DefaultAsyncPyreqwestClient:
            return None
        if stream or not ASYNC.is_plain(self, request):
            return None
        started = time.perf_counter()
        answer, content = await transport.whole(request)
        return _read(self, answer, content, request, started)


def _read(
    client: Any, answer: Any, content: bytes, request: httpx.Request, started: float
) -> httpx.Response:
    """The response as the client would give it, its body read. Raises DecodingError."""
    version = {"http_version": answer.version.encode("ascii")}
    response = _Whole(answer.status, answer.headers, httpx.ByteStream(content), request, version)
    took_in(client, response)
    if response.has("content-encoding"):
        response.read()
    else:
        response.note(content)
    response.elapsed = timedelta(seconds=time.perf_counter() - started)
    return response

"""The events of a response, as they arrive."""

from __future__ import annotations

from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Generic,
    Iterator,
    Optional,
    Type,
    TypeVar,
    Union,
)

from typing_extensions import Self, TypeGuard, get_origin

from ._answer import header
from ._decoders.sse import ServerSentEvent as ServerSentEvent
from ._decoders.sse import SSEBytesDecoder as SSEBytesDecoder
from ._decoders.sse import SSEDecoder as SSEDecoder
from ._http import httpx
from ._stream_values import END, LEFT_OUT, EventValues
from ._transport_errors import documented_errors
from ._utils import extract_type_var_from_base

if TYPE_CHECKING:
    from ._core_client import BaseClient
    from ._options import FinalRequestOptions

_T = TypeVar("_T")


class Stream(Generic[_T]):
    """Events, each as cast_to; the response is closed when they end or fail, or nobody has the stream any more."""

    response: httpx.Response
    # Whether cast_to is the whole event, with its name and id, or only its data.
    _whole_events = False

    def __init__(
        self,
        *,
        cast_to: Type[_T],
        response: httpx.Response,
        client: BaseClient,
        options: Optional[FinalRequestOptions] = None,
    ) -> None:
        self.response = response
        self._cast_to = cast_to
        self._client = client
        self._options = options
        self._decoder = client._make_sse_decoder()
        self._iterator = self.__stream__()

    def __next__(self) -> _T:
        return next(self._iterator)

    def __iter__(self) -> Iterator[_T]:
        return self._iterator

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back; no more events come."""
        self.response.close()

    def _iter_events(self) -> Iterator[ServerSentEvent]:
        is_usual = type(self._decoder) is SSEDecoder
        pieces: Any = _Pieces(self.response) if is_usual else self.response.iter_bytes()
        events: Iterator[ServerSentEvent] = self._decoder.iter_bytes(pieces)
        return events

    def __stream__(self) -> Iterator[_T]:
        values = EventValues(self._cast_to, self.response, self._client, whole=self._whole_events)
        return _values(self._iter_events(), values)


class AsyncStream(Generic[_T]):
    """Events, each as cast_to; the response is closed when they end or fail, or nobody has the stream any more."""

    response: httpx.Response
    _whole_events = False

    def __init__(
        self,
        *,
        cast_to: Type[_T],
        response: httpx.Response,
        client: BaseClient,
        options: Optional[FinalRequestOptions] = None,
    ) -> None:
        self.response = response
        self._cast_to = cast_to
        self._client = client
        self._options = options
        self._decoder = client._make_sse_decoder()
        self._iterator = self.__stream__()

    async def __anext__(self) -> _T:
        return await self._iterator.__anext__()

    def __aiter__(self) -> AsyncIterator[_T]:
        return self._iterator

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give the connection back; no more events come."""
        await self.response.aclose()

    def _iter_events(self) -> AsyncIterator[ServerSentEvent]:
        is_usual = type(self._decoder) is SSEDecoder
        pieces: Any = _Pieces(self.response) if is_usual else self.response.aiter_bytes()
        events: AsyncIterator[ServerSentEvent] = self._decoder.aiter_bytes(pieces)
        return events

    def __stream__(self) -> AsyncIterator[_T]:
        values = EventValues(self._cast_to, self.response, self._client, whole=self._whole_events)
        return _async_values(self._iter_events(), values)


class EventStream(Stream[_T]):
    """A stream whose type is that of whole events: their name, id and data."""

    _whole_events = True


class AsyncEventStream(AsyncStream[_T]):
    """A stream whose type is that of whole events: their name, id and data."""

    _whole_events = True


class _Pieces:
    """A body as it comes; where it is neither compressed nor read before, with less for each piece than the library does."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._taken().__iter__() if self._is_plain() else self._response.iter_bytes()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._taken().__aiter__() if self._is_plain() else self._response.aiter_bytes()

    def _is_plain(self) -> bool:
        is_read = self._response.is_stream_consumed or self._response.is_closed
        return not is_read and header(self._response, "content-encoding") is None

    def _taken(self) -> Any:
        self._response.is_stream_consumed = True
        return self._response.stream


# No stream is held by its own iterator: one that is dropped is closed at once.
def _values(events: Iterator[ServerSentEvent], values: EventValues) -> Iterator[Any]:
    take = values.take
    try:
        with documented_errors(values.response):
            for event in events:
                value = take(event)
                if value is END:
                    return
                if value is not LEFT_OUT:
                    yield value
    finally:
        values.response.close()


async def _async_values(
    events: AsyncIterator[ServerSentEvent], values: EventValues
) -> AsyncIterator[Any]:
    take = values.take
    try:
        with documented_errors(values.response):
            async for event in events:
                value = take(event)
                if value is END:
                    return
                if value is not LEFT_OUT:
                    yield value
    finally:
        await values.response.aclose()


def is_stream_class_type(typ: Any) -> TypeGuard[Union[Type[Stream[Any]], Type[AsyncStream[Any]]]]:
    """Whether it is a stream class, subscripted or not."""
    origin: Any = get_origin(typ) or typ
    return isinstance(origin, type) and issubclass(origin, (Stream, AsyncStream))


def extract_stream_chunk_type(stream_cls: type, *, failure_message: Optional[str] = None) -> type:
    """What a stream class is a stream of: bytes for `class MyStream(Stream[bytes])`.

    Raises RuntimeError where it does not say.
    """
    found: type = extract_type_var_from_base(
        stream_cls,
        generic_bases=(Stream, AsyncStream),
        index=0,
        failure_message=failure_message,
    )
    return found

"""The events of a response, as they arrive."""

from __future__ import annotations

from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Dict,
    Generic,
    Iterator,
    Optional,
    Tuple,
    Type,
    TypeVar,
)

from typing_extensions import Self

from ._decode import as_type
from ._decoders.sse import ServerSentEvent as ServerSentEvent
from ._decoders.sse import SSEDecoder as SSEDecoder
from ._exceptions import APIResponseValidationError
from ._http import httpx
from ._transport_errors import documented_errors

if TYPE_CHECKING:
    from ._core_client import BaseClient
    from ._options import FinalRequestOptions

_T = TypeVar("_T")

# What many servers send as the data of the last event.
_DONE = "[DONE]"


class Stream(Generic[_T]):
    """Events, each as cast_to; the response is closed when they end, fail or are left."""

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
        yield from self._iterator

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
        yield from self._decoder.iter_bytes(self.response.iter_bytes())

    def __stream__(self) -> Iterator[_T]:
        try:
            with documented_errors(self.response):
                for event in self._iter_events():
                    if event.data == _DONE:
                        return
                    if event.data:
                        yield event_value(event, self)
        finally:
            self.close()


class AsyncStream(Generic[_T]):
    """Events, each as cast_to; the response is closed when they end, fail or are left."""

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

    async def __aiter__(self) -> AsyncIterator[_T]:
        async for item in self._iterator:
            yield item

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

    async def _iter_events(self) -> AsyncIterator[ServerSentEvent]:
        async for event in self._decoder.aiter_bytes(self.response.aiter_bytes()):
            yield event

    async def __stream__(self) -> AsyncIterator[_T]:
        try:
            with documented_errors(self.response):
                async for event in self._iter_events():
                    if event.data == _DONE:
                        return
                    if event.data:
                        yield event_value(event, self)
        finally:
            await self.close()


class EventStream(Stream[_T]):
    """A stream whose type is that of whole events: their name, id and data."""

    _whole_events = True


class AsyncEventStream(AsyncStream[_T]):
    """A stream whose type is that of whole events: their name, id and data."""

    _whole_events = True


def event_value(event: ServerSentEvent, stream: Any) -> Any:
    """An event as the stream's type; raises APIResponseValidationError for data that is not JSON where it must be."""
    cast_to = stream._cast_to
    if cast_to is ServerSentEvent:
        return event
    if cast_to is str:
        return event.data
    parsed, data = _data(event)
    if not parsed and not stream._whole_events and cast_to is not object:
        raise APIResponseValidationError(
            stream.response, event.data, message="The data of an event of the stream is not JSON."
        )
    value = _whole(event, data, cast_to) if stream._whole_events else data
    return as_type(value, cast_to=cast_to, response=stream.response, strict=stream._client.strict)


def _data(event: ServerSentEvent) -> Tuple[bool, Any]:
    try:
        return True, event.json()
    except (ValueError, RecursionError):
        return False, event.data


def _whole(event: ServerSentEvent, data: Any, cast_to: Any) -> Dict[str, Any]:
    fields = getattr(cast_to, "model_fields", {})
    if "data" in fields and fields["data"].annotation in (str, Optional[str]):
        data = event.data
    given = {"event": event.event, "id": event.id, "retry": event.retry}
    return {**{name: value for name, value in given.items() if value is not None}, "data": data}

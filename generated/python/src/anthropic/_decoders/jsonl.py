"""Read JSON values that follow each other, one a line, as they arrive."""

from __future__ import annotations

from types import TracebackType
from typing import Any, AsyncIterator, Generic, Iterator, List, Optional, Type, TypeVar

from typing_extensions import Self

from .._decode import decoded
from .._exceptions import APIResponseDecodeError
from .._http import httpx
from .._transport_errors import documented_errors
from .lines import LineSplitter

_T = TypeVar("_T")


class _Lines:
    """Values out of bytes, for both decoders."""

    def __init__(self, line_type: Any, response: httpx.Response) -> None:
        self._line_type = line_type
        self.http_response = response
        self._splitter = LineSplitter()

    def values(self, chunk: bytes) -> Iterator[Any]:
        return self._decoded(self._splitter.feed(chunk))

    def last(self) -> Iterator[Any]:
        return self._decoded(self._splitter.flush())

    def _decoded(self, lines: List[bytes]) -> Iterator[Any]:
        for line in lines:
            # Records of a JSON text sequence begin with this. Source: RFC 7464.
            text = line.lstrip(b"\x1e").strip()
            if text:
                yield self._value(text)

    def _value(self, text: bytes) -> Any:
        try:
            return decoded(text, cast_to=self._line_type)
        except (ValueError, RecursionError) as err:
            body = text.decode("utf-8", errors="replace")
            message = "A line of the response is not JSON"
            raise APIResponseDecodeError(
                self.http_response, reason=err, text=body, message=message
            ) from err


class JSONLDecoder(Generic[_T]):
    """The values of a body, each as line_type; the response is closed when they end or fail, or nobody has this any more."""

    http_response: httpx.Response

    def __init__(
        self, *, raw_iterator: Iterator[bytes], line_type: Type[_T], http_response: httpx.Response
    ) -> None:
        self.http_response = http_response
        self._iterator: Iterator[_T] = _values(raw_iterator, _Lines(line_type, http_response))

    @property
    def response(self) -> httpx.Response:
        return self.http_response

    def close(self) -> None:
        """Give the connection back."""
        self.http_response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        self.close()

    def __next__(self) -> _T:
        return next(self._iterator)

    def __iter__(self) -> Iterator[_T]:
        return self._iterator


class AsyncJSONLDecoder(Generic[_T]):
    """The values of a body, each as line_type; the response is closed when they end or fail, or nobody has this any more."""

    http_response: httpx.Response

    def __init__(
        self,
        *,
        raw_iterator: AsyncIterator[bytes],
        line_type: Type[_T],
        http_response: httpx.Response,
    ) -> None:
        self.http_response = http_response
        self._iterator: AsyncIterator[_T] = _async_values(
            raw_iterator, _Lines(line_type, http_response)
        )

    @property
    def response(self) -> httpx.Response:
        return self.http_response

    async def close(self) -> None:
        """Give the connection back."""
        await self.http_response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        await self.close()

    async def __anext__(self) -> _T:
        return await self._iterator.__anext__()

    def __aiter__(self) -> AsyncIterator[_T]:
        return self._iterator


# No decoder is held by its own iterator: one that is dropped is closed at once.
def _values(chunks: Iterator[bytes], lines: _Lines) -> Iterator[Any]:
    try:
        with documented_errors(lines.http_response):
            for chunk in chunks:
                yield from lines.values(chunk)
            yield from lines.last()
    finally:
        lines.http_response.close()


async def _async_values(chunks: AsyncIterator[bytes], lines: _Lines) -> AsyncIterator[Any]:
    try:
        with documented_errors(lines.http_response):
            async for chunk in chunks:
                for value in lines.values(chunk):
                    yield value
            for value in lines.last():
                yield value
    finally:
        await lines.http_response.aclose()

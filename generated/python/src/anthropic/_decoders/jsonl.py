"""Read JSON values that follow each other, one a line, as they arrive."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any, AsyncIterator, Generic, Iterator, List, Optional, Type, TypeVar

from typing_extensions import Self

from .._construct import construct_type
from .._exceptions import APIResponseValidationError
from .._http import httpx
from .._transport_errors import documented_errors
from .lines import LineSplitter

_T = TypeVar("_T")


class _Lines:
    """Values out of bytes, for both decoders."""

    def __init__(self, line_type: Any, response: httpx.Response) -> None:
        self._line_type = line_type
        self._response = response
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
                yield construct_type(type_=self._line_type, value=self._json(text))

    def _json(self, text: bytes) -> Any:
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as err:
            body = text.decode("utf-8", errors="replace")
            raise APIResponseValidationError(
                self._response, body, message="A line of the response is not JSON."
            ) from err


class JSONLDecoder(Generic[_T]):
    """The values of a body, each as line_type; the response is closed when it ends, fails or is left."""

    http_response: httpx.Response

    def __init__(
        self, *, raw_iterator: Iterator[bytes], line_type: Type[_T], http_response: httpx.Response
    ) -> None:
        self.http_response = http_response
        self._raw_iterator = raw_iterator
        self._lines = _Lines(line_type, http_response)
        self._iterator = self._values()

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
        yield from self._iterator

    def _values(self) -> Iterator[_T]:
        try:
            with documented_errors(self.http_response):
                for chunk in self._raw_iterator:
                    yield from self._lines.values(chunk)
                yield from self._lines.last()
        finally:
            self.close()


class AsyncJSONLDecoder(Generic[_T]):
    """The values of a body, each as line_type; the response is closed when it ends, fails or is left."""

    http_response: httpx.Response

    def __init__(
        self,
        *,
        raw_iterator: AsyncIterator[bytes],
        line_type: Type[_T],
        http_response: httpx.Response,
    ) -> None:
        self.http_response = http_response
        self._raw_iterator = raw_iterator
        self._lines = _Lines(line_type, http_response)
        self._iterator = self._values()

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

    async def __aiter__(self) -> AsyncIterator[_T]:
        async for value in self._iterator:
            yield value

    async def _values(self) -> AsyncIterator[_T]:
        try:
            with documented_errors(self.http_response):
                async for chunk in self._raw_iterator:
                    for value in self._lines.values(chunk):
                        yield value
                for value in self._lines.last():
                    yield value
        finally:
            await self.close()

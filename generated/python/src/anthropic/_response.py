"""The response wrappers of with_raw_response and with_streaming_response."""

from __future__ import annotations

import os
from typing import Any, AsyncIterator, Iterator, Optional, Type, TypeVar, Union, overload

from ._exceptions import MissingStreamClassError as MissingStreamClassError
from ._exceptions import StreamAlreadyConsumed as StreamAlreadyConsumed
from ._lazy import borrowed_names
from ._response_base import WrappedResponse
from ._response_wrappers import AsyncResponseContextManager as AsyncResponseContextManager
from ._response_wrappers import ResponseContextManager as ResponseContextManager
from ._response_wrappers import (
    async_to_custom_raw_response_wrapper as async_to_custom_raw_response_wrapper,
)
from ._response_wrappers import (
    async_to_custom_streamed_response_wrapper as async_to_custom_streamed_response_wrapper,
)
from ._response_wrappers import async_to_raw_response_wrapper as async_to_raw_response_wrapper
from ._response_wrappers import (
    async_to_streamed_response_wrapper as async_to_streamed_response_wrapper,
)
from ._response_wrappers import to_custom_raw_response_wrapper as to_custom_raw_response_wrapper
from ._response_wrappers import (
    to_custom_streamed_response_wrapper as to_custom_streamed_response_wrapper,
)
from ._response_wrappers import to_raw_response_wrapper as to_raw_response_wrapper
from ._response_wrappers import to_streamed_response_wrapper as to_streamed_response_wrapper
from ._transport_errors import documented_errors
from ._utils import extract_type_var_from_base

R = TypeVar("R")
_T = TypeVar("_T")


class BaseAPIResponse(WrappedResponse[R]):
    """What APIResponse and AsyncAPIResponse share."""


class APIResponse(BaseAPIResponse[R]):
    """A response whose body is read when it is asked for."""

    @overload
    def parse(self, *, to: Type[_T]) -> _T: ...
    @overload
    def parse(self) -> R: ...
    def parse(self, *, to: Optional[Type[_T]] = None) -> Any:
        """The body as the type the method promises, or as `to`: a model, list, dict, Union, str, bytes, …"""
        if not self._is_sse_stream:
            self.read()
        return self._parsed(to)

    def read(self) -> bytes:
        """Raises StreamAlreadyConsumed if the body was iterated before."""
        with documented_errors(self.http_response):
            return self.http_response.read()

    def text(self) -> str:
        self.read()
        return self.http_response.text

    def json(self) -> object:
        self.read()
        return self.http_response.json()

    def close(self) -> None:
        """Give the connection back; the body cannot be read after it."""
        self.http_response.close()

    def iter_bytes(self, chunk_size: Optional[int] = None) -> Iterator[bytes]:
        """The decompressed body in pieces."""
        with documented_errors(self.http_response):
            yield from self.http_response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: Optional[int] = None) -> Iterator[str]:
        with documented_errors(self.http_response):
            yield from self.http_response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        with documented_errors(self.http_response):
            yield from self.http_response.iter_lines()


class AsyncAPIResponse(BaseAPIResponse[R]):
    """A response whose body is read when it is awaited."""

    @overload
    async def parse(self, *, to: Type[_T]) -> _T: ...
    @overload
    async def parse(self) -> R: ...
    async def parse(self, *, to: Optional[Type[_T]] = None) -> Any:
        """The body as the type the method promises, or as `to`: a model, list, dict, Union, str, bytes, …"""
        if not self._is_sse_stream:
            await self.read()
        return self._parsed(to)

    async def read(self) -> bytes:
        """Raises StreamAlreadyConsumed if the body was iterated before."""
        with documented_errors(self.http_response):
            return await self.http_response.aread()

    async def text(self) -> str:
        await self.read()
        return self.http_response.text

    async def json(self) -> object:
        await self.read()
        return self.http_response.json()

    async def close(self) -> None:
        """Give the connection back; the body cannot be read after it."""
        await self.http_response.aclose()

    async def iter_bytes(self, chunk_size: Optional[int] = None) -> AsyncIterator[bytes]:
        """The decompressed body in pieces."""
        with documented_errors(self.http_response):
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                yield chunk

    async def iter_text(self, chunk_size: Optional[int] = None) -> AsyncIterator[str]:
        with documented_errors(self.http_response):
            async for chunk in self.http_response.aiter_text(chunk_size):
                yield chunk

    async def iter_lines(self) -> AsyncIterator[str]:
        with documented_errors(self.http_response):
            async for line in self.http_response.aiter_lines():
                yield line


class BinaryAPIResponse(APIResponse[bytes]):
    """A file, already read."""

    def write_to_file(self, file: Union[str, "os.PathLike[str]"]) -> None:
        """Write the whole body to a path."""
        with open(file, mode="wb") as target:
            target.writelines(self.iter_bytes())


class AsyncBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A file, already read."""

    async def write_to_file(self, file: Union[str, "os.PathLike[str]"]) -> None:
        """Write the whole body to a path."""
        await _write_async(file, self.iter_bytes())


class StreamedBinaryAPIResponse(APIResponse[bytes]):
    """A file, not yet read."""

    def stream_to_file(
        self, file: Union[str, "os.PathLike[str]"], *, chunk_size: Optional[int] = None
    ) -> None:
        """Write the body to a path as it arrives, chunk_size bytes at a time."""
        with open(file, mode="wb") as target:
            target.writelines(self.iter_bytes(chunk_size))


class AsyncStreamedBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A file, not yet read."""

    async def stream_to_file(
        self, file: Union[str, "os.PathLike[str]"], *, chunk_size: Optional[int] = None
    ) -> None:
        """Write the body to a path as it arrives, chunk_size bytes at a time."""
        await _write_async(file, self.iter_bytes(chunk_size))


async def _write_async(file: Union[str, "os.PathLike[str]"], chunks: AsyncIterator[bytes]) -> None:
    import anyio

    async with await anyio.open_file(file, mode="wb") as target:
        async for chunk in chunks:
            await target.write(chunk)


def extract_response_type(typ: Type[BaseAPIResponse[Any]]) -> Any:
    """What a response class is a response of: bytes for `class MyResponse(APIResponse[bytes])`.

    Raises RuntimeError where it does not say.
    """
    return extract_type_var_from_base(
        typ,
        generic_bases=(BaseAPIResponse, APIResponse, AsyncAPIResponse),
        index=0,
    )


# What few programs need, and look for here.
__getattr__, __dir__ = borrowed_names(
    __name__,
    {
        "._constants": "OVERRIDE_CAST_TO_HEADER RAW_RESPONSE_HEADER",
        "._exceptions": "APIResponseValidationError",
        "._models": "BaseModel is_basemodel",
        "._streaming": "AsyncStream Stream extract_stream_chunk_type is_stream_class_type",
        "._types": "NoneType",
        "._utils": "extract_type_arg is_annotated_type is_given is_type_alias_type",
        "._utils._logs": "log",
    },
)

"""The response wrapper of with_raw_response in SDKs that keep the older style: read at once, parsed synchronously."""

from __future__ import annotations

import functools
import os
from typing import (
    Any,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterator,
    Optional,
    Type,
    TypeVar,
    Union,
    overload,
)

from typing_extensions import ParamSpec

from ._constants import RAW_RESPONSE_HEADER
from ._http import httpx
from ._lazy import borrowed_names
from ._response_base import WrappedResponse

P = ParamSpec("P")
R = TypeVar("R")
_T = TypeVar("_T")


class LegacyAPIResponse(WrappedResponse[R]):
    """A response that has been read; the same class for the sync and the async client."""

    @overload
    def parse(self, *, to: Type[_T]) -> _T: ...
    @overload
    def parse(self) -> R: ...
    def parse(self, *, to: Optional[Type[_T]] = None) -> Any:
        """The body as the type the method promises, or as `to`: a model, list, dict, Union, str, bytes, …"""
        return self._parsed(to)

    @property
    def text(self) -> str:
        return self.http_response.text

    @property
    def content(self) -> bytes:
        return self.http_response.content


class HttpxBinaryResponseContent:
    """A file, as older SDKs return it: the HTTP library's response with ways to write it to a path."""

    response: httpx.Response

    def __init__(self, response: httpx.Response) -> None:
        self.response = response

    @property
    def content(self) -> bytes:
        return self.response.content

    @property
    def text(self) -> str:
        return self.response.text

    @property
    def encoding(self) -> Optional[str]:
        return self.response.encoding

    @property
    def charset_encoding(self) -> Optional[str]:
        return self.response.charset_encoding

    def json(self, **kwargs: Any) -> Any:
        return self.response.json(**kwargs)

    def read(self) -> bytes:
        return self.response.read()

    def iter_bytes(self, chunk_size: Optional[int] = None) -> Iterator[bytes]:
        return self.response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: Optional[int] = None) -> Iterator[str]:
        return self.response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        return self.response.iter_lines()

    def iter_raw(self, chunk_size: Optional[int] = None) -> Iterator[bytes]:
        return self.response.iter_raw(chunk_size)

    def write_to_file(self, file: Union[str, "os.PathLike[str]"]) -> None:
        """Write the whole body to a path."""
        with open(file, mode="wb") as target:
            target.writelines(self.response.iter_bytes())

    def stream_to_file(
        self, file: Union[str, "os.PathLike[str]"], *, chunk_size: Optional[int] = None
    ) -> None:
        """Write the body to a path, chunk_size bytes at a time."""
        with open(file, mode="wb") as target:
            target.writelines(self.response.iter_bytes(chunk_size))

    def close(self) -> None:
        self.response.close()

    async def aread(self) -> bytes:
        return await self.response.aread()

    def aiter_bytes(self, chunk_size: Optional[int] = None) -> AsyncIterator[bytes]:
        return self.response.aiter_bytes(chunk_size)

    def aiter_text(self, chunk_size: Optional[int] = None) -> AsyncIterator[str]:
        return self.response.aiter_text(chunk_size)

    def aiter_lines(self) -> AsyncIterator[str]:
        return self.response.aiter_lines()

    def aiter_raw(self, chunk_size: Optional[int] = None) -> AsyncIterator[bytes]:
        return self.response.aiter_raw(chunk_size)

    async def astream_to_file(
        self, file: Union[str, "os.PathLike[str]"], *, chunk_size: Optional[int] = None
    ) -> None:
        """Write the body to a path, chunk_size bytes at a time."""
        import anyio

        async with await anyio.open_file(file, mode="wb") as target:
            async for chunk in self.response.aiter_bytes(chunk_size):
                await target.write(chunk)

    async def aclose(self) -> None:
        await self.response.aclose()


def to_raw_response_wrapper(func: Callable[P, R]) -> Callable[P, LegacyAPIResponse[R]]:
    """The method, returning the response around its value."""
    return _marking(func)


def async_to_raw_response_wrapper(
    func: Callable[P, Awaitable[R]],
) -> Callable[P, Awaitable[LegacyAPIResponse[R]]]:
    """The method, returning the response around its value."""
    return _marking(func)


def _marking(func: Callable[P, Any]) -> Callable[P, Any]:
    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Any:
        given: Any = kwargs.get("extra_headers")
        kwargs["extra_headers"] = {**(given or {}), RAW_RESPONSE_HEADER: "true"}
        return func(*args, **kwargs)

    return wrapped


# What few programs need, and look for here.
__getattr__, __dir__ = borrowed_names(
    __name__,
    {
        "._exceptions": "APIResponseValidationError MissingStreamClassError",
        "._models": "BaseModel is_basemodel",
        "._streaming": "AsyncStream Stream extract_stream_chunk_type is_stream_class_type",
        "._types": "NoneType",
        "._utils": "extract_type_arg is_annotated_type is_given is_type_alias_type",
        "._utils._logs": "log",
    },
)

"""Send a body that was opened for reading by sync code from the async client."""

from __future__ import annotations

from os import PathLike
from typing import Any, AsyncIterator, Iterator, Optional

from ._types import AsyncTextTypes
from ._utils import asyncify

_CHUNK_SIZE = 65_536


class FileBytes:
    """The bytes of a file, read while they are sent."""

    def __init__(self, path: PathLike[str]) -> None:
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        with open(self._path, "rb") as file:
            while chunk := file.read(_CHUNK_SIZE):
                yield chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with await asyncify(open)(self._path, "rb") as file:
            while chunk := await asyncify(file.read)(_CHUNK_SIZE):
                yield chunk


def async_content(content: Optional[AsyncTextTypes]) -> Any:
    """The same content where the HTTP library can send it, else an async iterator that reads lazily."""
    if (
        content is None
        or isinstance(content, (bytes, str, PathLike))
        or hasattr(content, "__aiter__")
    ):
        return content
    if isinstance(content, bytearray):
        return bytes(content)
    return _read_lazily(content)


async def _read_lazily(content: Any) -> AsyncIterator[bytes]:
    if hasattr(content, "read"):
        while chunk := await asyncify(content.read)(_CHUNK_SIZE):
            yield chunk
        return
    for chunk in content:
        yield chunk

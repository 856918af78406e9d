"""Send a body that was opened for reading by sync code from the async client."""

from __future__ import annotations

from typing import Any, AsyncIterator, Optional

from ._types import AsyncBinaryTypes
from ._utils import asyncify

_CHUNK_SIZE = 65_536


def async_content(content: Optional[AsyncBinaryTypes]) -> Any:
    """The same content where the HTTP library can send it, else an async iterator that reads lazily."""
    if content is None or isinstance(content, (bytes, str)) or hasattr(content, "__aiter__"):
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

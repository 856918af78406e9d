"""Let no request have the answer to another one: the HTTP library reads on after an answer."""

from __future__ import annotations

from typing import Any, AsyncIterator, Iterator

from ._http import httpx

_INWARDS = ("_stream", "_httpcore_stream", "_connection")


class _Alone:
    """A body whose connection is used again only where nothing has come after it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    @property
    def elapsed(self) -> Any:
        """One of the HTTP libraries asks the stream of a response for it."""
        return getattr(self._stream, "elapsed", None)


class AloneStream(_Alone, httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        _end_where_more_came(self._stream)
        self._stream.close()


class AloneAsyncStream(_Alone, httpx.AsyncByteStream):
    def __aiter__(self) -> AsyncIterator[bytes]:
        iterator: AsyncIterator[bytes] = self._stream.__aiter__()
        return iterator

    async def aclose(self) -> None:
        _end_where_more_came(self._stream)
        await self._stream.aclose()


def _end_where_more_came(stream: Any) -> None:
    found = stream
    while found is not None and not hasattr(found, "_h11_state"):
        found = next((getattr(found, name) for name in _INWARDS if hasattr(found, name)), None)
    if found is not None and found._h11_state.trailing_data[0]:
        # Its time in the pool is over when it comes there.
        found._keepalive_expiry = -1.0

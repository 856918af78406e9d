"""A response of which only that is made for which someone asks.

What is private in the HTTP library's responses is looked at before it is relied on, see can_be_made.
"""

# What is private in the library has types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportIncompatibleVariableOverride=false

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, Dict, List, Optional, Tuple

from ._http import httpx

RawHeaders = List[Tuple[bytes, bytes]]


class Answer(httpx.Response):
    """To a plain request; its headers are made when someone looks at them."""

    def __init__(
        self,
        status_code: int,
        raw_headers: RawHeaders,
        stream: Any,
        request: httpx.Request,
        extensions: Dict[str, Any],
    ) -> None:
        # All that the library's own has, but for the headers.
        self.status_code = status_code
        self._request = request
        self.next_request = None
        self.extensions = extensions
        self.history = []
        self.is_closed = False
        self.is_stream_consumed = False
        self.default_encoding = "utf-8"
        self.stream = stream
        self._num_bytes_downloaded = 0
        self._raw_headers = raw_headers
        # By their names in lower case.
        self.by_name = {name.lower(): value for name, value in raw_headers}

    @cached_property
    def headers(self) -> Any:  # type: ignore[override]
        return httpx.Headers(self._raw_headers)

    def header(self, name: bytes) -> Optional[str]:
        value = self.by_name.get(name)
        if value is None:
            return None
        is_simple = value.isascii() and len(self.by_name) == len(self._raw_headers)
        if is_simple and "headers" not in vars(self):
            return value.decode("ascii")
        found: Optional[str] = self.headers.get(name.decode("ascii"))
        return found

    def note(self, content: bytes) -> None:
        """What the library knows of a response after it has read it."""
        self._content = content
        self._num_bytes_downloaded = len(content)
        self.is_stream_consumed = self.is_closed = True

    def __getstate__(self) -> Dict[str, Any]:
        state: Dict[str, Any] = {"headers": self.headers, **super().__getstate__()}
        del state["_raw_headers"], state["by_name"]
        return state


def header(response: httpx.Response, name: str) -> Optional[str]:
    """The value by name in lower case."""
    if isinstance(response, Answer):
        return response.header(name.encode("ascii"))
    found: Optional[str] = response.headers.get(name)
    return found


def read(response: httpx.Response) -> None:
    """As response.read(), with less on the way where its stream is one of ours."""
    stream: Any = response.stream
    if isinstance(response, Answer) and not getattr(stream, "is_packed", True):
        response.note(stream.whole())
    else:
        response.read()


async def read_async(response: httpx.Response) -> None:
    stream: Any = response.stream
    if isinstance(response, Answer) and not getattr(stream, "is_packed", True):
        response.note(await stream.whole())
    else:
        await response.aread()


@cache
def can_be_made() -> bool:
    """Whether the library's responses have what ours have, and know of their bodies what ours note."""
    request = httpx.Request("GET", "http://x")
    usual = httpx.Response(
        200, headers=[(b"A", b"b")], stream=httpx.ByteStream(b"ab"), request=request
    )
    made = Answer(200, [(b"A", b"b")], usual.stream, request, {})
    usual.read()
    made.note(b"ab")
    known, mine = dict(vars(usual)), {**vars(made), "headers": made.headers}
    known.pop("_decoder", None)
    del mine["_raw_headers"], mine["by_name"]
    return known == mine

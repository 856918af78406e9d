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

# What the library's responses do not have.
_OWN = ("given_headers", "_by_name")


class Answer(httpx.Response):
    """To a plain request; its headers are made when someone looks at them."""

    def __init__(
        self,
        status_code: int,
        given_headers: Any,
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
        self.given_headers = given_headers
        self._by_name: Optional[Dict[bytes, bytes]] = None

    @cached_property
    def headers(self) -> Any:  # type: ignore[override]
        return httpx.Headers(self.raw_headers())

    def raw_headers(self) -> RawHeaders:
        raw: RawHeaders = self.given_headers
        return raw

    def _named(self) -> Dict[bytes, bytes]:
        """By their names in lower case, the last of each."""
        found = self._by_name
        if found is None:
            found = self._by_name = {name.lower(): value for name, value in self.raw_headers()}
        return found

    def has(self, name: str) -> bool:
        """Whether there is a header, by its name in lower case."""
        return name.encode("ascii") in self._named()

    def header(self, name: str) -> Optional[str]:
        """The value, by its name in lower case."""
        if "headers" not in self.__dict__:
            named = self._named()
            value = named.get(name.encode("ascii"))
            if value is None:
                return None
            if value.isascii() and len(named) == len(self.raw_headers()):
                return value.decode("ascii")
        found: Optional[str] = self.headers.get(name)
        return found

    def note(self, content: bytes) -> None:
        """What the library knows of a response after it has read it."""
        self._content = content
        self._num_bytes_downloaded = len(content)
        self.is_stream_consumed = self.is_closed = True

    def __getstate__(self) -> Dict[str, Any]:
        state: Dict[str, Any] = {"headers": self.headers, **super().__getstate__()}
        return {name: state[name] for name in state if name not in _OWN}


def header(response: httpx.Response, name: str) -> Optional[str]:
    """The value by name in lower case."""
    if isinstance(response, Answer):
        return response.header(name)
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
    return known == {name: mine[name] for name in mine if name not in _OWN}

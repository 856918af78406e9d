"""Keep what the requests of a client have in common, so that it is worked out once: headers, and the parts of URLs."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportIncompatibleVariableOverride=false

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Any, Callable, Dict, List, Optional, Tuple
from weakref import WeakKeyDictionary

from ._http import httpx

# Characters that the HTTP library writes as they stand. Source: RFC 3986 sections 3.3 and 3.4.
_AS_IT_STANDS = re.compile(
    r"/[-A-Za-z0-9._~!$&'()*+,;=:@/]*(?:%[0-9A-Fa-f]{2}[-A-Za-z0-9._~!$&'()*+,;=:@/]*)*"
    r"(?:\?[-A-Za-z0-9._~!$&()*+,;=:@/?]*(?:%[0-9A-Fa-f]{2}[-A-Za-z0-9._~!$&()*+,;=:@/?]*)*)?"
)
# Enough for the methods that a program calls; one that sends other headers each time starts again.
_MOST = 256

_NEVER_WITHOUT_LENGTH = ("POST", "PUT", "PATCH")

RawHeaders = List[Tuple[bytes, bytes]]


def at_path(url: httpx.URL, raw_path: str) -> httpx.URL:
    """The URL with another path and query."""
    if stands_as_it_is(raw_path):
        return _with_parts(url, raw_path)
    return url.copy_with(raw_path=raw_path.encode("ascii"))


def below(url: Any, path: str) -> Optional[httpx.URL]:
    """A path, which may have a query, below a URL that ends in a slash; None where the HTTP library must write it."""
    if not stands_as_it_is(path) or url._uri_reference.query is not None:
        return None
    # A host alone has no path, and that is its slash.
    return _with_parts(url, (url._uri_reference.path or "/") + path[1:])


def stands_as_it_is(raw_path: str) -> bool:
    """Whether the HTTP library would encode nothing of it."""
    return _AS_IT_STANDS.fullmatch(raw_path) is not None and _parts_can_be_set()


def _with_parts(url: Any, raw_path: str) -> httpx.URL:
    path, mark, query = raw_path.partition("?")
    made: Any = httpx.URL.__new__(httpx.URL)
    made._uri_reference = url._uri_reference._replace(path=path, query=query if mark else None)
    return made  # type: ignore[no-any-return]


@cache
def _parts_can_be_set() -> bool:
    """Whether the HTTP library keeps the parts of a URL where we know them to be."""
    url = httpx.URL("https://u@host:1/a")
    try:
        paths = ("/b/%2F", "/c?d=e", "/f?")
        return all(
            vars(_with_parts(url, path)) == vars(url.copy_with(raw_path=path.encode()))
            for path in paths
        )
    except (AttributeError, TypeError):
        return False


class Head:
    """Headers that requests have in common: all but those of one body."""

    def __init__(self, headers: httpx.Headers, of_client: RawHeaders) -> None:
        self.headers = headers
        self.of_client = of_client
        self._written: Any = None

    def written(self, write: Callable[[RawHeaders], Any]) -> Any:
        """As what sends has them, which it need not make of them again."""
        if self._written is None:
            self._written = write(self.headers.raw)
        return self._written


class Assembled(httpx.Request):
    """A request as the HTTP library would build it; its headers and stream are made when someone looks at them.

    added are the headers of its body and of this one call.
    """

    def __init__(
        self, method: str, url: httpx.URL, head: Head, added: RawHeaders, content: bytes
    ) -> None:
        self.method = method
        self.url = url
        self.head = head
        self.added = added
        self._content = content

    @cached_property
    def headers(self) -> Any:  # type: ignore[override]
        headers = httpx.Headers(self.head.headers)
        for name, value in self.added:
            headers[name.decode("ascii")] = value.decode("ascii")
        return headers

    @cached_property
    def stream(self) -> Any:  # type: ignore[override]
        return httpx.ByteStream(self._content)

    def add(self, name: str, value: str) -> None:
        if self.is_untouched() and value.isascii() and value.isprintable():
            self.added.append((name.encode("ascii"), value.encode("ascii")))
        else:
            self.headers[name] = value

    def is_untouched(self) -> bool:
        """Whether it has the headers and the body still that it was made with."""
        return "headers" not in vars(self) and "stream" not in vars(self)

    def __getstate__(self) -> Dict[str, Any]:
        state: Dict[str, Any] = {"headers": self.headers, **super().__getstate__()}
        del state["head"], state["added"]
        return state


class KnownHeaders:
    """The headers of requests, but for those of one body, by everything that they were made from."""

    def __init__(self) -> None:
        self._kept: Dict[Any, Head] = {}

    def __repr__(self) -> str:
        # They hold credentials.
        return f"{type(self).__name__}()"

    def find(self, key: Any, client: Any) -> Optional[Head]:
        """Where the HTTP client adds what it added then."""
        kept = self._kept.get(key)
        if kept is None or kept.of_client != client.headers.raw or _adds_more(client):
            return None
        return kept

    def keep(self, key: Any, client: Any, headers: httpx.Headers) -> None:
        if _adds_more(client):
            return
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = Head(headers, client.headers.raw)


_KNOWN: WeakKeyDictionary[Any, KnownHeaders] = WeakKeyDictionary()


def known_headers(client: Any) -> Optional[KnownHeaders]:
    """Those of an HTTP client, which copies of an SDK client share; None where it builds requests in a way of its own."""
    known = _KNOWN.get(client)
    if known is None and type(client).build_request in _BUILDERS:
        known = _KNOWN[client] = KnownHeaders()
    return known


_BUILDERS = (httpx.Client.build_request, httpx.AsyncClient.build_request)


def _adds_more(client: Any) -> bool:
    """Whether the HTTP client puts more than its headers on a request."""
    return bool(len(client.cookies.jar) or client.params)


def assembled(
    method: str, url: httpx.URL, head: Head, content: Optional[bytes], extensions: Any
) -> Assembled:
    """The request that the HTTP library would build."""
    added: RawHeaders = []
    if content is not None or method in _NEVER_WITHOUT_LENGTH:
        added.append((b"Content-Length", b"%d" % len(content or b"")))
    request = Assembled(method, url, head, added, content or b"")
    request.extensions = extensions
    return request


def common_headers(request: httpx.Request) -> Optional[httpx.Headers]:
    """What a later request can have in common with this one; None where its body is not what assembled sends."""
    headers = httpx.Headers(request.headers)
    length = headers.pop("Content-Length", None)
    expected = len(request.content) or (0 if request.method in _NEVER_WITHOUT_LENGTH else None)
    if "Transfer-Encoding" in headers or length != (None if expected is None else str(expected)):
        return None
    return headers

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
_MOST_ALIKE = 8

_NEVER_WITHOUT_LENGTH = ("POST", "PUT", "PATCH")

SCHEMES = ("http", "https")

RawHeaders = List[Tuple[bytes, bytes]]


def stands_as_it_is(raw_path: str) -> bool:
    """Whether the HTTP library would encode nothing of it."""
    return _AS_IT_STANDS.fullmatch(raw_path) is not None


class Base:
    """Where the paths of a client lie: what the URLs of all its requests start with."""

    def __init__(self, url: httpx.URL) -> None:
        self.url = url
        self.text = str(url)
        self.path = url.raw_path.decode("ascii")
        self.origin = self.text.removesuffix(self.path)
        self.scheme = url.scheme
        self.extensions = tls_extensions(url)
        self.parts = _pool_parts(url)
        # Of a URL that says nothing else.
        is_whole = str(url.copy_with(raw_path=b"/a?b")) == f"{self.origin}/a?b"
        has_more = "?" in self.path or "@" in self.origin
        self.is_simple = is_whole and not has_more and self.scheme in SCHEMES

    def at(self, target: str) -> httpx.URL:
        """The URL of a path and query there, which stand as they are."""
        if _parts_can_be_set():
            return _with_parts(self.url, target)
        return self.url.copy_with(raw_path=target.encode("ascii"))


def _with_parts(url: Any, raw_path: str) -> httpx.URL:
    path, mark, query = raw_path.partition("?")
    made: Any = httpx.URL.__new__(httpx.URL)
    made._uri_reference = url._uri_reference._replace(path=path, query=query if mark else None)
    return made  # type: ignore[no-any-return]


@cache
def _parts_can_be_set() -> bool:
    """Whether the HTTP library keeps the parts of a URL where we know them to be."""
    url = httpx.URL("https://host:1/a")
    try:
        paths = ("/b/%2F", "/c?d=e", "/f?")
        return all(
            vars(_with_parts(url, path)) == vars(url.copy_with(raw_path=path.encode()))
            for path in paths
        )
    except (AttributeError, TypeError):
        return False


def tls_extensions(url: httpx.URL) -> Dict[str, Any]:
    """Certificates cannot name a host with an underscore, so ask for the name with a hyphen."""
    return {"sni_hostname": url.host.replace("_", "-")} if "_" in url.host else {}


class Head:
    """Headers that requests to one host have in common: all but those of one body."""

    def __init__(self, base: Base, defaults: Any, client: Any, headers: httpx.Headers) -> None:
        self.base = base
        self.headers = headers
        self._defaults = dict(defaults)
        self._of_client: RawHeaders = client.headers.raw
        self._written: Any = None

    def is_of(self, base: Base, defaults: Any, client: Any) -> bool:
        """Whether the same would come of these, and of what the HTTP client adds now."""
        return (
            self._defaults == defaults
            and self.base.text == base.text
            and self._of_client == client.headers.raw
        )

    def written(self, write: Callable[[RawHeaders], Any]) -> Any:
        """As what sends has them, which it need not make of them again."""
        if self._written is None:
            self._written = write(self.headers.raw)
        return self._written


class Assembled(httpx.Request):
    """A request as the HTTP library would build it; its URL, headers and stream are made when someone looks at them.

    added are the headers of its body and of this one call.
    """

    def __init__(
        self, method: str, target: str, head: Head, content: Optional[bytes], extensions: Any
    ) -> None:
        self.method = method
        self.target = target
        self.head = head
        self.extensions = extensions
        self.added: RawHeaders = []
        self._content = content or b""
        if content is not None or method in _NEVER_WITHOUT_LENGTH:
            self.added.append((b"Content-Length", b"%d" % len(self._content)))

    @cached_property
    def url(self) -> Any:  # type: ignore[override]
        return self.head.base.at(self.target)

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
        """Whether nobody has looked at its URL, its headers and its body, and may have changed them."""
        own = self.__dict__
        return not ("url" in own or "headers" in own or "stream" in own)

    def __getstate__(self) -> Dict[str, Any]:
        state: Dict[str, Any] = {
            "url": self.url,
            "headers": self.headers,
            **super().__getstate__(),
        }
        del state["head"], state["added"], state["target"]
        return state


def url_text(request: httpx.Request) -> str:
    if isinstance(request, Assembled) and request.is_untouched():
        return request.head.base.origin + request.target
    return str(request.url)


def scheme_of(request: httpx.Request) -> str:
    if isinstance(request, Assembled) and request.is_untouched():
        return request.head.base.scheme
    scheme: str = request.url.scheme
    return scheme


def pool_url(request: httpx.Request) -> Dict[str, Any]:
    """The parts of its URL as the library's pool has them."""
    if isinstance(request, Assembled) and request.is_untouched():
        return {**request.head.base.parts, "target": request.target.encode("ascii")}
    return {**_pool_parts(request.url), "target": request.url.raw_path}


def _pool_parts(url: httpx.URL) -> Dict[str, Any]:
    return {"scheme": url.raw_scheme, "host": url.raw_host, "port": url.port}


class KnownHeaders:
    """The headers of requests, but for those of one body, by what they were made from."""

    def __init__(self) -> None:
        self._kept: Dict[Any, List[Head]] = {}

    def __repr__(self) -> str:
        # They hold credentials.
        return f"{type(self).__name__}()"

    def find(self, key: Any, base: Base, defaults: Any, client: Any) -> Optional[Head]:
        """Where the HTTP client adds what it added then."""
        for head in self._kept.get(key, ()):
            if head.is_of(base, defaults, client) and not _adds_more(client):
                return head
        return None

    def keep(self, key: Any, client: Any, head: Head) -> None:
        if _adds_more(client):
            return
        if len(self._kept) >= _MOST:
            self._kept.clear()
        # Clients with other credentials may share an HTTP client.
        self._kept[key] = [head, *self._kept.get(key, ())][:_MOST_ALIKE]


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
    jar = client.cookies.jar
    # Counting the cookies of an empty jar takes its time.
    return bool((getattr(jar, "_cookies", True) and len(jar)) or client.params)


def common_headers(request: httpx.Request) -> Optional[httpx.Headers]:
    """What a later request can have in common with this one; None where its body is not what assembled sends."""
    headers = httpx.Headers(request.headers)
    if headers.get("Content-Type", "").startswith("multipart/"):
        # A form without fields: its end is all that is sent.
        return None
    length = headers.pop("Content-Length", None)
    expected = len(request.content) or (0 if request.method in _NEVER_WITHOUT_LENGTH else None)
    if "Transfer-Encoding" in headers or length != (None if expected is None else str(expected)):
        return None
    return headers

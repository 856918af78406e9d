"""Which requests nothing has a say in but the defaults of the HTTP library, and clients that send those directly.

What is private in the library is looked at before it is relied on: where it is not as it is known from httpx2 2.16,
and from httpx 0.28, the library's own clients send.
"""

# What is private in the library has types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import logging
from contextlib import suppress
from functools import lru_cache
from types import FunctionType
from typing import Any, Optional, Tuple, cast

from ._answer import Answer, can_be_made, read, read_async
from ._http import httpx
from ._prebuilt import SCHEMES, Assembled
from ._unpack import limit_unpacking

_log = logging.getLogger(httpx.__name__)

# What a request may ask for beside its parts.
_KNOWN_EXTENSIONS = frozenset(("timeout", "sni_hostname"))


class Plain:
    """Tells which requests of one kind of client are plain."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._ways: Tuple[Any, ...] = ()
        with suppress(AttributeError):
            self._ways = self._ways_to_send()
        self._is_known = bool(self._ways) and all(is_of(way, httpx.__name__) for way in self._ways)

    def _ways_to_send(self) -> Tuple[Any, ...]:
        """What tests and tracing tools replace to see, or answer, every request."""
        return (
            self._client.send,
            self._client._send_single_request,
            self._client._send_handling_redirects,
            self._client._transport_for_url,
        )

    def is_plain(self, client: Any, request: httpx.Request) -> bool:
        if not self._is_known or not can_be_made():
            return False
        own = vars(client)
        if "_send_single_request" in own or "_transport_for_url" in own:
            return False
        try:
            return (
                self._ways_to_send() == self._ways
                and not client.is_closed
                and not (client._mounts or client._auth or any(client._event_hooks.values()))
                and "timeout" in request.extensions
                and request.extensions.keys() <= _KNOWN_EXTENSIONS
                and _is_in_memory(request)
            )
        except AttributeError:
            return False


def _is_in_memory(request: httpx.Request) -> bool:
    """Whether its body is, and its URL says nothing but where it goes."""
    if isinstance(request, Assembled) and request.is_untouched():
        return True
    url = request.url
    is_usual = url.scheme in SCHEMES and not url.userinfo
    return is_usual and isinstance(request.stream, httpx.ByteStream)


def is_of(way: Any, library: str) -> bool:
    """Whether it is a function that nobody has replaced."""
    return type(way) is FunctionType and _is_in(way, library)


@lru_cache(maxsize=64)
def _is_in(function: FunctionType, library: str) -> bool:
    name: str = function.__globals__["__name__"]
    return name.startswith(f"{library}.")


SYNC = Plain(httpx.Client)
ASYNC = Plain(httpx.AsyncClient)


class SendsDirectly:
    """For a client that knows a shorter way for plain requests."""

    def _directly(self, request: httpx.Request, stream: bool) -> Optional[httpx.Response]:
        """The response, at least its head; None where the HTTP library's client must send."""
        raise NotImplementedError

    def send(
        self,
        request: httpx.Request,
        *,
        stream: bool = False,
        auth: Any = httpx.USE_CLIENT_DEFAULT,
        follow_redirects: Any = httpx.USE_CLIENT_DEFAULT,
    ) -> httpx.Response:
        sends: Any = super()
        is_usual = auth is httpx.USE_CLIENT_DEFAULT
        response = self._directly(request, stream) if is_usual else None
        if response is None:
            sent: httpx.Response = sends.send(
                request, stream=stream, auth=auth, follow_redirects=follow_redirects
            )
            return sent
        try:
            following = _following(self, response, follow_redirects)
            if following is not None:
                response.read()
                response = cast(
                    httpx.Response,
                    sends._send_handling_redirects(
                        following, follow_redirects=True, history=[response]
                    ),
                )
            if not (stream or response.is_closed):
                read(response)
        except BaseException:
            response.close()
            raise
        return response


class SendsDirectlyAsync:
    """For a client that knows a shorter way for plain requests."""

    async def _directly(self, request: httpx.Request, stream: bool) -> Optional[httpx.Response]:
        """The response, at least its head; None where the HTTP library's client must send."""
        raise NotImplementedError

    async def send(
        self,
        request: httpx.Request,
        *,
        stream: bool = False,
        auth: Any = httpx.USE_CLIENT_DEFAULT,
        follow_redirects: Any = httpx.USE_CLIENT_DEFAULT,
    ) -> httpx.Response:
        sends: Any = super()
        is_usual = auth is httpx.USE_CLIENT_DEFAULT
        response = await self._directly(request, stream) if is_usual else None
        if response is None:
            sent: httpx.Response = await sends.send(
                request, stream=stream, auth=auth, follow_redirects=follow_redirects
            )
            return sent
        try:
            following = _following(self, response, follow_redirects)
            if following is not None:
                await response.aread()
                response = cast(
                    httpx.Response,
                    await sends._send_handling_redirects(
                        following, follow_redirects=True, history=[response]
                    ),
                )
            if not (stream or response.is_closed):
                await read_async(response)
        except BaseException:
            await response.aclose()
            raise
        return response


def _following(client: Any, response: httpx.Response, follows: Any) -> Any:
    """The request that follows; one that shall not be sent is told by the response."""
    if not (300 <= response.status_code < 400 and response.has_redirect_location):
        return None
    following = client._build_redirect_request(response.request, response)
    if client.follow_redirects if follows is httpx.USE_CLIENT_DEFAULT else follows:
        return following
    response.next_request = following
    return None


def took_in(client: Any, response: Answer) -> Answer:
    """The response as the client would give it."""
    response.default_encoding = client._default_encoding
    if response.has("content-encoding"):
        stream: Any = response.stream
        stream.is_packed = True
        limit_unpacking(response)
    if response.has("set-cookie"):
        client.cookies.extract_cookies(response)
    if _log.isEnabledFor(logging.INFO):
        _log.info(
            'HTTP Request: %s %s "%s %d %s"',
            response.request.method,
            # Without the query, which may hold a secret.
            response.request.url.copy_with(query=None),
            response.http_version,
            response.status_code,
            response.reason_phrase,
        )
    return response

"""The HTTP clients the SDK makes where the caller brings none."""

from __future__ import annotations

import logging
import os
import sys
from types import FunctionType
from typing import TYPE_CHECKING, Any, Tuple, cast
from weakref import WeakSet

from ._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from ._direct import Connections
from ._headers import keep_harmless
from ._http import httpx
from ._pool import AloneAsyncStream, AloneStream
from ._unpack import limit_unpacking

HTTPX_DEFAULT_TIMEOUT = httpx.Timeout(5.0)

_DEFAULT_PORTS = {"http": 80, "https": 443}


_log = logging.getLogger(httpx.__name__)

# What the HTTP library needs no transport of its own for.
_KNOWN_EXTENSIONS = frozenset(("timeout", "deadline", "sni_hostname"))


class _Careful:
    """A client that keeps secrets at home.

    Redirects to another origin are followed without the headers that may hold one, and a forked process does not go on
    with connections over which the other one's answers come.
    """

    _transport: Any
    _mounts: Any

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_with_defaults(kwargs))
        _CLIENTS.add(self)

    def _forget_connections(self) -> None:
        for transport in (_transport_so_far(self), *self._mounts.values()):
            pool = getattr(transport, "_pool", None)
            if pool is not None:
                pool._connections, pool._requests = [], []
                pool._optional_thread_lock = type(pool._optional_thread_lock)()

    def _redirect_headers(self, request: httpx.Request, url: httpx.URL, method: str) -> Any:
        headers = super()._redirect_headers(request, url, method)  # type: ignore[misc]
        if not _is_same_home(request.url, url):
            keep_harmless(headers)
        return headers


def _transport_so_far(client: Any) -> Any:
    """The transport, or what stands for one that is made late."""
    own = vars(client)
    return own["_made"] if "_made" in own else own["_transport"]


class _MakesTransportLate:
    """Reads the certificates, which takes long, when they are needed. (For a client of our own: whose options are sound.)"""

    _made: Any

    def _init_transport(self, **kwargs: Any) -> Any:
        make: Any = super()._init_transport  # type: ignore[misc]
        return _Unmade(lambda: make(**kwargs))

    @property
    def _transport(self) -> Any:
        if isinstance(self._made, _Unmade):
            self._made = self._made.make()
        return self._made

    @_transport.setter
    def _transport(self, transport: Any) -> None:
        self._made = transport


class _Unmade:
    """A transport that nobody has needed yet."""

    def __init__(self, make: Any) -> None:
        self.make = make


_CLIENTS: WeakSet[_Careful] = WeakSet()


def _forget_all_connections() -> None:
    for client in _CLIENTS:
        client._forget_connections()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all_connections)


def _is_same_home(old: httpx.URL, new: httpx.URL) -> bool:
    """Same origin, or the same host moved from http to https on their own ports."""
    old_origin, new_origin = _origin(old), _origin(new)
    upgraded = (("http", old.host, 80), ("https", old.host, 443))
    return old_origin == new_origin or (old_origin, new_origin) == upgraded


def _origin(url: httpx.URL) -> Tuple[str, str, Any]:
    return url.scheme, url.host, url.port or _DEFAULT_PORTS.get(url.scheme)


def _with_defaults(kwargs: "dict[str, Any]") -> "dict[str, Any]":
    kwargs.setdefault("timeout", DEFAULT_TIMEOUT)
    kwargs.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
    kwargs.setdefault("follow_redirects", True)
    return kwargs


if TYPE_CHECKING:
    # Their arguments are those of the HTTP library's clients; only the defaults differ.
    DefaultHttpxClient = httpx.Client
    DefaultAsyncHttpxClient = httpx.AsyncClient
    DefaultAioHttpClient = httpx.AsyncClient
else:

    class DefaultHttpxClient(_Careful, httpx.Client):
        """The HTTP library's client with this SDK's defaults."""

        def _send_single_request(self, request: Any) -> Any:
            response = super()._send_single_request(request)
            limit_unpacking(response)
            response.stream = AloneStream(response.stream)
            return response

    class DefaultAsyncHttpxClient(_Careful, httpx.AsyncClient):
        """The HTTP library's client with this SDK's defaults."""

        async def _send_single_request(self, request: Any) -> Any:
            response = await super()._send_single_request(request)
            limit_unpacking(response)
            response.stream = AloneAsyncStream(response.stream)
            return response


class _MissingAioHttpClient(httpx.AsyncClient):
    def __init__(self, **_kwargs: Any) -> None:
        if httpx.__name__ != "httpx":
            raise RuntimeError(f"There is no aiohttp client for {httpx.__name__}")
        raise RuntimeError(
            f"To use the aiohttp client you must have installed the package with the `aiohttp` extra: "
            f"pip install {__name__.split('.')[0]}[aiohttp]"
        )


def _aiohttp_client() -> Any:
    try:
        import httpx_aiohttp  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore[reportMissingImports]
    except ImportError:
        return _MissingAioHttpClient
    library: Any = httpx_aiohttp
    if not issubclass(library.HttpxAiohttpClient, httpx.AsyncClient):
        # It was made for the other HTTP library, whose objects this SDK does not take.
        return _MissingAioHttpClient

    class _DefaultAioHttpClient(_Careful, library.HttpxAiohttpClient):  # type: ignore[misc]
        pass

    return _DefaultAioHttpClient


def __getattr__(name: str) -> Any:
    """Look for aiohttp only when it is asked for."""
    if name != "DefaultAioHttpClient":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = _aiohttp_client()
    return found


if TYPE_CHECKING:
    _SyncClient = httpx.Client
    _AsyncClient = httpx.AsyncClient
else:
    _SyncClient = type("_SyncClient", (_MakesTransportLate, DefaultHttpxClient), {})
    _AsyncClient = type("_AsyncClient", (_MakesTransportLate, DefaultAsyncHttpxClient), {})


class SyncHttpxClientWrapper(_SyncClient):
    """The SDK's own client, which closes itself when collected.

    It sends requests directly where nothing of the HTTP library was changed, configured or replaced that would have a
    say in it.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._connections = Connections(self._tls_context)

    def _tls_context(self) -> Any:
        # Reading the certificates takes long, and the HTTP library has done it.
        return cast(Any, self._transport)._pool._ssl_context

    def send(
        self,
        request: httpx.Request,
        *,
        stream: bool = False,
        auth: Any = httpx.USE_CLIENT_DEFAULT,
        follow_redirects: Any = httpx.USE_CLIENT_DEFAULT,
    ) -> httpx.Response:
        if auth is not httpx.USE_CLIENT_DEFAULT or not self._can_send_directly(request):
            return super().send(
                request, stream=stream, auth=auth, follow_redirects=follow_redirects
            )
        response = self._connections.send(request)
        limit_unpacking(response)
        try:
            response.default_encoding = self._default_encoding
            if "set-cookie" in response.headers:
                self.cookies.extract_cookies(response)
            _log_as_the_library(request, response)
            follows = follow_redirects
            if follows is httpx.USE_CLIENT_DEFAULT:
                follows = self.follow_redirects
            if response.has_redirect_location:
                return self._redirected(request, response, stream=stream, follows=follows)
            if not stream:
                response.read()
        except BaseException:
            response.close()
            raise
        return response

    def _redirected(
        self, request: httpx.Request, response: httpx.Response, *, stream: bool, follows: bool
    ) -> httpx.Response:
        following: httpx.Request = self._build_redirect_request(request, response)
        if not follows:
            if not stream:
                response.read()
            response.next_request = following
            return response
        response.read()
        last: httpx.Response = self._send_handling_redirects(
            following, follow_redirects=True, history=[response]
        )
        try:
            if not stream:
                last.read()
        except BaseException:
            last.close()
            raise
        return last

    def _can_send_directly(self, request: httpx.Request) -> bool:
        return (
            _is_unchanged()
            and not self.is_closed
            and type(_transport_so_far(self)) in (_Unmade, httpx.HTTPTransport)
            and not (self._mounts or self._auth or any(self._event_hooks.values()))
            and request.url.scheme in _DEFAULT_PORTS
            and not request.url.userinfo
            and isinstance(request.stream, httpx.ByteStream)
            and request.extensions.keys() <= _KNOWN_EXTENSIONS
        )

    def close(self) -> None:
        if not self.is_closed and isinstance(_transport_so_far(self), _Unmade):
            self._transport = httpx.BaseTransport()
        super().close()
        self._connections.close()

    def __del__(self) -> None:
        try:
            if not self.is_closed:
                self.close()
        except Exception:
            # Nobody is left to tell.
            pass


class AsyncHttpxClientWrapper(_AsyncClient):
    """The SDK's own client, which closes itself when collected, where an event loop still runs."""

    async def aclose(self) -> None:
        if not self.is_closed and isinstance(_transport_so_far(self), _Unmade):
            self._transport = httpx.AsyncBaseTransport()
        await super().aclose()

    def __del__(self) -> None:
        try:
            if not self.is_closed:
                import asyncio

                asyncio.get_running_loop().create_task(self.aclose())
        except Exception:
            # Nobody is left to tell.
            pass


def _log_as_the_library(request: httpx.Request, response: httpx.Response) -> None:
    if _log.isEnabledFor(logging.INFO):
        _log.info(
            'HTTP Request: %s %s "%s %d %s"',
            request.method,
            # Without the query, which may hold a secret.
            request.url.copy_with(query=None),
            response.http_version,
            response.status_code,
            response.reason_phrase,
        )


def _ways_to_send() -> Tuple[Any, ...]:
    """What tests and tracing tools replace to see, or answer, every request."""
    return (
        httpx.Client.send,
        httpx.Client._send_single_request,
        httpx.Client._transport_for_url,
        httpx.HTTPTransport.handle_request,
    )


_WAYS_TO_SEND = _ways_to_send()
_WERE_THE_LIBRARYS = all(
    type(way) is FunctionType and way.__globals__["__name__"].startswith(f"{httpx.__name__}.")
    for way in _WAYS_TO_SEND
)


def _is_unchanged() -> bool:
    if not _WERE_THE_LIBRARYS or _ways_to_send() != _WAYS_TO_SEND:
        return False
    core = sys.modules.get(httpx.__name__.replace("httpx", "httpcore"))
    if core is None:
        # Nobody has needed the layer below yet, so nobody has changed it.
        return True
    way = core.ConnectionPool.handle_request
    return type(way) is FunctionType and way.__globals__["__name__"].startswith(core.__name__)

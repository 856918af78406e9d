"""The HTTP clients the SDK makes where the caller brings none."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false, reportUnknownLambdaType=false

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING, Any, Tuple, cast
from weakref import WeakMethod, WeakSet, finalize

from ._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from ._deadline import keep_deadlines
from ._direct import ASYNC, SYNC, Exchange, Plain, read, read_async
from ._headers import keep_harmless
from ._http import httpx
from ._pool import AloneAsyncStream, AloneStream, let_go
from ._quick import hasten
from ._unpack import limit_unpacking

HTTPX_DEFAULT_TIMEOUT = httpx.Timeout(5.0)

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Careful:
    """A client that keeps secrets at home.

    Redirects to another origin are followed without the headers that may hold one, and a forked process does not go on
    with connections over which the other one's answers come.
    """

    _transport: Any
    _mounts: Any
    _abandoned: "deque[Any]"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_with_defaults(kwargs))
        _CLIENTS.add(self)

    def _forget_connections(self) -> None:
        for transport in (_transport_so_far(self), *self._mounts.values()):
            pool = getattr(transport, "_pool", None)
            if pool is not None:
                pool._connections, pool._requests = [], []
                pool._optional_thread_lock = type(pool._optional_thread_lock)()
        if "_abandoned" in vars(self):
            self._abandoned.clear()

    def _redirect_headers(self, request: httpx.Request, url: httpx.URL, method: str) -> Any:
        headers = super()._redirect_headers(request, url, method)  # type: ignore[misc]
        if not _is_same_home(request.url, url):
            keep_harmless(headers)
        return headers


def _transport_so_far(client: Any) -> Any:
    """The transport; None where nobody has needed it yet."""
    own = vars(client)
    made = own["_made"] if "_made" in own else own["_transport"]
    return made.so_far() if isinstance(made, _Late) else made


class _MakesTransportLate:
    """For a client of our own, whose options are sound: its transport is made when it is needed."""

    _made: Any

    def _init_transport(self, **kwargs: Any) -> Any:
        make: Any = super()._init_transport  # type: ignore[misc]
        return _Late(make, kwargs)

    @property
    def _transport(self) -> Any:
        return self._made.whole() if isinstance(self._made, _Late) else self._made

    @_transport.setter
    def _transport(self, transport: Any) -> None:
        self._made = transport

    def _transport_to(self, url: httpx.URL) -> Any:
        if url.scheme == "http" and isinstance(self._made, _Late):
            return self._made.without_certificates()
        return self._transport


class _Late:
    """A transport that is made when it is needed, and its certificates, which take long to read, when they are."""

    def __init__(self, make: Any, options: "dict[str, Any]") -> None:
        # Of the client that has this.
        self._make = WeakMethod(make)
        self._options = options
        self._made: "dict[str, Any]" = {}

    def so_far(self) -> Any:
        return self._made.get("transport", (None,))[0]

    def without_certificates(self) -> Any:
        """Good for http; it trusts nobody."""
        return self._parts()[0]

    def whole(self) -> Any:
        transport, instead = self._parts()
        if instead is not None and transport._pool._ssl_context is instead:
            options = {name: self._options[name] for name in ("verify", "cert", "trust_env")}
            transport._pool._ssl_context = httpx.create_ssl_context(**options)
        return transport

    def _parts(self) -> "tuple[Any, Any]":
        # One for all threads, though several may make one.
        found = self._made.get("transport") or self._made.setdefault("transport", self._new())
        return cast("tuple[Any, Any]", found)

    def _new(self) -> "tuple[Any, Any]":
        """A transport, and what it has instead of certificates."""
        import ssl

        make: Any = self._make()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        transport = make(**{**self._options, "verify": context, "cert": None})
        instead: Any = context
        if getattr(getattr(transport, "_pool", None), "_ssl_context", None) is not context:
            transport, instead = make(**self._options), None
        if hasattr(transport, "close"):
            # Where all is collected at once, a client may learn of it after its sockets.
            finalize(make.__self__, transport.close)
        return transport, instead


_CLIENTS: WeakSet[Careful] = WeakSet()


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


def _timed(transport: Any, options: "dict[str, Any]") -> Any:
    if options.get("transport") is None:
        keep_deadlines(transport)
    return transport


def _hastened(transport: Any, options: "dict[str, Any]") -> Any:
    if options.get("transport") is None:
        hasten(transport)
    return transport


if TYPE_CHECKING:
    # Their arguments are those of the HTTP library's clients; only the defaults differ.
    DefaultHttpxClient = httpx.Client
    DefaultAsyncHttpxClient = httpx.AsyncClient
else:

    class DefaultHttpxClient(Careful, httpx.Client):
        """The HTTP library's client with this SDK's defaults."""

        def _init_transport(self, **kwargs: Any) -> Any:
            return _timed(super()._init_transport(**kwargs), kwargs)

        def _init_proxy_transport(self, proxy: Any, **kwargs: Any) -> Any:
            return _timed(super()._init_proxy_transport(proxy, **kwargs), {})

        def _send_single_request(self, request: Any) -> Any:
            response = super()._send_single_request(request)
            limit_unpacking(response)
            response.stream = AloneStream(response.stream)
            return response

    class DefaultAsyncHttpxClient(Careful, httpx.AsyncClient):
        """The HTTP library's client with this SDK's defaults."""

        def _init_transport(self, **kwargs: Any) -> Any:
            return _hastened(super()._init_transport(**kwargs), kwargs)

        def _init_proxy_transport(self, proxy: Any, **kwargs: Any) -> Any:
            return _hastened(super()._init_proxy_transport(proxy, **kwargs), {})

        async def _send_single_request(self, request: Any) -> Any:
            try:
                response = await super()._send_single_request(request)
            except BaseException:
                await let_go(getattr(self._transport_for_url(request.url), "_pool", None))
                raise
            limit_unpacking(response)
            response.stream = AloneAsyncStream(response.stream)
            return response


if TYPE_CHECKING:
    _SyncClient = httpx.Client
    _AsyncClient = httpx.AsyncClient
else:
    _SyncClient = type("_SyncClient", (_MakesTransportLate, DefaultHttpxClient), {})
    _AsyncClient = type("_AsyncClient", (_MakesTransportLate, DefaultAsyncHttpxClient), {})


class SyncHttpxClientWrapper(_SyncClient):
    """The SDK's own client, which closes itself when collected, and sends plain requests directly."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._abandoned: "deque[Any]" = deque()
        self._checked: "dict[Any, Any]" = {}

    def send(
        self,
        request: httpx.Request,
        *,
        stream: bool = False,
        auth: Any = httpx.USE_CLIENT_DEFAULT,
        follow_redirects: Any = httpx.USE_CLIENT_DEFAULT,
    ) -> httpx.Response:
        pool = _pool_for(SYNC, self, SyncHttpxClientWrapper, request, auth)
        if pool is None:
            return super().send(
                request, stream=stream, auth=auth, follow_redirects=follow_redirects
            )
        response = Exchange(self, pool, request, self._abandoned).send()
        try:
            following = _redirected(self, response, follow_redirects)
            if following is not None:
                response.read()
                response = cast(Any, self)._send_handling_redirects(
                    following, follow_redirects=True, history=[response]
                )
            if not stream:
                read(response)
        except BaseException:
            response.close()
            raise
        return response

    def close(self) -> None:
        _settle_transport(self, httpx.BaseTransport)
        super().close()

    def __del__(self) -> None:
        try:
            if not self.is_closed:
                self.close()
        except Exception:
            # Nobody is left to tell.
            pass


class AsyncHttpxClientWrapper(_AsyncClient):
    """The SDK's own client, which closes itself when collected, where an event loop still runs, and sends plain requests directly."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._abandoned: "deque[Any]" = deque()
        self._checked: "dict[Any, Any]" = {}

    async def send(
        self,
        request: httpx.Request,
        *,
        stream: bool = False,
        auth: Any = httpx.USE_CLIENT_DEFAULT,
        follow_redirects: Any = httpx.USE_CLIENT_DEFAULT,
    ) -> httpx.Response:
        pool = _pool_for(ASYNC, self, AsyncHttpxClientWrapper, request, auth)
        if pool is None:
            return await super().send(
                request, stream=stream, auth=auth, follow_redirects=follow_redirects
            )
        response = await Exchange(self, pool, request, self._abandoned).send_async()
        try:
            following = _redirected(self, response, follow_redirects)
            if following is not None:
                await response.aread()
                response = await cast(Any, self)._send_handling_redirects(
                    following, follow_redirects=True, history=[response]
                )
            if not stream:
                await read_async(response)
        except BaseException:
            await response.aclose()
            raise
        return response

    async def aclose(self) -> None:
        _settle_transport(self, httpx.AsyncBaseTransport)
        await super().aclose()

    def __del__(self) -> None:
        try:
            if not self.is_closed:
                import asyncio

                asyncio.get_running_loop().create_task(self.aclose())
        except Exception:
            # Nobody is left to tell.
            pass


def _pool_for(plain: Plain, client: Any, kind: type, request: httpx.Request, auth: Any) -> Any:
    """None where the HTTP library's client must send, for one that is no more than the SDK's own, too."""
    is_own = type(client) is kind and auth is httpx.USE_CLIENT_DEFAULT
    own = vars(client).keys()
    if not is_own or "_send_single_request" in own or "_transport_for_url" in own:
        return None
    return plain.pool(client, request)


def _redirected(client: Any, response: httpx.Response, follows: Any) -> Any:
    """The request that follows; one that shall not be sent is told by the response."""
    if not (300 <= response.status_code < 400 and response.has_redirect_location):
        return None
    following = client._build_redirect_request(response.request, response)
    if client.follow_redirects if follows is httpx.USE_CLIENT_DEFAULT else follows:
        return following
    response.next_request = following
    return None


def _settle_transport(client: Any, nothing: Any) -> None:
    """Make no transport, and read no certificates, only to close them."""
    if not client.is_closed and isinstance(client._made, _Late):
        client._transport = client._made.so_far() or nothing()

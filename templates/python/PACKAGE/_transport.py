"""The HTTP clients the SDK makes where the caller brings none."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false, reportUnknownLambdaType=false

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING, Any, Optional, Tuple
from weakref import WeakMethod, WeakSet, finalize

from . import _direct
from ._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from ._deadline import keep_deadlines
from ._direct import Exchange
from ._headers import keep_harmless
from ._http import httpx
from ._plain import SendsDirectly, SendsDirectlyAsync
from ._pool import AloneAsyncStream, AloneStream, let_go
from ._quick import hasten
from ._unpack import limit_unpacking

HTTPX_DEFAULT_TIMEOUT = httpx.Timeout(5.0)

# Connections, requests and the lock of a pool, as the library's versions call them.
_OF_ONE_PROCESS = ("_connections", "_pool", "_requests", "_optional_thread_lock", "_pool_lock")
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
            for name in _OF_ONE_PROCESS:
                if hasattr(pool, name):
                    setattr(pool, name, type(getattr(pool, name))())
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

    def _transport_to(self, scheme: str) -> Any:
        if scheme == "http" and isinstance(self._made, _Late):
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
        found: "tuple[Any, Any]" = self._made.get("transport") or self._made.setdefault(
            "transport", self._new()
        )
        return found

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


class SyncHttpxClientWrapper(SendsDirectly, _SyncClient):
    """The SDK's own client, which closes itself when collected."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._abandoned: "deque[Any]" = deque()

    def _directly(self, request: httpx.Request, stream: bool) -> Optional[httpx.Response]:
        is_own = type(self) is SyncHttpxClientWrapper
        pool = _direct.SYNC.pool_for(self, request) if is_own else None
        return None if pool is None else Exchange(self, pool, request, self._abandoned).send()

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


class AsyncHttpxClientWrapper(SendsDirectlyAsync, _AsyncClient):
    """The SDK's own client, which closes itself when collected, where an event loop still runs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._abandoned: "deque[Any]" = deque()

    async def _directly(self, request: httpx.Request, stream: bool) -> Optional[httpx.Response]:
        is_own = type(self) is AsyncHttpxClientWrapper
        pool = _direct.ASYNC.pool_for(self, request) if is_own else None
        if pool is None:
            return None
        return await Exchange(self, pool, request, self._abandoned).send_async()

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


def _settle_transport(client: Any, nothing: Any) -> None:
    """Make no transport, and read no certificates, only to close them."""
    if not client.is_closed and isinstance(client._made, _Late):
        client._transport = client._made.so_far() or nothing()

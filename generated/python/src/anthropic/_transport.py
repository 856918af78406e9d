"""The HTTP clients the SDK makes where the caller brings none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Tuple

from ._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from ._headers import keep_harmless
from ._http import httpx

HTTPX_DEFAULT_TIMEOUT = httpx.Timeout(5.0)

_DEFAULT_PORTS = {"http": 80, "https": 443}


class _KeepsSecretsAtHome:
    """Follows redirects to another origin without the headers that may hold a secret."""

    def _redirect_headers(self, request: httpx.Request, url: httpx.URL, method: str) -> Any:
        headers = super()._redirect_headers(request, url, method)  # type: ignore[misc]
        if not _is_same_home(request.url, url):
            keep_harmless(headers)
        return headers


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

    class DefaultHttpxClient(_KeepsSecretsAtHome, httpx.Client):
        """The HTTP library's client with this SDK's defaults."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**_with_defaults(kwargs))

    class DefaultAsyncHttpxClient(_KeepsSecretsAtHome, httpx.AsyncClient):
        """The HTTP library's client with this SDK's defaults."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**_with_defaults(kwargs))


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

    class _DefaultAioHttpClient(_KeepsSecretsAtHome, library.HttpxAiohttpClient):  # type: ignore[misc]
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**_with_defaults(kwargs))

    return _DefaultAioHttpClient


def __getattr__(name: str) -> Any:
    """Look for aiohttp only when it is asked for."""
    if name != "DefaultAioHttpClient":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = _aiohttp_client()
    return found


class SyncHttpxClientWrapper(DefaultHttpxClient):
    """The SDK's own client, which closes itself when collected."""

    def __del__(self) -> None:
        try:
            if not self.is_closed:
                self.close()
        except Exception:
            # Nobody is left to tell.
            pass


class AsyncHttpxClientWrapper(DefaultAsyncHttpxClient):
    """The SDK's own client, which closes itself when collected, where an event loop still runs."""

    def __del__(self) -> None:
        try:
            if not self.is_closed:
                asyncio.get_running_loop().create_task(self.aclose())
        except Exception:
            # Nobody is left to tell.
            pass

"""HTTP clients over other transports, each of an extra of the package. Looked for only when they are asked for."""

# Libraries that need not be there have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Dict, Iterator

from ._constants import MAX_CONNECTIONS
from ._http import httpx
from ._transport import Careful, DefaultAsyncHttpxClient, DefaultHttpxClient

if TYPE_CHECKING:
    # Their arguments are those of the HTTP library's clients.
    DefaultAioHttpClient = httpx.AsyncClient
    DefaultPyreqwestClient = httpx.Client
    DefaultAsyncPyreqwestClient = httpx.AsyncClient


def __getattr__(name: str) -> Any:
    if name not in _FOUND_BY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = _FOUND_BY[name]()
    return found


def _missing(base: Any, extra: str) -> Any:
    class Missing(base):  # type: ignore[misc]
        def __init__(self, **_kwargs: Any) -> None:
            package = __name__.partition(".")[0]
            if httpx.__name__ != "httpx":
                raise RuntimeError(
                    f"There is no {extra} client for {httpx.__name__}; one for httpx serves after "
                    f"{httpx.__name__}.alias_httpx()"
                )
            raise RuntimeError(
                f"To use the {extra} client you must have installed the package with the `{extra}` extra: "
                f"pip install {package}[{extra}]"
            )

    return Missing


def _aiohttp() -> Any:
    try:
        import httpx_aiohttp  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore[reportMissingImports]
    except ImportError:
        return _missing(httpx.AsyncClient, "aiohttp")
    library: Any = httpx_aiohttp
    if not issubclass(library.HttpxAiohttpClient, httpx.AsyncClient):
        # It was made for the other HTTP library, whose objects this SDK does not take.
        return _missing(httpx.AsyncClient, "aiohttp")

    class _DefaultAioHttpClient(Careful, library.HttpxAiohttpClient):  # type: ignore[misc]
        pass

    return _DefaultAioHttpClient


def _pyreqwest(base: Any, name: str, transports_base: Any, with_stream: Any) -> Any:
    """A client that pyreqwest sends for; redirects and compressed bodies stay with us."""
    try:
        from pyreqwest import client, exceptions  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore
        from pyreqwest.compatibility import httpx as transports  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore
    except ImportError:
        return _missing(base, "pyreqwest")
    transport: Any = getattr(transports, f"{name}HttpxTransport")
    if not issubclass(transport, transports_base):
        # As above.
        return _missing(base, "pyreqwest")
    builder: Any = getattr(client, f"{name}ClientBuilder")
    errors: Any = exceptions

    def send() -> Any:
        made = builder().follow_redirects(False).max_connections(MAX_CONNECTIONS)
        return transport(made.gzip(False).brotli(False).zstd(False).deflate(False).build())

    class _DefaultPyreqwestClient(base):  # type: ignore[misc]
        def __init__(self, **kwargs: Any) -> None:
            if kwargs.get("transport") is None:
                kwargs["transport"] = send()
            super().__init__(**kwargs)

        def _send_single_request(self, request: Any) -> Any:
            return with_stream(super()._send_single_request(request), errors.PyreqwestError)

    return _DefaultPyreqwestClient


def _with_errors(response: Any, error: Any) -> Any:
    response.stream = _Stream(response.stream, error)
    return response


async def _with_errors_async(sending: Any, error: Any) -> Any:
    response = await sending
    response.stream = _AsyncStream(response.stream, error)
    return response


class _Mapped:
    """The body of a response; what pyreqwest raises while it is read is an error of the HTTP library."""

    def __init__(self, stream: Any, error: Any) -> None:
        self._stream = stream
        self._error = error

    @property
    def elapsed(self) -> Any:
        # The HTTP library looks for it here.
        return getattr(self._stream, "elapsed", None)


class _Stream(_Mapped, httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except self._error as error:
            raise _read_error(error) from error

    def close(self) -> None:
        self._stream.close()


class _AsyncStream(_Mapped, httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:
                yield part
        except self._error as error:
            raise _read_error(error) from error

    async def aclose(self) -> None:
        await self._stream.aclose()


def _read_error(error: Exception) -> httpx.TransportError:
    is_late = "Timeout" in type(error).__name__
    return httpx.ReadTimeout(str(error)) if is_late else httpx.ReadError(str(error))


_FOUND_BY: Dict[str, Callable[[], Any]] = {
    "DefaultAioHttpClient": _aiohttp,
    "DefaultPyreqwestClient": lambda: _pyreqwest(
        DefaultHttpxClient, "Sync", httpx.BaseTransport, _with_errors
    ),
    "DefaultAsyncPyreqwestClient": lambda: _pyreqwest(
        DefaultAsyncHttpxClient, "", httpx.AsyncBaseTransport, _with_errors_async
    ),
}

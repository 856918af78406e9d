"""HTTP clients over other transports, each of an extra of the package. Looked for only when they are asked for."""

# Libraries that need not be there have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, Callable, Dict

from ._http import httpx
from ._transport import Careful

_OVER_AIOHTTP = (
    ("httpx_aiohttp", "HttpxAiohttpClient"),
    ("httpx_aiohttp.httpx2", "Httpx2AiohttpClient"),
)

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
            raise RuntimeError(
                f"To use the {extra} client you must have installed the package with the `{extra}` extra: "
                f"pip install {package}[{extra}]"
            )

    return Missing


def _aiohttp() -> Any:
    """There is one for each HTTP library; after `alias_httpx()` one serves for both."""
    found: Any = None
    for module, name in _OVER_AIOHTTP:
        with suppress(ImportError):
            made: Any = getattr(import_module(module), name)
            found = made if found is None and issubclass(made, httpx.AsyncClient) else found
    if found is None:
        return _missing(httpx.AsyncClient, "aiohttp")

    class _DefaultAioHttpClient(Careful, found):  # type: ignore[misc]
        def _init_transport(self, **kwargs: Any) -> Any:
            return _as_written(super()._init_transport(**kwargs))

        def _init_proxy_transport(self, **kwargs: Any) -> Any:
            return _as_written(super()._init_proxy_transport(**kwargs))

    return _DefaultAioHttpClient


def _as_written(transport: Any) -> Any:
    """Keeps aiohttp from spelling addresses in its own way, and from naming the type of a body that is not there."""
    from yarl import URL  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore[reportMissingImports]

    make: Any = getattr(transport, "get_client", None)

    def session() -> Any:
        made: Any = make()
        send = made.request

        def request(*, url: str, **given: Any) -> Any:
            return send(
                url=URL(url, encoded=True),
                skip_auto_headers=("Content-Type", "User-Agent"),
                **given,
            )

        # It would warn of attributes that are not its own.
        object.__setattr__(made, "request", request)
        return made

    if make is not None:
        transport.get_client = session
    return transport


def _pyreqwest(name: str, base: Any) -> Any:
    try:
        from . import _pyreqwest as clients
    except ImportError:
        return _missing(base, "pyreqwest")
    return getattr(clients, name)


_FOUND_BY: Dict[str, Callable[[], Any]] = {
    "DefaultAioHttpClient": _aiohttp,
    "DefaultPyreqwestClient": lambda: _pyreqwest("DefaultPyreqwestClient", httpx.Client),
    "DefaultAsyncPyreqwestClient": lambda: _pyreqwest(
        "DefaultAsyncPyreqwestClient", httpx.AsyncClient
    ),
}

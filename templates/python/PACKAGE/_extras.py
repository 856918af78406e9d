"""HTTP clients over other transports, each of an extra of the package. Looked for only when they are asked for."""

# Libraries that need not be there have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict

from ._http import httpx
from ._transport import Careful

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


def _refusing(base: Any, why: str) -> Any:
    class Refusing(base):  # type: ignore[misc]
        def __init__(self, **_kwargs: Any) -> None:
            raise RuntimeError(why)

    return Refusing


def _missing(base: Any, extra: str) -> Any:
    package = __name__.partition(".")[0]
    why = f"To use the {extra} client you must have installed the package with the `{extra}` extra"
    return _refusing(base, f"{why}: pip install {package}[{extra}]")


def _other_library(base: Any, extra: str) -> Any:
    """For one that was made for the other HTTP library, whose objects this SDK does not take."""
    name = httpx.__name__
    why = f"There is no {extra} client for {name}; one for httpx serves after {name}.alias_httpx()"
    return _refusing(base, why)


def _aiohttp() -> Any:
    try:
        import httpx_aiohttp  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore[reportMissingImports]
    except ImportError:
        return _missing(httpx.AsyncClient, "aiohttp")
    library: Any = httpx_aiohttp
    if not issubclass(library.HttpxAiohttpClient, httpx.AsyncClient):
        return _other_library(httpx.AsyncClient, "aiohttp")

    class _DefaultAioHttpClient(Careful, library.HttpxAiohttpClient):  # type: ignore[misc]
        pass

    return _DefaultAioHttpClient


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

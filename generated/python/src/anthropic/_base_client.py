"""The names that users import from here; the code behind them lies in better-named modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._async_client import AsyncAPIClient as AsyncAPIClient
from ._constants import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
from ._constants import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
from ._constants import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
from ._core_client import BaseClient as BaseClient
from ._options import FinalRequestOptions as FinalRequestOptions
from ._options import make_request_options as make_request_options
from ._platform import OtherPlatform as OtherPlatform
from ._platform import get_architecture as get_architecture
from ._platform import get_platform as get_platform
from ._platform import platform_headers as platform_headers
from ._sync_client import SyncAPIClient as SyncAPIClient
from ._transport import HTTPX_DEFAULT_TIMEOUT as HTTPX_DEFAULT_TIMEOUT
from ._transport import AsyncHttpxClientWrapper as AsyncHttpxClientWrapper
from ._transport import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
from ._transport import DefaultHttpxClient as DefaultHttpxClient
from ._transport import SyncHttpxClientWrapper as SyncHttpxClientWrapper

if TYPE_CHECKING:
    from ._extras import DefaultAioHttpClient as DefaultAioHttpClient
    from ._extras import DefaultAsyncPyreqwestClient as DefaultAsyncPyreqwestClient
    from ._extras import DefaultPyreqwestClient as DefaultPyreqwestClient
    from ._next_request import PageInfo as PageInfo
    from ._paging import AsyncPaginator as AsyncPaginator
    from ._paging import BaseAsyncPage as BaseAsyncPage
    from ._paging import BasePage as BasePage
    from ._paging import BaseSyncPage as BaseSyncPage

_PAGING = ("AsyncPaginator", "BaseAsyncPage", "BasePage", "BaseSyncPage", "PageInfo")
_EXTRAS = ("DefaultAioHttpClient", "DefaultAsyncPyreqwestClient", "DefaultPyreqwestClient")


def __getattr__(name: str) -> Any:
    """Import what few programs need when it is asked for: pages, and clients over other transports."""
    if name in _PAGING:
        from . import _paging

        return getattr(_paging, name)
    if name not in _EXTRAS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import _extras

    return getattr(_extras, name)

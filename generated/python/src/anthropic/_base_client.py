"""The names that users import from here; the code behind them lies in better-named modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._async_client import AsyncAPIClient as AsyncAPIClient
from ._constants import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
from ._constants import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
from ._constants import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
from ._constants import INITIAL_RETRY_DELAY as INITIAL_RETRY_DELAY
from ._constants import MAX_RETRY_DELAY as MAX_RETRY_DELAY
from ._constants import OVERRIDE_CAST_TO_HEADER as OVERRIDE_CAST_TO_HEADER
from ._constants import RAW_RESPONSE_HEADER as RAW_RESPONSE_HEADER
from ._core_client import BaseClient as BaseClient
from ._lazy import borrowed_names
from ._options import FinalRequestOptions as FinalRequestOptions
from ._options import make_request_options as make_request_options
from ._platform import Arch as Arch
from ._platform import OtherArch as OtherArch
from ._platform import OtherPlatform as OtherPlatform
from ._platform import Platform as Platform
from ._platform import get_architecture as get_architecture
from ._platform import get_platform as get_platform
from ._platform import get_python_runtime as get_python_runtime
from ._platform import get_python_version as get_python_version
from ._platform import platform_headers as platform_headers
from ._request import ForceMultipartDict as ForceMultipartDict
from ._sync_client import SyncAPIClient as SyncAPIClient
from ._sync_client import SyncPageT as SyncPageT
from ._transport import HTTPX_DEFAULT_TIMEOUT as HTTPX_DEFAULT_TIMEOUT
from ._transport import AsyncHttpxClientWrapper as AsyncHttpxClientWrapper
from ._transport import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
from ._transport import DefaultHttpxClient as DefaultHttpxClient
from ._transport import SyncHttpxClientWrapper as SyncHttpxClientWrapper
from ._utils._logs import log as log

if TYPE_CHECKING:
    from ._extras import DefaultAioHttpClient as DefaultAioHttpClient
    from ._extras import DefaultAsyncPyreqwestClient as DefaultAsyncPyreqwestClient
    from ._extras import DefaultPyreqwestClient as DefaultPyreqwestClient
    from ._next_request import PageInfo as PageInfo
    from ._paging import AsyncPageT as AsyncPageT
    from ._paging import AsyncPaginator as AsyncPaginator
    from ._paging import BaseAsyncPage as BaseAsyncPage
    from ._paging import BasePage as BasePage
    from ._paging import BaseSyncPage as BaseSyncPage

# What few programs need: pages, clients over other transports, and names of other modules that are looked for here.
__getattr__, __dir__ = borrowed_names(
    __name__,
    {
        "._compat": "PYDANTIC_V1 model_copy model_dump",
        "._exceptions": "APIConnectionError APIResponseValidationError APIStatusError APITimeoutError",
        "._extras": "DefaultAioHttpClient DefaultAsyncPyreqwestClient DefaultPyreqwestClient",
        "._files": "async_to_httpx_files to_httpx_files",
        "._models": "GenericModel construct_type validate_type",
        "._next_request": "PageInfo",
        "._paging": "AsyncPageT AsyncPaginator BaseAsyncPage BasePage BaseSyncPage",
        "._qs": "Querystring",
        "._response": "APIResponse AsyncAPIResponse BaseAPIResponse extract_response_type",
        "._streaming": "AsyncStream SSEBytesDecoder SSEDecoder Stream",
        "._types": (
            "AnyMapping AsyncBinaryTypes BinaryTypes Body Headers HttpxRequestFiles HttpxSendArgs ModelBuilderProtocol "
            "NotGiven Omit PostParser Query RequestFiles RequestOptions ResponseT Timeout not_given"
        ),
        "._utils": "asyncify is_dict is_given is_list is_mapping lru_cache",
        "._utils._json": "openapi_dumps",
    },
)

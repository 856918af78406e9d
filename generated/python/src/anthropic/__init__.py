# Made by Bessemer from a description of the API. Edits are kept when it is made again.

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ._constants import ENV_PREFIX
from ._lazy import lazy_exports

if TYPE_CHECKING:
    from . import resources as resources
    from . import types as types
    from ._base_client import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
    from ._base_client import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
    from ._base_client import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
    from ._base_client import DefaultAioHttpClient as DefaultAioHttpClient
    from ._base_client import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
    from ._base_client import DefaultAsyncPyreqwestClient as DefaultAsyncPyreqwestClient
    from ._base_client import DefaultHttpxClient as DefaultHttpxClient
    from ._base_client import DefaultPyreqwestClient as DefaultPyreqwestClient
    from ._client import Anthropic as Anthropic
    from ._client import AsyncAnthropic as AsyncAnthropic
    from ._client import AsyncClient as AsyncClient
    from ._client import Client as Client
    from ._exceptions import AnthropicError as AnthropicError
    from ._exceptions import APIConnectionError as APIConnectionError
    from ._exceptions import APIError as APIError
    from ._exceptions import APIResponseValidationError as APIResponseValidationError
    from ._exceptions import APIStatusError as APIStatusError
    from ._exceptions import APITimeoutError as APITimeoutError
    from ._exceptions import APIWebhookValidationError as APIWebhookValidationError
    from ._exceptions import AuthenticationError as AuthenticationError
    from ._exceptions import BadRequestError as BadRequestError
    from ._exceptions import ConflictError as ConflictError
    from ._exceptions import InternalServerError as InternalServerError
    from ._exceptions import NotFoundError as NotFoundError
    from ._exceptions import PermissionDeniedError as PermissionDeniedError
    from ._exceptions import RateLimitError as RateLimitError
    from ._exceptions import UnprocessableEntityError as UnprocessableEntityError
    from ._files import file_from_path as file_from_path
    from ._models import BaseModel as BaseModel
    from ._response import APIResponse as APIResponse
    from ._response import AsyncAPIResponse as AsyncAPIResponse
    from ._streaming import AsyncStream as AsyncStream
    from ._streaming import Stream as Stream
    from ._types import NOT_GIVEN as NOT_GIVEN
    from ._types import NoneType as NoneType
    from ._types import NotGiven as NotGiven
    from ._types import Omit as Omit
    from ._types import ProxiesTypes as ProxiesTypes
    from ._types import RequestOptions as RequestOptions
    from ._types import Timeout as Timeout
    from ._types import Transport as Transport
    from ._types import not_given as not_given
    from ._types import omit as omit
    from ._version import __title__ as __title__
    from ._version import __version__ as __version__
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "resources": ".",
            "types": ".",
            "DEFAULT_CONNECTION_LIMITS": "._base_client",
            "DEFAULT_MAX_RETRIES": "._base_client",
            "DEFAULT_TIMEOUT": "._base_client",
            "DefaultAioHttpClient": "._base_client",
            "DefaultAsyncHttpxClient": "._base_client",
            "DefaultAsyncPyreqwestClient": "._base_client",
            "DefaultHttpxClient": "._base_client",
            "DefaultPyreqwestClient": "._base_client",
            "Anthropic": "._client",
            "AsyncAnthropic": "._client",
            "AsyncClient": "._client",
            "Client": "._client",
            "AnthropicError": "._exceptions",
            "APIConnectionError": "._exceptions",
            "APIError": "._exceptions",
            "APIResponseValidationError": "._exceptions",
            "APIStatusError": "._exceptions",
            "APITimeoutError": "._exceptions",
            "APIWebhookValidationError": "._exceptions",
            "AuthenticationError": "._exceptions",
            "BadRequestError": "._exceptions",
            "ConflictError": "._exceptions",
            "InternalServerError": "._exceptions",
            "NotFoundError": "._exceptions",
            "PermissionDeniedError": "._exceptions",
            "RateLimitError": "._exceptions",
            "UnprocessableEntityError": "._exceptions",
            "file_from_path": "._files",
            "BaseModel": "._models",
            "APIResponse": "._response",
            "AsyncAPIResponse": "._response",
            "AsyncStream": "._streaming",
            "Stream": "._streaming",
            "NOT_GIVEN": "._types",
            "NoneType": "._types",
            "NotGiven": "._types",
            "Omit": "._types",
            "ProxiesTypes": "._types",
            "RequestOptions": "._types",
            "Timeout": "._types",
            "Transport": "._types",
            "not_given": "._types",
            "omit": "._types",
            "__title__": "._version",
            "__version__": "._version",
        },
        shown_as=__name__,
    )

__all__ = [
    "types",
    "DEFAULT_CONNECTION_LIMITS",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "DefaultAioHttpClient",
    "DefaultAsyncHttpxClient",
    "DefaultAsyncPyreqwestClient",
    "DefaultHttpxClient",
    "DefaultPyreqwestClient",
    "Anthropic",
    "AsyncAnthropic",
    "AsyncClient",
    "Client",
    "AnthropicError",
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "APIWebhookValidationError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
    "file_from_path",
    "BaseModel",
    "APIResponse",
    "AsyncAPIResponse",
    "AsyncStream",
    "Stream",
    "NOT_GIVEN",
    "NoneType",
    "NotGiven",
    "Omit",
    "ProxiesTypes",
    "RequestOptions",
    "Timeout",
    "Transport",
    "not_given",
    "omit",
    "__title__",
    "__version__",
]

if os.environ.get(f"{ENV_PREFIX}_LOG"):
    from ._utils._logs import setup_logging

    setup_logging()

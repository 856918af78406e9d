"""Choose how a response is handed to the caller."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from ._constants import RAW_RESPONSE_HEADER
from ._decode import unwrapped
from ._headers import header_named
from ._http import httpx
from ._options import FinalRequestOptions
from ._utils._typing import get_origin

if TYPE_CHECKING:
    from ._core_client import BaseClient


def wrap_response(client: BaseClient, *, cast_to: Any, **about: Any) -> Any:
    """A wrapper where one was asked for; otherwise the parsed body, or for the async client its awaitable.

    `about` are the other arguments of a wrapper: raw, options, retries_taken, stream, stream_cls.
    """
    from ._legacy_response import HttpxBinaryResponseContent, LegacyAPIResponse
    from ._response import (
        APIResponse,
        AsyncAPIResponse,
        BaseAPIResponse,
        extract_response_type,
    )

    options: FinalRequestOptions = about["options"]
    response: httpx.Response = about["raw"]
    arguments: Any = {"client": client, **about}
    marker = header_named(options.custom_headers(), RAW_RESPONSE_HEADER)
    if marker == "true":
        return LegacyAPIResponse(cast_to=cast_to, **arguments)

    plain = unwrapped(cast_to)
    origin = get_origin(plain) or plain
    if inspect.isclass(origin) and issubclass(origin, BaseAPIResponse):
        return plain(cast_to=extract_response_type(plain), **arguments)
    if inspect.isclass(origin) and issubclass(origin, HttpxBinaryResponseContent):
        return plain(response)
    if plain is httpx.Response:
        return response

    wrapper = AsyncAPIResponse if _is_async(client) else APIResponse
    if marker:
        return wrapper(cast_to=cast_to, **arguments)
    return LegacyAPIResponse(cast_to=cast_to, **arguments).parse()


def _is_async(client: BaseClient) -> bool:
    return isinstance(client._client, httpx.AsyncClient)

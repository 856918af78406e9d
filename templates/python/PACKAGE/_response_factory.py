"""Choose how a response is handed to the caller."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import inspect
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ._constants import RAW_RESPONSE_HEADER
from ._decode import is_plain_model, unwrapped
from ._headers import header_named
from ._http import httpx
from ._options import FinalRequestOptions
from ._response_base import parsed_body
from ._utils._typing import get_origin

if TYPE_CHECKING:
    from ._core_client import BaseClient


def wrap_response(client: BaseClient, *, cast_to: Any, **about: Any) -> Any:
    """A wrapper where one was asked for; otherwise the parsed body, or for the async client its awaitable.

    `about` are the other arguments of a wrapper: raw, options, retries_taken, stream, stream_cls.
    """
    options: FinalRequestOptions = about["options"]
    response: httpx.Response = about["raw"]
    marker = header_named(options.custom_headers(), RAW_RESPONSE_HEADER)
    if not (marker or about["stream"]) and isinstance(cast_to, type) and is_plain_model(cast_to):
        # As most calls are: no wrapper is needed on the way.
        return parsed_body(client, options, response, cast_to)

    kinds = _kinds()
    arguments: Any = {"client": client, **about}
    if marker == "true":
        return kinds.legacy(cast_to=cast_to, **arguments)

    plain = unwrapped(cast_to)
    origin = get_origin(plain) or plain
    if inspect.isclass(origin) and issubclass(origin, kinds.base):
        return plain(cast_to=kinds.extract_type(plain), **arguments)
    if inspect.isclass(origin) and issubclass(origin, kinds.binary):
        return plain(response)
    if plain is httpx.Response:
        return response

    wrapper = kinds.of_async if _is_async(client) else kinds.of_sync
    if marker:
        return wrapper(cast_to=cast_to, **arguments)
    return kinds.legacy(cast_to=cast_to, **arguments).parse()


class _Kinds(NamedTuple):
    legacy: Any
    binary: Any
    base: Any
    of_sync: Any
    of_async: Any
    extract_type: Any


@cache
def _kinds() -> _Kinds:
    """Imported for the first response."""
    from . import _legacy_response, _response

    return _Kinds(
        _legacy_response.LegacyAPIResponse,
        _legacy_response.HttpxBinaryResponseContent,
        _response.BaseAPIResponse,
        _response.APIResponse,
        _response.AsyncAPIResponse,
        _response.extract_response_type,
    )


def _is_async(client: BaseClient) -> bool:
    return isinstance(client._client, httpx.AsyncClient)

"""Say the HTTP library's errors in the SDK's own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Generator

from ._exceptions import (
    APIConnectionError,
    APITimeoutError,
    StreamAlreadyConsumed,
    request_of,
)
from ._http import httpx


@contextmanager
def documented_errors(response: httpx.Response) -> Generator[None, None, None]:
    """For reading a body: the request itself has succeeded."""
    try:
        yield
    except httpx.StreamConsumed as err:
        raise StreamAlreadyConsumed() from err
    except httpx.TimeoutException as err:
        raise APITimeoutError(request=request_of(response)) from err
    except (httpx.TransportError, httpx.DecodingError) as err:
        raise APIConnectionError(request=request_of(response)) from err


def connection_error(error: Exception, request: httpx.Request) -> APIConnectionError:
    """For sending a request: whatever a transport raises means that no response came."""
    if isinstance(error, httpx.TimeoutException):
        return APITimeoutError(request=request)
    return APIConnectionError(request=request)

"""What every resource does: call the client it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Union

from ._types import NotGiven
from ._utils._guards import is_given

if TYPE_CHECKING:
    from ._async_client import AsyncAPIClient
    from ._core_client import BaseClient
    from ._http import httpx
    from ._sync_client import SyncAPIClient

    Timeout = Union[float, httpx.Timeout, None, NotGiven]


class SyncAPIResource:
    """A group of methods of the sync client."""

    _client: SyncAPIClient

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client
        self._get = client.get
        self._post = client.post
        self._patch = client.patch
        self._put = client.put
        self._delete = client.delete
        self._send = client._send
        self._get_api_list = client.get_api_list

    def _operation_timeout(self, timeout: Timeout, seconds: float) -> Timeout:
        """The operation's own timeout, unless the caller or the client's maker said otherwise."""
        return _operation_timeout(self._client, timeout, seconds)

    def _operation_retries(self, retries: int) -> Optional[int]:
        """The operation's own number of retries, unless the client's maker said otherwise."""
        return _operation_retries(self._client, retries)

    def _sleep(self, seconds: float) -> None:
        self._client._sleep(seconds)


class AsyncAPIResource:
    """A group of methods of the async client."""

    _client: AsyncAPIClient

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client
        self._get = client.get
        self._post = client.post
        self._patch = client.patch
        self._put = client.put
        self._delete = client.delete
        self._send = client._send
        self._get_api_list = client.get_api_list

    def _operation_timeout(self, timeout: Timeout, seconds: float) -> Timeout:
        """The operation's own timeout, unless the caller or the client's maker said otherwise."""
        return _operation_timeout(self._client, timeout, seconds)

    def _operation_retries(self, retries: int) -> Optional[int]:
        """The operation's own number of retries, unless the client's maker said otherwise."""
        return _operation_retries(self._client, retries)

    async def _sleep(self, seconds: float) -> None:
        await self._client._sleep(seconds)


def _operation_timeout(client: BaseClient, timeout: Timeout, seconds: float) -> Timeout:
    from ._constants import DEFAULT_TIMEOUT

    if is_given(timeout) or client.timeout != DEFAULT_TIMEOUT:
        return timeout
    return seconds


def _operation_retries(client: BaseClient, retries: int) -> Optional[int]:
    from ._constants import DEFAULT_MAX_RETRIES

    return retries if client.max_retries == DEFAULT_MAX_RETRIES else None

# Made by Bessemer from a description of the API. Edits are kept when it is made again.

# Users may take an option away again.
# pyright: reportUnnecessaryComparison=false

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Dict, Mapping, Union

from typing_extensions import Self, override

from ._base_client import AsyncAPIClient, SyncAPIClient
from ._compat import cached_property
from ._constants import DEFAULT_MAX_RETRIES
from ._http import httpx
from ._platform import get_async_library
from ._types import Headers, NotGiven, Omit, Query, Timeout, not_given
from ._version import __version__

if TYPE_CHECKING:
    from .resources.beta.beta import (
        AsyncBeta,
        AsyncBetaWithRawResponse,
        AsyncBetaWithStreamingResponse,
        Beta,
        BetaWithRawResponse,
        BetaWithStreamingResponse,
    )

__all__ = [
    "Anthropic",
    "AsyncAnthropic",
    "Client",
    "AsyncClient",
]

_AUTH_MESSAGE = '"Could not resolve authentication method. Expected either api_key or auth_token to be set. Or for one of the `X-Api-Key` or `Authorization` headers to be explicitly omitted"'


class Anthropic(SyncAPIClient):
    # client options
    api_key: str | None
    auth_token: str | None

    def __init__(
        self,
        *,
        api_key: str | None = None,
        auth_token: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        # The caller's own HTTP client, for proxies, transports and the like; DefaultHttpxClient keeps our defaults.
        http_client: httpx.Client | None = None,
        # Seconds that a call may take in all: attempts, the waits between them, and reading the answer.
        total_timeout: float | None = None,
        # Refuse responses that do not have the shape the API promises.
        _strict_response_validation: bool = False,
    ) -> None:
        """Make a client that blocks.

        Arguments that are not given are read from the environment:
        - `api_key` from `ANTHROPIC_API_KEY`
        - `auth_token` from `ANTHROPIC_AUTH_TOKEN`
        - `base_url` from `ANTHROPIC_BASE_URL`
        """
        if api_key is None:
            api_key = os.environ.get("ANTHROPIC_API_KEY")
        self.api_key = api_key

        if auth_token is None:
            auth_token = os.environ.get("ANTHROPIC_AUTH_TOKEN")
        self.auth_token = auth_token

        if base_url is None:
            base_url = os.environ.get("ANTHROPIC_BASE_URL")
        if base_url is None:
            base_url = "https://api.anthropic.com"

        super().__init__(
            version=__version__,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            total_timeout=total_timeout,
            http_client=http_client,
            custom_headers=default_headers,
            custom_query=default_query,
            _strict_response_validation=_strict_response_validation,
        )

    @property
    @override
    def auth_headers(self) -> Dict[str, str]:
        headers: Dict[str, str] = {}
        if self.api_key is not None:
            headers["X-Api-Key"] = self.api_key
        if self.auth_token is not None:
            headers["Authorization"] = "Bearer " + self.auth_token
        return headers

    @property
    @override
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        headers = super().default_headers
        return {
            **headers,
            "X-Stainless-Async": "false",
            "anthropic-version": "2023-06-01",
            **self._custom_headers,
        }

    @override
    def _validate_headers(self, headers: Headers, custom_headers: Headers) -> None:
        self._require_auth(
            headers, custom_headers, names=("X-Api-Key", "Authorization"), message=_AUTH_MESSAGE
        )

    @cached_property
    def beta(self) -> Beta:
        from .resources.beta.beta import Beta

        return Beta(self)

    @cached_property
    def with_raw_response(self) -> AnthropicWithRawResponse:
        """The same resources, whose methods return the response instead of what is parsed from it."""
        return AnthropicWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AnthropicWithStreamedResponse:
        """The same resources, whose methods are context managers that do not read the body at once."""
        return AnthropicWithStreamedResponse(self)

    def copy(
        self,
        *,
        api_key: str | None = None,
        auth_token: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        http_client: httpx.Client | None = None,
        max_retries: int | NotGiven = not_given,
        default_headers: Headers | None = None,
        set_default_headers: Headers | None = None,
        default_query: Query | None = None,
        set_default_query: Query | None = None,
        total_timeout: float | None | NotGiven = not_given,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        """A new client with the same options but those given here; it shares the HTTP client."""
        _shared = self._copied_arguments(
            base_url=base_url,
            timeout=timeout,
            total_timeout=total_timeout,
            http_client=http_client,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
        )
        return self.__class__(
            api_key=api_key or self.api_key,
            auth_token=auth_token or self.auth_token,
            **_shared,
            **_extra_kwargs,
        )

    # Reads better where the copy is used once: client.with_options(timeout=10).beta…
    with_options = copy


class AsyncAnthropic(AsyncAPIClient):
    # client options
    api_key: str | None
    auth_token: str | None

    def __init__(
        self,
        *,
        api_key: str | None = None,
        auth_token: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        # The caller's own HTTP client, for proxies, transports and the like; DefaultAsyncHttpxClient keeps our defaults.
        http_client: httpx.AsyncClient | None = None,
        # Seconds that a call may take in all: attempts, the waits between them, and reading the answer.
        total_timeout: float | None = None,
        # Refuse responses that do not have the shape the API promises.
        _strict_response_validation: bool = False,
    ) -> None:
        """Make a client whose methods are awaited.

        Arguments that are not given are read from the environment:
        - `api_key` from `ANTHROPIC_API_KEY`
        - `auth_token` from `ANTHROPIC_AUTH_TOKEN`
        - `base_url` from `ANTHROPIC_BASE_URL`
        """
        if api_key is None:
            api_key = os.environ.get("ANTHROPIC_API_KEY")
        self.api_key = api_key

        if auth_token is None:
            auth_token = os.environ.get("ANTHROPIC_AUTH_TOKEN")
        self.auth_token = auth_token

        if base_url is None:
            base_url = os.environ.get("ANTHROPIC_BASE_URL")
        if base_url is None:
            base_url = "https://api.anthropic.com"

        super().__init__(
            version=__version__,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            total_timeout=total_timeout,
            http_client=http_client,
            custom_headers=default_headers,
            custom_query=default_query,
            _strict_response_validation=_strict_response_validation,
        )

    @property
    @override
    def auth_headers(self) -> Dict[str, str]:
        headers: Dict[str, str] = {}
        if self.api_key is not None:
            headers["X-Api-Key"] = self.api_key
        if self.auth_token is not None:
            headers["Authorization"] = "Bearer " + self.auth_token
        return headers

    @property
    @override
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        headers = super().default_headers
        return {
            **headers,
            "X-Stainless-Async": f"async:{get_async_library()}",
            "anthropic-version": "2023-06-01",
            **self._custom_headers,
        }

    @override
    def _validate_headers(self, headers: Headers, custom_headers: Headers) -> None:
        self._require_auth(
            headers, custom_headers, names=("X-Api-Key", "Authorization"), message=_AUTH_MESSAGE
        )

    @cached_property
    def beta(self) -> AsyncBeta:
        from .resources.beta.beta import AsyncBeta

        return AsyncBeta(self)

    @cached_property
    def with_raw_response(self) -> AsyncAnthropicWithRawResponse:
        """The same resources, whose methods return the response instead of what is parsed from it."""
        return AsyncAnthropicWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncAnthropicWithStreamedResponse:
        """The same resources, whose methods are context managers that do not read the body at once."""
        return AsyncAnthropicWithStreamedResponse(self)

    def copy(
        self,
        *,
        api_key: str | None = None,
        auth_token: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        http_client: httpx.AsyncClient | None = None,
        max_retries: int | NotGiven = not_given,
        default_headers: Headers | None = None,
        set_default_headers: Headers | None = None,
        default_query: Query | None = None,
        set_default_query: Query | None = None,
        total_timeout: float | None | NotGiven = not_given,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        """A new client with the same options but those given here; it shares the HTTP client."""
        _shared = self._copied_arguments(
            base_url=base_url,
            timeout=timeout,
            total_timeout=total_timeout,
            http_client=http_client,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
        )
        return self.__class__(
            api_key=api_key or self.api_key,
            auth_token=auth_token or self.auth_token,
            **_shared,
            **_extra_kwargs,
        )

    # Reads better where the copy is used once: client.with_options(timeout=10).beta…
    with_options = copy


class AnthropicWithRawResponse:
    def __init__(self, client: Anthropic) -> None:
        self._client = client

    @cached_property
    def beta(self) -> BetaWithRawResponse:
        from .resources.beta.beta import BetaWithRawResponse

        return BetaWithRawResponse(self._client.beta)


class AsyncAnthropicWithRawResponse:
    def __init__(self, client: AsyncAnthropic) -> None:
        self._client = client

    @cached_property
    def beta(self) -> AsyncBetaWithRawResponse:
        from .resources.beta.beta import AsyncBetaWithRawResponse

        return AsyncBetaWithRawResponse(self._client.beta)


class AnthropicWithStreamedResponse:
    def __init__(self, client: Anthropic) -> None:
        self._client = client

    @cached_property
    def beta(self) -> BetaWithStreamingResponse:
        from .resources.beta.beta import BetaWithStreamingResponse

        return BetaWithStreamingResponse(self._client.beta)


class AsyncAnthropicWithStreamedResponse:
    def __init__(self, client: AsyncAnthropic) -> None:
        self._client = client

    @cached_property
    def beta(self) -> AsyncBetaWithStreamingResponse:
        from .resources.beta.beta import AsyncBetaWithStreamingResponse

        return AsyncBetaWithStreamingResponse(self._client.beta)


Client = Anthropic

AsyncClient = AsyncAnthropic

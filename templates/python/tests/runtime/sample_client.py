"""A client pair as the generator renders it, small enough to write by hand."""

from __future__ import annotations

import os
from typing import Any, Dict, Mapping, Optional, Union

from typing_extensions import Self

from PACKAGE._base_client import AsyncAPIClient, SyncAPIClient
from PACKAGE._compat import cached_property
from PACKAGE._constants import DEFAULT_MAX_RETRIES, HEADER_PREFIX
from PACKAGE._http import httpx
from PACKAGE._platform import get_async_library
from PACKAGE._types import Headers, NotGiven, Omit, Query, not_given
from PACKAGE._version import __version__

from .sample_widgets import AsyncWidgets, Widgets

_AUTH_MESSAGE = (
    '"Could not resolve authentication method. Expected either api_key or auth_token to be set. '
    'Or for one of the `X-Api-Key` or `Authorization` headers to be explicitly omitted"'
)

Timeout = Union[float, httpx.Timeout, None, NotGiven]


class Sample(SyncAPIClient):
    # client options
    api_key: Optional[str]
    auth_token: Optional[str]

    def __init__(
        self,
        *,
        api_key: Optional[str] = None,
        auth_token: Optional[str] = None,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Timeout = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Optional[Headers] = None,
        default_query: Optional[Query] = None,
        http_client: Optional[httpx.Client] = None,
        total_timeout: Optional[float] = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if api_key is None:
            api_key = os.environ.get("SAMPLE_API_KEY")
        self.api_key = api_key
        if auth_token is None:
            auth_token = os.environ.get("SAMPLE_AUTH_TOKEN")
        self.auth_token = auth_token
        if base_url is None:
            base_url = os.environ.get("SAMPLE_BASE_URL")
        if base_url is None:
            base_url = "https://api.sample.com"

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

    @cached_property
    def widgets(self) -> Widgets:
        return Widgets(self)

    @property
    def auth_headers(self) -> Dict[str, str]:
        headers = {}
        if self.api_key is not None:
            headers["X-Api-Key"] = self.api_key
        if self.auth_token is not None:
            headers["Authorization"] = f"Bearer {self.auth_token}"
        return headers

    @property
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        return {
            **super().default_headers,
            f"{HEADER_PREFIX}-Async": "false",
            "sample-version": "2023-06-01",
            **self._custom_headers,
        }

    def _validate_headers(self, headers: Headers, custom_headers: Headers) -> None:
        self._require_auth(
            headers, custom_headers, names=("X-Api-Key", "Authorization"), message=_AUTH_MESSAGE
        )

    def copy(
        self,
        *,
        api_key: Optional[str] = None,
        auth_token: Optional[str] = None,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Timeout = not_given,
        http_client: Optional[httpx.Client] = None,
        max_retries: Union[int, NotGiven] = not_given,
        default_headers: Optional[Headers] = None,
        set_default_headers: Optional[Headers] = None,
        default_query: Optional[Query] = None,
        set_default_query: Optional[Query] = None,
        total_timeout: Union[float, NotGiven, None] = not_given,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        """A new client with the same options but those given here; it shares the http client."""
        _shared = self._copied_arguments(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            total_timeout=total_timeout,
        )
        return self.__class__(
            api_key=api_key or self.api_key,
            auth_token=auth_token or self.auth_token,
            **_shared,
            **_extra_kwargs,
        )

    with_options = copy


class AsyncSample(AsyncAPIClient):
    # client options
    api_key: Optional[str]
    auth_token: Optional[str]

    def __init__(
        self,
        *,
        api_key: Optional[str] = None,
        auth_token: Optional[str] = None,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Timeout = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Optional[Headers] = None,
        default_query: Optional[Query] = None,
        http_client: Optional[httpx.AsyncClient] = None,
        total_timeout: Optional[float] = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if api_key is None:
            api_key = os.environ.get("SAMPLE_API_KEY")
        self.api_key = api_key
        if auth_token is None:
            auth_token = os.environ.get("SAMPLE_AUTH_TOKEN")
        self.auth_token = auth_token
        if base_url is None:
            base_url = os.environ.get("SAMPLE_BASE_URL")
        if base_url is None:
            base_url = "https://api.sample.com"

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

    @cached_property
    def widgets(self) -> AsyncWidgets:
        return AsyncWidgets(self)

    @property
    def auth_headers(self) -> Dict[str, str]:
        headers = {}
        if self.api_key is not None:
            headers["X-Api-Key"] = self.api_key
        if self.auth_token is not None:
            headers["Authorization"] = f"Bearer {self.auth_token}"
        return headers

    @property
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        return {
            **super().default_headers,
            f"{HEADER_PREFIX}-Async": f"async:{get_async_library()}",
            "sample-version": "2023-06-01",
            **self._custom_headers,
        }

    def _validate_headers(self, headers: Headers, custom_headers: Headers) -> None:
        self._require_auth(
            headers, custom_headers, names=("X-Api-Key", "Authorization"), message=_AUTH_MESSAGE
        )

    def copy(
        self,
        *,
        api_key: Optional[str] = None,
        auth_token: Optional[str] = None,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Timeout = not_given,
        http_client: Optional[httpx.AsyncClient] = None,
        max_retries: Union[int, NotGiven] = not_given,
        default_headers: Optional[Headers] = None,
        set_default_headers: Optional[Headers] = None,
        default_query: Optional[Query] = None,
        set_default_query: Optional[Query] = None,
        total_timeout: Union[float, NotGiven, None] = not_given,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        """A new client with the same options but those given here; it shares the http client."""
        _shared = self._copied_arguments(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            total_timeout=total_timeout,
        )
        return self.__class__(
            api_key=api_key or self.api_key,
            auth_token=auth_token or self.auth_token,
            **_shared,
            **_extra_kwargs,
        )

    with_options = copy

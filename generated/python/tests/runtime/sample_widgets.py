"""A resource as the generator renders it, small enough to write by hand."""

from __future__ import annotations

from typing import List, Optional, Union

from typing_extensions import Required, TypedDict

from anthropic._base_client import make_request_options
from anthropic._compat import cached_property
from anthropic._http import httpx
from anthropic._legacy_response import (
    async_to_raw_response_wrapper as legacy_async_raw,
)
from anthropic._legacy_response import (
    to_raw_response_wrapper as legacy_raw,
)
from anthropic._models import BaseModel
from anthropic._resource import AsyncAPIResource, SyncAPIResource
from anthropic._response import (
    AsyncBinaryAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    BinaryAPIResponse,
    StreamedBinaryAPIResponse,
    async_to_custom_raw_response_wrapper,
    async_to_custom_streamed_response_wrapper,
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_custom_raw_response_wrapper,
    to_custom_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from anthropic._types import Headers, NotGiven, Omit, Query, not_given, omit
from anthropic._utils import (
    async_maybe_transform,
    endpoint_path,
    header_params,
    joined,
    maybe_transform,
)

Timeout = Union[float, httpx.Timeout, None, NotGiven]


class Widget(BaseModel):
    id: str

    size: Optional[int] = None


class WidgetCreateParams(TypedDict, total=False):
    name: Required[str]

    size: int


class Widgets(SyncAPIResource):
    @cached_property
    def with_raw_response(self) -> WidgetsWithRawResponse:
        return WidgetsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> WidgetsWithStreamingResponse:
        return WidgetsWithStreamingResponse(self)

    def retrieve(
        self,
        widget_id: str,
        *,
        betas: Union[List[str], Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[object] = None,
        timeout: Timeout = not_given,
    ) -> Widget:
        return self._get(
            endpoint_path("/v1/widgets/{widget_id}?beta=true", widget_id=widget_id),
            options=make_request_options(
                extra_headers=header_params(
                    {"sample-beta": joined(betas, default="widgets-2024-09-24")}, extra_headers
                ),
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=Widget,
        )

    def create(
        self,
        *,
        name: str,
        size: Union[int, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[object] = None,
        timeout: Timeout = not_given,
    ) -> Widget:
        return self._post(
            "/v1/widgets",
            body=maybe_transform({"name": name, "size": size}, WidgetCreateParams),
            options=make_request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=self._operation_timeout(timeout, 30),
            ),
            cast_to=Widget,
        )

    def download(
        self,
        widget_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[object] = None,
        timeout: Timeout = not_given,
    ) -> BinaryAPIResponse:
        return self._get(
            endpoint_path("/v1/widgets/{widget_id}/content", widget_id=widget_id),
            options=make_request_options(
                extra_headers=header_params({"Accept": "application/binary"}, extra_headers),
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=BinaryAPIResponse,
        )


class WidgetsWithRawResponse:
    def __init__(self, widgets: Widgets) -> None:
        self.retrieve = to_raw_response_wrapper(widgets.retrieve)
        self.create = legacy_raw(widgets.create)
        self.download = to_custom_raw_response_wrapper(widgets.download, BinaryAPIResponse)


class WidgetsWithStreamingResponse:
    def __init__(self, widgets: Widgets) -> None:
        self.retrieve = to_streamed_response_wrapper(widgets.retrieve)
        self.create = to_streamed_response_wrapper(widgets.create)
        self.download = to_custom_streamed_response_wrapper(
            widgets.download, StreamedBinaryAPIResponse
        )


class AsyncWidgets(AsyncAPIResource):
    @cached_property
    def with_raw_response(self) -> AsyncWidgetsWithRawResponse:
        return AsyncWidgetsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncWidgetsWithStreamingResponse:
        return AsyncWidgetsWithStreamingResponse(self)

    async def retrieve(
        self,
        widget_id: str,
        *,
        betas: Union[List[str], Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[object] = None,
        timeout: Timeout = not_given,
    ) -> Widget:
        return await self._get(
            endpoint_path("/v1/widgets/{widget_id}?beta=true", widget_id=widget_id),
            options=make_request_options(
                extra_headers=header_params(
                    {"sample-beta": joined(betas, default="widgets-2024-09-24")}, extra_headers
                ),
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=Widget,
        )

    async def create(
        self,
        *,
        name: str,
        size: Union[int, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[object] = None,
        timeout: Timeout = not_given,
    ) -> Widget:
        return await self._post(
            "/v1/widgets",
            body=await async_maybe_transform({"name": name, "size": size}, WidgetCreateParams),
            options=make_request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=self._operation_timeout(timeout, 30),
            ),
            cast_to=Widget,
        )

    async def download(
        self,
        widget_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[object] = None,
        timeout: Timeout = not_given,
    ) -> AsyncBinaryAPIResponse:
        return await self._get(
            endpoint_path("/v1/widgets/{widget_id}/content", widget_id=widget_id),
            options=make_request_options(
                extra_headers=header_params({"Accept": "application/binary"}, extra_headers),
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=AsyncBinaryAPIResponse,
        )


class AsyncWidgetsWithRawResponse:
    def __init__(self, widgets: AsyncWidgets) -> None:
        self.retrieve = async_to_raw_response_wrapper(widgets.retrieve)
        self.create = legacy_async_raw(widgets.create)
        self.download = async_to_custom_raw_response_wrapper(
            widgets.download, AsyncBinaryAPIResponse
        )


class AsyncWidgetsWithStreamingResponse:
    def __init__(self, widgets: AsyncWidgets) -> None:
        self.retrieve = async_to_streamed_response_wrapper(widgets.retrieve)
        self.create = async_to_streamed_response_wrapper(widgets.create)
        self.download = async_to_custom_streamed_response_wrapper(
            widgets.download, AsyncStreamedBinaryAPIResponse
        )

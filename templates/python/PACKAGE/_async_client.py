"""The client that awaits: sending, sleeping and closing."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Mapping, Optional, Type, TypeVar, Union, cast

from typing_extensions import Self

from ._compat import cached_property
from ._constants import DEFAULT_MAX_RETRIES
from ._content import async_content
from ._core_client import BaseClient, check_http_client, checked_options, chosen_timeout
from ._deadline import AsyncLimitedStream, in_time
from ._exceptions import APIError
from ._files import async_to_httpx_files
from ._http import httpx
from ._options import FinalRequestOptions
from ._platform import get_platform
from ._request import TimeoutTypes
from ._response_factory import wrap_response
from ._retry import can_be_sent_again
from ._transport import AsyncHttpxClientWrapper
from ._transport_errors import connection_error
from ._types import (
    AsyncTextTypes,
    Body,
    Headers,
    NotGiven,
    RequestFiles,
    RequestOptions,
    ResponseT,
    not_given,
)
from ._utils import asyncify
from ._utils._logs import log

if TYPE_CHECKING:
    from ._paging import AsyncPaginator, BaseAsyncPage

_T = TypeVar("_T")
AsyncPageT = TypeVar("AsyncPageT", bound="BaseAsyncPage[Any]")


class AsyncAPIClient(BaseClient):
    """Sends requests and awaits their responses."""

    _client: httpx.AsyncClient

    def __init__(
        self,
        *,
        version: str,
        base_url: Union[str, httpx.URL],
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: Union[TimeoutTypes, NotGiven] = not_given,
        total_timeout: Optional[float] = None,
        http_client: Optional[httpx.AsyncClient] = None,
        custom_headers: Optional[Headers] = None,
        custom_query: Optional[Mapping[str, object]] = None,
        _strict_response_validation: bool = False,
    ) -> None:
        check_http_client(http_client, httpx.AsyncClient)
        super().__init__(
            version=version,
            base_url=base_url,
            max_retries=max_retries,
            timeout=chosen_timeout(timeout, http_client),
            total_timeout=total_timeout,
            custom_headers=custom_headers,
            custom_query=custom_query,
            _strict_response_validation=_strict_response_validation,
        )
        self._client = http_client or AsyncHttpxClientWrapper(
            base_url=self.base_url, timeout=self.timeout
        )

    if not TYPE_CHECKING:

        @cached_property
        def _default_stream_cls(self) -> Optional[Type[Any]]:
            from ._streaming import AsyncStream

            return AsyncStream

    def is_closed(self) -> bool:
        return self._client.is_closed

    async def close(self) -> None:
        """Close the HTTP client, which copies of this client share; it cannot send any more."""
        # __init__ may have raised before there was one.
        if hasattr(self, "_client"):
            await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        await self.close()

    async def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
        """For subclasses: change what one attempt is built from."""
        return options

    async def _prepare_request(self, request: httpx.Request) -> None:
        """For subclasses: change the request of one attempt, for example to sign it."""

    async def _sleep(self, seconds: float) -> None:
        import anyio

        await anyio.sleep(seconds)

    async def request(
        self,
        cast_to: Type[ResponseT],
        options: FinalRequestOptions,
        *,
        stream: bool = False,
        stream_cls: Optional[Type[Any]] = None,
    ) -> ResponseT:
        """Send, again where it helps, and decode; raises an APIError.

        stream: the body is a sequence of events, read as they come and given to stream_cls.
        """
        if self._platform is None:
            # Some systems answer slowly; the answer is cached.
            await asyncify(self.platform_headers)()
            self._platform = get_platform()
        target, options = self._prepared(cast_to, options)
        if self.is_closed():
            raise self._closed_error(options)
        max_retries = options.get_max_retries(self.max_retries) if can_be_sent_again(options) else 0
        retries_taken = 0
        while True:
            remaining = max_retries - retries_taken
            response = await self._attempt(options, retries_taken, remaining, stream=stream)
            if isinstance(response, httpx.Response):
                try:
                    return cast(
                        ResponseT,
                        await self._process_response(
                            cast_to=target,
                            options=options,
                            response=response,
                            retries_taken=retries_taken,
                            stream=stream,
                            stream_cls=stream_cls,
                        ),
                    )
                except BaseException:
                    # Nobody else has it to close.
                    await response.aclose()
                    raise
            await self._sleep(response)
            retries_taken += 1

    async def _process_response(
        self,
        *,
        cast_to: Any,
        options: FinalRequestOptions,
        response: httpx.Response,
        stream: bool = False,
        stream_cls: Optional[Type[Any]] = None,
        retries_taken: int = 0,
    ) -> Any:
        """What a call gives back of a successful response."""
        return wrap_response(
            self,
            cast_to=cast_to,
            raw=response,
            options=options,
            retries_taken=retries_taken,
            stream=stream,
            stream_cls=stream_cls,
        )

    async def _attempt(
        self,
        input_options: FinalRequestOptions,
        retries_taken: int,
        remaining: int,
        *,
        stream: bool,
    ) -> Union[httpx.Response, float]:
        """A successful response, or the seconds to wait before the next attempt."""
        options = await self._prepare_options(input_options.copy())
        request = self._build_request(options, retries_taken=retries_taken)
        await self._prepare_request(request)
        try:
            is_streamed = stream or self._asks_to_stream(options, request)
            response = await self._sent(request, options, stream=is_streamed)
        except APIError:
            # Of the access token that the request needs; it says more than that nothing was sent.
            raise
        except Exception as err:
            log.debug("Request failed: %s", type(err).__name__)
            pause = self._retry_pause(remaining, options, None)
            if pause is not None:
                return pause
            raise connection_error(err, request) from err
        self._log_response(request, response)
        if 200 <= response.status_code < 300:
            return response
        pause = self._retry_pause(remaining, options, response)
        if pause is not None:
            await response.aclose()
            return pause
        await self._read_error_body(response)
        error = self._make_status_error_from_response(response)
        error._method, error._path = options.method, options.url
        raise error from None

    async def _sent(
        self, request: httpx.Request, options: FinalRequestOptions, *, stream: bool
    ) -> httpx.Response:
        arguments = self._send_arguments(options)
        if options.deadline is None:
            return await self._client.send(request, stream=stream, **arguments)
        response = await in_time(
            self._client.send(request, stream=True, **arguments), options.deadline
        )
        response.stream = AsyncLimitedStream(response.stream, options.deadline, request)
        try:
            if not stream:
                await response.aread()
        except BaseException:
            await response.aclose()
            raise
        return response

    async def _read_error_body(self, response: httpx.Response) -> None:
        try:
            await response.aread()
        except Exception:
            # The status says more than a body that was cut off.
            await response.aclose()

    async def _send(
        self,
        method: str,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncTextTypes] = None,
        files: Optional[RequestFiles] = None,
        options: RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[Any]] = None,
    ) -> ResponseT:
        """A request of any method, for those that have no public one here, and a body with `get`."""
        request = checked_options(
            method,
            path,
            body=body,
            content=async_content(content),
            files=await async_to_httpx_files(files),
            options=options,
        )
        return await self.request(cast_to, request, stream=stream, stream_cls=stream_cls)

    async def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[Any]] = None,
    ) -> ResponseT:
        request = FinalRequestOptions.construct(method="get", url=path, **options)
        return await self.request(cast_to, request, stream=stream, stream_cls=stream_cls)

    async def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncTextTypes] = None,
        files: Optional[RequestFiles] = None,
        options: RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[Any]] = None,
    ) -> ResponseT:
        request = checked_options(
            "post",
            path,
            body=body,
            content=async_content(content),
            files=await async_to_httpx_files(files),
            options=options,
        )
        return await self.request(cast_to, request, stream=stream, stream_cls=stream_cls)

    async def patch(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncTextTypes] = None,
        files: Optional[RequestFiles] = None,
        options: RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[Any]] = None,
    ) -> ResponseT:
        request = checked_options(
            "patch",
            path,
            body=body,
            content=async_content(content),
            files=await async_to_httpx_files(files),
            options=options,
        )
        return await self.request(cast_to, request, stream=stream, stream_cls=stream_cls)

    async def put(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncTextTypes] = None,
        files: Optional[RequestFiles] = None,
        options: RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[Any]] = None,
    ) -> ResponseT:
        request = checked_options(
            "put",
            path,
            body=body,
            content=async_content(content),
            files=await async_to_httpx_files(files),
            options=options,
        )
        return await self.request(cast_to, request, stream=stream, stream_cls=stream_cls)

    async def delete(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncTextTypes] = None,
        files: Optional[RequestFiles] = None,
        options: RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[Any]] = None,
    ) -> ResponseT:
        request = checked_options(
            "delete",
            path,
            body=body,
            content=async_content(content),
            files=await async_to_httpx_files(files),
            options=options,
        )
        return await self.request(cast_to, request, stream=stream, stream_cls=stream_cls)

    def get_api_list(
        self,
        path: str,
        *,
        model: Type[_T],
        page: Type[AsyncPageT],
        body: Optional[Body] = None,
        options: RequestOptions = {},
        method: str = "get",
    ) -> AsyncPaginator[_T, AsyncPageT]:
        """A list of models, page by page."""
        request = FinalRequestOptions.construct(method=method, url=path, json_data=body, **options)
        return self._request_api_list(model, page, request)

    def _request_api_list(
        self, model: Type[_T], page: Type[AsyncPageT], options: FinalRequestOptions
    ) -> AsyncPaginator[_T, AsyncPageT]:
        from ._paging import AsyncPaginator

        return AsyncPaginator(self, options, page, model)

"""Turn a method into one that returns the response around its value."""

from __future__ import annotations

import functools
from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    Awaitable,
    Callable,
    Dict,
    Generic,
    Optional,
    Type,
    TypeVar,
    cast,
)

from typing_extensions import ParamSpec

from ._constants import OVERRIDE_CAST_TO_HEADER, RAW_RESPONSE_HEADER

if TYPE_CHECKING:
    from ._response import APIResponse, AsyncAPIResponse, BaseAPIResponse

P = ParamSpec("P")
R = TypeVar("R")
_T = TypeVar("_T")
_APIResponseT = TypeVar("_APIResponseT", bound="APIResponse[Any]")
_AsyncAPIResponseT = TypeVar("_AsyncAPIResponseT", bound="AsyncAPIResponse[Any]")


class ResponseContextManager(Generic[_T]):
    """Sends the request on entering and closes the response on leaving."""

    def __init__(self, request_func: Callable[[], _T]) -> None:
        self._request_func = request_func
        self.__response: Optional[_T] = None

    def __enter__(self) -> _T:
        self.__response = self._request_func()
        return self.__response

    def __exit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        if self.__response is not None:
            cast(Any, self.__response).close()


class AsyncResponseContextManager(Generic[_T]):
    """Sends the request on entering and closes the response on leaving."""

    def __init__(self, request_func: Callable[[], Awaitable[_T]]) -> None:
        self._request_func = request_func
        self.__response: Optional[_T] = None

    async def __aenter__(self) -> _T:
        self.__response = await self._request_func()
        return self.__response

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        if self.__response is not None:
            await cast(Any, self.__response).close()


def to_raw_response_wrapper(func: Callable[P, R]) -> Callable[P, APIResponse[R]]:
    """The response is read before the call returns."""
    return _marking(func, marker="raw")


def async_to_raw_response_wrapper(
    func: Callable[P, Awaitable[R]],
) -> Callable[P, Awaitable[AsyncAPIResponse[R]]]:
    """The response is read before the call returns."""
    return _marking(func, marker="raw")


def to_custom_raw_response_wrapper(
    func: Callable[P, object], response_cls: Type[_APIResponseT]
) -> Callable[P, _APIResponseT]:
    """Like to_raw_response_wrapper, with a response class of one's own."""
    return _marking(func, marker="raw", cast_to=response_cls)


def async_to_custom_raw_response_wrapper(
    func: Callable[P, Awaitable[object]], response_cls: Type[_AsyncAPIResponseT]
) -> Callable[P, Awaitable[_AsyncAPIResponseT]]:
    """Like async_to_raw_response_wrapper, with a response class of one's own."""
    return _marking(func, marker="raw", cast_to=response_cls)


def to_streamed_response_wrapper(
    func: Callable[P, R],
) -> Callable[P, ResponseContextManager[APIResponse[R]]]:
    """The body is read while the context is open."""
    return _entered(_marking(func, marker="stream"))


def async_to_streamed_response_wrapper(
    func: Callable[P, Awaitable[R]],
) -> Callable[P, AsyncResponseContextManager[AsyncAPIResponse[R]]]:
    """The body is read while the context is open."""
    return _async_entered(_marking(func, marker="stream"))


def to_custom_streamed_response_wrapper(
    func: Callable[P, object], response_cls: Type[_APIResponseT]
) -> Callable[P, ResponseContextManager[_APIResponseT]]:
    """Like to_streamed_response_wrapper, with a response class of one's own."""
    return _entered(_marking(func, marker="stream", cast_to=response_cls))


def async_to_custom_streamed_response_wrapper(
    func: Callable[P, Awaitable[object]], response_cls: Type[_AsyncAPIResponseT]
) -> Callable[P, AsyncResponseContextManager[_AsyncAPIResponseT]]:
    """Like async_to_streamed_response_wrapper, with a response class of one's own."""
    return _async_entered(_marking(func, marker="stream", cast_to=response_cls))


def _marking(
    func: Callable[P, Any], *, marker: str, cast_to: Optional[Type[BaseAPIResponse[Any]]] = None
) -> Callable[P, Any]:
    """The same function, saying in its extra_headers how the response is wanted."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Any:
        given: Any = kwargs.get("extra_headers")
        headers: Dict[str, Any] = {**(given or {})}
        headers[RAW_RESPONSE_HEADER] = marker
        if cast_to is not None:
            headers[OVERRIDE_CAST_TO_HEADER] = cast_to
        kwargs["extra_headers"] = headers
        return func(*args, **kwargs)

    return wrapped


def _entered(func: Callable[P, Any]) -> Callable[P, Any]:
    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Any:
        return ResponseContextManager(functools.partial(func, *args, **kwargs))

    return wrapped


def _async_entered(func: Callable[P, Any]) -> Callable[P, Any]:
    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Any:
        return AsyncResponseContextManager(functools.partial(func, *args, **kwargs))

    return wrapped

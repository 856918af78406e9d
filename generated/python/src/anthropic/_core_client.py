"""What the sync and the async client share: everything that does no I/O."""

from __future__ import annotations

import json
import logging
import time
import uuid
import warnings
from typing import Any, Dict, Generic, Mapping, Optional, Sequence, Tuple, Type, Union, cast

from typing_extensions import TypedDict, TypeVar, Unpack

from . import _env
from ._building import BuildsRequests
from ._constants import (
    DEFAULT_MAX_RETRIES,
    DEFAULT_TIMEOUT,
    IDEMPOTENCY_HEADER,
    OVERRIDE_CAST_TO_HEADER,
    RAW_RESPONSE_HEADER,
)
from ._deadline import left
from ._exceptions import APIConnectionError, APIStatusError, said_message, status_error
from ._headers import header_named, headers_from_env, require_auth
from ._http import httpx
from ._options import FinalRequestOptions
from ._platform import Platform, platform_headers
from ._prebuilt import Base
from ._request import (
    TimeoutTypes,
    absolute_url,
    with_trailing_slash,
)
from ._retry import parse_retry_after, retry_delay, should_retry
from ._transport import HTTPX_DEFAULT_TIMEOUT
from ._types import Headers, HttpxSendArgs, NotGiven, Omit, Query, not_given
from ._utils._logs import log, masked


class SharedArguments(TypedDict, total=False):
    """The arguments of copy() that every client has."""

    base_url: Union[str, httpx.URL, None]
    timeout: Union[TimeoutTypes, NotGiven]
    total_timeout: Union[float, NotGiven, None]
    http_client: Any
    max_retries: Union[int, NotGiven]
    default_headers: Optional[Headers]
    set_default_headers: Optional[Headers]
    default_query: Optional[Query]
    set_default_query: Optional[Query]


_HttpxClientT = TypeVar("_HttpxClientT", default=Any)
_DefaultStreamT = TypeVar("_DefaultStreamT", default=Any)


class BaseClient(BuildsRequests, Generic[_HttpxClientT, _DefaultStreamT]):
    """Configuration of a client, and every step of a request that needs no network."""

    _client: _HttpxClientT
    # What makes of a response the stream that is asked for without saying which.
    _default_stream_cls: Optional[Type[_DefaultStreamT]] = None
    _version: str
    max_retries: int
    # Seconds for a call as a whole: attempts, the waits between them, and reading the answer.
    total_timeout: Optional[float]
    _custom_query: Query
    _strict_response_validation: bool
    # Known to the async client once it has sent a request.
    _platform: Optional[Platform] = None
    # Whether the caller chose where requests go.
    _base_url_overridden: bool = False
    # What stands for the variables of a server's address.
    _server_variables: Mapping[str, object] = {}

    def __init__(
        self,
        *,
        version: str,
        base_url: Union[str, httpx.URL],
        _strict_response_validation: bool,
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: TimeoutTypes = DEFAULT_TIMEOUT,
        total_timeout: Optional[float] = None,
        custom_headers: Optional[Headers] = None,
        custom_query: Optional[Query] = None,
    ) -> None:
        if max_retries is None:  # pyright: ignore[reportUnnecessaryComparison]
            raise TypeError(
                "max_retries cannot be None. If you want to disable retries, pass `0`; "
                "if you want unlimited retries, pass `math.inf` or a very high number; "
                f"if you want the default behavior, pass `{__package__}.DEFAULT_MAX_RETRIES`"
            )
        self._version = version
        self.base_url = base_url
        self.max_retries = max_retries
        self.timeout = timeout
        self.total_timeout = total_timeout
        self._custom_headers = {**headers_from_env(), **(custom_headers or {})}
        self._custom_query = custom_query or {}
        self._strict_response_validation = _strict_response_validation
        self._idempotency_header = IDEMPOTENCY_HEADER

    @property
    def base_url(self) -> httpx.URL:
        """Always ends in a slash."""
        return self._base_url

    @base_url.setter
    def base_url(self, url: Union[str, httpx.URL]) -> None:
        self._base_url = self._enforce_trailing_slash(
            url if isinstance(url, httpx.URL) else httpx.URL(url)
        )
        self._base = Base(self._base_url)

    def _enforce_trailing_slash(self, url: httpx.URL) -> httpx.URL:
        return with_trailing_slash(url)

    def _on(self, server: str, path: str) -> str:
        """A path of an operation with a server of its own."""
        if self._base_url_overridden:
            return path
        return f"{_env.filled(server, self._server_variables)}/{path[1:] if path.startswith('/') else path}"

    @property
    def strict(self) -> bool:
        """Whether a response that does not fit its type is an error."""
        return self._strict_response_validation

    @property
    def custom_auth(self) -> Optional[httpx.Auth]:
        return None

    @property
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        return {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
            **self.platform_headers(),
            **self.auth_headers,
            **self._custom_headers,
        }

    @property
    def default_query(self) -> Dict[str, object]:
        return {**self._custom_query}

    @property
    def user_agent(self) -> str:
        return f"{type(self).__name__}/Python {self._version}"

    def platform_headers(self) -> Dict[str, str]:
        return platform_headers(self._version)

    def _require_auth(
        self, headers: Headers, custom_headers: Headers, *, names: Sequence[str], message: str
    ) -> None:
        require_auth(headers, custom_headers, names=names, message=message)

    def _copied_arguments(self, **given: Unpack[SharedArguments]) -> Dict[str, Any]:
        """Constructor arguments for a copy; raises ValueError where two forms of one are given."""
        timeout, max_retries = given.get("timeout"), given.get("max_retries")
        total = given.get("total_timeout", not_given)
        return {
            "base_url": given.get("base_url") or self.base_url,
            "timeout": self.timeout if isinstance(timeout, NotGiven) else timeout,
            "total_timeout": self.total_timeout if isinstance(total, NotGiven) else total,
            "http_client": given.get("http_client") or self._client,
            "max_retries": self.max_retries if isinstance(max_retries, NotGiven) else max_retries,
            "default_headers": _merged(
                "default_headers",
                self._custom_headers,
                given.get("default_headers"),
                given.get("set_default_headers"),
            ),
            "default_query": _merged(
                "default_query",
                self._custom_query,
                given.get("default_query"),
                given.get("set_default_query"),
            ),
        }

    def _prepared(
        self, cast_to: Any, options: FinalRequestOptions
    ) -> Tuple[Any, FinalRequestOptions]:
        """What stays the same over all attempts of a call."""
        options = options.copy()
        cast_to = self._maybe_override_cast_to(cast_to, options)
        total = options.total_timeout
        total = self.total_timeout if isinstance(total, NotGiven) else total
        options.deadline = None if total is None else time.monotonic() + total
        is_keyed = self._idempotency_header is not None and options.method.lower() != "get"
        if options.idempotency_key is None and is_keyed:
            options.idempotency_key = self._idempotency_key()
        return cast_to, options

    def _maybe_override_cast_to(self, cast_to: Any, options: FinalRequestOptions) -> Any:
        """What the response becomes; the marker that says so is only for us, see _response_wrappers."""
        if OVERRIDE_CAST_TO_HEADER not in options.custom_headers():
            return cast_to
        headers = dict(options.custom_headers())
        cast_to = headers.pop(OVERRIDE_CAST_TO_HEADER) or cast_to
        options.headers = headers
        return cast_to

    def _idempotency_key(self) -> str:
        return f"stainless-python-retry-{uuid.uuid4()}"

    def _send_arguments(self, options: FinalRequestOptions) -> HttpxSendArgs:
        arguments: HttpxSendArgs = {}
        auth = self.custom_auth or self._token_auth(options)
        if auth is not None:
            arguments["auth"] = auth
        if options.follow_redirects is not None:
            arguments["follow_redirects"] = options.follow_redirects
        return arguments

    def _asks_to_stream(self, options: FinalRequestOptions, request: httpx.Request) -> bool:
        is_marked = header_named(options.custom_headers(), RAW_RESPONSE_HEADER) is not None
        return is_marked and self._should_stream_response_body(request)

    def _should_stream_response_body(self, request: httpx.Request) -> bool:
        marker: Optional[str] = request.headers.get(RAW_RESPONSE_HEADER)
        return marker == "stream"

    def _should_retry(self, response: httpx.Response) -> bool:
        return should_retry(response)

    def _parse_retry_after_header(
        self, response_headers: Optional[httpx.Headers] = None
    ) -> Optional[float]:
        return parse_retry_after(response_headers)

    def _calculate_retry_timeout(
        self,
        remaining_retries: int,
        options: FinalRequestOptions,
        response_headers: Optional[httpx.Headers] = None,
    ) -> float:
        """Seconds to wait before the next attempt."""
        retries_taken = options.get_max_retries(self.max_retries) - remaining_retries
        return retry_delay(retries_taken, response_headers)

    def _retry_pause(
        self, remaining: int, options: FinalRequestOptions, response: Optional[httpx.Response]
    ) -> Optional[float]:
        """Seconds to wait before the next attempt; None where there is none, or no time for it."""
        if remaining <= 0:
            return None
        if response is not None and not self._should_retry(response):
            return None
        headers = None if response is None else response.headers
        seconds = self._calculate_retry_timeout(remaining, options, headers)
        time_left = left(options.deadline)
        if time_left is not None and seconds >= time_left:
            return None
        why = "connection error" if response is None else f"status {response.status_code}"
        log.info("Retrying request to %s in %f seconds after %s", options.url, seconds, why)
        return seconds

    def _log_response(self, request: httpx.Request, response: httpx.Response) -> None:
        # Masking headers costs more than most calls' decoding.
        if not log.isEnabledFor(logging.DEBUG):
            return
        log.debug(
            'HTTP Response: %s %s "%i %s" %s',
            request.method,
            request.url.copy_with(query=None),
            response.status_code,
            response.reason_phrase,
            masked(response.headers),
        )

    def _closed_error(self, options: FinalRequestOptions) -> APIConnectionError:
        request = httpx.Request(options.method.upper(), absolute_url(self._base_url, options.url))
        return APIConnectionError(message="The client has been closed.", request=request)

    def _process_response_data(
        self, *, data: object, cast_to: Any, response: httpx.Response
    ) -> Any:
        """JSON data as cast_to; raises APIResponseValidationError if the client is strict and it does not fit."""
        from ._decode import as_type

        return as_type(data, cast_to=cast_to, response=response, strict=self.strict)

    def _make_sse_decoder(self) -> Any:
        """For subclasses: another reader of event streams."""
        from ._decoders.sse import SSEDecoder

        return SSEDecoder()

    def _make_status_error_from_response(self, response: httpx.Response) -> APIStatusError:
        """The body must have been read, or be lost."""
        try:
            text = response.text.strip()
        except httpx.ResponseNotRead:
            return self._make_status_error(
                f"Error code: {response.status_code}", body=None, response=response
            )
        body: object
        try:
            body = json.loads(text)
            message = f"Error code: {response.status_code} - {said_message(body)}"
        except (ValueError, RecursionError):
            body = text
            message = text or f"Error code: {response.status_code}"
        return self._make_status_error(message, body=body, response=response)

    def _make_status_error(
        self, err_msg: str, *, body: object, response: httpx.Response
    ) -> APIStatusError:
        return status_error(err_msg, body=body, response=response)


def checked_options(
    method: str,
    path: str,
    *,
    body: Optional[object],
    content: Optional[Any],
    files: Optional[Any],
    options: Mapping[str, Any],
) -> FinalRequestOptions:
    """Raises TypeError for two kinds of body at once."""
    if body is not None and content is not None:
        raise TypeError("Passing both `body` and `content` is not supported")
    if files is not None and content is not None:
        raise TypeError("Passing both `files` and `content` is not supported")
    if isinstance(body, bytes):
        warnings.warn(
            "Passing raw bytes as `body` is deprecated and will be removed in a future version. "
            "Please pass raw bytes via the `content` parameter instead.",
            DeprecationWarning,
            stacklevel=3,
        )
    return FinalRequestOptions.construct(
        method=method, url=path, json_data=body, content=content, files=files, **options
    )


def chosen_timeout(timeout: Union[TimeoutTypes, NotGiven], http_client: Any) -> TimeoutTypes:
    """The argument, else what the caller set on the http client, else the SDK's default."""
    if not isinstance(timeout, NotGiven):
        return timeout
    if http_client is not None and http_client.timeout != HTTPX_DEFAULT_TIMEOUT:
        return cast(httpx.Timeout, http_client.timeout)
    return DEFAULT_TIMEOUT


def check_http_client(http_client: object, expected: Type[object]) -> None:
    if http_client is not None and not isinstance(http_client, expected):
        raise TypeError(
            "Invalid `http_client` argument; Expected an instance of "
            f"`{httpx.__name__}.{expected.__name__}` but got {type(http_client)}"
        )


def _merged(
    name: str,
    old: Mapping[str, Any],
    added: Optional[Mapping[str, Any]],
    replacing: Optional[Mapping[str, Any]],
) -> Mapping[str, Any]:
    if added is not None and replacing is not None:
        raise ValueError(f"The `{name}` and `set_{name}` arguments are mutually exclusive")
    if replacing is not None:
        return replacing
    return old if added is None else {**old, **added}

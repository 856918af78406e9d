"""The errors the SDK raises, and which status becomes which class.

RootError
├── APIError                          has request, body
│   ├── APIConnectionError            nothing came back
│   │   └── APITimeoutError
│   ├── APIResponseValidationError    something came back that is not what was promised
│   │   └── APIResponseDecodeError    … not even JSON
│   ├── APIWebhookValidationError
│   └── APIStatusError                400 and above (and 3xx that are not followed)
│       └── BadRequestError … InternalServerError
├── InvalidRequestError               refused before sending: it cannot be written
│   └── InvalidHeaderError
├── PageLoopError                     a list whose pages lead back to one already given
├── StreamAlreadyConsumed
└── MissingStreamClassError
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Mapping, Optional, Tuple, Type, cast

from typing_extensions import Literal

from ._constants import REQUEST_ID_HEADER
from ._root_error import *  # noqa: F403
from ._root_error import RootError

if TYPE_CHECKING:
    from ._error_classes import *  # noqa: F403
    from ._http import httpx
else:

    def __getattr__(name: str) -> Any:
        """The errors that this API has of its own; their module needs the classes of this one."""
        from . import _error_classes

        if name not in _error_classes.__all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(_error_classes, name)


class APIError(RootError):
    """A request that failed.

    body is the decoded JSON of the response, or its text, or None where there is none or it could not be read.
    """

    message: str
    request: httpx.Request
    body: Optional[object]

    def __init__(self, message: str, request: httpx.Request, *, body: Optional[object]) -> None:
        # Not super(): that may be JSONDecodeError, which takes other arguments.
        Exception.__init__(self, message)
        self.request = request
        self.message = message
        self.body = body

    def __reduce__(self) -> Tuple[Any, ...]:
        """A copy, in another process perhaps, has neither request nor response: they hold secrets."""
        kept = {
            name: None if name in ("request", "response") else value
            for name, value in self.__dict__.items()
        }
        return _restored, (type(self), self.args), kept


def _restored(error_class: Type[APIError], args: Tuple[Any, ...]) -> APIError:
    return error_class.__new__(error_class, *args)


class APIResponseValidationError(APIError):
    """The response does not have the shape the API promises."""

    response: httpx.Response
    status_code: int

    def __init__(
        self, response: httpx.Response, body: Optional[object], *, message: Optional[str] = None
    ) -> None:
        super().__init__(
            message or "Data returned by API invalid for expected schema.",
            request_of(response),
            body=body,
        )
        self.response = response
        self.status_code = response.status_code


class APIResponseDecodeError(APIResponseValidationError, json.JSONDecodeError):
    """What should be JSON is not: a response, or text in it; also a json.JSONDecodeError for code that catches that."""

    def __init__(
        self,
        response: httpx.Response,
        *,
        reason: Exception,
        text: str | None = None,
        message: str = "The response says it is JSON, but cannot be decoded",
    ) -> None:
        text = response.text if text is None else text
        APIResponseValidationError.__init__(self, response, text, message=f"{message}: {reason}")
        position = reason.pos if isinstance(reason, json.JSONDecodeError) else 0
        self.msg = self.message
        self.doc = text
        self.pos = position
        self.lineno = text.count("\n", 0, position) + 1
        self.colno = position - text.rfind("\n", 0, position)


class APIWebhookValidationError(APIError):
    """A webhook whose signature or payload is not valid."""


class APIStatusError(APIError):
    """A response with a status of 4xx or 5xx."""

    response: httpx.Response
    status_code: int
    request_id: Optional[str]
    # Of the call: `get`, and its path below the base URL.
    _method: str = ""
    _path: str = ""

    def __init__(self, message: str, *, response: httpx.Response, body: Optional[object]) -> None:
        super().__init__(message, request_of(response), body=body)
        self.response = response
        self.status_code = response.status_code
        self.request_id = response.headers.get(REQUEST_ID_HEADER)

    @property
    def type(self) -> Optional[str]:
        """What the body calls this kind of error, where bodies of this API do."""
        from ._error_classes import KIND

        kind = _said(self.body, KIND)
        return kind if isinstance(kind, str) else None

    @property
    def parsed(self) -> Any:
        """The body as the type that the API's description gives for this call and status; else as it is in body."""
        from ._error_body import parsed_body

        return parsed_body(self)


class APIConnectionError(APIError):
    """No response: the request could not be sent or the answer was cut off."""

    def __init__(self, *, message: str = "Connection error.", request: httpx.Request) -> None:
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError):
    """No response in time."""

    def __init__(self, request: httpx.Request) -> None:
        super().__init__(message="Request timed out.", request=request)


class BadRequestError(APIStatusError):
    status_code: Literal[400] = 400  # pyright: ignore[reportIncompatibleVariableOverride]


class AuthenticationError(APIStatusError):
    status_code: Literal[401] = 401  # pyright: ignore[reportIncompatibleVariableOverride]


class PermissionDeniedError(APIStatusError):
    status_code: Literal[403] = 403  # pyright: ignore[reportIncompatibleVariableOverride]


class NotFoundError(APIStatusError):
    status_code: Literal[404] = 404  # pyright: ignore[reportIncompatibleVariableOverride]


class ConflictError(APIStatusError):
    status_code: Literal[409] = 409  # pyright: ignore[reportIncompatibleVariableOverride]


class UnprocessableEntityError(APIStatusError):
    status_code: Literal[422] = 422  # pyright: ignore[reportIncompatibleVariableOverride]


class RateLimitError(APIStatusError):
    status_code: Literal[429] = 429  # pyright: ignore[reportIncompatibleVariableOverride]


class InternalServerError(APIStatusError):
    """Any status of 500 or above."""


class InvalidRequestError(RootError, ValueError):
    """What cannot be written: text with half a surrogate pair, values nested too deeply."""


class InvalidHeaderError(InvalidRequestError):
    """A header whose name or value cannot be sent; the value is not shown, it may be a secret."""


class PageLoopError(RootError):
    """The API leads back to a page that it gave before: following it would never end."""


class StreamAlreadyConsumed(RootError):
    """The body was read as a stream, so it is gone."""

    def __init__(self) -> None:
        super().__init__(
            "The content of this response was already read as a stream. Call `read()` before iterating "
            "if it is needed more than once."
        )


class MissingStreamClassError(RootError, TypeError):
    """A streamed response was asked for without saying which stream class to build."""

    def __init__(self) -> None:
        super().__init__(
            "The `stream` argument was set to `True` but the `stream_cls` argument was not given."
        )


STATUS_ERRORS: Mapping[int, Type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}

# As users import them, so tracebacks show them.
for _public in (
    RootError,
    APIError,
    APIResponseValidationError,
    APIWebhookValidationError,
    APIStatusError,
    APIConnectionError,
    APITimeoutError,
    InternalServerError,
    *STATUS_ERRORS.values(),
):
    _public.__module__ = __name__.split(".")[0]


def status_error(message: str, *, body: object, response: httpx.Response) -> APIStatusError:
    """The error for a response that is not a success, or that turns out to be none while it is read."""
    from ._error_classes import BY_KIND, BY_STATUS, KIND, STATUS

    status, kind, stated = response.status_code, _said(body, KIND), _said(body, STATUS)
    if status < 400 and isinstance(stated, int):
        status = stated
    default = BY_STATUS.get(status) or STATUS_ERRORS.get(status)
    named = BY_KIND.get(kind) if isinstance(kind, str) else None
    error_class = named or default or (InternalServerError if status >= 500 else APIStatusError)
    error = error_class(message, response=response, body=body)
    error.status_code = status
    return error


def said_message(body: object) -> object:
    """The text in which a body says what is wrong; the whole of it, where it does not."""
    from ._error_classes import MESSAGE

    text = _said(body, MESSAGE)
    return text if isinstance(text, str) and text else body


def _said(body: object, path: Tuple[str, ...]) -> object:
    """What a body has at a path of keys; None for no path."""
    found: object = body if path else None
    for key in path:
        found = cast(Mapping[str, object], found).get(key) if isinstance(found, dict) else None
    return found


# What writing a request may raise.
UNWRITABLE = (UnicodeEncodeError, UnicodeDecodeError, RecursionError)


def unwritable(error: Exception) -> InvalidRequestError:
    """One of these in the SDK's own words."""
    if isinstance(error, UnicodeEncodeError):
        character = error.object[error.start : error.end]
        return InvalidRequestError(f"The character {character!r} cannot be sent")
    if isinstance(error, UnicodeDecodeError):
        return InvalidRequestError(f"The bytes {error.object!r} are no UTF-8 text")
    return InvalidRequestError("What is to be sent is nested too deeply")


def request_of(response: httpx.Response) -> httpx.Request:
    """What the response answers; None, whatever the type says, for a response that was made by hand without one."""
    try:
        return response.request
    except RuntimeError:
        return cast("httpx.Request", None)

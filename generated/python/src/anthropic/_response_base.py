"""What every wrapper around a response knows about it."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import datetime
import inspect
from typing import TYPE_CHECKING, Any, Dict, Generic, Optional, Type, TypeVar

from ._answer import header
from ._constants import REQUEST_ID_HEADER
from ._decode import decode_body, unwrapped
from ._exceptions import MissingStreamClassError
from ._http import httpx
from ._models import add_request_id
from ._options import FinalRequestOptions
from ._types import NotGiven
from ._utils._typing import get_args, get_origin

if TYPE_CHECKING:
    from ._core_client import BaseClient

R = TypeVar("R")

_REQUEST_ID = REQUEST_ID_HEADER.lower()


def parsed_body(
    client: BaseClient, options: FinalRequestOptions, response: httpx.Response, cast_to: Any
) -> Any:
    """The body, which must have been read, as what a call gives back."""
    parsed = decode_body(response, cast_to=cast_to, client=client)
    if not isinstance(options.post_parser, NotGiven):
        parsed = options.post_parser(parsed)
    add_request_id(parsed, header(response, _REQUEST_ID))
    return parsed


class WrappedResponse(Generic[R]):
    """A response, and how to turn its body into R.

    stream says that the body is a stream of events, to be given to stream_cls.
    """

    _cast_to: Any
    _client: BaseClient
    _options: FinalRequestOptions

    http_response: httpx.Response
    retries_taken: int

    def __init__(
        self,
        *,
        raw: httpx.Response,
        cast_to: Any,
        client: BaseClient,
        stream: bool,
        stream_cls: Optional[Type[Any]],
        options: FinalRequestOptions,
        retries_taken: int = 0,
    ) -> None:
        self._cast_to = cast_to
        self._client = client
        self._options = options
        self._is_sse_stream = stream
        self._stream_cls = stream_cls
        self._parsed_by_type: Dict[Any, Any] = {}
        self.http_response = raw
        self.retries_taken = retries_taken

    @property
    def headers(self) -> httpx.Headers:
        return self.http_response.headers

    @property
    def http_request(self) -> httpx.Request:
        """The request this answers: the last one, if there were redirects."""
        return self.http_response.request

    @property
    def status_code(self) -> int:
        return self.http_response.status_code

    @property
    def url(self) -> httpx.URL:
        return self.http_response.url

    @property
    def method(self) -> str:
        return self.http_request.method

    @property
    def http_version(self) -> str:
        return self.http_response.http_version

    @property
    def elapsed(self) -> datetime.timedelta:
        """Time from sending the request to closing the response."""
        return self.http_response.elapsed

    @property
    def is_closed(self) -> bool:
        return self.http_response.is_closed

    @property
    def request_id(self) -> Optional[str]:
        request_id: Optional[str] = self.http_response.headers.get(REQUEST_ID_HEADER)
        return request_id

    def __repr__(self) -> str:
        reason = self.http_response.reason_phrase
        # Which class of responses it is of was never shown.
        name = type(self).__name__.replace("Legacy", "")
        return f"<{name} [{self.status_code} {reason}] type={self._cast_to}>"

    def _parsed(self, to: Any) -> Any:
        """The body as `to`, or as the type the method promises; decoded once for each type."""
        cast_to = self._cast_to if to is None else to
        try:
            if cast_to in self._parsed_by_type:
                return self._parsed_by_type[cast_to]
        except TypeError:
            # Annotated metadata need not be hashable.
            return self._parse(to=to)
        parsed = self._parse(to=to)
        self._parsed_by_type[cast_to] = parsed
        return parsed

    def _parse(self, *, to: Any = None) -> Any:
        if self._is_sse_stream:
            return self._event_stream(to)
        cast_to = self._cast_to if to is None else to
        return parsed_body(self._client, self._options, self.http_response, cast_to)

    def _event_stream(self, to: Any) -> Any:
        stream_cls: Any = (
            self._stream_cls or self._client._default_stream_cls if to is None else unwrapped(to)
        )
        if stream_cls is None:
            raise MissingStreamClassError()
        origin = get_origin(stream_cls) or stream_cls
        if not inspect.isclass(origin):
            raise TypeError(f"Expected a stream class but received {stream_cls}")
        args = get_args(stream_cls)
        item = args[0] if args else self._cast_to
        from ._decoders.jsonl import AsyncJSONLDecoder, JSONLDecoder
        from ._streaming import is_stream_class_type

        raw = self.http_response
        if issubclass(origin, JSONLDecoder):
            return origin(raw_iterator=raw.iter_bytes(), line_type=item, http_response=raw)
        if issubclass(origin, AsyncJSONLDecoder):
            return origin(raw_iterator=raw.aiter_bytes(), line_type=item, http_response=raw)
        if not is_stream_class_type(origin):
            raise TypeError(f"Expected a stream class but received {stream_cls}")
        stream: Any = origin
        return stream(cast_to=item, response=raw, client=self._client, options=self._options)

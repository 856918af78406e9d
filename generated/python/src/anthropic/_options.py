"""Everything one request is made from, before it is built."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import copy
import dataclasses
import sys
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Set, Union

from ._types import (
    AnyMapping,
    AsyncTextTypes,
    Body,
    Headers,
    HttpxRequestFiles,
    NotGiven,
    Omit,
    PostParser,
    Query,
    RequestOptions,
    Requirements,
    not_given,
)
from ._utils._guards import is_given, strip_not_given
from ._utils._logs import masked

if TYPE_CHECKING:
    from ._http import httpx


@dataclasses.dataclass(repr=False)
class FinalRequestOptions:
    """One request, independent of the client's defaults; the same object serves every attempt."""

    method: str
    url: str
    params: Query = dataclasses.field(default_factory=lambda: {})
    headers: Union[Headers, NotGiven] = not_given
    max_retries: Union[int, NotGiven] = not_given
    timeout: Union[float, httpx.Timeout, NotGiven, None] = not_given
    files: Optional[HttpxRequestFiles] = None
    idempotency_key: Optional[str] = None
    post_parser: Union[PostParser, NotGiven] = not_given
    follow_redirects: Optional[bool] = None
    content: Optional[AsyncTextTypes] = None
    json_data: Optional[Body] = None
    extra_json: Optional[AnyMapping] = None
    # Which credentials it needs; None: those of the API as a whole.
    security: Optional[Requirements] = None
    # Seconds for the call as a whole, and when they are over: a time of the monotonic clock.
    total_timeout: Union[float, NotGiven, None] = not_given
    deadline: Optional[float] = None

    @classmethod
    def construct(
        cls, _fields_set: Optional[Set[str]] = None, **values: Any
    ) -> FinalRequestOptions:
        """Build without the entries of mappings that were not given."""
        for name, value in values.items():
            if value is not None and type(value) is not str:
                values[name] = strip_not_given(value)
        if not _REQUIRED <= values.keys() <= _DEFAULTS.keys():
            # Says which.
            return cls(**values)
        made = object.__new__(cls)
        made.__dict__.update(_DEFAULTS, params={})
        made.__dict__.update(values)
        return made

    model_construct = construct

    def get_max_retries(self, max_retries: int) -> int:
        """Finite, so that what is left can be counted down from math.inf too."""
        chosen = max_retries if isinstance(self.max_retries, NotGiven) else self.max_retries
        return min(chosen, sys.maxsize)

    def copy(self) -> FinalRequestOptions:
        copied = object.__new__(type(self))
        copied.__dict__.update(self.__dict__)
        return copied

    def model_copy(
        self, *, update: Optional[Mapping[str, Any]] = None, deep: bool = False
    ) -> FinalRequestOptions:
        """As pydantic's models have it; programs that prepare requests copy their options so."""
        copied = copy.deepcopy(self) if deep else self.copy()
        copied.__dict__.update(update or {})
        return copied

    def custom_headers(self) -> Headers:
        headers = self.headers
        return {} if isinstance(headers, (NotGiven, Omit)) else headers

    def __repr__(self) -> str:
        shown: Dict[str, object] = {
            field.name: getattr(self, field.name)
            for field in dataclasses.fields(self)
            if is_given(getattr(self, field.name)) and getattr(self, field.name) is not None
        }
        headers = shown.get("headers")
        if isinstance(headers, Mapping):
            shown["headers"] = masked(headers)
        params = shown.get("params")
        if isinstance(params, Mapping):
            shown["params"] = masked(params)
        inner = ", ".join(f"{name}={value!r}" for name, value in shown.items())
        return f"{type(self).__name__}({inner})"


_REQUIRED = {"method", "url"}
_DEFAULTS: Dict[str, Any] = {
    field.name: field.default for field in dataclasses.fields(FinalRequestOptions)
}


def request_options(
    headers: Optional[Headers],
    query: Optional[Query],
    body: Optional[Body],
    timeout: Union[float, httpx.Timeout, NotGiven, None],
    params: Optional[Query] = None,
    *,
    security: Optional[Requirements] = None,
    max_retries: Optional[int] = None,
    post_parser: Union[PostParser, NotGiven] = not_given,
    idempotency_key: Optional[str] = None,
) -> RequestOptions:
    """The same for what every method takes, by position; params are of the method's own arguments."""
    return make_request_options(
        query=params,
        extra_headers=headers,
        extra_query=query,
        extra_body=body,
        timeout=timeout,
        security=security,
        max_retries=max_retries,
        post_parser=post_parser,
        idempotency_key=idempotency_key,
    )


def make_request_options(
    *,
    query: Optional[Query] = None,
    extra_headers: Optional[Headers] = None,
    extra_query: Optional[Query] = None,
    extra_body: Optional[Body] = None,
    idempotency_key: Optional[str] = None,
    timeout: Union[float, httpx.Timeout, NotGiven, None] = not_given,
    post_parser: Union[PostParser, NotGiven] = not_given,
    security: Optional[Requirements] = None,
    max_retries: Optional[int] = None,
) -> RequestOptions:
    """What a method's arguments say about its request; extra_query wins over query."""
    options: RequestOptions = {}
    if extra_headers is not None:
        options["headers"] = extra_headers
    if extra_body is not None:
        options["extra_json"] = extra_body  # type: ignore[typeddict-item]
    if query is not None or extra_query is not None:
        options["params"] = {**(query or {}), **(extra_query or {})}
    if not isinstance(timeout, NotGiven):
        options["timeout"] = timeout
    if idempotency_key is not None:
        options["idempotency_key"] = idempotency_key
    if is_given(post_parser):
        options["post_parser"] = post_parser
    if security is not None:
        options["security"] = security
    if max_retries is not None:
        options["max_retries"] = max_retries
    return options

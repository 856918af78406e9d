"""Make the wire vectors: for each operation what must leave and what comes back, in one file that every SDK reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Literal, TypeAlias
from urllib.parse import quote

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.api import Api, ClientOption
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    Envelope,
    JsonBody,
    JsonResult,
    Operation,
    PagedResult,
    Parameter,
    Result,
    Serialization,
    StreamResult,
    TextResult,
    accept,
    go_accept,
)
from bessemer.ir.types import BooleanType, EnumType, Json, NullableType, NullType, RefType, StringType
from bessemer.samples.bodies import WireBody, wire_body
from bessemer.samples.calls import Call, full_call, is_refused, minimal_call, other_calls, stream_call
from bessemer.samples.credentials import client_arguments, credential_headers, credential_query, option_value
from bessemer.samples.fit import fits
from bessemer.samples.paging import SECOND, surely_turns, two_pages
from bessemer.samples.query import query_items, query_of
from bessemer.samples.streams import stream_body
from bessemer.samples.styles import SAFE_IN_PATH, cookie_text, header_text, path_text, scalar_text
from bessemer.samples.values import Sampler

Headers: TypeAlias = tuple[tuple[str, str], ...]
Outcome: TypeAlias = Literal["value", "pages", "status-error", "timeout", "malformed"]

# They say where a call comes from, not what it asks.
VOLATILE_HEADERS = (
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "user-agent",
    "{prefix}-arch",
    "{prefix}-async",
    "{prefix}-os",
    "{prefix}-package-version",
    "{prefix}-raw-response",
    "{prefix}-read-timeout",
    "{prefix}-runtime",
    "{prefix}-runtime-version",
    "{prefix}-timeout",
)
_WITHOUT_BODY = (204, 205)
ERROR_STATUSES = (400, 401, 403, 404, 409, 422, 429, 500)


@frozen
class WireRequest:
    """A request as it must leave.

    `path` and each of `query` are raw bytes of the request line; the order of query items is free. `headers` are, per
    language, all header lines but the volatile ones, names in lower case, sorted.
    """

    method: str
    path: str
    query: tuple[str, ...]
    headers: Mapping[str, Headers]
    body: WireBody | None


@frozen
class WireResponse:
    """What the server answers: the text `body`, or `value` as JSON where that is None.

    `stall`: it reads the request and answers nothing for that many seconds.
    """

    status: int
    headers: Headers
    body: str | None
    value: Json = None
    stall: float = 0


@frozen
class Attempt:
    request: WireRequest
    response: WireResponse


@frozen
class Vector:
    """One call from its arguments to its outcome.

    `options` are the call's own: `timeout` in seconds, `max_retries`. `value` is the JSON that comes back; the outcome
    `pages` has every item of a list, which as many attempts as it has pages bring.
    """

    name: str
    operation: tuple[str, ...]
    call: Call
    attempts: tuple[Attempt, ...]
    outcome: Outcome
    value: Json = None
    status: int = 200
    options: Mapping[str, Json] = field(default_factory=dict)


def vectors(api: Api) -> Iterator[Vector]:
    """Every operation with the least and the most arguments; faults once, on the first that gives something back."""
    faulty = faulty_one(api)
    for operation in api.operations():
        yield from vectors_of(api, operation, faulty)


def faulty_one(api: Api) -> Pointer | None:
    """The place in the config of the operation whose vectors have faults."""
    return next((item.config for item in api.operations() if _can_fail(item, api)), None)


def vectors_of(
    api: Api, operation: Operation, faulty: Pointer | None, calls: tuple[Call, Call] | None = None
) -> Iterator[Vector]:
    """The vectors of one operation; `calls` are those with the least and the most arguments, where they are known."""
    sampler = Sampler(api.schemas, of_requests=True)
    minimal, full = calls or (minimal_call(operation, sampler), full_call(operation, sampler))
    answer = _good_response(api, operation)
    yield _success(api, operation, minimal, "minimal", answer)
    if full != minimal:
        yield _success(api, operation, full, "full", answer)
    others = other_calls(operation, sampler)
    for other in others:
        if other.kind != "streamed":
            yield _success(api, operation, other.call, other.label, answer)
    if isinstance(operation.result, PagedResult):
        yield from _paged(api, operation, minimal, answer)
    if operation.streaming is not None:
        stream = operation.streaming.result
        yield _streamed(api, operation, stream_call(operation, sampler), stream, "streamed")
        for other in others:
            if other.kind == "streamed":
                yield _streamed(api, operation, other.call, stream, other.label)
    if operation.config == faulty:
        yield from _faults(api, operation, minimal)


def _can_fail(operation: Operation, api: Api) -> bool:
    """Whether the faults can be tried on it: it can be sent, gives back JSON, and plain data says all that it takes.

    Text is taken as it comes, whatever is not true is false, and where only null can come nothing is read.
    """
    if not isinstance(operation.result, JsonResult | PagedResult) or not isinstance(operation.body, JsonBody | None):
        return False
    if is_refused(operation, Sampler(api.schemas, of_requests=True)):
        return False
    type_ = operation.result.schema.type
    while isinstance(type_, RefType | NullableType):
        type_ = api.schemas[type_.target].type if isinstance(type_, RefType) else type_.inner
    is_null = isinstance(type_, EnumType) and all(member.value is None for member in type_.members)
    return not isinstance(type_, StringType | BooleanType | NullType) and not is_null


def _success(api: Api, operation: Operation, call: Call, label: str, answer: tuple[WireResponse, Json]) -> Vector:
    response, value = answer
    attempt = Attempt(_request(api, operation, call, 0), response)
    return Vector(_name(operation, label), _path(operation), call, (attempt,), "value", value, response.status)


def has_pages(api: Api, operation: Operation) -> bool:
    """Whether there is a vector of two pages of a list."""
    if not isinstance(operation.result, PagedResult):
        return False
    if surely_turns(operation):
        return True
    call = minimal_call(operation, Sampler(api.schemas, of_requests=True))
    return two_pages(operation, call, _good_value(api, operation.result), Sampler(api.schemas)) is not None


def _paged(api: Api, operation: Operation, call: Call, answer: tuple[WireResponse, Json]) -> Iterator[Vector]:
    """A list of two pages, walked to its end."""
    response, value = answer
    pages = two_pages(operation, call, value, Sampler(api.schemas))
    if pages is None:
        return
    first = _request(api, operation, call, 0)
    following = _request(api, operation, pages.call, 0)
    if pages.follows:
        # an address says all of a query but what the arguments add
        fixed = operation.path.partition("#")[0].partition("?")[2].split("&")
        following = replace(first, query=(*(item for item in first.query if item not in fixed), SECOND))
    attempts = (
        Attempt(first, replace(response, value=pages.first, headers=(*response.headers, *pages.headers))),
        Attempt(following, replace(response, value=pages.second, headers=(*response.headers, *pages.last_headers))),
    )
    yield Vector(_name(operation, "pages"), _path(operation), call, attempts, "pages", pages.items, response.status)


def _streamed(api: Api, operation: Operation, call: Call, stream: StreamResult, label: str) -> Vector:
    """A call that asks for the stream in place of the result; the Accept header stays that of the result."""
    response, value = _good_response(api, replace(operation, result=stream))
    attempt = Attempt(_request(api, operation, call, 0), response)
    return Vector(_name(operation, label), _path(operation), call, (attempt,), "value", value, response.status)


def _faults(api: Api, operation: Operation, call: Call) -> Iterator[Vector]:
    first = _request(api, operation, call, 0)
    response, value = _good_response(api, operation)
    never: Mapping[str, Json] = {"max_retries": 0}

    def fault(label: str, answer: WireResponse, outcome: Outcome, options: Mapping[str, Json]) -> Vector:
        attempt = Attempt(first, answer)
        path = _path(operation)
        return Vector(_name(operation, label), path, call, (attempt,), outcome, None, answer.status, options)

    for status in ERROR_STATUSES:
        yield fault(f"status-{status}", _error_response(status), "status-error", never)
    yield fault("timeout", WireResponse(200, (), "", stall=5.0), "timeout", {**never, "timeout": 0.5})
    yield fault("malformed", WireResponse(200, (("content-type", "application/json"),), '{"id": '), "malformed", never)
    busy = WireResponse(429, (("retry-after-ms", "5"), ("content-type", "application/json")), "{}")
    attempts = (Attempt(first, busy), Attempt(_request(api, operation, call, 1), response))
    usual = api.client.max_retries if operation.max_retries is None else operation.max_retries
    again: Mapping[str, Json] = {} if usual else {"max_retries": 1}
    yield Vector(_name(operation, "retry"), _path(operation), call, attempts, "value", value, response.status, again)


def _path(operation: Operation) -> tuple[str, ...]:
    return (*operation.resource, operation.name)


def _name(operation: Operation, label: str) -> str:
    return f"{'.'.join(_path(operation))}/{label}"


def _request(api: Api, operation: Operation, call: Call, retries: int) -> WireRequest:
    # a fragment never leaves
    template, _, fixed = operation.path.partition("#")[0].partition("?")
    texts = {
        item.wire_name: path_text(
            item.wire_name, call.path.get(item.wire_name), item.serialization or Serialization("simple")
        )
        for item in operation.located("path")
    }
    path = "".join(quote(part, safe=f"{SAFE_IN_PATH}/%") if even else part for part, even in _filled(template, texts))
    fixed = "".join(part for part, _ in _filled(fixed, texts))
    # an argument stands in for what the client itself adds
    added = {name: value for name, value in _option_query(api, operation).items() if name not in call.query}
    given = (*query_items(added, api.client), *query_of(operation, call, api.client))
    replaced = {item.partition("=")[0] for item in given}
    query = (*(item for item in fixed.split("&") if item and item.partition("=")[0] not in replaced), *given)
    body = wire_body(operation, call, api.schemas, api.client)
    headers = {language: _headers(api, operation, call, (language, retries, body)) for language in ("python", "go")}
    return WireRequest(operation.http_method.upper(), path, query, headers, body)


def _filled(template: str, texts: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """A template in parts, its parameters filled; True for what stands there as it is written."""
    for index, part in enumerate(re.split(r"\{([^{}]*)\}", template)):
        if index % 2 == 0:
            yield part, True
        elif part in texts:
            yield texts[part], False
        else:
            yield f"{{{part}}}", True


def _headers(api: Api, operation: Operation, call: Call, sent: tuple[str, int, WireBody | None]) -> Headers:
    language, retries, body = sent
    prefix = api.client.header_prefix.lower()
    lines = [
        ("accept", _accept(api, operation.result, language)),
        (f"{prefix}-lang", language),
        (f"{prefix}-retry-count", str(retries)),
    ]
    if body is not None:
        lines.append(("content-type", body.media_type))
    elif language == "python" and operation.body is None and operation.http_method != "get":
        # contracts/python-sdk.md H4: Python names the type of a body that is never sent; contracts/go-sdk.md H8
        lines.append(("content-type", "application/json"))
    lines += [(header.name.lower(), header.value) for header in api.client.default_headers]
    arguments = client_arguments(api)
    lines += [line for option in api.client.options for line in _option_headers(option, arguments)]
    lines += credential_headers(api, operation, language)
    lines += (line for line in _operation_headers(operation, call, language) if line[0] not in VOLATILE_HEADERS)
    cookies = [*(value for name, value in lines if name == "cookie"), *_cookies(operation, call)]
    lines = [line for line in lines if line[0] != "cookie"]
    return tuple(sorted([*lines, *([("cookie", "; ".join(cookies))] if cookies else [])]))


def _accept(api: Api, result: Result, language: str) -> str:
    return go_accept(result, as_documented=api.client.as_documented) if language == "go" else accept(result)


def _cookies(operation: Operation, call: Call) -> list[str]:
    given = [
        cookie_text(item.wire_name, call.cookie[item.wire_name], item.serialization or Serialization("form"))
        for item in operation.located("cookie")
        if item.wire_name in call.cookie
    ]
    return [text for text in given if text]


def _option_headers(option: ClientOption, arguments: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    value = option_value(option, arguments)
    if value is not None and option.header is not None:
        yield option.header.lower(), value


def _option_query(api: Api, operation: Operation) -> dict[str, Json]:
    """What the client itself adds to every query."""
    arguments = client_arguments(api)
    others = {item.query: option_value(item, arguments) for item in api.client.options if item.query is not None}
    return {**credential_query(api, operation), **others}


def _operation_headers(operation: Operation, call: Call, language: str) -> list[tuple[str, str]]:
    parameters = operation.located("header")
    extended = {item.wire_name.lower() for item in parameters if item.extends_default}
    given = {
        item.wire_name.lower(): _listed(call.header[item.wire_name], item)
        for item in parameters
        if item.wire_name in call.header
    }
    lines: dict[str, list[str]] = {name: list(values) for name, values in given.items()}
    for default in operation.default_headers:
        name = default.name.lower()
        if name not in given:
            lines[name] = [default.value]
        elif name in extended:
            lines[name] = [*given[name], default.value] if language == "python" else [default.value, *given[name]]
    if language == "python":
        return [(name, ",".join(values)) for name, values in lines.items()]
    return [(name, value) for name, values in lines.items() for value in values]


def _listed(value: Json, parameter: Parameter) -> list[str]:
    how = parameter.serialization or Serialization("simple")
    if isinstance(value, Sequence) and not isinstance(value, str) and how.style == "simple":
        return [scalar_text(item) for item in value]
    return [header_text(value, how)]


def _good_response(api: Api, operation: Operation) -> tuple[WireResponse, Json]:
    result = operation.result
    status = int(result.status) if result.status.isdigit() and result.status.startswith("2") else 200
    if status in _WITHOUT_BODY and not isinstance(result, EmptyResult):
        status = 200
    match result:
        case JsonResult(envelope=Envelope(property=property_)):
            response, value = _good_response(api, replace(operation, result=result.whole()))
            return response, value.get(property_) if isinstance(value, Mapping) else None
        case JsonResult() | PagedResult():
            value = _good_value(api, result)
            return WireResponse(status, (("content-type", accept(result)),), None, value), value
        case TextResult():
            return WireResponse(status, (("content-type", f"{accept(result)}; charset=utf-8"),), "text"), "text"
        case StreamResult(media_type=media_type):
            text, values = stream_body(api, result)
            return WireResponse(status, (("content-type", media_type),), text), values
        case BinaryResult(_, media_type):
            return WireResponse(status, (("content-type", media_type),), "Example data"), "Example data"
        case EmptyResult():
            return WireResponse(status, (), ""), None


def _good_value(api: Api, result: JsonResult | PagedResult) -> Json:
    """An example of the document that fits, else a sample."""
    shown = (item for item in result.examples if fits(item, result.schema.type, api.schemas))
    return next(shown, None) or Sampler(api.schemas).full(result.schema, "string")


def _error_response(status: int) -> WireResponse:
    body = {"type": "error", "error": {"type": "api_error", "message": f"status {status}"}, "request_id": "req_1"}
    headers = (("content-type", "application/json"), ("request-id", "req_1"))
    return WireResponse(status, headers, json.dumps(body, separators=(",", ":")))

"""Choose the arguments of a sample call of an operation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from bessemer.frozen import frozen
from bessemer.ir.bodies import BodyObject, Form, first_form, forms, object_body
from bessemer.ir.operations import JsonBody, Location, Operation, Parameter, RawBody, Streaming
from bessemer.ir.types import Json
from bessemer.samples.values import Sampler, is_ascii

# What the samples send as a body of bytes or text.
RAW = "Example data"


@frozen
class Call:
    """The arguments of one call, by wire name and by where they go.

    `body` has the properties of an object body, `content` a body that is not an object, or that is sent as it is; None
    where there is no body.
    """

    path: Mapping[str, Json]
    query: Mapping[str, Json]
    querystring: Mapping[str, Json]
    header: Mapping[str, Json]
    cookie: Mapping[str, Json]
    body: Mapping[str, Json] | None
    content: Json = None


def minimal_call(operation: Operation, sampler: Sampler) -> Call:
    """Only what must be given."""
    return _call(operation, sampler, _main(operation, sampler, streams=False), full=False)


def full_call(operation: Operation, sampler: Sampler) -> Call:
    """Everything that can be given, for an answer that is not a stream."""
    return _call(operation, sampler, _main(operation, sampler, streams=False), full=True)


def stream_call(operation: Operation, sampler: Sampler) -> Call:
    """Only what must be given, for an answer that is a stream; the operation must have `streaming`."""
    return _call(operation, sampler, _main(operation, sampler, streams=True), full=False)


def _main(operation: Operation, sampler: Sampler, *, streams: bool) -> Form:
    return first_form(forms(operation, sampler.schemas), streams=streams)


@frozen
class OtherCall:
    """A call in a further form, with the least arguments, with all, or for a stream; `at` is its place, from 1."""

    kind: Literal["minimal", "full", "streamed"]
    at: int
    call: Call

    @property
    def label(self) -> str:
        return f"{self.kind}-{self.at}"


def other_calls(operation: Operation, sampler: Sampler) -> tuple[OtherCall, ...]:
    """Calls with each further object that a body may be. Where nothing must be given nothing says which is meant."""
    listed = forms(operation, sampler.schemas)
    main = [first_form(listed, streams=streams) for streams in (False, True)]
    found: dict[tuple[bool, bool, str], OtherCall] = {}
    for at, form in enumerate(listed, 1):
        if any(form is item for item in main):
            continue
        least, all_ = (_call(operation, sampler, form, full=full) for full in (False, True))
        is_one = replace(least, content=None) == replace(all_, content=None)
        plain = (OtherCall("minimal", at, least), OtherCall("full", at, all_))
        for other in (OtherCall("streamed", at, least),) if form.streams else plain:
            content = other.call.content
            if content != {}:
                full = other.kind == "full" and not is_one
                key = form.streams, full, json.dumps(content, default=dict, sort_keys=True)
                found.setdefault(key, other)
    return tuple(found.values())


def _switched(operation: Operation, call: Call, *, streams: bool) -> Call:
    """The call with its boolean that asks for a stream as it must be, where it is given or the server assumes one."""
    streaming = operation.streaming
    if streaming is None:
        return call
    if streaming.location == "query":
        return replace(call, query=_asking(streaming, call.query, streams=streams))
    if isinstance(call.content, Mapping):
        return replace(call, content=_asking(streaming, call.content, streams=streams))
    return replace(call, body=_asking(streaming, call.body or {}, streams=streams))


def _asking(streaming: Streaming, values: Mapping[str, Json], *, streams: bool) -> Mapping[str, Json]:
    if streams or streaming.default or streaming.switch in values:
        return {**values, streaming.switch: streams}
    return values


def _call(operation: Operation, sampler: Sampler, form: Form, *, full: bool) -> Call:
    def located(location: Location) -> dict[str, Json]:
        listed = (item for item in operation.located(location) if item.required or full)
        values = ((item, _argument(item, sampler)) for item in listed)
        # no client sends a header that is more than ASCII
        return {item.wire_name: value for item, value in values if item.required or _is_sendable(item, value)}

    body, content = _body(operation, sampler, form.object, full=full)
    call = Call(
        located("path"),
        located("query"),
        located("querystring"),
        located("header"),
        located("cookie"),
        body,
        content,
    )
    return _switched(operation, call, streams=form.streams)


def _argument(parameter: Parameter, sampler: Sampler) -> Json:
    value = sampler.full(parameter.schema, parameter.wire_name)
    if not _is_sendable(parameter, value):
        plain = sampler.ascii(parameter.schema, parameter.wire_name)
        # what is empty says nothing
        return value if plain in ({}, []) and not parameter.required else plain
    # a path has no place for nothing
    return parameter.wire_name if parameter.location == "path" and value in ({}, [], "", None) else value


def _is_sendable(parameter: Parameter, value: Json) -> bool:
    """Whether no header is more than ASCII; JSON has escapes for what is."""
    how = parameter.serialization
    return parameter.location != "header" or (how is not None and how.style == "json") or is_ascii(value)


def is_refused(operation: Operation, sampler: Sampler) -> bool:
    """Whether no call can be sent by clients that refuse a header of more than ASCII: one must be."""
    required = (item for item in operation.located("header") if item.required)
    return any(not _is_sendable(item, _argument(item, sampler)) for item in required)


def _body(
    operation: Operation, sampler: Sampler, one: BodyObject | None, *, full: bool
) -> tuple[Mapping[str, Json] | None, Json]:
    body = operation.body
    if body is None:
        return None, None
    if isinstance(body, RawBody):
        return None, RAW if body.required or full else None
    properties = object_body(operation, sampler.schemas)
    if properties is not None:
        return sampler.properties(properties, full=full), None
    if not (body.required or full):
        return None, None
    if one is not None:
        return None, _one_of(one, sampler, full=full)
    content = sampler.full(body.schema, "body")
    # a form of nothing is not sent
    return None, {"name": "value"} if content == {} and not isinstance(body, JsonBody) else content


def _one_of(one: BodyObject, sampler: Sampler, *, full: bool) -> Json:
    object_ = one.object(sampler.schemas)
    made = sampler.properties(object_, full=full) if object_ is not None else {}
    return sampler.told_apart(made, one.variant, one.union.discriminator)

"""Choose the arguments of a sample call of an operation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.operations import FormBody, JsonBody, MultipartBody, Operation, Parameter, RawBody
from bessemer.ir.types import Json, ObjectType, RefType, Schema, Type, UnionType, Variant
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


def object_body(operation: Operation, schemas: Mapping[Pointer, Schema]) -> ObjectType | None:
    """The object type whose properties are the arguments of a call, None where the body is something else."""
    if operation.body is None or isinstance(operation.body, RawBody):
        return None
    return _object(operation.body.schema.type, schemas)


@frozen
class BodyObject:
    """One of the objects that a body may be: by its place in the union that lists it."""

    union: UnionType
    index: int

    @property
    def variant(self) -> Variant:
        return self.union.variants[self.index]

    def operation(self, operation: Operation) -> Operation:
        """The operation, were this the only object that its body may be."""
        body = operation.body
        if not isinstance(body, JsonBody | FormBody | MultipartBody):
            return operation
        return replace(operation, body=replace(body, schema=self.variant.schema))


def body_objects(operation: Operation, schemas: Mapping[Pointer, Schema]) -> tuple[BodyObject, ...]:
    """The objects of which a body is one, those of unions in its union too; none where it may be anything else.

    A body that asks for a stream is not told apart so: its boolean does that.
    """
    if not isinstance(operation.body, JsonBody | FormBody | MultipartBody) or operation.streaming is not None:
        return ()
    found = tuple(_objects(operation.body.schema.type, schemas, frozenset(), set()))
    listed = tuple(item for item in found if item is not None)
    return listed if len(listed) > 1 and len(listed) == len(found) else ()


def _objects(
    type_: Type, schemas: Mapping[Pointer, Schema], above: frozenset[Pointer], done: set[Pointer]
) -> Iterator[BodyObject | None]:
    """The objects of a union, each component's once; None for what is no object with keys of its own."""
    while isinstance(type_, RefType) and type_.target not in above:
        if type_.target in done:
            return
        done.add(type_.target)
        above |= {type_.target}
        type_ = schemas[type_.target].type
    if not isinstance(type_, UnionType):
        yield None
        return
    for index, variant in enumerate(type_.variants):
        object_ = _object(variant.schema.type, schemas)
        if object_ is None:
            yield from _objects(variant.schema.type, schemas, above, done)
        elif all(item.read_only for item in object_.properties):
            yield None
        else:
            yield BodyObject(type_, index)


def _object(type_: Type, schemas: Mapping[Pointer, Schema]) -> ObjectType | None:
    """The object with properties that a type is, behind every reference."""
    seen: set[Pointer] = set()
    while isinstance(type_, RefType) and type_.target not in seen:
        seen.add(type_.target)
        type_ = schemas[type_.target].type
    return type_ if isinstance(type_, ObjectType) and type_.properties else None


def minimal_call(operation: Operation, sampler: Sampler) -> Call:
    """Only what must be given."""
    return _switched(operation, _least(operation, sampler), streams=False)


def full_call(operation: Operation, sampler: Sampler) -> Call:
    """Everything that can be given, for an answer that is not a stream."""
    return _switched(operation, _call(operation, sampler, operation.parameters, full=True), streams=False)


def stream_call(operation: Operation, sampler: Sampler) -> Call:
    """Only what must be given, for an answer that is a stream; the operation must have `streaming`."""
    return _switched(operation, _least(operation, sampler), streams=True)


def other_calls(operation: Operation, sampler: Sampler) -> tuple[tuple[str, Call], ...]:
    """Calls with each further object that a body may be: with the least arguments, then with all, with a name for each.

    Where nothing must be given nothing says which is meant.
    """
    others = body_objects(operation, sampler.schemas)[1:]
    if not others:
        return ()
    found: dict[tuple[bool, str], tuple[str, Call]] = {}
    least, all_ = minimal_call(operation, sampler), full_call(operation, sampler)
    is_one = replace(least, content=None) == replace(all_, content=None)
    for at, one in enumerate(others, 2):
        for label, call, full in (("minimal", least, False), ("full", all_, True)):
            content = _one_of(one, sampler, full=full)
            if content != {}:
                key = full and not is_one, json.dumps(content, default=dict, sort_keys=True)
                found.setdefault(key, (f"{label}-{at}", replace(call, content=content)))
    return tuple(found.values())


def _least(operation: Operation, sampler: Sampler) -> Call:
    return _call(operation, sampler, tuple(item for item in operation.parameters if item.required), full=False)


def _switched(operation: Operation, call: Call, *, streams: bool) -> Call:
    """The call with its boolean that asks for a stream as it must be, where it is given or the server assumes one."""
    streaming = operation.streaming
    if streaming is None:
        return call
    values = dict((call.query if streaming.location == "query" else call.body) or {})
    if streams or streaming.default or streaming.switch in values:
        values[streaming.switch] = streams
    return replace(call, query=values) if streaming.location == "query" else replace(call, body=values)


def _call(operation: Operation, sampler: Sampler, parameters: tuple[Parameter, ...], *, full: bool) -> Call:
    def located(location: str) -> dict[str, Json]:
        values = ((item, _argument(item, sampler)) for item in parameters if item.location == location)
        # no client sends a header that is more than ASCII
        return {item.wire_name: value for item, value in values if item.required or _is_sendable(item, value)}

    body, content = _body(operation, sampler, full=full)
    return Call(
        located("path"),
        located("query"),
        located("querystring"),
        located("header"),
        located("cookie"),
        body,
        content,
    )


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


def _body(operation: Operation, sampler: Sampler, *, full: bool) -> tuple[Mapping[str, Json] | None, Json]:
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
    objects = body_objects(operation, sampler.schemas)
    if objects:
        return None, _one_of(objects[0], sampler, full=full)
    content = sampler.full(body.schema, "body")
    # a form of nothing is not sent
    return None, {"name": "value"} if content == {} and not isinstance(body, JsonBody) else content


def _one_of(one: BodyObject, sampler: Sampler, *, full: bool) -> Json:
    object_ = _object(one.variant.schema.type, sampler.schemas)
    made = sampler.properties(object_, full=full) if object_ is not None else {}
    return sampler.told_apart(made, one.variant, one.union.discriminator)

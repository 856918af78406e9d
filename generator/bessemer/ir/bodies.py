"""See what the arguments of an operation make: the objects that its body may be, and the ways to call it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.operations import FormBody, JsonBody, MultipartBody, Operation, RawBody, Streaming
from bessemer.ir.types import (
    ConstType,
    EnumType,
    ObjectType,
    RefType,
    Schema,
    Type,
    UnionType,
    Variant,
    without_null,
)


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

    def object(self, schemas: Mapping[Pointer, Schema]) -> ObjectType | None:
        return _object(self.variant.schema.type, schemas)

    def operation(self, operation: Operation) -> Operation:
        """The operation, were this the only object that its body may be."""
        body = operation.body
        if not isinstance(body, JsonBody | FormBody | MultipartBody):
            return operation
        return replace(operation, body=replace(body, schema=self.variant.schema))


def body_objects(operation: Operation, schemas: Mapping[Pointer, Schema]) -> tuple[BodyObject, ...]:
    """The objects of which a body is one, those of unions in its union too; none where it may be anything else."""
    if not isinstance(operation.body, JsonBody | FormBody | MultipartBody):
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


@frozen
class Form:
    """One of the ways to call an operation: with which of the objects that its body may be, and if for a stream."""

    object: BodyObject | None
    streams: bool


def forms(operation: Operation, schemas: Mapping[Pointer, Schema]) -> tuple[Form, ...]:
    """The ways to call an operation in the order of their objects, each of these for its value before its stream."""
    objects = body_objects(operation, schemas) or (None,)
    return tuple(Form(item, streams) for item in objects for streams in _answers(operation.streaming, item, schemas))


def first_form(listed: tuple[Form, ...], *, streams: bool) -> Form:
    """The first that gives a value or a stream; where none does, the first of all."""
    return next((item for item in listed if item.streams == streams), listed[0])


def _answers(
    streaming: Streaming | None, one: BodyObject | None, schemas: Mapping[Pointer, Schema]
) -> tuple[bool, ...]:
    """Whether an object asks for a value, for a stream, or, as its boolean says, for both."""
    if streaming is None:
        return (False,)
    if one is None or streaming.location == "query":
        return (False, True)
    object_ = one.object(schemas)
    keys = object_.properties if object_ is not None else ()
    found = next((item for item in keys if item.wire_name == streaming.switch), None)
    if found is None:
        return (False,)
    only = only_value(found.schema, schemas)
    return (False, True) if only is None else (only,)


def only_value(schema: Schema, schemas: Mapping[Pointer, Schema]) -> bool | None:
    """What a boolean always is; None where it may be either."""
    type_, seen = without_null(schema.type), set[Pointer]()
    while isinstance(type_, RefType) and type_.target not in seen:
        seen.add(type_.target)
        type_ = without_null(schemas[type_.target].type)
    values = [type_.value] if isinstance(type_, ConstType) else []
    if isinstance(type_, EnumType):
        values = [item.value for item in type_.members]
    return values[0] if len(values) == 1 and isinstance(values[0], bool) else None


def _object(type_: Type, schemas: Mapping[Pointer, Schema]) -> ObjectType | None:
    """The object with properties that a type is, behind every reference."""
    seen: set[Pointer] = set()
    while isinstance(type_, RefType) and type_.target not in seen:
        seen.add(type_.target)
        type_ = schemas[type_.target].type
    return type_ if isinstance(type_, ObjectType) and type_.properties else None

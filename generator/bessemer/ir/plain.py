"""Find what of a request takes more than JSON and plain text: what the Go SDK does not write yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bessemer.document.pointer import Pointer
from bessemer.ir.operations import FormBody, JsonBody, MultipartBody, Operation, Parameter, RawBody
from bessemer.ir.types import AnyType, ArrayType, MapType, NullableType, ObjectType, RefType, Schema, TupleType

_OBJECTS = (ObjectType, MapType, AnyType)
_STRUCTURED = (*_OBJECTS, ArrayType, TupleType)


def beyond_plain(operation: Operation, schemas: Mapping[Pointer, Schema]) -> Iterator[tuple[Pointer, str]]:
    """What is not plain: where, and what a client of plain means does instead."""
    yield from _of_body(operation)
    for item in operation.parameters:
        what = _of_parameter(item, schemas)
        if what is not None:
            yield item.origin, what


def _of_body(operation: Operation) -> Iterator[tuple[Pointer, str]]:
    body = operation.body
    match body:
        case None:
            return
        case JsonBody():
            if body.media_type != "application/json":
                yield body.origin, f"a body of {body.media_type} is sent as application/json"
            if not body.required:
                yield body.origin, "the optional body is always sent"
        case FormBody() | MultipartBody():
            yield body.origin, f"a body of {body.media_type} is given already written"
        case RawBody():
            if not body.required:
                yield body.origin, "the type of the optional body is always sent"
    if operation.other_bodies and not isinstance(body, RawBody):
        listed = ", ".join(item.media_type for item in operation.other_bodies)
        yield body.origin, f"the body is not written as {listed}"


def _of_parameter(item: Parameter, schemas: Mapping[Pointer, Schema]) -> str | None:
    how = item.serialization
    if item.location == "query" and how is None:
        return None
    if item.location in ("cookie", "querystring"):
        return f"the parameter {item.wire_name!r} is no argument of the method"
    if how is not None and (how.style == "json" or how.allow_reserved):
        return f"the parameter {item.wire_name!r} is written in the client's own way, not in the document's"
    plain = "form" if item.location == "query" else "simple"
    kinds = _OBJECTS if item.location == "header" else _STRUCTURED
    if isinstance(_final(item.schema, schemas), kinds) or (how is not None and how.style not in (plain, "text")):
        return f"the parameter {item.wire_name!r} is written in the client's own way, not in the document's"
    return None


def _final(schema: Schema, schemas: Mapping[Pointer, Schema]) -> object:
    type_ = schema.type
    while isinstance(type_, RefType | NullableType):
        type_ = schemas[type_.target].type if isinstance(type_, RefType) else type_.inner
    return type_

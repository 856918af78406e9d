"""Write request bodies as the clients must: the oracle of the wire vectors, independent of the SDKs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias
from urllib.parse import unquote

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.api import ClientSettings, QueryArrayFormat
from bessemer.ir.bodies import object_body
from bessemer.ir.operations import Field, FormBody, JsonBody, MultipartBody, Operation, RawBody, Serialization
from bessemer.ir.types import (
    ArrayType,
    ConstType,
    EnumType,
    Json,
    MapType,
    NullableType,
    ObjectType,
    RefType,
    Schema,
    StringType,
    Type,
    UnionType,
)
from bessemer.samples.calls import Call
from bessemer.samples.query import pairs
from bessemer.samples.styles import form_parts, json_text, plus_encoded, query_parts, scalar_text

BodyKind: TypeAlias = Literal["json", "form", "multipart", "raw"]
# The schemas, and the format of lists in forms.
_How: TypeAlias = tuple[Mapping[Pointer, Schema], QueryArrayFormat | None]


@frozen
class WireBody:
    """A body as it must leave.

    `value` is for json the value, for form the raw fields in any order, for multipart a mapping per part (`name`,
    `filename`, `type`, `body`), for raw the text.
    """

    kind: BodyKind
    media_type: str
    value: Json


def wire_body(
    operation: Operation, call: Call, schemas: Mapping[Pointer, Schema], settings: ClientSettings
) -> WireBody | None:
    """None where nothing is sent."""
    body = operation.body
    if body is None:
        return None
    if isinstance(body, RawBody):
        return None if call.content is None else WireBody("raw", body.media_type, call.content)
    value: Json = call.body if call.body is not None else call.content
    if value is None or (call.body == {} and not body.is_sent_empty):
        return None
    match body:
        case JsonBody():
            return WireBody("json", body.media_type, value)
        case FormBody():
            return WireBody("form", body.media_type, _form(body, value, settings))
        case MultipartBody():
            return WireBody("multipart", body.media_type, list(_parts(operation, body, value, (schemas, settings))))


def _form(body: FormBody, value: Json, settings: ClientSettings) -> list[str]:
    if isinstance(value, str):
        # text is a form already written
        return [item for item in value.split("&") if item]
    if not isinstance(value, Mapping):
        return []
    fields = {item.wire_name: item for item in body.fields}
    if not body.documented:
        return plus_encoded([pair for name, item in value.items() for pair in pairs(name, item, settings)])
    return [part for name, item in value.items() for part in _field(name, item, fields.get(name))]


def _field(name: str, value: Json, field: Field | None) -> list[str]:
    if field is not None and field.media_type is not None and field.media_type.endswith("json"):
        return query_parts(name, value, Serialization("json"))
    return form_parts(name, value, field.serialization if field else None)


def _parts(
    operation: Operation, body: MultipartBody, value: Json, given: tuple[Mapping[Pointer, Schema], ClientSettings]
) -> Iterator[Mapping[str, Json]]:
    if not isinstance(value, Mapping):
        return
    schemas, settings = given
    how = (schemas, None if body.documented else settings.multipart_format)
    fields = {item.wire_name: item for item in body.fields}
    listed = object_body(operation, schemas)
    types = {item.wire_name: item.schema for item in listed.properties} if listed else {}
    for name, item in value.items():
        schema = types.get(name) if listed else part_of(body.schema, name, schemas)
        yield from _part(name, item, fields.get(name, Field(name)), schema, how)


def _part(name: str, value: Json, field: Field, schema: Schema | None, how: _How) -> Iterator[Mapping[str, Json]]:
    schemas, lists = how
    is_file = schema is not None and is_binary(schema, schemas)
    if value is None:
        return
    if field.serialization is not None and not is_file:
        for written in query_parts(name, value, field.serialization):
            key, _, text = written.partition("=")
            yield {"name": unquote(key), "filename": None, "type": None, "body": unquote(text)}
    elif isinstance(value, list | tuple):
        yield from _list(name, value, field, schema, how)
    elif isinstance(value, Mapping) and (lists is not None or has_files(value, schema, schemas)):
        for key, item in value.items():
            yield from _part(f"{name}[{key}]", item, Field(name), part_of(schema, key, schemas), how)
    elif is_file and isinstance(value, str):
        yield {
            "name": name,
            "filename": "upload",
            "type": field.media_type or "application/octet-stream",
            "body": value,
        }
    elif isinstance(value, Mapping):
        yield {"name": name, "filename": None, "type": field.media_type or "application/json", "body": json_text(value)}
    else:
        is_json = (field.media_type or "").endswith("json")
        yield {
            "name": name,
            "filename": None,
            "type": field.media_type,
            "body": json_text(value) if is_json else scalar_text(value),
        }


def _list(
    name: str, values: Sequence[Json], field: Field, schema: Schema | None, how: _How
) -> Iterator[Mapping[str, Json]]:
    """In the format of lists; what a comma cannot stand between is repeated."""
    schemas, lists = how
    plain = field.media_type is None and not (schema is not None and is_binary(schema, schemas))
    if lists == "comma" and plain and not any(isinstance(item, list | tuple | Mapping) for item in values):
        texts = [scalar_text(item) for item in values if item is not None]
        if texts:
            yield {"name": name, "filename": None, "type": None, "body": ",".join(texts)}
        return
    for index, item in enumerate(values):
        suffix = {"brackets": "[]", "indices": f"[{index}]"}.get(lists or "", "")
        yield from _part(f"{name}{suffix}", item, field, schema, how)


def has_files(value: Json, schema: Schema | None, schemas: Mapping[Pointer, Schema]) -> bool:
    """Whether a value has a file in it, however deep."""
    if isinstance(value, Mapping):
        return any(has_files(item, part_of(schema, key, schemas), schemas) for key, item in value.items())
    if isinstance(value, list | tuple):
        return any(has_files(item, schema, schemas) for item in value)
    return isinstance(value, str) and schema is not None and is_binary(schema, schemas)


def part_of(schema: Schema | None, key: str, schemas: Mapping[Pointer, Schema]) -> Schema | None:
    """What an object, or an item of a list, holds at a key; of alternatives the first that has the key counts."""
    return None if schema is None else next(_held(schema.type, key, schemas, frozenset()), None)


def _held(type_: Type, key: str, schemas: Mapping[Pointer, Schema], seen: frozenset[Pointer]) -> Iterator[Schema]:
    match type_:
        case RefType(target) if target not in seen:
            yield from _held(schemas[target].type, key, schemas, seen | {target})
        case NullableType(inner):
            yield from _held(inner, key, schemas, seen)
        case ArrayType(items):
            yield from _held(items.type, key, schemas, seen)
        case UnionType(variants):
            for variant in variants:
                yield from _held(variant.schema.type, key, schemas, seen)
        case MapType(values):
            yield values
        case ObjectType(properties, extra):
            named = [item.schema for item in properties if item.wire_name == key]
            yield from named or (() if extra is None else (extra,))


def is_binary(schema: Schema, schemas: Mapping[Pointer, Schema]) -> bool:
    """Whether text that stands for a part, or an item of it, is a file; of alternatives the first text counts."""
    return next(_texts(schema.type, schemas, frozenset()), None) == StringType("binary")


def _texts(type_: Type, schemas: Mapping[Pointer, Schema], seen: frozenset[Pointer]) -> Iterator[Type]:
    """What text can be that is a value of the type, or an item of it."""
    match type_:
        case RefType(target) if target not in seen:
            yield from _texts(schemas[target].type, schemas, seen | {target})
        case NullableType(inner):
            yield from _texts(inner, schemas, seen)
        case ArrayType(items):
            yield from _texts(items.type, schemas, seen)
        case UnionType(variants):
            for variant in variants:
                yield from _texts(variant.schema.type, schemas, seen)
        case StringType() | EnumType() | ConstType(str()):
            yield type_

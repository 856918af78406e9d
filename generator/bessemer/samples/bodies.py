"""Write request bodies as the clients must: the oracle of the wire vectors, independent of the SDKs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias
from urllib.parse import unquote

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.api import ClientSettings, QueryArrayFormat
from bessemer.ir.operations import Field, FormBody, JsonBody, MultipartBody, Operation, RawBody, Serialization
from bessemer.ir.types import (
    ArrayType,
    ConstType,
    EnumType,
    Json,
    NullableType,
    RefType,
    Schema,
    StringType,
    Type,
    UnionType,
)
from bessemer.samples.calls import Call, object_body
from bessemer.samples.query import pairs
from bessemer.samples.styles import form_parts, json_text, plus_encoded, query_parts, scalar_text

BodyKind: TypeAlias = Literal["json", "form", "multipart", "raw"]


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
    lists = None if body.documented else settings.multipart_format
    fields = {item.wire_name: item for item in body.fields}
    listed = object_body(operation, schemas)
    types = {item.wire_name: item.schema for item in listed.properties} if listed else {}
    for name, item in value.items():
        is_file = name in types and is_binary(types[name], schemas)
        yield from _part(name, item, fields.get(name, Field(name)), (is_file, lists))


def _part(
    name: str, value: Json, field: Field, how: tuple[bool, QueryArrayFormat | None]
) -> Iterator[Mapping[str, Json]]:
    is_file, lists = how
    if value is None:
        return
    if field.serialization is not None and not is_file:
        for written in query_parts(name, value, field.serialization):
            key, _, text = written.partition("=")
            yield {"name": unquote(key), "filename": None, "type": None, "body": unquote(text)}
    elif isinstance(value, list | tuple):
        yield from _list(name, value, field, how)
    elif isinstance(value, Mapping) and lists is not None:
        for key, item in value.items():
            yield from _part(f"{name}[{key}]", item, Field(name), (False, lists))
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
    name: str, values: Sequence[Json], field: Field, how: tuple[bool, QueryArrayFormat | None]
) -> Iterator[Mapping[str, Json]]:
    """In the format of lists; what a comma cannot stand between is repeated."""
    is_file, lists = how
    plain = field.media_type is None and not is_file
    if lists == "comma" and plain and not any(isinstance(item, list | tuple | Mapping) for item in values):
        texts = [scalar_text(item) for item in values if item is not None]
        if texts:
            yield {"name": name, "filename": None, "type": None, "body": ",".join(texts)}
        return
    for index, item in enumerate(values):
        suffix = {"brackets": "[]", "indices": f"[{index}]"}.get(lists or "", "")
        yield from _part(f"{name}{suffix}", item, field, how)


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

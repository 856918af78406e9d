"""Write the tags of struct fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from bessemer.encode.code import Code
from bessemer.encode.go import go_str
from bessemer.ir.types import ConstType, IntegerType, NumberType, StringType, Type
from bessemer.targets.go.types import (
    Constant,
    Direction,
    Field,
    Reader,
    Shape,
    Slice,
    Time,
    is_plain_scalar,
)

# Source: encoding/json, isValidTag.
_SPELLABLE = re.compile(r"^[\w!#$%&()*+\-./:;<=>?@\[\]^{|}~ ]+$")

_FILE = ("format", "binary")


def tag(pairs: tuple[tuple[str, str], ...]) -> Code:
    """A struct tag. It stands between backquotes unless a value has one."""
    text = " ".join(f"{key}:{go_str(value)}" for key, value in pairs)
    return go_str(text) if "`" in text else Code(f"`{text}`")


def field_tag(field: Field, direction: Direction, *, in_query: bool, is_file: bool = False) -> Code:
    """The tag of a field; `in_query`: its struct is sent in a query too; `is_file`: it is a union with files."""
    if field.place == "body":
        return tag((("json", "-"),))
    made = _response(field) if direction == "response" else _request(field, in_query)
    return tag((*made, *((_FILE,) if is_file else ())))


def json_tag(wire_name: str) -> Code:
    """The tag of a field that is only received."""
    return tag(tuple(_named("json", wire_name, "")))


def variant_tag(shape: Shape, direction: Direction, *, in_query: bool) -> Code:
    """The tag of a variant of a union; the field that holds the union tells of files."""
    options = ",omitzero,inline" if direction == "request" else ",inline"
    formats = (pair for pair in _formats(shape) if pair != _FILE)
    return tag((("json", options), *((("query", options),) if in_query else ()), *formats))


def extra_tag() -> Code:
    """The tag of the map of properties without a name."""
    return tag((("json", "-"), ("api", "extrafields")))


def literal_of(type_: Type) -> str | None:
    """The JSON text of a constant that is no string, for its tag; None for all other types."""
    match type_:
        case ConstType(bool() | int() | float() as value):
            return json.dumps(value)
    return None


def told_format(type_: Type) -> str | None:
    """The format of text or of a number that a tag tells."""
    match type_:
        case StringType(("byte" | "uri") as told) | IntegerType("unixtime" as told) | NumberType("unixtime" as told):
            return told
    return None


def _response(field: Field) -> Iterator[tuple[str, str]]:
    yield from _named("json", field.wire_name, "")
    if isinstance(field.shape, Constant):
        yield "default", field.shape.value
        return
    if field.required:
        yield "api", "required"
    elif field.nullable:
        yield "api", "nullable"
    yield from _format(field)


def _request(field: Field, in_query: bool) -> Iterator[tuple[str, str]]:
    omitted = "" if _is_always_sent(field) else ",omitzero"
    match field.place:
        case "json" | "body":
            if in_query:
                yield "query", field.wire_name + omitted
            yield from _named("json", field.wire_name, omitted)
        case "path":
            yield "path", field.wire_name
        case "query":
            yield "query", field.wire_name + omitted
        case "querystring":
            yield "query", field.wire_name + omitted
        case "header":
            yield "header", field.wire_name + omitted
        case "cookie":
            yield "cookie", field.wire_name + omitted
    if field.style is not None and field.place != "path":
        yield "style", field.style
    if field.content is not None:
        yield "content", field.content
    if isinstance(field.shape, Constant):
        yield "default", field.shape.value
    elif field.literal is not None:
        yield "default", field.literal
    elif field.required:
        yield "api", "required"
    yield from _format(field)
    if field.place != "json":
        yield "json", "-"


def _is_always_sent(field: Field) -> bool:
    if isinstance(field.shape, Constant):
        return field.required
    return field.required and not field.nullable and is_plain_scalar(field.shape) and not field.is_listed


def _named(key: str, wire_name: str, options: str) -> Iterator[tuple[str, str]]:
    if _SPELLABLE.match(wire_name):
        # a tag that is only a dash would leave the field out
        yield key, f"{wire_name}{options}" if wire_name != "-" or options else "-,"
        return
    yield key, options
    yield "wire", wire_name


def _format(field: Field) -> Iterator[tuple[str, str]]:
    if field.format is not None:
        yield "format", field.format
    yield from _formats(field.shape)


def _formats(shape: Shape) -> Iterator[tuple[str, str]]:
    while isinstance(shape, Slice):
        shape = shape.item
    if isinstance(shape, Time):
        yield "format", shape.format
    if isinstance(shape, Reader):
        yield _FILE

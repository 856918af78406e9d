"""Lower the parameters of an operation, those of its path item included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from bessemer.document.pointer import Pointer, child
from bessemer.ir.operations import Location, Parameter, Serialization, Style
from bessemer.ir.types import AnyType, ArrayType, NullableType, ObjectType, RefType, Schema, StringType
from bessemer.lower.context import Context
from bessemer.lower.media import is_json
from bessemer.lower.schemas import OVERRIDE, lower_schema, shape
from bessemer.lower.skips import skipped
from bessemer.lower.words import deprecation, text

# RFC 9110 fields that OpenAPI leaves to the client ("shall be ignored" as parameters).
_CLIENTS_OWN = frozenset({"accept", "content-type", "authorization"})
_EXTENDS = "x-stainless-extend-default"
# Default first. Source: OpenAPI 3.1.1 section 4.8.12.2, style values; `cookie` is of 3.2.
_STYLES: dict[str, tuple[Style, ...]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "querystring": ("form",),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}
# How far a chain of references is followed: one may come back to itself.
_MOST_STEPS = 50
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
AS_DOCUMENTED = "as_documented"


def lower_parameters(
    context: Context, operation: Pointer, path: str, suppressed: frozenset[str]
) -> tuple[Parameter, ...]:
    """The parameters in the document's order. `suppressed` are the headers, lower case, that the client itself sets."""
    path_item = Pointer(operation.rpartition("/")[0].removesuffix("/additionalOperations"))
    found: dict[tuple[str, str], Pointer] = {}
    for holder in (path_item, operation):
        for index in range(len(context.at(holder).get("parameters") or ())):
            pointer = context.resolved(child(holder, "parameters", index))
            raw = context.at(pointer)
            found[(raw["in"], raw["name"])] = pointer
    lowered = [_parameter(context, pointer) for pointer in found.values() if not _is_left_out(context, pointer)]
    return (
        *(item for item in lowered if not _is_clients(item, suppressed)),
        *_undescribed(context, operation, path, lowered),
    )


def _is_left_out(context: Context, pointer: Pointer) -> bool:
    """Whether the author skips a parameter; no path can be without one of its own."""
    raw = context.at(pointer)
    at = _schema_at(raw, pointer)
    return raw["in"] != "path" and skipped(context, pointer, (raw, context.at(at) if at else None))


def _is_clients(item: Parameter, suppressed: frozenset[str]) -> bool:
    return item.location == "header" and item.wire_name.lower() in suppressed | _CLIENTS_OWN


def _undescribed(context: Context, operation: Pointer, path: str, lowered: list[Parameter]) -> Iterator[Parameter]:
    """Placeholders of the path that the document says nothing about."""
    known = {item.wire_name for item in lowered if item.location == "path"}
    for name in dict.fromkeys(_PLACEHOLDER.findall(path)):
        if name not in known:
            context.loosen(operation, f"the path parameter {name!r} is not described: it is taken as text")
            schema = Schema(child(operation, "parameters", name), StringType())
            yield Parameter(name, "path", schema, True, operation, serialization=Serialization("simple"))


def _wire_name(context: Context, raw: dict[str, Any], schema: Schema) -> str:
    """The name of a parameter, without the brackets that the format of lists puts after it.

    Source: contracts/python-sdk.md R5.
    """
    name: str = raw["name"]
    type_ = schema.type.inner if isinstance(schema.type, NullableType) else schema.type
    is_list = raw["in"] == "query" and isinstance(type_, ArrayType)
    return name.removesuffix("[]") or name if is_list and context.config.array_format == "brackets" else name


def _parameter(context: Context, pointer: Pointer) -> Parameter:
    raw = context.at(pointer)
    location: Location = raw["in"]
    at = _schema_at(raw, pointer)
    schema = _as_text(lower_schema(context, at)) if at else Schema(child(pointer, "schema"), StringType())
    if location == "path" and _says_nothing(context, schema):
        context.loosen(
            pointer, "all properties of this object are only read, which no path can hold: any value is taken"
        )
        schema = Schema(schema.origin, AnyType())
    written = context.at(at) if at else {}
    hints = _hints(written)
    return Parameter(
        wire_name=_wire_name(context, raw, schema),
        location=location,
        schema=schema,
        required=raw.get("required") is True or location == "path",
        origin=pointer,
        name=text(hints, "x-stainless-param") or text(raw, "x-stainless-param"),
        # the words of an override are those meant for SDKs
        description=(schema.description if hints is not written else None)
        or text(raw, "description")
        or schema.description,
        deprecated=deprecation(raw),
        extends_default=True in (hints.get(_EXTENDS), raw.get(_EXTENDS)),
        serialization=_serialization(context, pointer, raw),
    )


def _says_nothing(context: Context, schema: Schema) -> bool:
    """Whether a value is an object of which nothing may be sent."""
    type_ = schema.type.inner if isinstance(schema.type, NullableType) else schema.type
    for _ in range(_MOST_STEPS):
        if not isinstance(type_, RefType):
            break
        type_ = shape(context, type_.target)
    listed = type_.properties if isinstance(type_, ObjectType) and type_.extra is None else ()
    return bool(listed) and all(item.read_only for item in listed)


def _as_text(schema: Schema) -> Schema:
    """Bytes have no spelling of their own in a URL, a header or a cookie: there they are text."""
    match schema.type:
        case StringType("binary"):
            return schema.as_type(StringType())
        case NullableType(StringType("binary")):
            return schema.as_type(NullableType(StringType()))
        case ArrayType(items):
            return schema.as_type(ArrayType(_as_text(items)))
    return schema


def _hints(schema: Any) -> dict[str, Any]:
    """The schema that says what the SDKs see: the override where there is one."""
    if not isinstance(schema, dict):
        return {}
    override = schema.get(OVERRIDE)
    return override if isinstance(override, dict) else schema


def _schema_at(raw: dict[str, Any], pointer: Pointer) -> Pointer | None:
    if "schema" in raw:
        return child(pointer, "schema")
    content = raw.get("content")
    if not isinstance(content, dict) or not content:
        return None
    media_type, media = next(iter(content.items()))
    return child(pointer, "content", media_type, "schema") if "schema" in (media or {}) else None


def _serialization(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Serialization | None:
    """None for a query parameter, where the config says how all of them are written."""
    content = raw.get("content")
    if isinstance(content, dict) and content:
        return _content(context, pointer, next(iter(content)), raw["in"])
    if raw["in"] == "query" and context.config.array_format != AS_DOCUMENTED:
        return None
    return style_of(context, pointer, raw, raw["in"])


def style_of(context: Context, pointer: Pointer, raw: dict[str, Any], location: str) -> Serialization:
    """The style that a parameter or an encoding has, by default or in so many words."""
    known = _STYLES.get(location, _STYLES["query"])
    style = cast(Style, raw.get("style") or known[0])
    if style not in known:
        context.loosen(child(pointer, "style"), f"the style {style!r} is sent as {known[0]!r}")
        style = known[0]
    explode = raw.get("explode")
    return Serialization(
        style,
        explode if isinstance(explode, bool) else style in ("form", "cookie", "deepObject"),
        raw.get("allowReserved") is True,
    )


def _content(context: Context, pointer: Pointer, media_type: str, location: str) -> Serialization:
    if is_json(media_type):
        return Serialization("json")
    if location == "querystring" and media_type.startswith("application/x-www-form-urlencoded"):
        return Serialization("form", explode=True)
    if not media_type.startswith("text/"):
        context.loosen(child(pointer, "content", media_type), f"a parameter of {media_type} is sent as its text")
    return Serialization("text")

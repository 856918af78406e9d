"""Lower what a schema says of one type of JSON: scalars with a format, arrays, tuples, objects and maps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bessemer.document.pointer import Pointer, below, child, from_ref, tokens
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    IntegerType,
    MapType,
    NullType,
    NumberType,
    ObjectType,
    Property,
    Schema,
    StringType,
    TupleType,
    Type,
    UnionType,
    either,
)
from bessemer.lower.context import Context
from bessemer.lower.skips import skipped
from bessemer.lower.unions import LowerSchema
from bessemer.lower.words import text

# Keywords that say which type is meant where no `type` does.
_KEYWORDS = (
    ("object", ("properties", "additionalProperties", "patternProperties", "propertyNames", "unevaluatedProperties")),
    ("array", ("items", "prefixItems", "contains", "unevaluatedItems", "minItems", "maxItems", "uniqueItems")),
    ("string", ("pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
    ("object", ("minProperties", "maxProperties")),
)
_TELLING = frozenset(("format", *(word for _, words in _KEYWORDS for word in words)))
# Keywords that say what an object holds.
_DESCRIBING = frozenset(("properties", "additionalProperties", "patternProperties", "propertyNames"))
_OF_TEXT = frozenset(("date", "date-time", "time", "duration", "uuid", "uri", "url", "email", "hostname", "byte"))
_MOMENTS = ("date", "date-time")
_COMBINED = (("allOf",), ("oneOf",), ("anyOf",))
# What else is said of a property, beside its schema.
_DIRECTIONS = ("readOnly", "writeOnly")
_MARKS = frozenset((*_DIRECTIONS, "x-stainless-skip"))
_OTHERS = ("const", "enum", "oneOf", "anyOf", "allOf", "$ref")
# Content that text can carry as it is, beside any +json and +xml.
_TEXTUAL = ("text/", "application/json", "application/xml", "application/yaml", "application/jwt")


def kinds(raw: dict[str, Any]) -> tuple[str, ...]:
    """The types of JSON a schema says it is, but null; guessed from its other keywords where it has no `type`."""
    written = raw.get("type")
    if isinstance(written, list):
        return tuple(dict.fromkeys(name for name in written if name != "null"))
    if isinstance(written, str):
        return (written,) if written != "null" else ()
    if raw.keys().isdisjoint(_TELLING):
        return ()
    for name, words in _KEYWORDS:
        scalar = name in ("string", "number")
        if any(word in raw for word in words) and not (scalar and any(word in raw for word in _OTHERS)):
            return (name,)
    return ("string",) if raw.get("format") in _OF_TEXT and not any(word in raw for word in _OTHERS) else ()


def lower_kind(context: Context, pointer: Pointer, raw: dict[str, Any], name: str, lower: LowerSchema) -> Type:
    """What the schema at a pointer says of its values of one type."""
    match name:
        case "string":
            format_ = _format(raw)
            if format_ in _MOMENTS and "type" not in raw:
                context.loosen(child(pointer, "format"), "a format without a type is taken as text of any form")
                format_ = None
            return StringType(format_)
        case "integer":
            return IntegerType(text(raw, "format"))
        case "number":
            return NumberType(text(raw, "format"))
        case "boolean":
            return BooleanType()
        case "null":
            return NullType()
        case "array":
            return _array(context, pointer, raw, lower)
        case "object":
            return _object(context, pointer, raw, lower)
        case _:
            context.loosen(child(pointer, "type"), f"{name!r} is not a type of JSON: any value is taken")
            return AnyType()


def _format(raw: dict[str, Any]) -> str | None:
    """The document's word; content that is no text is binary, and text that stands for it byte."""
    written = text(raw, "format")
    if written is not None:
        return written
    media_type = text(raw, "contentMediaType")
    encoding = text(raw, "contentEncoding")
    if encoding is not None:
        return "byte" if encoding.lower() in ("base64", "base64url") else None
    is_text = media_type is None or media_type.startswith(_TEXTUAL) or media_type.endswith(("+json", "+xml"))
    return None if is_text else "binary"


def _array(context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema) -> Type:
    first = raw.get("prefixItems")
    at = child(pointer, "items")
    if not (isinstance(first, list) and first):
        return ArrayType(lower(context, at) if raw.get("items", False) is not False else Schema(at, AnyType()))
    items = tuple(lower(context, child(pointer, "prefixItems", index)) for index in range(len(first)))
    most = len(first) if raw.get("items") is False else raw.get("maxItems")
    if raw.get("minItems") == most == len(first):
        return TupleType(items)
    item = either((*items, lower(context, at)) if isinstance(raw.get("items"), dict) else items)
    if isinstance(item.type, AnyType | UnionType):
        message = "a tuple that may be shorter or longer is taken as a list of what any of its items may be"
        context.loosen(child(pointer, "prefixItems"), message)
    return ArrayType(item)


def _object(context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema) -> Type:
    extra = _extra(context, pointer, raw, lower)
    properties = lower_properties(context, pointer, raw, lower)
    if properties and extra is None:
        _loosen_undescribed(context, pointer, raw)
    if properties or raw.get("x-stainless-empty-object") is True:
        return ObjectType(properties, extra, is_empty=not properties)
    values = extra or Schema(child(pointer, "additionalProperties"), AnyType())
    # an empty list of properties says no more than none
    is_bare = all(key == "properties" and not raw[key] for key in raw.keys() & _DESCRIBING)
    return MapType(values, _keys(context, pointer, raw), is_bare=is_bare)


def _loosen_undescribed(context: Context, pointer: Pointer, raw: dict[str, Any]) -> None:
    """Say which keys are required that the schema does not describe, and nothing that it is combined with can."""
    written, required = raw["properties"], raw.get("required")
    listed = enumerate(required if isinstance(required, list) else ())
    lost = [(index, name) for index, name in listed if isinstance(name, str) and name not in written]
    if not lost or not raw.keys().isdisjoint(_OTHERS):
        return
    if tokens(pointer)[-2:-1] in _COMBINED or pointer in context.families.children:
        return
    for index, name in lost:
        message = f"{name!r} is required and not described: it has no argument or field of its own"
        context.loosen(child(pointer, "required", index), message)


def _extra(context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema) -> Schema | None:
    """What the keys hold that are not listed; None where the document does not say."""
    written = raw.get("additionalProperties")
    at = child(pointer, "additionalProperties")
    # false only closes the object, which responses outgrow
    if written is True or written == {}:
        return Schema(at, AnyType())
    found = list(_patterns(context, pointer, raw, lower))
    if isinstance(written, dict):
        found.append(lower(context, at))
    if len(found) <= 1:
        return found[0] if found else None
    if any(item.type != found[0].type for item in found):
        message = "what the keys of one pattern hold is taken as what the keys of any may hold"
        context.loosen(child(pointer, "patternProperties"), message)
    return either(tuple(found))


def _patterns(context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema) -> Iterator[Schema]:
    written = raw.get("patternProperties")
    for expression, schema in written.items() if isinstance(written, dict) else ():
        if schema is not False:
            yield lower(context, child(pointer, "patternProperties", expression))


def _keys(context: Context, pointer: Pointer, raw: dict[str, Any]) -> tuple[str, ...] | None:
    """The keys that `propertyNames` lists."""
    if not isinstance(raw.get("propertyNames"), dict):
        return None
    names = context.at(context.resolved(child(pointer, "propertyNames")))
    listed = [names["const"]] if "const" in names else names.get("enum")
    found = tuple(name for name in (listed if isinstance(listed, list) else ()) if isinstance(name, str))
    return found or None


def lower_properties(
    context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema
) -> tuple[Property, ...]:
    """The keys of an object in the document's order."""
    written = raw.get("properties")
    required = raw.get("required")
    names = frozenset(name for name in required if isinstance(name, str)) if isinstance(required, list) else frozenset()
    made = []
    holder = child(pointer, "properties")
    for name, schema in written.items() if isinstance(written, dict) else ():
        at = below(holder, name)
        context.found(at, schema)
        words = [item for item in _words(context, schema) if not item.keys().isdisjoint(_MARKS)]
        if words and skipped(context, at, words):
            continue
        found = Property(name, lower(context, at), required=name in names)
        if words:
            read_only, write_only = _direction(context, at, words)
            found = replace(found, read_only=read_only, write_only=write_only)
        made.append(found)
    return tuple(made)


def _direction(context: Context, pointer: Pointer, words: Sequence[dict[str, Any]]) -> tuple[bool, bool]:
    """Whether a property is only in answers, and whether it is only in requests: what says so nearest to it counts."""
    nearest = next((item for item in words if not item.keys().isdisjoint(_DIRECTIONS)), {})
    read_only, write_only = (nearest.get(mark) is True for mark in _DIRECTIONS)
    if read_only and write_only:
        context.loosen(pointer, "'readOnly' and 'writeOnly' at once: it is in requests and in answers")
        return False, False
    return read_only, write_only


def _words(context: Context, schema: Any) -> tuple[dict[str, Any], ...]:
    """What says something of a property: its schema, and the one it refers to."""
    if isinstance(schema, dict) and "$ref" not in schema and "allOf" not in schema:
        return (schema,)
    found: list[dict[str, Any]] = []
    while isinstance(schema, dict) and len(found) < 8:
        found.append(schema)
        ref = schema.get("$ref") or _wrapped(schema.get("allOf"))
        schema = context.at(context.resolved(from_ref(ref))) if isinstance(ref, str) else None
    return tuple(found)


def _wrapped(members: Any) -> Any:
    """The reference that is the only member of an allOf."""
    alone = isinstance(members, list) and len(members) == 1 and isinstance(members[0], dict)
    return members[0].get("$ref") if alone else None

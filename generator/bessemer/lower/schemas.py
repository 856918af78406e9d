"""Lower schemas: one function per construct, each returning one frozen value."""

from __future__ import annotations

from typing import Any

from bessemer.document.pointer import Pointer, child, from_ref
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    IntegerType,
    MapType,
    NullableType,
    NullType,
    NumberType,
    ObjectType,
    Property,
    RefType,
    Schema,
    StringType,
    Type,
    UnionType,
    Variant,
)
from bessemer.lower.combine import lower_all_of
from bessemer.lower.context import Context
from bessemer.lower.enums import lower_enum
from bessemer.lower.unions import lower_union
from bessemer.lower.words import deprecation, examples, namings, text

OVERRIDE = "x-stainless-override-schema"


def lower_schema(context: Context, pointer: Pointer) -> Schema:
    """The schema written at a pointer, with the words around it."""
    raw = context.at(pointer)
    if isinstance(raw, dict) and isinstance(raw.get(OVERRIDE), dict):
        return lower_schema(context, child(pointer, OVERRIDE))
    words = raw if isinstance(raw, dict) else {}
    return Schema(
        origin=pointer,
        type=lower_type(context, pointer),
        title=text(words, "title"),
        description=text(words, "description"),
        examples=examples(words),
        deprecated=deprecation(words),
        namings=namings(words),
    )


def lower_waiting(context: Context) -> None:
    """Lower every schema that was referred to, and those they refer to."""
    while context.waiting:
        pointer = context.waiting.pop(0)
        if pointer not in context.schemas:
            context.schemas[pointer] = lower_schema(context, pointer)


def lower_type(context: Context, pointer: Pointer) -> Type:
    """The type at a pointer; what the IR cannot say becomes AnyType and a loosening."""
    raw = context.at(pointer)
    if raw is True or raw == {}:
        return AnyType()
    if not isinstance(raw, dict):
        context.loosen(pointer, "a schema that allows nothing is taken as any value")
        return AnyType()
    if isinstance(raw.get("$ref"), str):
        return _reference(context, from_ref(raw["$ref"]))
    type_ = _combined(context, pointer, raw)
    if type_ is None:
        type_ = _valued(context, pointer, raw)
    if type_ is None:
        type_ = _plain(context, pointer, raw)
    return _nulled(raw, type_)


def _reference(context: Context, target: Pointer) -> Type:
    # a component that is only another name for a component is that component
    target = context.resolved(target)
    context.want(target)
    return RefType(target)


def _combined(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Type | None:
    for word in ("oneOf", "anyOf"):
        if isinstance(raw.get(word), list) and raw[word] and not raw.get("properties"):
            return lower_union(context, child(pointer, word), raw, lower_schema)
    if isinstance(raw.get("allOf"), list) and raw["allOf"]:
        return lower_all_of(context, pointer, raw, lower_schema)
    return None


def _valued(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Type | None:
    if "const" in raw:
        return _const(context, pointer, raw["const"])
    if isinstance(raw.get("enum"), list) and raw["enum"]:
        return lower_enum(raw)
    return None


def _const(context: Context, pointer: Pointer, value: Any) -> Type:
    if value is None:
        return NullType()
    if isinstance(value, dict | list):
        context.loosen(child(pointer, "const"), "a constant that is an object or a list is taken as any value")
        return AnyType()
    return ConstType(value)


def _nulled(raw: dict[str, Any], type_: Type) -> Type:
    types = raw.get("type")
    null = isinstance(types, list) and "null" in types and len(types) > 1
    already = isinstance(type_, NullableType | NullType | AnyType)
    return NullableType(type_) if null and not already else type_


def _plain(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Type:
    types = raw.get("type")
    names = [name for name in types if name != "null"] if isinstance(types, list) else [types] if types else []
    if len(names) > 1:
        return _several(context, pointer, raw, names)
    if not names:
        if isinstance(types, list):
            return NullType()
        names = ["object"] if "properties" in raw or "additionalProperties" in raw else []
        names = names or (["array"] if "items" in raw else [])
    return _named(context, pointer, raw, names[0] if names else None)


def _several(context: Context, pointer: Pointer, raw: dict[str, Any], names: list[str]) -> Type:
    """`type: [string, integer]`: a union whose variants all stand at the same place."""
    variants = (
        Schema(child(pointer, "type", index), _named(context, pointer, raw, name)) for index, name in enumerate(names)
    )
    return UnionType(tuple(Variant(schema) for schema in variants))


def _named(context: Context, pointer: Pointer, raw: dict[str, Any], name: str | None) -> Type:
    format_ = text(raw, "format")
    match name:
        case "string":
            return StringType("binary" if _is_binary(raw) else format_)
        case "integer":
            return IntegerType(format_)
        case "number":
            return NumberType(format_)
        case "boolean":
            return BooleanType()
        case "null":
            return NullType()
        case "array":
            return _array(context, pointer, raw)
        case "object":
            return _object(context, pointer, raw)
        case _:
            return AnyType()


def _is_binary(raw: dict[str, Any]) -> bool:
    return raw.get("format") == "binary" or (
        "contentMediaType" in raw and "contentEncoding" not in raw and raw.get("format") is None
    )


def _array(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Type:
    if "items" in raw and raw["items"] is not False:
        return ArrayType(lower_schema(context, child(pointer, "items")))
    if "prefixItems" in raw:
        context.loosen(child(pointer, "prefixItems"), "a tuple is taken as a list of any values")
    return ArrayType(Schema(child(pointer, "items"), AnyType()))


def _object(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Type:
    if raw.get("patternProperties"):
        context.loosen(
            child(pointer, "patternProperties"), "keys by pattern are taken as keys the document does not list"
        )
    extra = raw.get("additionalProperties")
    # false only closes the object, which responses outgrow; true and absent say nothing of the values
    typed = lower_schema(context, child(pointer, "additionalProperties")) if isinstance(extra, dict) and extra else None
    if not raw.get("properties"):
        return MapType(typed or Schema(child(pointer, "additionalProperties"), AnyType()))
    if extra is True or extra == {}:
        typed = Schema(child(pointer, "additionalProperties"), AnyType())
    return ObjectType(lower_properties(context, pointer, raw), typed)


def lower_properties(context: Context, pointer: Pointer, raw: dict[str, Any]) -> tuple[Property, ...]:
    """The keys of an object in the document's order."""
    required = set(raw.get("required") or ())
    made = []
    for name, schema in raw["properties"].items():
        words = schema if isinstance(schema, dict) else {}
        made.append(
            Property(
                wire_name=name,
                schema=lower_schema(context, child(pointer, "properties", name)),
                required=name in required,
                read_only=words.get("readOnly") is True,
                write_only=words.get("writeOnly") is True,
            )
        )
    return tuple(made)

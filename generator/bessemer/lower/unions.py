"""Lower oneOf and anyOf: nullable types, open enums, and unions with or without a discriminator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from bessemer.document.pointer import Pointer, child, from_ref
from bessemer.ir.types import (
    ConstType,
    EnumMember,
    EnumType,
    NullableType,
    NullType,
    RefType,
    Schema,
    StringType,
    Type,
    UnionType,
    Variant,
)
from bessemer.lower.context import Context

LowerSchema: TypeAlias = Callable[[Context, Pointer], Schema]


def lower_union(context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema) -> Type:
    """The type of a list of alternatives at `pointer`, which stands in the schema `raw`."""
    schemas = tuple(lower(context, child(pointer, index)) for index in range(len(context.at(pointer))))
    present = tuple(schema for schema in schemas if not isinstance(schema.type, NullType))
    if not present:
        return NullType()
    type_ = _alternatives(context, present, raw)
    null = len(present) < len(schemas)
    return NullableType(type_) if null and not isinstance(type_, NullableType) else type_


def _alternatives(context: Context, schemas: tuple[Schema, ...], raw: dict[str, Any]) -> Type:
    if len(schemas) == 1:
        return schemas[0].type
    opened = _open_enum(schemas)
    if opened is not None:
        return opened
    discriminator = raw.get("discriminator")
    name = discriminator.get("propertyName") if isinstance(discriminator, dict) else None
    if not isinstance(name, str):
        return UnionType(tuple(Variant(schema) for schema in schemas))
    tags = _mapped_tags(context, discriminator)
    return UnionType(tuple(Variant(schema, _tag(context, schema, name, tags)) for schema in schemas), name)


def _open_enum(schemas: tuple[Schema, ...]) -> Type | None:
    """Plain text beside listed text: an enum that takes other values too."""
    plain = [index for index, schema in enumerate(schemas) if schema.type == StringType()]
    listed = [schema for schema in schemas if schema.type != StringType()]
    if len(plain) != 1 or not all(isinstance(schema.type, EnumType | ConstType) for schema in listed):
        return None
    members = tuple(member for schema in listed for member in _members(schema))
    if not all(isinstance(member.value, str) for member in members):
        return None
    return EnumType(members, "value-first" if plain[0] == 0 else "listed-first")


def _members(schema: Schema) -> tuple[EnumMember, ...]:
    if isinstance(schema.type, EnumType):
        return schema.type.members
    return (EnumMember(schema.type.value, None, schema.description),) if isinstance(schema.type, ConstType) else ()


def _mapped_tags(context: Context, discriminator: Any) -> dict[Pointer, str]:
    mapping = discriminator.get("mapping")
    tags: dict[Pointer, str] = {}
    for tag, target in mapping.items() if isinstance(mapping, dict) else ():
        pointer = from_ref(target) if target.startswith("#") else Pointer(f"/components/schemas/{target}")
        tags.setdefault(context.resolved(pointer), tag)
    return tags


def _tag(context: Context, schema: Schema, name: str, tags: dict[Pointer, str]) -> str | None:
    """A variant's discriminator value: by the mapping, else by its constant property, else its component's name."""
    if not isinstance(schema.type, RefType):
        return _constant(context.at(schema.origin), name)
    target = schema.type.target
    return tags.get(target) or _constant(context.at(target), name) or target.rpartition("/")[2]


def _constant(raw: Any, name: str) -> str | None:
    properties = raw.get("properties") if isinstance(raw, dict) else None
    tag = properties.get(name) if isinstance(properties, dict) else None
    if not isinstance(tag, dict):
        return None
    values = [tag["const"]] if "const" in tag else tag.get("enum")
    return str(values[0]) if isinstance(values, list) and len(values) == 1 else None

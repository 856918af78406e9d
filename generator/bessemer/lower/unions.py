"""Lower oneOf and anyOf: nullable types, open enums, and unions with or without a discriminator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from bessemer.document.pointer import Pointer, child, from_ref, parent, tokens
from bessemer.ir.types import (
    AnyType,
    ConstType,
    EnumMember,
    EnumType,
    NullableType,
    NullType,
    ObjectType,
    RefType,
    Scalar,
    Schema,
    StringType,
    Type,
    UnionType,
    Variant,
)
from bessemer.lower.combine import Shape
from bessemer.lower.context import Context
from bessemer.lower.inheritance import resolved_name, tag_name
from bessemer.lower.skips import skipped

LowerSchema: TypeAlias = Callable[[Context, Pointer], Schema]

_DEEPEST = 16
# Keywords that only limit values: an alternative made of them alone says nothing of the type.
_LIMITS = frozenset(
    (
        *("required", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "dependencies"),
        *("not", "if", "then", "else", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        *("minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "contains", "minContains"),
        *("maxContains", "unevaluatedProperties", "unevaluatedItems", "title", "description", "$comment", "example"),
        *("examples", "default", "deprecated", "externalDocs"),
    )
)


def lower_union(context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema) -> Type:
    """The type of a list of alternatives at `pointer`, which stands in the schema `raw`."""
    written = context.at(pointer)
    if all(_only_limits(item) for item in written):
        return AnyType()
    kept = (index for index, item in enumerate(written) if not _is_left_out(context, child(pointer, index), item))
    schemas = tuple(lower(context, child(pointer, index)) for index in kept)
    present = tuple(schema for schema in schemas if not isinstance(schema.type, NullType))
    if not present:
        return NullType()
    type_ = _alternatives(context, present, raw)
    null = len(present) < len(schemas)
    if null and isinstance(type_, AnyType):
        return AnyType(or_null=True)
    return NullableType(type_) if null and not isinstance(type_, NullableType) else type_


def heirs_union(context: Context, base: Pointer, own: Schema) -> Type:
    """What a component stands for whose discriminator tells its heirs apart: one of them, or itself."""
    raw = context.at(base)
    name = tag_name(raw)
    heirs = context.families.heirs(base)
    for heir in heirs:
        context.want(heir.pointer)
    schemas = tuple(Schema(heir.pointer, RefType(heir.pointer)) for heir in heirs)
    tags = {heir.pointer: heir.tags[0] for heir in heirs}
    variants = told_apart(context, schemas, name, tags) if name else _tagged(schemas, tuple(tags.values()))
    words = own.title or tokens(base)[-1]
    mine = context.families.own_tags(base)
    own_variant = Variant(replace(own, title=f"{words} base"), mine[0] if mine else None)
    is_mapped = name is not None and bool(_mapped_tags(context, raw["discriminator"]))
    return UnionType((*variants, own_variant), name, is_mapped)


def narrowed(context: Context, pointer: Pointer, type_: Type, shape: Shape) -> Type:
    """A component below a base: its discriminator is the tag that stands for it, unless it says more itself."""
    for base in context.families.bases(pointer):
        name = tag_name(context.at(base))
        tags = context.families.tags(pointer, base)
        if name is not None and tags and isinstance(type_, ObjectType):
            tag: Type = ConstType(tags[0]) if len(tags) == 1 else EnumType(tuple(EnumMember(item) for item in tags))
            properties = (
                (
                    replace(item, schema=replace(item.schema, type=tag, default=None, examples=()))
                    if item.wire_name == name and _is_open(item.schema.type, len(tags), shape)
                    else item
                )
                for item in type_.properties
            )
            type_ = replace(type_, properties=tuple(properties))
    return type_


def _is_open(type_: Type, tags: int, shape: Shape) -> bool:
    """Whether a property may hold other values than the tags."""
    if isinstance(type_, RefType):
        type_ = shape(type_.target)
    if isinstance(type_, EnumType):
        return type_.is_open or len(type_.members) > tags
    return isinstance(type_, StringType | NullableType)


def _only_limits(item: Any) -> bool:
    return (
        isinstance(item, dict) and bool(item) and item.keys() <= _LIMITS and not item.keys() <= {"description", "title"}
    )


def _is_left_out(context: Context, pointer: Pointer, item: Any) -> bool:
    """Whether an alternative says nothing: one that the author skips, and the very schema it is an alternative of."""
    if not isinstance(item, dict):
        return item is False
    return item.get("$ref") == f"#{parent(parent(pointer))}" or skipped(context, pointer, (item,))


def _alternatives(context: Context, schemas: tuple[Schema, ...], raw: dict[str, Any]) -> Type:
    if len(schemas) == 1:
        return schemas[0].type
    if all(isinstance(schema.type, AnyType) for schema in schemas):
        return AnyType()
    opened = _open_enum(context, schemas)
    if opened is not None:
        return opened
    name = tag_name(raw)
    if name is None:
        return UnionType(tuple(Variant(schema) for schema in schemas))
    tags = _mapped_tags(context, raw["discriminator"])
    return UnionType(told_apart(context, schemas, name, tags), name, bool(tags))


def told_apart(
    context: Context,
    schemas: tuple[Schema, ...],
    name: str | None,
    mapped: Mapping[Pointer, str] = MappingProxyType({}),
) -> tuple[Variant, ...]:
    """The alternatives of a union whose members are told apart by a property, as far as their schemas say how.

    Where each has a constant of its own there it is told by that, whatever a mapping says.
    """
    if name is None:
        return _tagged(schemas, (None,) * len(schemas))
    constants = tuple(_constant(context, context.at(_where(schema)), name) for schema in schemas)
    if None in constants or len({(type(item), item) for item in constants}) < len(constants):
        constants = tuple(_tag(schema, constant, mapped) for schema, constant in zip(schemas, constants, strict=True))
    return _tagged(schemas, constants)


def _tagged(schemas: tuple[Schema, ...], tags: tuple[Scalar | None, ...]) -> tuple[Variant, ...]:
    return tuple(Variant(schema, tag) for schema, tag in zip(schemas, tags, strict=True))


def _open_enum(context: Context, schemas: tuple[Schema, ...]) -> Type | None:
    """Plain text beside listed text: an enum that takes other values too.

    Constants that are no types of their own (`x-stainless-nominal: false`) stand before the text.
    """
    plain = [index for index, schema in enumerate(schemas) if schema.type == StringType()]
    listed = [schema for schema in schemas if schema.type != StringType()]
    if len(plain) != 1 or not all(isinstance(schema.type, EnumType | ConstType) for schema in listed):
        return None
    members = tuple(member for schema in listed for member in _members(schema))
    if not all(isinstance(member.value, str) for member in members):
        return None
    constants = [schema for schema in listed if isinstance(schema.type, ConstType)]
    folded = any(context.at(schema.origin).get("x-stainless-nominal") is False for schema in constants)
    return EnumType(members, "value-first" if plain[0] == 0 and not folded else "listed-first")


def _members(schema: Schema) -> tuple[EnumMember, ...]:
    if isinstance(schema.type, EnumType):
        return schema.type.members
    return (EnumMember(schema.type.value, None, schema.description),) if isinstance(schema.type, ConstType) else ()


def _mapped_tags(context: Context, discriminator: Any) -> dict[Pointer, str]:
    mapping = discriminator.get("mapping")
    tags: dict[Pointer, str] = {}
    for tag, target in mapping.items() if isinstance(mapping, dict) else ():
        pointer = resolved_name(context.spec, target)
        if pointer is not None:
            tags.setdefault(pointer, tag)
    return tags


def _where(schema: Schema) -> Pointer:
    return schema.type.target if isinstance(schema.type, RefType) else schema.origin


def _tag(schema: Schema, constant: Scalar | None, mapped: Mapping[Pointer, str]) -> Scalar | None:
    """A variant's discriminator value: by the mapping, else by its constant property, else its component's name."""
    if not isinstance(schema.type, RefType):
        return constant
    # the keys of a mapping are text; the property says what they are text of
    if constant is not None and not isinstance(constant, str):
        return constant
    tag = mapped.get(schema.type.target, constant)
    return tag if tag is not None else tokens(schema.type.target)[-1]


def _constant(context: Context, raw: Any, name: str, depth: int = 0) -> Scalar | None:
    """The only value of a property of an object, which may be inherited."""
    if not isinstance(raw, dict) or depth > _DEEPEST:
        return None
    if isinstance(raw.get("$ref"), str):
        return _constant(context, context.at(context.resolved(from_ref(raw["$ref"]))), name, depth + 1)
    properties = raw.get("properties")
    tag = properties.get(name) if isinstance(properties, dict) else None
    if isinstance(tag, dict):
        if isinstance(tag.get("$ref"), str):
            tag = context.at(context.resolved(from_ref(tag["$ref"])))
        listed = [tag["const"]] if "const" in tag else tag.get("enum")
        only = listed[0] if isinstance(listed, list) and len(listed) == 1 else None
        return only if isinstance(only, str | int | float) else None
    members = raw.get("allOf")
    found = (_constant(context, item, name, depth + 1) for item in (members if isinstance(members, list) else ()))
    return next((item for item in found if item is not None), None)

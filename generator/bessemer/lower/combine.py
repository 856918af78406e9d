"""Lower allOf: one member is that member, several objects are one object with all their properties."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bessemer.document.pointer import Pointer, child
from bessemer.ir.types import AnyType, MapType, NullableType, ObjectType, Property, RefType, Schema, Type
from bessemer.lower.context import Context
from bessemer.lower.unions import LowerSchema


def lower_all_of(context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema) -> Type:
    members = tuple(lower(context, child(pointer, "allOf", index)) for index in range(len(raw["allOf"])))
    own = lower_own_properties(context, pointer, raw, lower)
    if len(members) == 1 and not own:
        return members[0].type
    parts = [_object(context, member.type, lower) for member in members]
    objects = [part for part in parts if part is not None]
    if len(objects) < len(parts):
        return _largest(context, pointer, members)
    properties: dict[str, Property] = {}
    for item in (*(item for part in objects for item in part.properties), *own):
        before = properties.get(item.wire_name)
        properties[item.wire_name] = (
            item if before is None else replace(item, required=item.required or before.required)
        )
    required = set(raw.get("required") or ())
    made = (replace(item, required=item.required or item.wire_name in required) for item in properties.values())
    return ObjectType(tuple(made), next((part.extra for part in objects if part.extra is not None), None))


def lower_own_properties(
    context: Context, pointer: Pointer, raw: dict[str, Any], lower: LowerSchema
) -> tuple[Property, ...]:
    """The properties that stand beside the allOf."""
    required = set(raw.get("required") or ())
    names = raw.get("properties") or {}
    return tuple(Property(name, lower(context, child(pointer, "properties", name)), name in required) for name in names)


def _object(context: Context, type_: Type, lower: LowerSchema) -> ObjectType | None:
    while isinstance(type_, RefType | NullableType):
        type_ = _target(context, type_.target, lower) if isinstance(type_, RefType) else type_.inner
    if isinstance(type_, MapType | AnyType):
        return ObjectType(())
    return type_ if isinstance(type_, ObjectType) else None


def _target(context: Context, target: Pointer, lower: LowerSchema) -> Type:
    if target not in context.schemas:
        # a placeholder, so that an allOf that comes back to itself ends
        context.schemas[target] = Schema(target, ObjectType(()))
        context.schemas[target] = lower(context, target)
    return context.schemas[target].type


def _largest(context: Context, pointer: Pointer, members: tuple[Schema, ...]) -> Type:
    context.loosen(child(pointer, "allOf"), "an allOf of values that are not all objects is taken as any value")
    typed = [member.type for member in members if not isinstance(member.type, AnyType | ObjectType | MapType)]
    return typed[0] if len(typed) == 1 else AnyType()

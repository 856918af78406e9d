"""Lower schemas: each keyword says a part of the type, and what all parts allow is the type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from bessemer.document.pointer import Pointer, child, from_ref
from bessemer.ir.types import (
    AnyType,
    NullableType,
    NullType,
    ObjectType,
    RefType,
    Schema,
    Type,
    UnionType,
    Variant,
)
from bessemer.lower.combine import Meeting
from bessemer.lower.context import Context
from bessemer.lower.enums import lower_const, lower_enum
from bessemer.lower.shapes import kinds, lower_kind
from bessemer.lower.unions import heirs_union, lower_union, narrowed
from bessemer.lower.words import WORDS, default, deprecation, examples, namings, text

OVERRIDE = "x-stainless-override-schema"
_UNIONS = ("oneOf", "anyOf")
_COMBINING = frozenset((*_UNIONS, "allOf", "$ref"))
_SCALARS = ("string", "integer", "number", "boolean")
_REFERRING = frozenset(("$ref", "title", "description", "examples", "deprecated", "readOnly", "writeOnly"))
_BESIDE = frozenset((*_COMBINING, "const", "enum", "discriminator"))


def lower_schema(context: Context, pointer: Pointer) -> Schema:
    """The schema written at a pointer, with the words around it; one that is a model is referred to."""
    if pointer in context.named:
        context.want(pointer)
        return _worded(pointer, context.at(pointer), RefType(pointer))
    return _written(context, pointer)


def _written(context: Context, pointer: Pointer) -> Schema:
    raw = context.at(pointer)
    if isinstance(raw, dict) and isinstance(raw.get(OVERRIDE), dict):
        return lower_schema(context, child(pointer, OVERRIDE))
    return _worded(pointer, raw, _type(context, pointer, raw))


def lower_waiting(context: Context) -> None:
    """Lower every schema that was referred to, and those they refer to."""
    while context.waiting:
        context.reads.apart(partial(_lowered, context, context.waiting.popleft()))


def lower_again(context: Context, pointer: Pointer) -> Schema:
    """A schema that was referred to, lowered among others that are there already."""
    return _lowered(context, pointer)


def _type(context: Context, pointer: Pointer, raw: Any) -> Type:
    """The type of the schema at a pointer; what the IR cannot say becomes AnyType and a loosening."""
    if raw is True or raw == {}:
        return AnyType()
    if not isinstance(raw, dict):
        context.loosen(pointer, "a schema that allows nothing is taken as any value")
        return AnyType()
    if raw.get("x-stainless-any") is True:
        return AnyType()
    if pointer not in context.families.children:
        # what most schemas are: one keyword says the type, and nothing is to be met with it
        if raw.get("type") in _SCALARS and raw.keys().isdisjoint(_BESIDE):
            return lower_kind(context, pointer, raw, raw["type"], lower_schema)
        if "$ref" in raw and raw.keys() <= _REFERRING:
            return _referred(context, raw["$ref"])
    if context.families.heirs(pointer) and not any(raw.get(word) for word in _UNIONS):
        return heirs_union(context, pointer, _worded(pointer, raw, _inherited(context, pointer)))
    parts = [*_own_parts(context, pointer, raw), *_union_parts(context, pointer, raw)]
    type_ = _combined(context, pointer, raw, parts)
    if pointer in context.families.parents:
        type_ = narrowed(context, pointer, _extended(context, type_), _shape_of(context))
    return type_


def _lowered(context: Context, pointer: Pointer) -> Schema:
    context.reads.now.add(pointer)
    if pointer not in context.schemas:
        context.open.add(pointer)
        context.schemas[pointer] = context.reads.unit(("schema", pointer), lambda: _written(context, pointer))
        context.open.discard(pointer)
    return context.schemas[pointer]


def _worded(pointer: Pointer, raw: Any, type_: Type) -> Schema:
    words = raw if isinstance(raw, dict) else {}
    if words.keys().isdisjoint(WORDS):
        return Schema(pointer, type_, description=text(words, "description"))
    return Schema(
        origin=pointer,
        type=type_,
        title=text(words, "x-stainless-variantName") or text(words, "title"),
        description=text(words, "description"),
        examples=examples(words),
        deprecated=deprecation(words),
        namings=namings(words),
        default=default(words),
    )


def _combined(context: Context, pointer: Pointer, raw: dict[str, Any], parts: list[Type]) -> Type:
    meeting = Meeting(context, pointer, _shape_of(context))
    type_ = meeting.types(parts)
    if raw.keys() & _COMBINING:
        required = frozenset(_required(raw))
        type_ = meeting.required(type_, required) if required else type_
    if isinstance(type_, ObjectType) and isinstance(raw.get("allOf"), list):
        type_ = replace(type_, bases=tuple(_bases(context, raw["allOf"])))
    return _nulled(raw, type_)


def _bases(context: Context, members: list[Any]) -> Iterator[Pointer]:
    """The models among what an object combines."""
    for member in members:
        ref = member.get("$ref") if isinstance(member, dict) else None
        if isinstance(ref, str):
            target = context.schema_at(from_ref(ref))
            known = target in context.named and target not in context.open
            if known and isinstance(shape(context, target), ObjectType):
                yield target


def _own_parts(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Iterator[Type]:
    """What the keywords say but for oneOf and anyOf: the references, the members of allOf, then the schema's own."""
    if isinstance(raw.get("$ref"), str):
        yield _referred(context, raw["$ref"])
    members = raw.get("allOf")
    for index in range(len(members) if isinstance(members, list) else 0):
        at = child(pointer, "allOf", index)
        if context.at(at) is not True:
            yield lower_schema(context, at).type
    own = _own(context, pointer, raw)
    if own is not None:
        yield own


def _referred(context: Context, ref: str) -> Type:
    # a component that is only another name for a component is that component
    target = context.schema_at(from_ref(ref))
    context.want(target)
    return RefType(target)


def _own(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Type | None:
    names = kinds(raw)
    listed: Type | None = None
    if "const" in raw:
        listed = lower_const(context, pointer, raw, names)
    elif isinstance(raw.get("enum"), list) and raw["enum"]:
        listed = lower_enum(context, pointer, raw, names)
    if listed is not None:
        return listed
    if not names:
        return NullType() if _is_null(raw) else None
    if len(names) == 1:
        return lower_kind(context, pointer, raw, names[0], lower_schema)
    # `type: [string, integer]`: a union whose variants all stand at the same place
    variants = (
        Schema(child(pointer, "type", index), lower_kind(context, pointer, raw, name, lower_schema))
        for index, name in enumerate(names)
    )
    return UnionType(tuple(Variant(schema) for schema in variants))


def _union_parts(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Iterator[Type]:
    for word in _UNIONS:
        if isinstance(raw.get(word), list) and raw[word]:
            yield lower_union(context, child(pointer, word), raw, lower_schema)


def _shape_of(context: Context) -> Any:
    return lambda target: shape(context, target)


def shape(context: Context, target: Pointer) -> Type:
    """What a reference stands for when something is added to it: a base without its heirs."""
    if target in context.open or context.families.heirs(target):
        return _inherited(context, target)
    return _lowered(context, target).type


def _inherited(context: Context, pointer: Pointer) -> Type:
    """What a component passes on to those that extend it: all but its oneOf and anyOf, which may name them."""
    if pointer not in context.inherited:
        # a placeholder, so that an allOf that comes back to itself ends
        context.inherited[pointer] = ObjectType(())
        key = ("inherited", pointer)
        context.inherited[pointer] = context.reads.unit(key, lambda: _passed_on(context, pointer))
    context.reads.now |= context.reads.made.get(("inherited", pointer), {pointer})
    return context.inherited[pointer]


def _passed_on(context: Context, pointer: Pointer) -> Type:
    raw = context.at(pointer)
    if not isinstance(raw, dict):
        return AnyType()
    return _extended(context, _combined(context, pointer, raw, list(_own_parts(context, pointer, raw))))


def _extended(context: Context, type_: Type) -> Type:
    """A component that adds nothing to its base is like it, but one of its heirs."""
    if isinstance(type_, RefType) and context.families.heirs(type_.target):
        return shape(context, type_.target)
    return type_


def _required(raw: dict[str, Any]) -> Iterator[str]:
    """The keys that a schema or a member of its allOf requires."""
    members = raw.get("allOf")
    for item in (raw, *(members if isinstance(members, list) else ())):
        listed = item.get("required") if isinstance(item, dict) else None
        yield from (name for name in (listed if isinstance(listed, list) else ()) if isinstance(name, str))


def _is_null(raw: dict[str, Any]) -> bool:
    types = raw.get("type")
    return types == "null" or (isinstance(types, list) and "null" in types)


def _nulled(raw: dict[str, Any], type_: Type) -> Type:
    if not _is_null(raw) or raw["type"] in ("null", ["null"]):
        return type_
    return type_ if isinstance(type_, NullableType | NullType | AnyType) else NullableType(type_)

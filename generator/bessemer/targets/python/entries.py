"""Describe types for the reference: their fields, their variants, their values."""

from __future__ import annotations

import re
from typing import TypeAlias

from bessemer.encode.python import py_value
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EnumType,
    IntegerType,
    MapType,
    NullableType,
    NullType,
    NumberType,
    ObjectType,
    RefType,
    Schema,
    StringType,
    TupleType,
    UnionType,
)
from bessemer.naming.plural import singular
from bessemer.targets.python.identifiers import field_names, key_names
from bessemer.targets.python.names import ModelNames, Names
from bessemer.targets.python.place import Place
from bessemer.targets.python.scalars import enum_parts
from bessemer.targets.python.types import ordered_properties, typed
from bessemer.targets.python.typetext import TypeText, optional
from bessemer.targets.python.variants import variant_place
from bessemer.targets.target import Entry, Link, Span

Parts: TypeAlias = tuple[tuple[Entry, ...], tuple[Entry, ...]]
_WORD = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|\w+)")
_NOTHING: Parts = ((), ())


def link(item: ModelNames) -> Link:
    return Link(item.model.resource[0] if item.model.resource else "", item.model.name)


def spans(start: str, rest: tuple[Span, ...]) -> tuple[Span, ...]:
    """A label that begins with some text."""
    if rest and rest[0].link is None:
        return (Span(start + rest[0].text), *rest[1:])
    return (Span(start), *rest) if start else rest


def linked(text: TypeText, names: Names) -> tuple[Span, ...]:
    """A type expression with its models linked; the runtime's own types under the names that typing has for them."""
    models = {item.spelled(direction): item for item in names.models.values() for direction in item.directions}
    known = {
        item.name: models[item.name, item.module]
        for item in text.imports
        if isinstance(item.module, tuple) and (item.name, item.module) in models
    }
    found: list[Span] = []
    for piece in _WORD.split(text.code.replace("SequenceNotStr[", "Sequence[")):
        if piece in known:
            found.append(Span(piece, link(known[piece])))
        elif found and found[-1].link is None:
            found[-1] = Span(found[-1].text + piece)
        elif piece:
            found.append(Span(piece))
    return tuple(found)


def is_object(schema: Schema, names: Names) -> bool:
    """Whether a schema is a class, under its own name or a model's."""
    final = names.final(schema).type
    return isinstance(final, ObjectType) and final.is_class


def class_entry(schema: Schema, place: Place, name: str) -> Entry:
    """`class Name: …` with its fields."""
    resolved = place.names.resolved(schema)
    if isinstance(resolved.type, RefType):
        name, _ = place.names.models[resolved.type.target].spelled(place.direction)
    entries, _ = expanded(schema, place)
    return Entry((Span(f"class {name}: …"),), None, place.names.final(schema).description, entries)


def expanded(schema: Schema, place: Place) -> Parts:
    """What is printed below an entry of that type: fields, or the values and variants it takes."""
    type_ = schema.type
    match type_:
        case NullableType(inner):
            return expanded(schema.as_type(inner), place)
        case ArrayType(items):
            return expanded(items, place._replace(words=_item_words(place), in_array=True, in_alias=False))
        case TupleType():
            return expanded(schema.as_type(ArrayType(type_.item())), place)
        case MapType(values):
            return expanded(values, place._replace(in_array=False, in_alias=False))
        case RefType(target):
            if any(pointer == target for pointer, _ in place.open):
                return _NOTHING
            inside = place._replace(open=(*place.open, (target, "")))
            model = place.names.models.get(target)
            if model is not None:
                inside = inside._replace(prefix="", root=model.spelled(place.direction)[0], words=("item",))
            return expanded(place.names.api.schemas[target], inside)
        case ObjectType():
            return _fields(schema, type_, place), ()
        case UnionType(variants):
            inside = place._replace(in_alias=True, prefix=place.prefix if _is_main(place) else place.wanted)
            return (), tuple(_variant(index, type_, inside) for index in range(len(variants)))
        case EnumType():
            return (), _values(type_, place)
        case ConstType(value):
            return (), (Entry((Span(py_value(value)),)),)
        case StringType() | IntegerType() | NumberType() | BooleanType() | NullType() | AnyType():
            return _NOTHING


def _item_words(place: Place) -> tuple[str, ...]:
    return (*place.words, "item") if place.in_array else singular(place.words)


def _is_main(place: Place) -> bool:
    """Whether a type has its module's own name; another one takes its name from where it stands."""
    return place.words in ((), ("item",))


def _fields(schema: Schema, type_: ObjectType, place: Place) -> tuple[Entry, ...]:
    inside = place if _is_main(place) else place.below(place.wanted, schema.origin)
    called = (field_names if place.direction == "response" else key_names)(place.names.caser, type_.properties).names
    found = []
    for item in ordered_properties(type_, place):
        name = called[item.wire_name]
        at = inside.called(item.wire_name)
        text = typed(item.schema, at)
        entries, choices = expanded(item.schema, at)
        label = linked(text if item.required else optional(text), place.names)
        found.append(Entry(spans(f"{name}: ", label), None, item.schema.description, entries, choices))
    return tuple(found)


def _variant(index: int, union_: UnionType, place: Place) -> Entry:
    at = variant_place(index, union_, place)
    schema = union_.variants[index].schema
    if is_object(schema, place.names):
        target = getattr(schema.type, "target", None)
        if target is not None and any(pointer == target for pointer, _ in place.open):
            return Entry(linked(typed(schema, at), place.names))
        return class_entry(schema, at, at.wanted)
    entries, choices = expanded(schema, at)
    label = spans(f"UnionMember{index} = ", linked(typed(schema, at), place.names))
    return Entry(label, None, schema.description, entries, choices)


def _values(type_: EnumType, place: Place) -> tuple[Entry, ...]:
    values = tuple(
        Entry((Span(py_value(member.value)),), None, member.description)
        for member in type_.members
        if member.value is not None
    )
    if not type_.is_open:
        return values
    found = []
    for index, (text, is_listed) in enumerate(enum_parts(type_, place)):
        found.append(Entry((Span(f"UnionMember{index} = {text.code}"),), choices=values if is_listed else ()))
    return tuple(found)

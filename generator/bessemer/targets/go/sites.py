"""Say where a schema is used, and what that means for its Go type: its name, the order of its fields."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.types import Json, MapType, NullableType, ObjectType, Property, RefType, Schema, Type
from bessemer.naming.order import name_order
from bessemer.targets.go.names import RECEIVED, joined_base
from bessemer.targets.go.types import (
    Constant,
    Direction,
    Doc,
    Field,
    Plain,
    Recursive,
    Shape,
    UnionVariant,
    is_object,
    is_wrapped_when_optional,
)


@frozen
class Site:
    """Where a schema is used: what its type is called if it needs a name, and which file then has it.

    `item` names the items of an array here. `marked`: the names need no `Param` to say that they are for requests.
    `in_form`: what is binary is a file. `inside`: within another type; `unnamed`: a property of an object that is
    there written out, which no model names. `within` are the components whose variants stand in unions around here.
    """

    base: str
    item: str
    direction: Direction
    home: tuple[str, ...]
    marked: bool
    required: bool = True
    in_array: bool = False
    in_form: bool = False
    inside: bool = False
    unnamed: bool = False
    within: frozenset[Pointer] = frozenset()


def doc_of(schema: Schema) -> Doc:
    return Doc(schema.title, schema.description, schema.deprecated)


def ordered(fields: tuple[Field, ...], direction: Direction) -> tuple[Field, ...]:
    """Required fields before optional ones, `id` first, then `token`, then by wire name; in requests constants last.

    Source: contracts/go-sdk.md P9 and R10.
    """

    def rank(field: Field) -> tuple[int, int, bool, int, str]:
        if direction == "response":
            return int(not field.required), 0, False, *name_order(field.wire_name)
        return _request_rank(field), _null_rank(field), field.place != "query", *name_order(field.wire_name)

    return tuple(sorted(fields, key=rank))


def _null_rank(field: Field) -> int:
    """Of fields that are alike otherwise, those come first that may be null and are no objects that models name."""
    shape = field.shape.target if isinstance(field.shape, Recursive) else field.shape
    if not field.nullable or (field.is_model and is_object(shape)):
        return 2
    return int(field.required and not is_wrapped_when_optional(shape))


def is_model(type_: Type, models: Container[Pointer], schemas: Mapping[Pointer, Schema]) -> bool:
    """Whether a type is a reference that leads to a model."""
    while isinstance(type_, RefType) and type_.target not in models:
        type_ = schemas[type_.target].type
    return isinstance(type_, RefType)


def is_any_object(schema: Schema, map_: MapType, models: Container[Pointer], components: Container[Pointer]) -> bool:
    """Whether an object of any keys is any value: one of which nothing is said, and one with a title of its own."""
    if map_.is_bare:
        return schema.origin not in models
    return schema.title is not None and schema.origin not in components


def is_map(type_: Type) -> bool:
    """Whether a type is an object of which no key is listed; what it holds is one of its items."""
    return isinstance(type_.inner if isinstance(type_, NullableType) else type_, MapType)


def _request_rank(field: Field) -> int:
    if field.place == "path":
        return 0
    if field.place in ("header", "cookie"):
        return 5
    if isinstance(field.shape, Constant):
        return 4
    if field.required:
        return 1
    return 2 if is_wrapped_when_optional(field.shape) and not field.is_listed else 3


def suffixed(name: str, site: Site) -> str:
    return f"{name}Param" if site.direction == "request" and not site.marked else name


def renamed(site: Site, name: str, union: str) -> Site:
    """The site below a type of that name: where another has the wanted name, the names below follow.

    `union` is what a union there would be called.
    """
    wanted = (suffixed(site.base, site), suffixed(union, site))
    if name in wanted or name in (f"{item}{RECEIVED}" for item in wanted):
        return site
    base = name.removesuffix("Param") if site.direction == "request" and not site.marked else name
    return replace(site, base=base.removesuffix("Union"), item=joined_base(base, "Item"))


def scalar_shape(values: tuple[Json, ...]) -> Plain:
    kinds = {type(value) for value in values}
    if kinds == {str}:
        return Plain("string")
    if kinds == {bool}:
        return Plain("bool")
    if kinds == {int}:
        return Plain("int64")
    return Plain("float64") if kinds and kinds <= {int, float} else Plain("any")


def distinct(variants: Iterator[UnionVariant]) -> Iterator[UnionVariant]:
    """Variants that Go can tell apart: two that came out alike are one."""
    seen: set[tuple[str, Shape]] = set()
    for variant in variants:
        if (variant.name, variant.shape) not in seen:
            seen.add((variant.name, variant.shape))
            yield variant


def carried(object_: ObjectType, direction: Direction) -> Iterator[Property]:
    """The properties of an object that go in that direction."""
    for item in object_.properties:
        if not (item.read_only if direction == "request" else item.write_only):
            yield item

"""Give each response union the fields of its variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bessemer.targets.go.labels import element_label, variant_label
from bessemer.targets.go.names import Names, joined_base
from bessemer.targets.go.sites import distinct
from bessemer.targets.go.types import (
    Constant,
    Declaration,
    Doc,
    Enum,
    Field,
    Map,
    Named,
    Plain,
    Recursive,
    Shape,
    Slice,
    Struct,
    Union,
    UnionVariant,
)

_STRING = Plain("string")
_ANY = Plain("any")


class Merger:
    """Merges the unions of one SDK. A property that differs between variants becomes a union of its own."""

    def __init__(self, declared: Mapping[str, Declaration], names: Names) -> None:
        self.merged: dict[str, Declaration] = dict(declared)
        # the unions made here, by the union they belong to
        self.made: dict[str, list[str]] = {}
        self._names = names
        self._owner = ""
        self._made_of: dict[frozenset[Shape], Named] = {}

    def run(self) -> None:
        for name, declaration in tuple(self.merged.items()):
            if isinstance(declaration, Union) and declaration.direction == "response":
                self._owner = name
                self._made_of = {}
                self.merged[name] = replace(declaration, fields=self._fields(declaration, frozenset({name})))

    def _fields(self, union: Union, above: frozenset[str]) -> tuple[Field, ...]:
        found: dict[str, list[tuple[str, Field]]] = {}
        holders = 0
        for variant in union.variants:
            fields = tuple(self._fields_of(variant.shape, above))
            holders += bool(fields)
            for field in fields:
                found.setdefault(field.wire_name, []).append((variant.name, field))
        return tuple(self._one(union, holders, places) for places in found.values())

    def _fields_of(self, shape: Shape, above: frozenset[str]) -> Iterator[Field]:
        """The fields that a variant brings: its own, or those of all variants of a union."""
        if isinstance(shape, Recursive):
            shape = shape.target
        if not isinstance(shape, Named) or shape.name in above:
            return
        declaration = self.merged[shape.name]
        if isinstance(declaration, Struct):
            yield from declaration.fields
        elif isinstance(declaration, Union):
            for variant in declaration.variants:
                yield from self._fields_of(variant.shape, above | {shape.name})

    def _one(self, union: Union, holders: int, places: list[tuple[str, Field]]) -> Field:
        """The field of the union for the fields of one wire name in its variants."""
        first = places[0][1]
        variants = tuple(dict.fromkeys(name for name, _ in places))
        everywhere = len(variants) == holders
        shapes: dict[Shape, Field] = {}
        for _, field in places:
            shapes.setdefault(field.shape, field)
        return replace(
            first,
            shape=self._shape(union, first, shapes, alone=len(places) == 1),
            required=everywhere and all(field.required for _, field in places),
            nullable=any(field.nullable for _, field in places),
            doc=first.doc if len(places) == 1 else Doc(),
            variants=() if everywhere else variants,
        )

    def _shape(self, union: Union, field: Field, shapes: Mapping[Shape, Field], *, alone: bool) -> Shape:
        """One shape for those that a property has in the variants, each with the first field that has it."""
        if field.wire_name == union.discriminator:
            return _STRING
        if len(shapes) == 1:
            return field.shape if alone or field.shape != Map(_ANY) else _ANY
        if all(self._is_text(shape) for shape in shapes):
            return _STRING
        if set(shapes) == {Plain("int64"), Plain("float64")}:
            return Plain("float64")
        if _ANY in shapes:
            return _ANY
        return self._nested(union, field, shapes)

    def _is_text(self, shape: Shape) -> bool:
        if isinstance(shape, Named):
            declaration = self.merged[shape.name]
            return isinstance(declaration, Enum) and declaration.underlying == _STRING
        return isinstance(shape, Constant) or shape == _STRING

    def _nested(self, union: Union, field: Field, shapes: Mapping[Shape, Field]) -> Shape:
        key = frozenset(shapes)
        if key in self._made_of:
            return self._made_of[key]
        named = Named(joined_base(union.name, field.name), "union")
        if named.name in self.merged:
            return _ANY
        self._made_of[key] = named
        variants = tuple(distinct(variant for item in shapes.items() for variant in self._alternatives(*item)))
        made = Union(named.name, "response", variants, None, field.origin, Doc(), nested=True)
        self.merged[named.name] = made
        self.made.setdefault(self._owner, []).append(named.name)
        self.merged[named.name] = replace(made, fields=self._fields(made, frozenset({named.name})))
        return named

    def _own_list(self, shape: Shape, field: Field) -> str | None:
        """What a list of items that nothing else has is called: as its items are, but in the plural."""
        item = shape.item if isinstance(shape, Slice) else None
        held = self.merged[item.name] if isinstance(item, Named) else None
        if held is None or not held.origin.startswith(f"{field.origin}/"):
            return None
        owner = element_label(Named(held.name, "struct")).removesuffix(self._names.item(field.wire_name))
        many = joined_base(owner, self._names.exported(field.wire_name))
        return many if many != element_label(Named(held.name, "struct")) else None

    def _alternatives(self, shape: Shape, field: Field) -> Iterator[UnionVariant]:
        """A shape that a field can have; what is no object in a union of them is one too."""
        title = field.doc.title if isinstance(shape, Slice | Map) else None
        label = variant_label(shape, title, self._names) if title else self._own_list(shape, field)
        yield UnionVariant(
            label or variant_label(shape, None, self._names), shape, None, field.origin, prefix=self._names.of
        )
        held = self.merged[shape.name] if isinstance(shape, Named) else None
        if isinstance(held, Union):
            yield from (item for item in held.variants if not isinstance(item.shape, Named | Recursive))


def without_recursion(declared: Mapping[str, Declaration]) -> dict[str, Declaration]:
    """The declarations with a pointer wherever a struct would contain itself."""
    reach = {name: _reach(name, declared) for name in declared}
    return {name: _pointed(declaration, reach) for name, declaration in declared.items()}


def _held(declaration: Declaration) -> Iterator[str]:
    """The structs that a value of a declaration contains."""
    if isinstance(declaration, Struct) or (isinstance(declaration, Union) and declaration.direction == "response"):
        for field in declaration.fields:
            if isinstance(field.shape, Named):
                yield field.shape.name


def _reach(name: str, declared: Mapping[str, Declaration]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(_held(declared[name]))
    while waiting:
        held = waiting.pop()
        if held not in seen:
            seen.add(held)
            waiting.extend(_held(declared[held]))
    return frozenset(seen)


def _pointed(declaration: Declaration, reach: Mapping[str, frozenset[str]]) -> Declaration:
    if not isinstance(declaration, Struct | Union):
        return declaration

    def pointed(field: Field) -> Field:
        shape = field.shape
        if isinstance(shape, Named) and (shape.name == declaration.name or declaration.name in reach[shape.name]):
            return replace(field, shape=Recursive(shape))
        return field

    return replace(declaration, fields=tuple(pointed(field) for field in declaration.fields))

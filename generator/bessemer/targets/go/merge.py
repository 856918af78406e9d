"""Give each response union the fields of its variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import NamedTuple

from bessemer.document.pointer import Pointer
from bessemer.targets.go.labels import bare, variant_label
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


class _Owner(NamedTuple):
    """A type that has fields, a variant's own or one of a union in it: which variants bring it, as bits, how often that
    is, and how much had been brought when it was last.
    """

    variants: int
    times: int
    last: int


class _Brought(NamedTuple):
    """A field of a variant, and the type that has it."""

    owner: str
    field: Field


class Merger:
    """Merges the unions of one SDK. A property that differs between variants becomes a union of its own."""

    def __init__(self, declared: Mapping[str, Declaration], names: Names, models: frozenset[Pointer]) -> None:
        self.merged: dict[str, Declaration] = dict(declared)
        self._models = models
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
        owners: dict[str, _Owner] = {}
        found: dict[str, list[_Brought]] = {}
        holders = brought = 0
        for index, variant in enumerate(union.variants):
            is_holder = False
            for owner in self._owners(variant.shape, set(above)):
                before = owners.get(owner)
                fields = self._struct(owner).fields
                is_holder = is_holder or bool(fields)
                if before is None:
                    before = _Owner(0, 0, 0)
                    for field in fields:
                        found.setdefault(field.wire_name, []).append(_Brought(owner, field))
                brought += 1
                owners[owner] = _Owner(before.variants | 1 << index, before.times + 1, brought)
            holders += is_holder
        return tuple(self._one(union, holders, places, owners) for places in found.values())

    def _owners(self, shape: Shape, seen: set[str]) -> Iterator[str]:
        """The structs whose fields a variant brings: its own, or those of a union's variants."""
        waiting = [shape]
        while waiting:
            shape = waiting.pop()
            if isinstance(shape, Recursive):
                shape = shape.target
            if not isinstance(shape, Named) or shape.name in seen:
                continue
            declaration = self.merged[shape.name]
            if isinstance(declaration, Struct):
                yield shape.name
            elif isinstance(declaration, Union):
                seen.add(shape.name)
                waiting += [variant.shape for variant in reversed(declaration.variants)]

    def _struct(self, name: str) -> Struct:
        declaration = self.merged[name]
        if not isinstance(declaration, Struct):
            raise TypeError(f"{name} is not a struct")
        return declaration

    def _one(self, union: Union, holders: int, places: list[_Brought], owners: Mapping[str, _Owner]) -> Field:
        """The field of the union for the fields of one wire name in its variants."""
        first = places[0].field
        bits = reduce(or_, (owners[place.owner].variants for place in places))
        named = (variant.name for index, variant in enumerate(union.variants) if bits >> index & 1)
        variants = tuple(dict.fromkeys(named))
        everywhere = len(variants) == holders
        alone = sum(owners[place.owner].times for place in places) == 1
        shapes: dict[Shape, _Brought] = {}
        for place in places:
            shapes.setdefault(place.field.shape, place)
        listed = (place for place in places if place.field.is_listed)
        # of several texts that are listed the last one names them
        shapes |= {place.field.shape: place for place in sorted(listed, key=lambda place: owners[place.owner].last)}
        return replace(
            first,
            shape=self._shape(union, first, shapes, alone=alone),
            required=everywhere and all(place.field.required for place in places),
            nullable=any(place.field.nullable for place in places),
            doc=first.doc if alone else Doc(),
            variants=() if everywhere else variants,
        )

    def _shape(self, union: Union, field: Field, shapes: Mapping[Shape, _Brought], *, alone: bool) -> Shape:
        """One shape for those that a property has in the variants, each with the first field that has it."""
        if field.wire_name == union.discriminator:
            return _STRING
        if len(shapes) == 1:
            return field.shape if alone or field.shape != Map(_ANY) else _ANY
        if all(self._is_text(shape) for shape in shapes):
            return _STRING
        if set(shapes) == {Plain("int64"), Plain("float64")}:
            return Plain("float64")
        if set(shapes) == {_ANY, Map(_ANY)}:
            return _ANY
        return self._nested(union, field, shapes)

    def _is_text(self, shape: Shape) -> bool:
        if isinstance(shape, Named):
            declaration = self.merged[shape.name]
            return isinstance(declaration, Enum) and declaration.underlying == _STRING
        return isinstance(shape, Constant) or shape == _STRING

    def _nested(self, union: Union, field: Field, shapes: Mapping[Shape, _Brought]) -> Shape:
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

    def _alternatives(self, shape: Shape, place: _Brought) -> Iterator[UnionVariant]:
        """A shape that a field can have; what is no object in a union of them is one too."""
        label = self._label(shape, place) or variant_label(shape, None, self._names)
        yield UnionVariant(label, shape, None, place.field.origin, prefix=self._names.of)
        held = self.merged[shape.name] if isinstance(shape, Named) else None
        if isinstance(held, Union):
            yield from (item for item in held.variants if not isinstance(item.shape, Named | Recursive))

    def _label(self, shape: Shape, place: _Brought) -> str | None:
        """What an alternative is called that is not called as all of its kind are."""
        field = place.field
        own = joined_base(bare(place.owner), field.name)
        match shape:
            case Slice(_, str(name)) | Map(_, str(name)):
                title = self._titled(name) or field.doc.title
            case Slice() | Map():
                title = field.doc.title
            case Plain("any"):
                return own
            case _:
                return own if field.is_listed and shape == _STRING else None
        if title is not None:
            return variant_label(shape, title, self._names)
        return own if isinstance(shape, Slice) and self._is_own(shape.item, own, field) else None

    def _titled(self, name: str) -> str | None:
        declaration = self.merged.get(name)
        return None if declaration is None else declaration.doc.title

    def _is_own(self, item: Shape, own: str, field: Field) -> bool:
        """Whether what a list holds is called by the list, and in another number than that."""
        held = self.merged[item.name] if isinstance(item, Named) else None
        if held is None or held.origin in self._models:
            return False
        one = f"{own.removesuffix(field.name)}{self._names.item(field.wire_name)}"
        return bare(held.name) == one != own


def without_recursion(declared: Mapping[str, Declaration]) -> dict[str, Declaration]:
    """The declarations with a pointer wherever a struct would contain itself."""
    reach = {name: _reach(name, declared) for name in declared}
    made = {name: _pointed(declaration, reach) for name, declaration in declared.items()}
    return {name: _as_embedded(declared[name], declaration, declared, made) for name, declaration in made.items()}


def _as_embedded(
    before: Declaration, after: Declaration, declared: Mapping[str, Declaration], made: Mapping[str, Declaration]
) -> Declaration:
    """A struct whose fields are pointers where those of what it embeds are, which they are."""
    if not isinstance(before, Struct) or not isinstance(after, Struct) or not before.bases:
        return after
    had: dict[Field, Field] = {}
    for base in before.bases:
        here, there = declared[base.name], made[base.name]
        if isinstance(here, Struct) and isinstance(there, Struct):
            had |= dict(zip(here.fields, there.fields, strict=True))
    fields = (had.get(old, new) for old, new in zip(before.fields, after.fields, strict=True))
    return replace(after, fields=tuple(fields))


def _held(declaration: Declaration) -> Iterator[str]:
    """The structs that a value of a declaration contains."""
    if isinstance(declaration, Struct) or (isinstance(declaration, Union) and declaration.direction == "response"):
        for field in declaration.fields:
            if isinstance(field.shape, Named):
                yield field.shape.name
    if isinstance(declaration, Struct):
        yield from (base.name for base in declaration.bases)


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

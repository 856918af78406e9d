"""Describe the Go types as entries of reference pages."""

from __future__ import annotations

from collections.abc import Mapping

from bessemer.targets.go.docs import quoted
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.types import (
    Constant,
    Declaration,
    Defined,
    Direction,
    Doc,
    Enum,
    Field,
    Map,
    Named,
    Plain,
    Reader,
    Recursive,
    Shape,
    Slice,
    Struct,
    Time,
    Union,
    UnionVariant,
)
from bessemer.targets.target import Entry, Link, Span

# Below so many types within types, a reader follows the link instead.
_DEEPEST = 5


class Entries:
    """The entries of one SDK. A type inside itself, or too deep, is only named."""

    def __init__(self, sdk: Sdk) -> None:
        self._sdk = sdk
        self.links = _links(sdk)

    def parameter(self, name: str, shape: Shape, doc: Doc) -> Entry:
        """An argument given by position."""
        entries, choices = self._below(shape, frozenset())
        return Entry((Span(f"{name} {label(shape)}"),), None, doc.description, entries, choices)

    def params(self, argument: str, struct: Struct) -> Entry:
        """The struct of a method's arguments."""
        fields = tuple(self._field(field, "request", frozenset()) for field in struct.fields)
        return Entry((Span(f"{argument} {struct.name}"),), entries=fields)

    def returned(self, shape: Shape) -> tuple[Entry, ...]:
        """What a method gives back."""
        if isinstance(shape, Named):
            return (self.declaration(self._sdk.declarations[shape.name], frozenset()),)
        entries, choices = self._below(shape, frozenset())
        return (Entry((Span(label(shape)),), None, None, entries, choices),)

    def declaration(self, declaration: Declaration, above: frozenset[str]) -> Entry:
        """A type with what it has; `above` are the types that it stands in."""
        description = declaration.doc.description
        match declaration:
            case Struct(name=name, direction=direction, fields=fields):
                inner = above | {name}
                entries = tuple(self._field(field, direction, inner) for field in fields)
                return Entry((Span(f"type {name} struct{{…}}"),), None, description, entries)
            case Union(name=name):
                choices = self._variants(declaration, above | {name})
                return Entry((Span(f"type {name} interface{{…}}"),), None, description, choices=choices)
            case Enum(name=name, underlying=underlying):
                label_ = (Span(f"type {name} {underlying.name}"),)
                return Entry(label_, None, description, choices=_constants(declaration))
            case Defined(name=name, shape=shape):
                entries, choices = self._below(shape, above | {name})
                return Entry((Span(f"type {name} {label(shape)}"),), None, description, entries, choices)

    def _field(self, field: Field, direction: Direction, above: frozenset[str]) -> Entry:
        type_ = label(field.shape)
        if direction == "request":
            type_ = f"param.Field[{type_}]"
        entries, choices = self._below(field.shape, above)
        note = None if field.required else "optional"
        return Entry((Span(f"{field.name} {type_}"),), note, field.doc.description, entries, choices)

    def _below(self, shape: Shape, above: frozenset[str]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """What stands below a value of that shape: its parts, and the values it can be."""
        match shape:
            case Plain() | Time() | Reader():
                return (), ()
            case Constant(name, value):
                return (), (_constant(name, self._sdk.names.value(value), quoted(value)),)
            case Slice(inner) | Map(inner):
                return self._below(inner, above)
            case Recursive(target):
                return self._below(target, above)
            case Named(name):
                if name in above or len(above) > _DEEPEST:
                    return (), ()
                return self._parts(self._sdk.declarations[name], above | {name})

    def _parts(self, declaration: Declaration, above: frozenset[str]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        match declaration:
            case Struct(direction=direction, fields=fields):
                return tuple(self._field(field, direction, above) for field in fields), ()
            case Union():
                return (), self._variants(declaration, above)
            case Enum(is_alias=True, underlying=underlying):
                plain = Entry((Span(underlying.name),))
                return (plain, self.declaration(declaration, above)), ()
            case Enum():
                return (), _constants(declaration)
            case Defined(shape=shape):
                return self._below(shape, above)

    def _variants(self, union: Union, above: frozenset[str]) -> tuple[Entry, ...]:
        return tuple(self._variant(variant, above) for variant in union.variants)

    def _variant(self, variant: UnionVariant, above: frozenset[str]) -> Entry:
        shape = variant.shape
        if not isinstance(shape, Named):
            entries, choices = self._below(shape, above)
            return Entry((Span(label(shape)),), None, None, entries, choices)
        if shape.name in above or len(above) > _DEEPEST:
            return Entry((Span("type "), Span(shape.name, self.links.get(shape.name))))
        return self.declaration(self._sdk.declarations[shape.name], above)


def label(shape: Shape) -> str:
    """A type as reference pages show it."""
    match shape:
        case Constant(name) | Named(name) | Slice(_, str(name)) | Map(_, str(name)) | Plain(_, str(name)):
            return name
        case Plain(name):
            return name
        case Time():
            return "Time"
        case Reader():
            return "Reader"
        case Slice(item):
            return f"[]{label(item)}"
        case Map(value):
            return f"map[string]{label(value)}"
        case Recursive(target):
            return target.name


def _constants(enum: Enum) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            (Span(f"const {member.name} {enum.name} = {_written(member.value)}"),), description=member.doc.description
        )
        for member in enum.members
    )


def _written(value: object) -> str:
    return quoted(value) if isinstance(value, str) else str(value)


def _constant(type_name: str, value_name: str, value: str) -> Entry:
    return Entry((Span(f"const {type_name}{value_name} {type_name} = {value}"),))


def _links(sdk: Sdk) -> Mapping[str, Link]:
    """Where each type that is a model of the config is described."""
    models = {model.schema: model for model in reversed(tuple(sdk.api.models()))}
    places = {model.config: model for model in sdk.api.models()}
    links = {}
    for name, declaration in sdk.declarations.items():
        model = models.get(declaration.origin) or places.get(declaration.origin)
        if model is not None and not (isinstance(declaration, Union) and declaration.nested):
            links[name] = Link(model.resource[0] if model.resource else "", model.name)
    return links

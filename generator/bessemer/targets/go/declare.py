"""Turn the schemas of an API into the declarations of Go types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bessemer.document.pointer import Pointer, tokens
from bessemer.ir.api import Api, Model
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EnumMember,
    EnumType,
    IntegerType,
    Json,
    MapType,
    NullableType,
    NullType,
    NumberType,
    ObjectType,
    Property,
    RefType,
    Schema,
    StringType,
    TupleType,
    UnionType,
    Variant,
)
from bessemer.targets.go.labels import tag_label, told_by_text, variant_label
from bessemer.targets.go.names import Names, is_request_name, joined_base, union_name
from bessemer.targets.go.tags import literal_of
from bessemer.targets.go.types import (
    Constant,
    Declaration,
    Defined,
    Direction,
    Doc,
    Enum,
    Field,
    Map,
    Member,
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
    is_wrapped_when_optional,
)

_ANY = Plain("any")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a schema is used: what its type is called if it needs a name, and which file then has it.

    `item` names the items of an array here. `marked`: the names need no `Param` to say that they are for requests.
    """

    base: str
    item: str
    direction: Direction
    home: tuple[str, ...]
    marked: bool
    required: bool = True
    in_array: bool = False


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two schemas, by their places, that want the same name for different types."""

    name: str
    first: Pointer
    second: Pointer


class Declarer:
    """Collects the declarations of one API, in the order in which they are first needed."""

    def __init__(self, api: Api, names: Names) -> None:
        self.names = names
        self.schemas = api.schemas
        # the first model of a schema gives it its name; the others are aliases
        self.models: Mapping[Pointer, Model] = {model.schema: model for model in reversed(tuple(api.models()))}
        self.declared: dict[str, Declaration | None] = {}
        self.files: dict[tuple[str, ...], list[str]] = {}
        self.rivals: list[Rivals] = []
        self._owners: dict[str, tuple[Pointer, Direction | None]] = {}
        # components that are being written out where they are used: a second meeting is a recursion
        self._open: dict[tuple[Pointer, Direction], Named | None] = {}

    def model(self, model: Model, direction: Direction) -> None:
        """Declare what a model is in that direction."""
        schema = self.schemas[model.schema]
        site = self._model_site(model, direction)
        shape = self._reference(model.schema, site)
        own = isinstance(shape, Named) and self._owners[shape.name][0] == schema.origin
        if not own or self.models[model.schema] is not model:
            name = _suffixed(site.base, site) if self._is_directional(shape) else site.base
            if not isinstance(shape, Named) or shape.name != name:
                self._add(Defined(name, shape, model.config, doc_of(schema)), model.resource, None)

    def shape(self, schema: Schema, site: Site) -> Shape:
        """The Go shape of a schema; what needs a name is declared on the way."""
        return self._typed(schema, site)

    def struct(self, declared: Struct, home: tuple[str, ...]) -> None:
        self._add(declared, home, declared.direction)

    def field(self, item: Property, site: Site) -> Field:
        """A property as a field of the struct whose base is the site's."""
        name = self.names.exported(item.word("go"))
        inner = replace(
            site,
            base=joined_base(site.base, name),
            item=joined_base(site.base, self.names.item(item.word("go"))),
            required=item.required,
            in_array=False,
        )
        shape = self._typed(item.schema, inner)
        return Field(
            name,
            item.wire_name,
            shape,
            item.required,
            self.is_nullable(item.schema),
            item.schema.origin,
            self.described(item.schema),
            literal=literal_of(self._followed(item.schema).type) if item.required else None,
        )

    def described(self, schema: Schema) -> Doc:
        """The words of a schema, else those of the component it refers to, unless that has a type of its own."""
        doc = doc_of(schema)
        if isinstance(schema.type, RefType) and schema.type.target not in self.models and doc.description is None:
            return replace(doc_of(self.schemas[schema.type.target]), title=doc.title, deprecated=doc.deprecated)
        return doc

    def is_nullable(self, schema: Schema) -> bool:
        return isinstance(self._followed(schema).type, NullableType | NullType)

    def _followed(self, schema: Schema) -> Schema:
        """What a reference leads to; the reference itself where it leads in a circle."""
        seen: set[Pointer] = set()
        while isinstance(schema.type, RefType) and schema.type.target not in seen:
            seen.add(schema.type.target)
            schema = self.schemas[schema.type.target]
        return schema

    def _model_site(self, model: Model, direction: Direction) -> Site:
        base = self.names.model(model)
        return Site(base, joined_base(base, "Item"), direction, model.resource, is_request_name(base))

    def _typed(self, schema: Schema, site: Site) -> Shape:
        if schema.origin in self.models and (schema.origin, site.direction) not in self._open:
            # a model that the config found inside another schema
            return self._reference(schema.origin, site)
        match schema.type:
            case StringType("date"):
                return Time("date")
            case StringType("date-time"):
                return Time("date-time")
            case StringType():
                return Plain("string")
            case IntegerType():
                return Plain("int64")
            case NumberType():
                return Plain("float64")
            case BooleanType():
                return Plain("bool")
            case NullType() | AnyType():
                return _ANY
            case ConstType(value):
                return self._constant(schema, value, site)
            case EnumType() as listed:
                return self._enum(schema, listed, site)
            case ArrayType(items):
                inner = replace(site, base=site.item, item=joined_base(site.item, "Item"), required=True, in_array=True)
                return Slice(self._typed(items, inner))
            case TupleType() as tuple_:
                return self._typed(schema.as_type(ArrayType(tuple_.item())), site)
            case MapType(values):
                return Map(self._typed(values, replace(site, required=True, in_array=False)))
            case ObjectType() as object_:
                return self._object(schema, object_, site)
            case UnionType() as union:
                return self._union(schema, union, site)
            case NullableType(inner_type):
                return self._typed(schema.as_type(inner_type), site)
            case RefType(target):
                return self._reference(target, site)

    def _reference(self, target: Pointer, site: Site) -> Shape:
        key = (target, site.direction)
        if key in self._open:
            return self._open[key] or _ANY
        model = self.models.get(target)
        if model is not None:
            site = replace(self._model_site(model, site.direction), required=site.required)
        self._open[key] = None
        try:
            return self._typed(self.schemas[target], site)
        finally:
            del self._open[key]

    def _constant(self, schema: Schema, value: Json, site: Site) -> Shape:
        if not isinstance(value, str):
            return _scalar_shape((value,))
        if site.required:
            return Constant(self.names.constant(value), value)
        return self._enum(schema, EnumType((EnumMember(value),)), site)

    def _enum(self, schema: Schema, listed: EnumType, site: Site) -> Shape:
        shape = _scalar_shape(tuple(item.value for item in listed.members))
        # contracts/go-sdk.md E6: the items of an array are plain text unless a model lists them
        if shape.name in ("any", "bool") or site.in_array:
            return shape
        members = tuple(
            Member(self.names.enum_member(site.base, item), item.value, Doc(description=item.description))
            for item in listed.members
            if isinstance(item.value, str | int | float)
        )
        self._add(Enum(site.base, shape, members, listed.is_open, schema.origin, doc_of(schema)), site.home, None)
        return Named(site.base, "enum")

    def _object(self, schema: Schema, object_: ObjectType, site: Site) -> Shape:
        if not object_.properties:
            if object_.extra is None:
                return Map(_ANY)
            return Map(self._typed(object_.extra, replace(site, required=True, in_array=False)))
        named = Named(_suffixed(site.base, site), "struct")
        if not self._begin(named, schema, site):
            return named
        sent = site.direction == "request"
        kept = (item for item in object_.properties if not (item.read_only if sent else item.write_only))
        fields = tuple(self.field(item, replace(site, required=True)) for item in kept)
        self.declared[named.name] = Struct(
            named.name,
            site.direction,
            ordered(fields, site.direction),
            schema.origin,
            doc_of(schema),
            self.additional(object_, site),
        )
        return named

    def additional(self, object_: ObjectType, site: Site) -> Shape | None:
        """What the properties without a name hold, in an object that names others."""
        if object_.extra is None:
            return None
        base = joined_base(site.base, "ExtraField")
        return self._typed(object_.extra, replace(site, base=base, item=base, required=True, in_array=False))

    def _union(self, schema: Schema, union: UnionType, site: Site) -> Shape:
        if len(union.variants) == 1:
            return self._typed(union.variants[0].schema, site)
        if not union.variants or any(isinstance(item.schema.type, AnyType) for item in union.variants):
            return _ANY
        union = told_by_text(union)
        named = Named(_suffixed(union_name(site.base), site), "union")
        if not self._begin(named, schema, site):
            return named
        variants = tuple(_distinct(self._variants(union, site)))
        only = {variant.shape for variant in variants}
        if len(only) == 1 and isinstance(variants[0].shape, Plain):
            self._forget(named, site)
            return variants[0].shape
        self.declared[named.name] = Union(
            named.name, site.direction, variants, union.discriminator, schema.origin, doc_of(schema)
        )
        return named

    def _variants(self, union: UnionType, site: Site) -> Iterator[UnionVariant]:
        for index, variant in enumerate(union.variants):
            word = self._word(variant) or tag_label(variant) or f"variant {index}"
            base = joined_base(site.base, self.names.exported(word))
            inner = replace(
                site, base=base, item=joined_base(site.base, "Item"), required=True, in_array=variant.tag is None
            )
            shape = self._typed(variant.schema, inner)
            if variant.tag is not None:
                label = self.names.value(variant.tag)
            else:
                label = variant_label(shape, self._word(variant), self.names) or f"Variant{index}"
            yield UnionVariant(label, shape, tag_label(variant), variant.schema.origin)

    def _word(self, variant: Variant) -> str | None:
        """What the document calls a variant: its title, else its component."""
        schema = variant.schema
        if schema.title is not None or not isinstance(schema.type, RefType):
            return schema.title
        return self.schemas[schema.type.target].title or tokens(schema.type.target)[-1]

    def _begin(self, named: Named, schema: Schema, site: Site) -> bool:
        """Take a name before what it stands for is known; False where the same schema has it already."""
        for key, meant in self._open.items():
            if meant is None and key == (schema.origin, site.direction):
                self._open[key] = named
        owner = (schema.origin, site.direction)
        if named.name not in self.declared:
            self.declared[named.name] = None
            self._owners[named.name] = owner
            self.files.setdefault(site.home, []).append(named.name)
            return True
        self._compare(named.name, owner)
        return False

    def _forget(self, named: Named, site: Site) -> None:
        del self.declared[named.name], self._owners[named.name]
        self.files[site.home].remove(named.name)

    def _add(self, declaration: Declaration, home: tuple[str, ...], direction: Direction | None) -> None:
        owner = (declaration.origin, direction)
        if declaration.name not in self.declared:
            self.declared[declaration.name] = declaration
            self._owners[declaration.name] = owner
            self.files.setdefault(home, []).append(declaration.name)
        self._compare(declaration.name, owner)

    def _compare(self, name: str, owner: tuple[Pointer, Direction | None]) -> None:
        first = self._owners[name]
        if first != owner:
            self.rivals.append(Rivals(name, first[0], owner[0]))

    def _is_directional(self, shape: Shape) -> bool:
        """Whether a shape looks different in requests and in responses."""
        match shape:
            case Named(_, kind):
                return kind != "enum"
            case Recursive():
                return True
            case Slice(inner) | Map(inner):
                return self._is_directional(inner)
            case Plain() | Time() | Reader() | Constant():
                return False


def doc_of(schema: Schema) -> Doc:
    return Doc(schema.title, schema.description, schema.deprecated)


def ordered(fields: tuple[Field, ...], direction: Direction) -> tuple[Field, ...]:
    """Required fields before optional ones, `id` first, then by wire name; in requests constants last.

    Source: contracts/go-sdk.md P9 and R10.
    """

    def rank(field: Field) -> tuple[int, bool, str]:
        return _request_rank(field) if direction == "request" else int(not field.required), *_by_name(field)

    return tuple(sorted(fields, key=rank))


def _by_name(field: Field) -> tuple[bool, str]:
    return field.wire_name != "id", field.wire_name


def _request_rank(field: Field) -> int:
    if field.place == "path":
        return 0
    if field.place == "header":
        return 5
    if isinstance(field.shape, Constant):
        return 4
    if field.required:
        return 1
    return 2 if is_wrapped_when_optional(field.shape) else 3


def _suffixed(name: str, site: Site) -> str:
    return f"{name}Param" if site.direction == "request" and not site.marked else name


def _scalar_shape(values: tuple[Json, ...]) -> Plain:
    kinds = {type(value) for value in values}
    if kinds == {str}:
        return Plain("string")
    if kinds == {bool}:
        return Plain("bool")
    if kinds == {int}:
        return Plain("int64")
    return Plain("float64") if kinds and kinds <= {int, float} else _ANY


def _distinct(variants: Iterator[UnionVariant]) -> Iterator[UnionVariant]:
    """Variants that Go can tell apart: two that came out alike are one."""
    seen: set[tuple[str, Shape]] = set()
    for variant in variants:
        if (variant.name, variant.shape) not in seen:
            seen.add((variant.name, variant.shape))
            yield variant

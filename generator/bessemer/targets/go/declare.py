"""Turn the schemas of an API into the declarations of Go types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from bessemer.document.pointer import Pointer
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
    Scalar,
    Schema,
    StringType,
    TupleType,
    UnionType,
)
from bessemer.ir.walk import sent_only_in_forms
from bessemer.targets.go.embed import embedded
from bessemer.targets.go.flat import dissolved, flattened
from bessemer.targets.go.labels import (
    is_numbered,
    items_base,
    kind_word,
    maker_word,
    request_label,
    tag_label,
    texts_of,
    title_of,
    told_by_text,
    told_tag,
    variant_label,
    word_of,
)
from bessemer.targets.go.names import Names, is_request_name, joined_base
from bessemer.targets.go.register import Ask, Register
from bessemer.targets.go.sites import (
    Site,
    carried,
    distinct,
    doc_of,
    is_any_object,
    is_map,
    is_model,
    ordered,
    renamed,
    scalar_shape,
    suffixed,
)
from bessemer.targets.go.tags import literal_of, told_format
from bessemer.targets.go.types import (
    Constant,
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
    Shape,
    Slice,
    Struct,
    Time,
    Union,
    UnionVariant,
    is_directional,
    is_object,
)

_ANY = Plain("any")


class Declarer:
    """Collects the declarations of one API, in the order in which they are first needed."""

    def __init__(self, api: Api, names: Names, register: Register) -> None:
        self.names = names
        self.schemas = api.schemas
        # the first model of a schema gives it its name, one that webhooks bring before all; the others are aliases
        brought = {(webhook.resource, webhook.model) for webhook in api.webhooks()}
        models = sorted(api.models(), key=lambda model: (model.resource, model.name) not in brought)
        self.models: Mapping[Pointer, Model] = {model.schema: model for model in reversed(models)}
        self._model_origins = {self.schemas[target].origin for target in self.models}
        self.register = register
        self._only_in_forms = sent_only_in_forms(api)
        # components that are being written out where they are used: a second meeting is a recursion
        self._open: dict[tuple[Pointer, Direction], Named | None] = {}

    def model(self, model: Model, direction: Direction) -> None:
        """Declare what a model is in that direction."""
        schema = self.schemas[model.schema]
        site = self._model_site(model, direction)
        shape = self.reference(model.schema, site)
        held = shape.name if isinstance(shape, Named | Slice | Map) else None
        owner = None if held is None else self.register.owners[held]
        if owner is None or owner.origin != schema.origin or self.models[model.schema] is not model:
            base = suffixed(site.base, site) if is_directional(shape) else site.base
            if owner is None or owner.name not in (base, suffixed(self.names.union(site.base), site)):
                ask = Ask(base, model.config, None)
                name = self.register.name(ask, 0)
                way = direction if is_directional(shape) else None
                doc = doc_of(schema) if model.deprecated is None else Doc(deprecated=model.deprecated)
                alias = Defined(name, shape, model.config, doc, is_alias=True, direction=way)
                self.register.add(alias, ask, model.resource)

    def model_name(self, model: Model) -> str:
        """What the document calls a model in Go, else what the config does."""
        told = self.schemas[model.schema].naming("go").type_name
        return self.names.model(model) if told is None else self.names.exported(told)

    def own(self, declared: Struct | Defined, home: tuple[str, ...]) -> str:
        """The type of a method's arguments, of its answer or of what that stands in, under the name that it got."""
        ask = Ask(declared.name, declared.origin, declared.direction)
        name = self.register.name(ask, 1)
        self.register.add(replace(declared, name=name), ask, home)
        return name

    def field(self, item: Property, site: Site, shape: Shape | None = None) -> Field:
        """A property as a field of the struct whose base is the site's; `shape` is its own, where it is known."""
        name = self.names.exported(item.word("go"))
        inner = replace(
            site,
            base=joined_base(site.base, name),
            item=joined_base(site.base, self.names.item(item.word("go"))),
            required=item.required,
            in_array=False,
            inside=True,
        )
        type_ = self.followed(item.schema).type
        shape = self.shape(item.schema, inner) if shape is None else shape
        listed = self.followed(item.schema.as_type(type_.inner)).type if isinstance(type_, NullableType) else type_
        return Field(
            name,
            item.wire_name,
            shape,
            item.required,
            self.is_nullable(item.schema),
            item.schema.origin,
            self.described(item.schema),
            literal=literal_of(type_) if item.required else None,
            format=told_format(type_.inner if isinstance(type_, NullableType) else type_),
            is_listed=isinstance(listed, EnumType | ConstType) and shape == Plain("string"),
            is_model=isinstance(type_, NullableType) and is_model(type_.inner, self.models, self.schemas),
        )

    def described(self, schema: Schema) -> Doc:
        """The words of a schema, else those of the component it refers to, unless that has a type of its own."""
        doc = doc_of(schema)
        if isinstance(schema.type, RefType) and schema.type.target not in self.models and doc.description is None:
            return replace(doc_of(self.schemas[schema.type.target]), title=doc.title, deprecated=doc.deprecated)
        return doc

    def is_nullable(self, schema: Schema) -> bool:
        return isinstance(self.followed(schema).type, NullableType | NullType)

    def followed(self, schema: Schema) -> Schema:
        """What a reference leads to; the reference itself where it leads in a circle."""
        seen: set[Pointer] = set()
        while isinstance(schema.type, RefType) and schema.type.target not in seen:
            seen.add(schema.type.target)
            schema = self.schemas[schema.type.target]
        return schema

    def _model_site(self, model: Model, direction: Direction) -> Site:
        base = self.model_name(model)
        return Site(base, joined_base(base, "Item"), direction, model.resource, is_request_name(base))

    def shape(self, schema: Schema, site: Site) -> Shape:
        """The Go shape of a schema; what needs a name is declared on the way."""
        if schema.origin in self.models and (schema.origin, site.direction) not in self._open:
            # a model that the config found inside another schema
            return self.reference(schema.origin, site)
        told = schema.naming("go").type_name if schema.namings else None
        if told is not None and schema.origin not in self._model_origins:
            base = self.names.exported(told)
            site = replace(site, base=base, item=joined_base(base, "Item"), marked=is_request_name(base))
        match schema.type:
            case StringType("date" | "date-time" as format_):
                return Time(format_)
            case StringType("binary") if site.in_form or (
                site.direction == "request" and schema.origin in self._only_in_forms
            ):
                return Reader(part=True)
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
                if isinstance(constant := self.followed(items).type, ConstType):
                    return Slice(scalar_shape((constant.value,)))
                site = replace(site, base=site.item, item=joined_base(site.item, "Item"), inside=True)
                return Slice(self.shape(items, replace(site, required=True, in_array=True)))
            case TupleType() as tuple_:
                return self.shape(schema.as_type(ArrayType(tuple_.item())), site)
            case MapType(Schema(type=AnyType())) as map_ if is_any_object(schema, map_, self.models, self.schemas):
                return _ANY
            case MapType(values):
                return Map(self._value(values, replace(site, in_form=False, inside=True)))
            case ObjectType() as object_:
                return self._object(schema, object_, replace(site, in_form=False))
            case UnionType() as union:
                return self._union(schema, union, site)
            case NullableType(inner_type):
                return self.shape(schema.as_type(inner_type), site)
            case RefType(target):
                return self.reference(target, site)

    def _value(self, schema: Schema, site: Site) -> Shape:
        """What a map holds: an object is called as the map is, a union as one of its values."""
        base = site.item if isinstance(self.followed(schema).type, UnionType) else site.base
        return self.shape(schema, replace(site, base=base, required=True, in_array=False))

    def reference(self, target: Pointer, site: Site) -> Shape:
        key = (target, site.direction)
        if key in self._open:
            return self._open[key] or _ANY
        model = self.models.get(target)
        if model is not None:
            own = self._model_site(model, site.direction)
            site = replace(own, required=site.required, in_form=site.in_form)
        self._open[key] = None
        schema = self.schemas[target]
        try:
            shape = self.shape(schema, replace(site, base=site.item) if model and is_map(schema.type) else site)
        finally:
            del self._open[key]
        return shape if model is None else self._listed(shape, schema, site)

    def _listed(self, shape: Shape, schema: Schema, site: Site) -> Shape:
        """What a model is; one that is a list or a map is a type of its own."""
        if not isinstance(shape, Slice | Map) or shape.name is not None:
            return shape
        direction = site.direction if is_directional(shape) else None
        ask = Ask(site.base if direction is None else suffixed(site.base, site), schema.origin, direction)
        name = self.register.name(ask, 0)
        made = Defined(name, shape, schema.origin, doc_of(schema), is_alias=False, direction=direction)
        self.register.add(made, ask, site.home)
        return replace(shape, name=name)

    def _constant(self, schema: Schema, value: Json, site: Site) -> Shape:
        if not isinstance(value, str):
            return scalar_shape((value,))
        if site.required:
            return Constant(self.names.constant(value), value)
        return self._enum(schema, EnumType((EnumMember(value),)), site)

    def _enum(self, schema: Schema, listed: EnumType, site: Site) -> Shape:
        shape = scalar_shape(tuple(item.value for item in listed.members))
        # contracts/go-sdk.md E6 and P16: what no model lists is plain text in arrays and in objects without a name
        if shape.name in ("any", "bool") or site.in_array or site.unnamed:
            return shape
        ask = Ask(site.base, schema.origin, None)
        name = self.register.name(ask, self._rank(schema))
        members = tuple(
            Member(self.names.enum_member(name, item), item.value, Doc(description=item.description))
            for item in listed.members
            if isinstance(item.value, str | int | float)
        )
        # contracts/go-sdk.md E4: only a model is another name of plain text
        is_alias = listed.is_open and schema.origin in self._model_origins
        self.register.add(Enum(name, shape, members, is_alias, schema.origin, doc_of(schema)), ask, site.home)
        return Named(name, "enum")

    def _object(self, schema: Schema, object_: ObjectType, site: Site) -> Shape:
        if not object_.is_class:
            return Map(_ANY if object_.extra is None else self._value(object_.extra, site))
        named, is_new = self._named(site.base, "struct", schema, site)
        if not is_new:
            return named
        is_unnamed = site.inside and schema.origin not in self._model_origins
        site = replace(renamed(site, named.name, self.names.union(site.base)), unnamed=is_unnamed, required=True)
        bases, had = embedded(self, object_, site)
        fields = (had.get(item.wire_name) or self.field(item, site) for item in carried(object_, site.direction))
        parts = named.name, site.direction, ordered(tuple(fields), site.direction), schema.origin, doc_of(schema)
        constructed = schema.naming("go").has_constructor
        extra = self.additional(object_, site)
        self.register.declared[named.name] = Struct(*parts, extra, constructed=constructed, bases=bases)
        return named

    def additional(self, object_: ObjectType, site: Site) -> Shape | None:
        """What the properties without a name hold, in an object that names others."""
        if object_.extra is None:
            return None
        base = joined_base(site.base, "ExtraField")
        return self.shape(object_.extra, replace(site, base=base, item=base, required=True, in_array=False))

    def _union(self, schema: Schema, union: UnionType, site: Site) -> Shape:
        if len(union.variants) == 1:
            return self.shape(union.variants[0].schema, site)
        if not union.variants or any(isinstance(item.schema.type, AnyType) for item in union.variants):
            return _ANY
        if (texts := texts_of(union, self.schemas)) is not None:
            return self._enum(schema, texts, site)
        named, is_new = self._named(self.names.union(site.base), "union", schema, site)
        if not is_new:
            return named
        open_ = site.within.union(pointer for pointer, _ in self._open)
        flat = told_by_text(flattened(union, self.schemas, open_))
        within = site.within | dissolved(union, flat, self.schemas)
        site = replace(renamed(site, named.name, self.names.union(site.base)), within=within)
        variants = tuple(distinct(self._variants(schema, flat, site, by_tag=union.discriminator is not None)))
        if len({variant.shape for variant in variants}) == 1 and isinstance(variants[0].shape, Plain):
            self.register.forget(named.name, site.home)
            return variants[0].shape
        parts = named.name, site.direction, variants, flat.discriminator, schema.origin, doc_of(schema)
        self.register.declared[named.name] = Union(*parts)
        return named

    def _variants(self, schema: Schema, union: UnionType, site: Site, *, by_tag: bool) -> Iterator[UnionVariant]:
        # of several that are told by one value, the first is called so: the first variant, and the first type
        told: set[Scalar | None] = {None}
        typed: set[Scalar | None] = {None}
        model = suffixed(site.base, site) if schema.origin in self._model_origins else None
        labelled = request_label if site.direction == "request" else variant_label
        for index, variant in enumerate(union.variants):
            tag = told_tag(variant, self.schemas) if by_tag else None
            title = title_of(variant.schema, self.schemas)
            word = word_of(variant, self.schemas) or tag_label(variant)
            called = self.names.exported(word or kind_word(index, union))
            base = joined_base(site.base, called if tag in typed else self.names.value(tag or ""))
            inner = replace(
                site,
                base=joined_base(base, "Item") if word is None and is_map(variant.schema.type) else base,
                item=items_base(site.base, title, self.names),
                required=True,
                in_array=variant.tag is None,
                inside=site.inside or site.direction == "request" or schema.origin in self._model_origins,
            )
            shape = self.shape(variant.schema, inner)
            is_first = tag not in told or (title is None and tag is not None)
            label = self.names.value(tag or "") if is_first else labelled(shape, title, self.names)
            if word is None and is_numbered(called) and is_object(shape):
                label = called
            is_listed = isinstance(self.followed(variant.schema).type, EnumType)
            if tag is None and title and shape == Plain("string") and is_listed:
                # its constants have a type, which the variant is not of
                label = self.names.exported(title)
                self.shape(variant.schema, replace(inner, in_array=False))
            maker = maker_word(schema, variant, label, model, self.names) if site.direction == "request" else None
            made = UnionVariant(label, shape, tag_label(variant), variant.schema.origin, maker, self.names.of)
            yield made
            if tag is None and title is None:
                base = joined_base(site.base, f"String{index + 2}")
                yield from self._listed_text(made, variant.schema, replace(inner, base=base, in_array=False))
            told.add(tag)
            if not isinstance(variant.schema.type, RefType) or variant.schema.type.target not in self.models:
                typed.add(tag)

    def _listed_text(self, made: UnionVariant, schema: Schema, site: Site) -> Iterator[UnionVariant]:
        """Text that may be any, with values that are listed after that, is two variants of what is sent."""
        listed = self.followed(schema).type
        is_open = isinstance(listed, EnumType) and listed.openness == "value-first"
        if is_open and site.direction == "request" and made.shape == Plain("string"):
            yield replace(made, name=request_label(self.shape(schema, site), None, self.names), maker=None)

    def _named(self, base: str, kind: Literal["struct", "union"], schema: Schema, site: Site) -> tuple[Named, bool]:
        """The type of a schema, and whether this is the first that is seen of it."""
        ask = Ask(suffixed(base, site), schema.origin, site.direction)
        named = Named(self.register.name(ask, self._rank(schema)), kind)
        for key, meant in self._open.items():
            if meant is None and key == (schema.origin, site.direction):
                self._open[key] = named
        return named, self.register.begin(named.name, ask, site.home)

    def _rank(self, schema: Schema) -> int:
        """Models keep their names before all others."""
        return 0 if schema.origin in self._model_origins else 2

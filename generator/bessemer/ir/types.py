"""Say what a value on the wire can be: a tagged union, consumed with `match` and no `case _`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen

Json: TypeAlias = "None | bool | int | float | str | Sequence[Json] | Mapping[str, Json]"
Scalar: TypeAlias = "bool | int | float | str"


@frozen
class StringType:
    """Text. `format` is the document's word (date-time, uuid, binary, ...), None where it has none."""

    format: str | None = None


@frozen
class IntegerType:
    format: str | None = None


@frozen
class NumberType:
    format: str | None = None


@frozen
class BooleanType:
    pass


@frozen
class NullType:
    """Only null."""


@frozen
class AnyType:
    """Any JSON value: the document says nothing, or what it says had to be loosened.

    `or_null`: the document says of null alone that it may be there, as it is anyway.
    """

    or_null: bool = False


@frozen
class ConstType:
    """Exactly one value, as `const` says it; never null."""

    value: Json


@frozen
class EnumMember:
    """One listed value, never null; `name` is the author's identifier for it, where an extension gives one."""

    value: Json
    name: str | None = None
    description: str | None = None


Openness: TypeAlias = Literal["closed", "value-first", "listed-first"]


@frozen
class EnumType:
    """Listed values. An open one takes any other text too; the openness says which of the two was written first."""

    members: tuple[EnumMember, ...]
    openness: Openness = "closed"

    @property
    def is_open(self) -> bool:
        return self.openness != "closed"


@frozen
class ArrayType:
    items: Schema


@frozen
class TupleType:
    """An array of as many items as are listed, each with a type of its own."""

    items: tuple[Schema, ...]

    def item(self) -> Schema:
        """What any item may be, wherever it stands."""
        return either(self.items)


@frozen
class MapType:
    """An object whose keys the document does not list; `keys` are those it may have, None where it may have any.

    `is_bare`: the document says that it is an object, and nothing of what it holds.
    """

    values: Schema
    keys: tuple[str, ...] | None = None
    is_bare: bool = False


@frozen
class Property:
    """A key of an object. Whether it may be absent (`required`) and whether it may be null are two questions."""

    wire_name: str
    schema: Schema
    required: bool
    read_only: bool = False
    write_only: bool = False

    def word(self, language: str) -> str:
        """What a language's name for it is made from: the document's own word for that language, else the key."""
        return (self.schema.naming(language).property_name if self.schema.namings else None) or self.wire_name


@frozen
class ObjectType:
    """An object with listed keys; `extra` is what its other keys hold, None where the document does not say.

    `bases` are the models that it combines with keys of its own; those of the models are among its properties.
    `is_empty`: it has no key of its own and is a class all the same.
    """

    properties: tuple[Property, ...]
    extra: Schema | None = None
    bases: tuple[Pointer, ...] = ()
    is_empty: bool = False

    @property
    def is_class(self) -> bool:
        """Whether languages have a class for it; else it is a map."""
        return self.is_empty or bool(self.properties)


@frozen
class Variant:
    """One alternative of a union; `tag` is its discriminator value."""

    schema: Schema
    tag: Scalar | None = None


@frozen
class UnionType:
    """Alternatives; `is_mapped`: the author says which tag stands for which, by name, and not only the constants do."""

    variants: tuple[Variant, ...]
    discriminator: str | None = None
    is_mapped: bool = False


@frozen
class NullableType:
    """The inner type or null."""

    inner: Type


@frozen
class RefType:
    """The schema at a pointer: a key of Api.schemas."""

    target: Pointer


Type: TypeAlias = (
    StringType
    | IntegerType
    | NumberType
    | BooleanType
    | NullType
    | AnyType
    | ConstType
    | EnumType
    | ArrayType
    | TupleType
    | MapType
    | ObjectType
    | UnionType
    | NullableType
    | RefType
)


def without_null(type_: Type) -> Type:
    """What a type is where it is not null."""
    return type_.inner if isinstance(type_, NullableType) else type_


@frozen
class Naming:
    """What one language calls a schema, where the document says so (`x-stainless-naming`): as a property, as a type.

    `maker` is the function that makes a union of this variant; `makers` those of the variants of this union, with
    `{variant}` in it, "" where there are to be none. `has_constructor`: an object that a function makes. `also` are
    the models that a request takes besides the schema, as the language calls them; `shown` those that users may import
    from the module of this one, which imports them.
    """

    language: str
    property_name: str | None = None
    type_name: str | None = None
    maker: str | None = None
    makers: str | None = None
    has_constructor: bool = False
    also: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


@frozen
class Default:
    """What a server takes where nothing is given; null is a value too."""

    value: Json


@frozen
class Schema:
    """A type as the document wrote it down: where, and with which words around it.

    `examples` are JSON values as written, in the document's order. `deprecated` is the reason, "" where none is given.
    """

    origin: Pointer
    type: Type
    title: str | None = None
    description: str | None = None
    examples: tuple[Json, ...] = ()
    deprecated: str | None = None
    namings: tuple[Naming, ...] = ()
    default: Default | None = None

    def as_type(self, type_: Type) -> Schema:
        """The same words around another type."""
        return Schema(
            self.origin,
            type_,
            self.title,
            self.description,
            self.examples,
            self.deprecated,
            self.namings,
            self.default,
        )

    def naming(self, language: str) -> Naming:
        """What a language calls it; nothing but the language where the document does not say."""
        return next((item for item in self.namings if item.language == language), Naming(language))


def either(schemas: tuple[Schema, ...]) -> Schema:
    """What may be any of several: a union, unless they are alike or one of them is anything."""
    kinds = tuple(item for index, item in enumerate(schemas) if all(item.type != one.type for one in schemas[:index]))
    anything = next((schema for schema in kinds if isinstance(schema.type, AnyType)), None)
    if anything is not None or len(kinds) == 1:
        return anything or kinds[0]
    return Schema(kinds[0].origin, UnionType(tuple(Variant(schema) for schema in kinds)))

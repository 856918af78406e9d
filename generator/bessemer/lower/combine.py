"""Say what a value is that must be two things at once: allOf, and keywords that stand beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from bessemer.document.pointer import Pointer, tokens
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EnumMember,
    EnumType,
    IntegerType,
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
    Type,
    UnionType,
    Variant,
)
from bessemer.lower.context import Context
from bessemer.lower.enums import identity
from bessemer.openapi.schema_rules import fits

Shape: TypeAlias = Callable[[Pointer], Type]

_KINDS = {StringType: "string", IntegerType: "integer", NumberType: "number", BooleanType: "boolean", NullType: "null"}
# Unions of unions grow by multiplication; what is larger than this is taken as its first part.
_MOST_VARIANTS = 200
# Unions below unions multiply again at every level, and so do references below references: how much is met for one
# schema before it is left at that. What is met inside an object becomes a type of its own there, which costs more.
_MOST_MEETINGS = 20_000
_COST_INSIDE = 4
_DEEPEST = 32


class ContradictionError(Exception):
    """Nothing can be both."""


class Meeting:
    """Meets types for one schema. `shape` is what a reference stands for when something is added to it."""

    def __init__(self, context: Context, pointer: Pointer, shape: Shape) -> None:
        self._context = context
        self._pointer = pointer
        self._shape = shape
        self._open: set[tuple[Pointer | int, Pointer | int]] = set()
        self._requiring: set[Pointer] = set()
        self._met = 0
        self._depth = 0

    def types(self, parts: list[Type]) -> Type:
        """What all the parts allow; where two contradict each other the later one is left out and that is recorded."""
        whole: Type = AnyType()
        for part in parts:
            try:
                whole = self.both(whole, part)
            except ContradictionError:
                self._context.loosen(
                    self._pointer, "what this schema combines contradicts itself: the first part is taken"
                )
        return whole

    def both(self, first: Type, second: Type) -> Type:
        """What both allow. Raises ContradictionError."""
        if isinstance(first, AnyType) or says_nothing_more(first, second):
            return second
        if isinstance(second, AnyType) or first == second or says_nothing_more(second, first):
            return first
        if isinstance(first, NullableType) or isinstance(second, NullableType):
            return self._nullable(first, second)
        if isinstance(first, RefType) or isinstance(second, RefType):
            return self._references(first, second)
        if isinstance(first, UnionType):
            return self._union(first, second, flipped=False)
        if isinstance(second, UnionType):
            return self._union(second, first, flipped=True)
        return self._plain(first, second)

    def _nullable(self, first: Type, second: Type) -> Type:
        inner = tuple(item.inner if isinstance(item, NullableType) else item for item in (first, second))
        if isinstance(first, NullableType) and isinstance(second, NullableType):
            try:
                whole = self.both(*inner)
            except ContradictionError:
                return NullType()
            return whole if isinstance(whole, NullableType | NullType | AnyType) else NullableType(whole)
        return NullType() if NullType() in (first, second) else self.both(*inner)

    def _references(self, first: Type, second: Type) -> Type:
        """References stay where the other side adds nothing; else what they lead to is met."""
        pair = _pair(first, second)
        if pair in self._open:
            if not (isinstance(first, RefType) and isinstance(second, RefType)):
                # a union that is one of its own variants: being itself adds nothing
                raise ContradictionError
            # two recursive schemas met again inside themselves
            self._context.loosen(
                self._pointer, "two schemas that refer to themselves are combined: the second is taken"
            )
            return second
        if self._is_too_much(1):
            return second
        self._open.add(pair)
        try:
            opened = tuple(self._shape(item.target) if isinstance(item, RefType) else item for item in (first, second))
            whole = self.both(*opened)
        finally:
            self._open.discard(pair)
        for item, was in zip((first, second), opened, strict=True):
            if isinstance(item, RefType) and alike(whole, was):
                return item
        return whole

    def _is_too_much(self, more: int) -> bool:
        """Whether so much more is beyond what is met for one schema; that is recorded."""
        self._met += more * (_COST_INSIDE if self._depth else 1)
        if self._met <= _MOST_MEETINGS and self._depth <= _DEEPEST:
            return False
        self._context.loosen(self._pointer, "what this schema combines leads to too much to try each with each")
        return True

    def _union(self, union: UnionType, other: Type, *, flipped: bool) -> Type:
        kept = []
        if self._is_too_much(len(union.variants)):
            return union
        for variant in union.variants:
            inner = variant.schema.type
            try:
                met = self.both(other, inner) if flipped else self.both(inner, other)
            except ContradictionError:
                continue
            kept.append(replace(variant, schema=_named(variant.schema, met)))
        if not kept:
            raise ContradictionError
        flat = tuple(_flattened(kept))
        if len(flat) > _MOST_VARIANTS:
            self._context.loosen(self._pointer, f"what this schema combines has more than {_MOST_VARIANTS} variants")
            return union
        return flat[0].schema.type if len(flat) == 1 else replace(union, variants=flat)

    def _plain(self, first: Type, second: Type) -> Type:
        match first, second:
            case (ObjectType() | MapType(), ObjectType() | MapType()):
                return self._objects(as_object(first), as_object(second))
            case ArrayType(one), ArrayType(other):
                return ArrayType(self.schemas(one, other))
            case (TupleType() as one, ArrayType(items)) | (ArrayType(items), TupleType() as one):
                return TupleType(tuple(self.schemas(item, items) for item in one.items))
            case TupleType(one_items), TupleType(other_items) if len(one_items) == len(other_items):
                return TupleType(tuple(map(self.schemas, one_items, other_items)))
            case IntegerType(), NumberType():
                return first
            case NumberType(), IntegerType():
                return second
            case StringType(one_format), StringType(other_format):
                return StringType(other_format or one_format)
            case IntegerType(one_format), IntegerType(other_format):
                return IntegerType(other_format or one_format)
            case NumberType(one_format), NumberType(other_format):
                return NumberType(other_format or one_format)
            case (ConstType() | EnumType(), _) | (_, ConstType() | EnumType()):
                return _listed(first, second)
        raise ContradictionError

    def _objects(self, first: ObjectType, second: ObjectType) -> Type:
        properties = {item.wire_name: item for item in first.properties}
        for item in second.properties:
            before = properties.get(item.wire_name)
            properties[item.wire_name] = item if before is None else self._property(before, item)
        self._met += len(properties) * _COST_INSIDE if self._depth else 0
        extra = self.schemas(first.extra, second.extra) if first.extra and second.extra else first.extra or second.extra
        if not properties:
            return MapType(extra or Schema(self._pointer, AnyType()))
        return ObjectType(tuple(properties.values()), extra)

    def _property(self, first: Property, second: Property) -> Property:
        said = second if second.read_only or second.write_only else first
        return replace(
            second,
            schema=self.schemas(first.schema, second.schema),
            required=first.required or second.required,
            read_only=said.read_only,
            write_only=said.write_only,
        )

    def schemas(self, first: Schema, second: Schema) -> Schema:
        """Both schemas at once; the words of the second count, where it has any."""
        self._depth += 1
        try:
            type_ = self.both(first.type, second.type)
        except ContradictionError:
            self._context.loosen(second.origin, "this contradicts what it overrides: the overriding type is taken")
            type_ = second.type
        finally:
            self._depth -= 1
        owner = first if type_ == first.type else second
        return Schema(
            origin=owner.origin,
            type=type_,
            title=second.title or first.title,
            description=second.description or first.description,
            examples=second.examples or first.examples,
            deprecated=second.deprecated if second.deprecated is not None else first.deprecated,
            namings=second.namings or first.namings,
            default=second.default or first.default,
        )

    def required(self, type_: Type, names: frozenset[str]) -> Type:
        """The type, with these keys required in whichever object it is."""
        match type_:
            case NullableType(inner):
                return NullableType(self.required(inner, names))
            case RefType(target):
                if target in self._requiring:
                    return type_
                if self._is_too_much(1):
                    return type_
                self._requiring.add(target)
                opened = self._shape(target)
                made = self.required(opened, names)
                self._requiring.discard(target)
                return type_ if made == opened else made
            case UnionType():
                made_variants = (
                    replace(item, schema=_named(item.schema, self.required(item.schema.type, names)))
                    for item in type_.variants
                )
                return replace(type_, variants=tuple(made_variants))
            case ObjectType():
                kept = (replace(item, required=item.required or item.wire_name in names) for item in type_.properties)
                return replace(type_, properties=tuple(kept))
        return type_


def _pair(first: Type, second: Type) -> tuple[Pointer | int, Pointer | int]:
    """What is being met: references by where they lead, other types by what they are in memory."""
    one, other = (item.target if isinstance(item, RefType) else id(item) for item in (first, second))
    return one, other


def says_nothing_more(general: Type, specific: Type) -> bool:
    """Whether one type is only the bare kind of the other: `type: object` beside a reference says no more than it."""
    match general:
        case MapType(values=Schema(type=AnyType()), keys=None):
            return isinstance(specific, ObjectType | MapType)
        case ArrayType(Schema(type=AnyType())):
            return isinstance(specific, ArrayType | TupleType)
    return False


def as_object(type_: Type) -> ObjectType:
    """An object with what all its keys hold: nothing is said where they may hold anything."""
    if isinstance(type_, MapType):
        return ObjectType((), None if isinstance(type_.values.type, AnyType) else type_.values)
    assert isinstance(type_, ObjectType)
    return type_


def alike(one: Type, other: Type) -> bool:
    """Whether two types accept the same values, whatever words stand around their parts."""
    if isinstance(one, ObjectType) and isinstance(other, ObjectType) and len(one.properties) == len(other.properties):
        mine = {item.wire_name: item for item in one.properties}
        return one.extra == other.extra and all(
            item.wire_name in mine and _is_alike(mine[item.wire_name], item) for item in other.properties
        )
    return one == other


def _is_alike(one: Property, other: Property) -> bool:
    said, also = ((item.required, item.read_only, item.write_only, item.schema.type) for item in (one, other))
    return said == also


def _named(schema: Schema, type_: Type) -> Schema:
    """A variant with a type put for its reference: it keeps the name of the component."""
    if type_ == schema.type:
        return schema
    title = schema.title
    if title is None and isinstance(schema.type, RefType) and not isinstance(type_, RefType):
        title = tokens(schema.type.target)[-1]
    return replace(schema, type=type_, title=title)


def _flattened(variants: list[Variant]) -> list[Variant]:
    """Variants that became unions themselves are put in their place, where they have no tag of their own."""
    flat: list[tuple[str, Variant]] = []
    for index, item in enumerate(variants):
        inner = item.schema.type
        plain = isinstance(inner, UnionType) and inner.discriminator is None and item.tag is None
        word = item.schema.title or f"member {index}"
        flat += ((word, one) for one in inner.variants) if plain and isinstance(inner, UnionType) else [("", item)]
    named: dict[tuple[Pointer, str | None], list[Type]] = {}
    for _, item in flat:
        named.setdefault((item.schema.origin, item.schema.title), []).append(item.schema.type)
    return [_told_apart(item, word, named[item.schema.origin, item.schema.title]) for word, item in flat]


def _told_apart(variant: Variant, word: str, types: list[Type]) -> Variant:
    """A variant that was met with several others: each of what came of it is called after the other one too."""
    schema = variant.schema
    if not word or schema.title is None or all(item == types[0] for item in types):
        return variant
    return replace(variant, schema=replace(schema, title=f"{word} {schema.title}"))


def _listed(first: Type, second: Type) -> Type:
    """Listed values beside something else: those that it allows too."""
    if isinstance(first, EnumType | ConstType) and isinstance(second, EnumType | ConstType):
        return _common(first, second)
    listed, other = (first, second) if isinstance(first, EnumType | ConstType) else (second, first)
    kind = _KINDS.get(type(other)) or ("array" if isinstance(other, ArrayType | TupleType) else "object")
    assert isinstance(listed, EnumType | ConstType)
    kept = tuple(member for member in _members(listed) if fits(member.value, kind))
    return _made(listed, kept)


def _common(first: EnumType | ConstType, second: EnumType | ConstType) -> Type:
    if isinstance(first, EnumType) and first.is_open:
        return second
    if isinstance(second, EnumType) and second.is_open:
        return first
    allowed = {identity(member.value) for member in _members(first)}
    return _made(second, tuple(member for member in _members(second) if identity(member.value) in allowed))


def _members(type_: EnumType | ConstType) -> tuple[EnumMember, ...]:
    return type_.members if isinstance(type_, EnumType) else (EnumMember(type_.value),)


def _made(source: EnumType | ConstType, members: tuple[EnumMember, ...]) -> Type:
    if not members:
        raise ContradictionError
    return source if isinstance(source, ConstType) else replace(source, members=members)

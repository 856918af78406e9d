"""Choose a sample value for a schema: the document's own example, else one that fits and says what it is."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from typing import TypeVar

from bessemer.document.pointer import Pointer
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
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
    Type,
    UnionType,
    Variant,
)
from bessemer.samples.fit import fits

_Made = TypeVar("_Made")
# Source: contracts/config.md section 7, values.
_BY_FORMAT = {
    "uuid": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
    "date-time": "2019-12-27T18:11:19.117Z",
    "date": "2019-12-27",
    "time": "18:11:19.117Z",
    "duration": "P1D",
    "uri": "https://example.com",
    "url": "https://example.com",
    "email": "dev@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "U3RhaW5sZXNzIHJvY2tz",
    "binary": "Example data",
}
# How deep a sample is made whole, and how deep at all: a schema that requires itself has no value that ends.
_DEEPEST = 6
_END = 4 * _DEEPEST
# Objects of objects multiply at every level: a sample of more values than that is made again, less deep.
_MOST = 2_000
_LESS_DEEP = ((_DEEPEST, 2 * _DEEPEST), (4, 8), (2, 4), (1, 3))


class _TooMuchError(Exception):
    """A sample has more values than it may have."""


class Sampler:
    """Sample values over one API's schemas: as a server sends them, or as a client does."""

    def __init__(self, schemas: Mapping[Pointer, Schema], *, of_requests: bool = False, in_ascii: bool = False) -> None:
        self.schemas = schemas
        self._of_requests = of_requests
        self._in_ascii = in_ascii
        self._deepest, self._end = _DEEPEST, _END
        self._left = 0

    def full(self, schema: Schema, name: str) -> Json:
        """A value with every property set. `name` is what a plain string says."""
        return self._bounded(lambda: self._value(schema, name, 0, required_only=False))

    def minimal(self, schema: Schema, name: str) -> Json:
        """A value with only the required properties."""
        return self._bounded(lambda: self._value(schema, name, 0, required_only=True))

    def properties(self, object_: ObjectType, *, full: bool) -> dict[str, Json]:
        """A value for each property that a request sends: they are a call's own arguments."""
        chosen = [item for item in object_.properties if (item.required or full) and not item.read_only]
        return self._bounded(
            lambda: {
                item.wire_name: self._value(item.schema, item.wire_name, 0, required_only=not full) for item in chosen
            }
        )

    def ascii(self, schema: Schema, name: str) -> Json:
        """A value with every property set that has no text beyond ASCII, as far as the schema allows one."""
        return Sampler(self.schemas, of_requests=self._of_requests, in_ascii=True).full(schema, name)

    def _bounded(self, make: Callable[[], _Made]) -> _Made:
        """What is made, as deep as it has not too many values."""
        for deepest, end in ((_DEEPEST, _END), *_LESS_DEEP):
            self._deepest, self._end, self._left = deepest, end, _MOST
            with contextlib.suppress(_TooMuchError):
                return make()
        self._left = 0
        return make()

    def _value(self, schema: Schema, name: str, depth: int, *, required_only: bool) -> Json:
        for example in schema.examples:
            if self._may_say(example) and fits(example, schema.type, self.schemas):
                return example
        if depth > self._end:
            return None
        self._left -= 1
        if self._left == 0:
            raise _TooMuchError
        return self._typed(schema.type, name, depth, required_only=required_only)

    def _typed(self, type_: Type, name: str, depth: int, *, required_only: bool) -> Json:
        match type_:
            case StringType(format_):
                return _BY_FORMAT.get(format_ or "", name if self._may_say(name) else "text")
            case IntegerType() | NumberType():
                return 0
            case BooleanType():
                return True
            case NullType():
                return None
            case AnyType():
                return {}
            case ConstType(value):
                return value
            case EnumType(members):
                listed = (item.value for item in members if self._may_say(item.value))
                return next(listed, members[0].value) if members else name
            case NullableType(inner):
                return (
                    None if depth > 2 * self._deepest else self._typed(inner, name, depth, required_only=required_only)
                )
            case RefType(target):
                return self._value(self.schemas[target], name, depth + 1, required_only=required_only)
            case ArrayType(items):
                return (
                    [] if depth > self._deepest else [self._value(items, name, depth + 1, required_only=required_only)]
                )
            case TupleType(items):
                return [self._value(item, name, depth + 1, required_only=required_only) for item in items]
            case MapType(values, keys):
                if depth > self._deepest:
                    return {}
                return {keys[0] if keys else "foo": self._value(values, "bar", depth + 1, required_only=required_only)}
            case ObjectType(properties):
                least = required_only or depth > self._deepest
                return {
                    item.wire_name: self._value(item.schema, item.wire_name, depth + 1, required_only=required_only)
                    for item in properties
                    if self._passes(item) and (item.required or (not least and self._may_say(item.wire_name)))
                }
            case UnionType(variants, discriminator):
                chosen = self._shallow(variants) if depth > self._deepest else variants[0]
                made = self._value(chosen.schema, name, depth + 1, required_only=required_only)
                return self.told_apart(made, chosen, discriminator)

    def told_apart(self, made: Json, variant: Variant, discriminator: str | None) -> Json:
        """A value of a variant with the tag that says so."""
        tag = variant.tag
        if discriminator is None or tag is None or not isinstance(made, Mapping) or discriminator not in made:
            return made
        # what tells a variant apart need not be what the variant itself allows
        return {**made, discriminator: tag} if self._holds(variant.schema.type, discriminator, tag) else made

    def _holds(self, type_: Type, name: str, value: Json) -> bool:
        """Whether a property of an object may have a value."""
        for _ in range(_END):
            if not isinstance(type_, RefType | NullableType):
                break
            type_ = self.schemas[type_.target].type if isinstance(type_, RefType) else type_.inner
        listed = type_.properties if isinstance(type_, ObjectType) else ()
        return all(fits(value, item.schema.type, self.schemas) for item in listed if item.wire_name == name)

    def _shallow(self, variants: tuple[Variant, ...]) -> Variant:
        """A variant that holds no others, if there is one."""
        scalars = (StringType, IntegerType, NumberType, BooleanType, ConstType, EnumType)
        return next((item for item in variants if isinstance(item.schema.type, scalars)), variants[0])

    def _may_say(self, value: Json) -> bool:
        return not self._in_ascii or is_ascii(value)

    def _passes(self, item: Property) -> bool:
        """Whether a property goes this way at all."""
        return not (item.read_only if self._of_requests else item.write_only)


def is_ascii(value: Json) -> bool:
    return json.dumps(value, default=dict, ensure_ascii=False).isascii()

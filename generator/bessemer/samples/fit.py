"""Say whether an example of the document fits its own schema: many do not, and samples then make a value instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
    RefType,
    Schema,
    StringType,
    TupleType,
    Type,
    UnionType,
)

_MOMENTS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:?\d\d)?"),
}


def fits(value: Json, type_: Type, schemas: Mapping[Pointer, Schema]) -> bool:
    """Whether a value has the shape of a type; bounds, lengths and patterns are not looked at."""
    return _Fitting(schemas).fits(value, type_)


class _Fitting:
    """Looks at each part of a value for each component once, however many unions lead there."""

    def __init__(self, schemas: Mapping[Pointer, Schema]) -> None:
        self._schemas = schemas
        self._known: dict[tuple[int, Pointer], bool] = {}

    def fits(self, value: Json, type_: Type) -> bool:
        match type_:
            case StringType(format_):
                moment = _MOMENTS.get(format_ or "")
                return isinstance(value, str) and (moment is None or moment.fullmatch(value) is not None)
            case IntegerType():
                return isinstance(value, int) and not isinstance(value, bool)
            case NumberType():
                return isinstance(value, int | float) and not isinstance(value, bool)
            case BooleanType():
                return isinstance(value, bool)
            case NullType():
                return value is None
            case AnyType():
                return True
            case ConstType(constant):
                return value == constant
            case EnumType(members):
                return (type_.is_open and isinstance(value, str)) or any(member.value == value for member in members)
            case NullableType(inner):
                return value is None or self.fits(value, inner)
            case RefType(target):
                return self._component(value, target)
            case UnionType(variants):
                return any(self.fits(value, variant.schema.type) for variant in variants)
            case ArrayType() | TupleType():
                return isinstance(value, list | tuple) and self._items(value, type_)
            case MapType(values):
                return isinstance(value, Mapping) and all(self.fits(item, values.type) for item in value.values())
            case ObjectType():
                return isinstance(value, Mapping) and self._has_its_keys(value, type_)

    def _component(self, value: Json, target: Pointer) -> bool:
        key = (id(value), target)
        if key not in self._known:
            # a type that is nothing but itself is met again before anything is known
            self._known[key] = False
            self._known[key] = self.fits(value, self._schemas[target].type)
        return self._known[key]

    def _items(self, value: Sequence[Json], type_: ArrayType | TupleType) -> bool:
        if isinstance(type_, ArrayType):
            return all(self.fits(item, type_.items.type) for item in value)
        return len(value) == len(type_.items) and all(
            self.fits(item, schema.type) for item, schema in zip(value, type_.items, strict=True)
        )

    def _has_its_keys(self, value: Mapping[str, Json], type_: ObjectType) -> bool:
        for item in type_.properties:
            if item.wire_name not in value:
                if item.required and not (item.read_only or item.write_only):
                    return False
            elif not self.fits(value[item.wire_name], item.schema.type):
                return False
        extra = type_.extra
        if extra is None:
            return True
        listed = {item.wire_name for item in type_.properties}
        return all(self.fits(item, extra.type) for name, item in value.items() if name not in listed)

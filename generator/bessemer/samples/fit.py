"""Say whether an example of the document fits its own schema: many do not, and samples then make a value instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

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


# More references than any value is deep: a type that is nothing but itself ends here.
_END = 200


def fits(value: Json, type_: Type, schemas: Mapping[Pointer, Schema], depth: int = 0) -> bool:
    """Whether a value has the shape of a type; bounds, lengths and patterns are not looked at."""
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
            return value is None or fits(value, inner, schemas, depth)
        case RefType(target):
            return depth < _END and fits(value, schemas[target].type, schemas, depth + 1)
        case ArrayType(items):
            return isinstance(value, list | tuple) and all(fits(item, items.type, schemas, depth) for item in value)
        case TupleType(items):
            return (
                isinstance(value, list | tuple)
                and len(value) == len(items)
                and all(fits(item, schema.type, schemas, depth) for item, schema in zip(value, items, strict=True))
            )
        case MapType(values):
            return isinstance(value, Mapping) and all(
                fits(item, values.type, schemas, depth) for item in value.values()
            )
        case ObjectType():
            return isinstance(value, Mapping) and _has_its_keys(value, type_, schemas, depth)
        case UnionType(variants):
            return any(fits(value, variant.schema.type, schemas, depth) for variant in variants)


def _has_its_keys(value: Mapping[str, Json], type_: ObjectType, schemas: Mapping[Pointer, Schema], depth: int) -> bool:
    for item in type_.properties:
        if item.wire_name not in value:
            if item.required and not (item.read_only or item.write_only):
                return False
        elif not fits(value[item.wire_name], item.schema.type, schemas, depth):
            return False
    extra = type_.extra
    if extra is None:
        return True
    listed = {item.wire_name for item in type_.properties}
    return all(fits(item, extra.type, schemas, depth) for name, item in value.items() if name not in listed)

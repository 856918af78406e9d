"""What values of a schema are when they are sent: one text, several, keys with values, files."""

from __future__ import annotations

from collections.abc import Mapping

from bessemer.document.pointer import Pointer
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EnumType,
    IntegerType,
    MapType,
    NullableType,
    NullType,
    NumberType,
    ObjectType,
    RefType,
    Schema,
    StringType,
    TupleType,
    UnionType,
    without_null,
)
from bessemer.targets.python.names import Names


def is_scalar(schema: Schema, names: Names) -> bool:
    """Whether a value is one text in every style."""
    type_ = names.final(schema).type
    match type_:
        case NullableType(inner):
            return is_scalar(Schema(schema.origin, inner), names)
        case UnionType(variants):
            return all(is_scalar(variant.schema, names) for variant in variants)
        case StringType() | IntegerType() | NumberType() | BooleanType() | NullType() | ConstType() | EnumType():
            return True
        case ArrayType() | TupleType() | MapType() | ObjectType() | AnyType() | RefType():
            return False


def is_plain(schema: Schema, names: Names) -> bool:
    """Whether a value is one text, or a list of such."""
    type_ = names.final(schema).type
    return is_scalar(type_.items if isinstance(type_, ArrayType) else schema, names)


def may_be_mapping(schema: Schema, names: Names) -> bool:
    """Whether a value may have keys."""
    inner = without_null(names.final(schema).type)
    return not isinstance(inner, ArrayType | TupleType) and not is_scalar(schema, names)


def is_files(schema: Schema, schemas: Mapping[Pointer, Schema], seen: frozenset[Pointer] = frozenset()) -> bool:
    """Whether a value can only be a file, a list of files, or null."""
    match schema.type:
        case RefType(target):
            return target not in seen and is_files(schemas[target], schemas, seen | {target})
        case NullableType(inner):
            return is_files(Schema(schema.origin, inner), schemas, seen)
        case ArrayType(items):
            return is_files(items, schemas, seen)
        case UnionType(variants):
            return all(is_files(variant.schema, schemas, seen) for variant in variants)
        case StringType(format):
            return format == "binary"
        case _:
            return False

"""Say what has to lie somewhere: the arguments of a method, its result, the classes of a type."""

from __future__ import annotations

from bessemer.ir.operations import Operation, RawBody
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
)
from bessemer.targets.python.names import Names


def has_params(operation: Operation, names: Names) -> bool:
    """Whether a method has a TypedDict of its own: not where all its arguments are plain path or header parameters."""
    asked = operation.located("query") or operation.located("querystring")
    if asked or not isinstance(operation.body, RawBody | None):
        return True
    return any(needs_class(item.schema, names) for item in operation.parameters)


def needs_class(schema: Schema, names: Names) -> bool:
    """Whether a type has classes of its own, which must lie somewhere."""
    match names.resolved(schema).type:
        case NullableType(inner):
            return needs_class(Schema(schema.origin, inner), names)
        case ArrayType(items):
            return needs_class(items, names)
        case TupleType(items):
            return any(needs_class(item, names) for item in items)
        case MapType(values):
            return needs_class(values, names)
        case UnionType(variants):
            # of models too a union of several is an alias of its own
            several = len(variants) > 1
            return any(
                needs_class(item.schema, names) or (several and is_structured(item.schema, names)) for item in variants
            )
        case ObjectType(properties):
            return bool(properties)
        case StringType() | IntegerType() | NumberType() | BooleanType() | NullType():
            return False
        case AnyType() | ConstType() | EnumType() | RefType():
            return False


def has_response(schema: Schema, names: Names) -> bool:
    """Whether a result has a module of its own: one that is neither a model nor a scalar."""
    resolved = names.resolved(schema)
    match resolved.type:
        case NullableType(inner):
            return has_response(resolved.as_type(inner), names)
        case RefType() | StringType() | IntegerType() | NumberType() | BooleanType() | NullType() | AnyType():
            return False
        case MapType():
            return not resolved.type.is_bare
        case EnumType() | ConstType() | ArrayType() | TupleType() | ObjectType() | UnionType():
            return True


def is_structured(schema: Schema, names: Names) -> bool:
    """Whether a class, of a model or not, stands in a type outside its lists and maps."""
    final = names.final(schema).type
    while isinstance(final, NullableType):
        final = final.inner
    if isinstance(final, UnionType):
        return any(is_structured(variant.schema, names) for variant in final.variants)
    return isinstance(final, ObjectType) and final.is_class

"""Say what has to lie somewhere: the arguments of a method, its result, the classes of a type."""

from __future__ import annotations

from bessemer.document.pointer import Pointer
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
    without_null,
)
from bessemer.ir.walk import children
from bessemer.targets.python.names import Names


def has_params(operation: Operation, names: Names) -> bool:
    """Whether a method has a TypedDict of its own: not where all its arguments are plain path or header parameters."""
    asked = operation.located("query") or operation.located("querystring")
    if asked or not isinstance(operation.body, RawBody | None):
        return True
    return any(has_keys(item.schema, names) for item in operation.parameters)


def has_keys(schema: Schema, names: Names, above: frozenset[Pointer] = frozenset()) -> bool:
    """Whether a type holds objects with keys of their own: these may be called otherwise than on the wire."""
    type_ = without_null(schema.type)
    if isinstance(type_, RefType):
        if type_.target in above:
            return False
        return has_keys(names.api.schemas[type_.target], names, above | {type_.target})
    if isinstance(type_, ObjectType):
        return bool(type_.properties)
    return any(has_keys(item, names, above) for item in children(type_))


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

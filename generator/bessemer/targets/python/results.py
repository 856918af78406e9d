"""Say what a method returns, in Python."""

from __future__ import annotations

from dataclasses import dataclass

from bessemer.ir.operations import BinaryResult, EmptyResult, JsonResult, Operation, TextResult
from bessemer.ir.types import ConstType, EnumType, NullableType, RefType, Schema, Type, UnionType
from bessemer.targets.python.modules import has_response
from bessemer.targets.python.names import Names
from bessemer.targets.python.place import Place
from bessemer.targets.python.types import typed
from bessemer.targets.python.typetext import TypeText, builtin, internal, optional


@dataclass(frozen=True, slots=True)
class Returned:
    """What a method returns.

    `target` is what the runtime casts to, `accept` the header that asks for it where that is not JSON. `is_special`:
    type checkers do not take the type for a class, so the call needs casts. `streamed` is the class of a binary body
    that is read while it comes, `name` the response's name in samples.
    """

    text: TypeText
    target: TypeText
    accept: str | None = None
    is_special: bool = False
    binary: bool = False
    empty: bool = False


def returned(operation: Operation, names: Names, *, is_async: bool = False) -> Returned:
    match operation.result:
        case JsonResult(schema):
            text = result_type(operation, schema, names)
            return Returned(text, text, is_special=_is_special(schema, names))
        case EmptyResult():
            return Returned(builtin("None"), internal("NoneType", "_types"), "*/*", empty=True)
        case TextResult():
            return Returned(builtin("str"), builtin("str"), "text/plain")
        case BinaryResult():
            text = internal("AsyncBinaryAPIResponse" if is_async else "BinaryAPIResponse", "_response")
            return Returned(text, text, "application/binary", binary=True)


def result_type(operation: Operation, schema: Schema, names: Names) -> TypeText:
    """A model, a scalar, or the method's own response type."""
    method = names.methods[operation.config]
    resolved = names.resolved(schema)
    if has_response(resolved, names):
        own = internal(method.response_class, *method.response_module)
        return optional(own) if isinstance(resolved.type, NullableType) else own
    return typed(resolved, Place(names, "response", ("response",), method.response_class))


def _is_special(schema: Schema, names: Names) -> bool:
    type_: Type = names.final(schema).type
    if isinstance(type_, UnionType) and len(type_.variants) == 1:
        return _is_special(type_.variants[0].schema, names)
    return isinstance(type_, UnionType | NullableType | EnumType | ConstType)


def response_name(operation: Operation, names: Names) -> str | None:
    """What a sample calls the result: the model's name in snake case, else `response`; None for nothing."""
    if isinstance(operation.result, EmptyResult):
        return None
    if isinstance(operation.result, JsonResult):
        resolved = names.resolved(operation.result.schema)
        if isinstance(resolved.type, RefType) and resolved.type.target in names.models:
            return names.models[resolved.type.target].module[-1]
    return "response"

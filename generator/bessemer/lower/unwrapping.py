"""Give back what an answer is about, without the object around it.

Source: contracts/config.md section 2.9.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bessemer.config.tree import MethodConfig
from bessemer.ir.operations import Envelope, JsonResult, Operation
from bessemer.ir.types import ObjectType, RefType, Type
from bessemer.lower.context import Context
from bessemer.lower.schemas import shape

_OUTCOME = frozenset(
    "success ok status status_code code error errors message messages msg warnings request_id result_info".split()
)


def unwrapped(context: Context, method: MethodConfig, operation: Operation) -> Operation:
    """The operation with the property that the config names as its result. A page is no envelope."""
    result = operation.result
    if method.unwrap is False or not isinstance(result, JsonResult) or operation.streaming is not None:
        return operation
    answer = _bare(context, result.schema.type)
    properties = {item.wire_name: item for item in answer.properties} if isinstance(answer, ObjectType) else {}
    if method.unwrap is not None:
        found = properties.get(method.unwrap)
    else:
        found = next((properties[name] for name in context.config.unwrapped if _holds_all(properties, name)), None)
    if found is None:
        if method.unwrap is not None:
            message = f"the answer of {method.name!r} has no property {method.unwrap!r}: it is given back whole"
            context.config_problem("unwrap-not-found", message, method.pointer, "name one of its properties")
        return operation
    envelope = Envelope(found.wire_name, result.schema)
    return replace(operation, result=replace(result, schema=found.schema, envelope=envelope))


def _holds_all(properties: Collection[str], name: str) -> bool:
    """Whether a property holds all that is answered: the others, if any, only say how the call went."""
    return name in properties and _OUTCOME.issuperset(set(properties) - {name})


def _bare(context: Context, type_: Type) -> Type:
    seen: set[str] = set()
    while isinstance(type_, RefType) and type_.target not in seen:
        seen.add(type_.target)
        type_ = shape(context, type_.target)
    return type_

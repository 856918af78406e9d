"""Walk the IR: which schemas a call reaches, and in which direction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.ir.operations import FormBody, JsonBody, JsonResult, MultipartBody, Operation, PagedResult, StreamResult
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
    Type,
    UnionType,
)

_PLAIN = (StringType, IntegerType, BooleanType)


@frozen
class Uses:
    """The schemas that requests and responses reach, by pointer."""

    requests: frozenset[Pointer]
    responses: frozenset[Pointer]


def children(type_: Type) -> Iterator[Schema]:
    """The schemas written inside a type, not those it refers to."""
    match type_:
        case (
            StringType()
            | IntegerType()
            | NumberType()
            | BooleanType()
            | NullType()
            | AnyType()
            | ConstType()
            | EnumType()
            | RefType()
        ):
            return
        case ArrayType(item):
            yield item
        case TupleType(items):
            yield from items
        case MapType(values):
            yield values
        case ObjectType(properties, extra):
            yield from (item.schema for item in properties)
            if extra is not None:
                yield extra
        case UnionType(variants):
            yield from (variant.schema for variant in variants)
        case NullableType(inner):
            yield from children(inner)


def references(type_: Type) -> Iterator[Pointer]:
    """The pointers a type refers to, through its own nested schemas but not through other references."""
    waiting = [type_]
    while waiting:
        found = waiting.pop()
        if isinstance(found, RefType):
            yield found.target
        elif isinstance(found, NullableType):
            waiting.append(found.inner)
        elif isinstance(found, ObjectType):
            yield from found.bases
            if found.extra is not None:
                waiting.append(found.extra.type)
            waiting += [item.schema.type for item in reversed(found.properties)]
        elif not isinstance(found, _PLAIN):
            waiting += [item.type for item in children(found)][::-1]


def sent(operation: Operation) -> Iterator[Schema]:
    """The schemas an operation takes."""
    yield from (parameter.schema for parameter in operation.parameters)
    if isinstance(operation.body, JsonBody | FormBody | MultipartBody):
        yield operation.body.schema


def returned(operation: Operation) -> Iterator[Schema]:
    """The schemas an operation gives back when it succeeds."""
    for result in (operation.result, operation.streaming.result if operation.streaming else None):
        if isinstance(result, JsonResult):
            yield result.schema
        elif isinstance(result, PagedResult):
            yield result.item
        elif isinstance(result, StreamResult) and result.event is not None:
            yield result.event


def failed(operation: Operation) -> Iterator[Schema]:
    """The schemas of the bodies that its errors hold."""
    yield from (error.schema for error in operation.errors if error.schema is not None)


def reach(schemas: Mapping[Pointer, Schema], roots: Iterator[Schema]) -> frozenset[Pointer]:
    """Every pointer reached from the roots."""
    waiting = [target for root in roots for target in references(root.type)]
    seen: set[Pointer] = set()
    while waiting:
        target = waiting.pop()
        if target not in seen:
            seen.add(target)
            waiting.extend(references(schemas[target].type))
    return frozenset(seen)


def origins(api: Api, roots: Iterator[Schema]) -> frozenset[Pointer]:
    """The places of all schemas that the roots hold or refer to."""
    waiting = list(roots)
    seen: set[Pointer] = set()
    while waiting:
        schema = waiting.pop()
        if schema.origin not in seen:
            seen.add(schema.origin)
            waiting.extend(children(schema.type))
            waiting.extend(api.schemas[target] for target in references(schema.type))
    return frozenset(seen)


def sent_only_in_forms(api: Api) -> frozenset[Pointer]:
    """The places of all schemas that requests send in multipart forms, and in nothing else."""
    forms = {item.config: item.body for item in api.operations() if isinstance(item.body, MultipartBody)}
    others = (replace(item, body=None) if item.config in forms else item for item in api.operations())
    within = origins(api, (body.schema for body in forms.values()))
    return within - origins(api, (schema for operation in others for schema in sent(operation))) if within else within


def uses(api: Api) -> Uses:
    operations = tuple(api.operations())
    received = (Schema(model.schema, RefType(model.schema)) for model in api.models() if model.received)
    given_back = (schema for item in operations for schema in chain(returned(item), failed(item)))
    return Uses(
        requests=reach(api.schemas, (schema for item in operations for schema in sent(item))),
        responses=reach(api.schemas, chain(given_back, received)),
    )

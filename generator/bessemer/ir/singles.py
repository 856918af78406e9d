"""See an API where a model that is nothing but another schema has what that one has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bessemer.document.pointer import Pointer
from bessemer.ir.api import Api, Resource
from bessemer.ir.types import NullableType, RefType, Type
from bessemer.ir.walk import failed, references, returned, sent


def without_singles(api: Api) -> Api:
    """The same API without such references. Models that nothing else leads to are left out."""
    named = {model.schema for model in api.models()}
    found = ((pointer, _only(api.schemas[pointer].type)) for pointer in named)
    alone = {pointer: target for pointer, target in found if target is not None}
    if not alone:
        return api
    schemas = dict(api.schemas)
    for pointer in alone:
        schemas[pointer] = schemas[pointer].as_type(_followed(api, schemas[pointer].type, frozenset({pointer})))
    made = replace(api, schemas=schemas)
    return replace(made, root=_resource(api.root, frozenset(alone.values()) - frozenset(_used(made))))


def _only(type_: Type) -> Pointer | None:
    """What a type is nothing but: a union of one, or an intersection of one, is lowered to a reference."""
    if isinstance(type_, NullableType):
        type_ = type_.inner
    return type_.target if isinstance(type_, RefType) else None


def _followed(api: Api, type_: Type, above: frozenset[Pointer]) -> Type:
    """What a reference leads to in the end; itself where that is a circle."""
    if isinstance(type_, NullableType):
        inner = _followed(api, type_.inner, above)
        return inner if isinstance(inner, NullableType) else replace(type_, inner=inner)
    if not isinstance(type_, RefType) or type_.target in above:
        return type_
    return _followed(api, api.schemas[type_.target].type, above | {type_.target})


def _used(api: Api) -> Iterator[Pointer]:
    for operation in api.operations():
        for schema in (*sent(operation), *returned(operation), *failed(operation)):
            yield from references(schema.type)
    for schema in api.schemas.values():
        yield from references(schema.type)


def _resource(resource: Resource, hidden: frozenset[Pointer]) -> Resource:
    return replace(
        resource,
        models=tuple(model for model in resource.models if model.schema not in hidden),
        resources=tuple(_resource(item, hidden) for item in resource.resources),
    )

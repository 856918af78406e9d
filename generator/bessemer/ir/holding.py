"""Name what holds itself: a list of such lists has no end where it is written out at each of its uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bessemer.document.pointer import Pointer, child, tokens
from bessemer.ir.api import Api, Model
from bessemer.ir.circles import circles
from bessemer.ir.types import NullableType, ObjectType, RefType, Schema, Type
from bessemer.ir.walk import references

# Where a config names the models of the client itself.
_OF_CLIENT = Pointer("/resources/$client/models")
# Steps of a pointer that say nothing of what is there.
_PLAIN = frozenset(("components", "schemas", "paths", "content", "schema", "responses", "properties", "items"))


def with_circles_named(api: Api) -> Api:
    """The same API where each schema that holds itself, without a class between, is a model: of the client, if the
    config does not name it.
    """
    named = {model.schema for model in api.models()}
    loose = {pointer for pointer in api.schemas if pointer not in named and not _is_class(api.schemas, pointer)}
    edges = {
        pointer: [target for target in references(api.schemas[pointer].type) if target in loose] for pointer in loose
    }
    found = circles(edges)
    held = [pointer for pointer in api.schemas if pointer in loose and _is_held(pointer, edges, found)]
    if not held:
        return api
    return replace(api, root=replace(api.root, models=(*api.root.models, *_models(api, held))))


def _is_held(
    pointer: Pointer, edges: Mapping[Pointer, list[Pointer]], found: Mapping[Pointer, frozenset[Pointer]]
) -> bool:
    return len(found[pointer]) > 1 or pointer in edges[pointer]


def _is_class(schemas: Mapping[Pointer, Schema], pointer: Pointer) -> bool:
    seen: set[Pointer] = set()
    while pointer not in seen:
        seen.add(pointer)
        type_: Type = schemas[pointer].type
        while isinstance(type_, NullableType):
            type_ = type_.inner
        if not isinstance(type_, RefType):
            return isinstance(type_, ObjectType) and type_.is_class
        pointer = type_.target
    return False


def _models(api: Api, held: list[Pointer]) -> Iterator[Model]:
    taken = {_plain(model.name) for model in api.models()}
    for pointer in held:
        name = "_".join(part for part in tokens(pointer) if part not in _PLAIN) or "value"
        while _plain(name) in taken:
            name += "_value"
        taken.add(_plain(name))
        yield Model(name, (), pointer, child(_OF_CLIENT, name))


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()

"""Name what holds itself: a list of such lists has no end where it is written out at each of its uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bessemer.document.pointer import Pointer, child, tokens
from bessemer.ir.api import Api, Model
from bessemer.ir.circles import circles
from bessemer.ir.types import NullableType, ObjectType, RefType, Schema, Type, UnionType
from bessemer.ir.walk import references

# Classes that one schema may be written out as, before what it holds in circles has names.
_MOST = 200
# Times that one schema may be written out, where those are not its users alone but theirs too, many times over.
_MOST_USES = 2_000
_MULTIPLIED = 10
# Where a config names the models of the client itself.
_OF_CLIENT = Pointer("/resources/$client/models")
# Steps of a pointer that say nothing of what is there.
_PLAIN = frozenset(("components", "schemas", "paths", "content", "schema", "responses", "properties", "items"))


def with_circles_named(api: Api) -> Api:
    """The same API where each schema that holds itself, without a class between, is a model: of the client, if the
    config does not name it. So is what `with_spreading_named` names.
    """
    loose = frozenset(pointer for pointer in _nameless(api) if not _is_class(api.schemas, pointer))
    return _with_models(api, _held(_edges(api, loose)) | _too_often(api))


def with_spreading_named(api: Api) -> Api:
    """The same API where schemas that hold each other in too many ways to be written out each time are models."""
    return _with_models(api, _too_often(api))


def _nameless(api: Api) -> list[Pointer]:
    named = {model.schema for model in api.models()}
    return [pointer for pointer in api.schemas if pointer not in named]


def _with_models(api: Api, held: frozenset[Pointer]) -> Api:
    if not held:
        return api
    models = _models(api, [pointer for pointer in api.schemas if pointer in held])
    return replace(api, root=replace(api.root, models=(*api.root.models, *models)))


def _edges(api: Api, among: frozenset[Pointer]) -> Mapping[Pointer, list[Pointer]]:
    """What each of some schemas refers to of them."""
    return {pointer: [item for item in references(api.schemas[pointer].type) if item in among] for pointer in among}


def _held(edges: Mapping[Pointer, list[Pointer]]) -> frozenset[Pointer]:
    found = circles(edges)
    return frozenset(pointer for pointer in edges if len(found[pointer]) > 1 or pointer in edges[pointer])


def _spreading(edges: Mapping[Pointer, list[Pointer]]) -> frozenset[Pointer]:
    """The members of circles in which there are too many ways round."""
    found: set[Pointer] = set()
    for circle in {item for item in circles(edges).values() if len(item) > 1}:
        if any(_ways(pointer, edges, circle) > _MOST for pointer in sorted(circle)):
            found |= circle
    return frozenset(found)


def _too_often(api: Api) -> frozenset[Pointer]:
    """What is in circles in too many ways, and below it or without circles what its users' users multiply."""
    edges = _edges(api, frozenset(_nameless(api)))
    found = set(_spreading(edges))
    circle = {pointer: group or frozenset((pointer,)) for pointer, group in circles(edges).items()}
    users: dict[frozenset[Pointer], int] = dict.fromkeys(circle.values(), 0)
    for pointer, below in edges.items():
        for item in below:
            users[circle[item]] += item not in circle[pointer]
    written, waiting = dict.fromkeys(users, 1), dict(users)
    ready = [group for group, count in users.items() if not count]
    while ready:
        group = ready.pop()
        if written[group] > max(_MOST_USES, _MULTIPLIED * users[group]):
            found |= {pointer for pointer in group if _is_written_out(api.schemas, pointer)}
        times = 1 if found & group else written[group]
        for item in (item for pointer in group for item in edges[pointer] if item not in group):
            written[circle[item]] += times
            waiting[circle[item]] -= 1
            if not waiting[circle[item]]:
                ready.append(circle[item])
    return frozenset(found)


def _ways(start: Pointer, edges: Mapping[Pointer, list[Pointer]], circle: frozenset[Pointer]) -> int:
    """How many classes one becomes, where each is written at each of its uses but inside itself: no more are counted
    than need be."""
    count = 0
    waiting = [(start, frozenset((start,)))]
    while waiting and count <= _MOST:
        pointer, above = waiting.pop()
        count += 1
        below = (item for item in edges[pointer] if item in circle and item not in above)
        waiting += [(item, above | {item}) for item in below]
    return count


def _is_class(schemas: Mapping[Pointer, Schema], pointer: Pointer) -> bool:
    type_ = _final(schemas, pointer)
    return isinstance(type_, ObjectType) and type_.is_class


def _is_written_out(schemas: Mapping[Pointer, Schema], pointer: Pointer) -> bool:
    """Whether a schema is a class or a choice of several, which takes lines wherever it is used."""
    return _is_class(schemas, pointer) or isinstance(_final(schemas, pointer), UnionType)


def _final(schemas: Mapping[Pointer, Schema], pointer: Pointer) -> Type:
    """What a schema is, references followed and null left out; a reference where they lead in a circle."""
    seen: set[Pointer] = set()
    while True:
        seen.add(pointer)
        type_: Type = schemas[pointer].type
        while isinstance(type_, NullableType):
            type_ = type_.inner
        if not isinstance(type_, RefType) or type_.target in seen:
            return type_
        pointer = type_.target


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

"""Put the variants of a union that stands in another in its place."""

from __future__ import annotations

from collections.abc import Mapping

from bessemer.document.pointer import Pointer
from bessemer.ir.types import RefType, Schema, UnionType, Variant


def flattened(union: UnionType, schemas: Mapping[Pointer, Schema], open_: frozenset[Pointer]) -> UnionType:
    """A union that stands in another is more of that one, unless something else tells the others there apart.

    `open_` are the components that this is a part of.
    """
    return _Flattening(schemas).union(union, open_)


class _Flattening:
    """Opens each component once, and takes each variant once, however many unions lead there."""

    def __init__(self, schemas: Mapping[Pointer, Schema]) -> None:
        self._schemas = schemas
        self._done: dict[Pointer, UnionType] = {}

    def union(self, union: UnionType, open_: frozenset[Pointer]) -> UnionType:
        flat: dict[int, Variant] = {}
        tellers: set[str | None] = set()
        for variant in union.variants:
            inner = self._opened(variant.schema, open_)
            if inner is not None:
                tellers.add(inner.discriminator)
            flat.update((id(item), item) for item in (inner.variants if inner else (variant,)))
        if len(tellers) != 1 or (union.discriminator is not None and union.discriminator not in tellers):
            return union
        return UnionType(tuple(flat.values()), tellers.pop())

    def _opened(self, schema: Schema, open_: frozenset[Pointer]) -> UnionType | None:
        """The union that a variant is, flat itself; None where it is none."""
        seen = open_
        while isinstance(schema.type, RefType) and schema.type.target not in seen:
            seen |= {schema.type.target}
            schema = self._schemas[schema.type.target]
        if not isinstance(schema.type, UnionType):
            return None
        if schema.origin not in self._done:
            self._done[schema.origin] = self.union(schema.type, seen)
        return self._done[schema.origin]


def dissolved(union: UnionType, flat: UnionType, schemas: Mapping[Pointer, Schema]) -> frozenset[Pointer]:
    """The components whose variants stand in a union in their place, now that it is flat."""
    if flat.variants == union.variants:
        return frozenset()
    kept = {variant.schema.type.target for variant in flat.variants if isinstance(variant.schema.type, RefType)}
    found: set[Pointer] = set()
    waiting = [variant.schema.type for variant in union.variants]
    while waiting:
        type_ = waiting.pop()
        if isinstance(type_, UnionType):
            waiting += [variant.schema.type for variant in type_.variants]
        elif isinstance(type_, RefType) and type_.target not in found | kept:
            found.add(type_.target)
            waiting.append(schemas[type_.target].type)
    return frozenset(found)

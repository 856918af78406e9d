"""Put the variants of a union that stands in another in its place."""

from __future__ import annotations

from collections.abc import Mapping

from bessemer.document.pointer import Pointer
from bessemer.ir.types import RefType, Schema, UnionType, Variant


def flattened(union: UnionType, schemas: Mapping[Pointer, Schema], open_: frozenset[Pointer]) -> UnionType:
    """A union that stands in another is more of that one, unless something else tells the others there apart.

    `open_` are the components that this is a part of.
    """
    parts: list[tuple[Variant, ...]] = []
    tellers: set[str | None] = set()
    for variant in union.variants:
        schema, seen = variant.schema, open_
        while isinstance(schema.type, RefType) and schema.type.target not in seen:
            seen |= {schema.type.target}
            schema = schemas[schema.type.target]
        if isinstance(schema.type, UnionType):
            inner = flattened(schema.type, schemas, seen)
            tellers.add(inner.discriminator)
            parts.append(inner.variants)
        else:
            parts.append((variant,))
    if len(tellers) != 1 or (union.discriminator is not None and union.discriminator not in tellers):
        return union
    return UnionType(tuple(item for part in parts for item in part), tellers.pop())


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

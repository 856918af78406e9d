"""Cut what is nothing but itself: a union that is one of its own variants, a null or itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bessemer.document.pointer import Pointer
from bessemer.ir.types import AnyType, NullableType, RefType, Type, UnionType
from bessemer.lower.context import Context
from bessemer.openapi.cycles import rounds


def cut_circles(context: Context) -> None:
    """Leave no schema that leads to itself without an array, a map or an object between."""
    edges = {pointer: list(_next(schema.type)) for pointer, schema in context.schemas.items()}
    for circle in list(rounds({pointer: found for pointer, found in edges.items() if found})):
        context.circles = True
        last, first = context.schemas[circle[-1]], circle[0]
        rest = _without(last.type, first)
        if rest is None:
            context.loosen(last.origin, "a schema that is only another name for itself is taken as any value")
        elif len(circle) > 1:
            context.loosen(
                last.origin, "this union is a variant of one of its own variants: it is taken without that one"
            )
        context.schemas[circle[-1]] = replace(last, type=rest or AnyType())


def _next(type_: Type) -> Iterator[Pointer]:
    match type_:
        case RefType(target):
            yield target
        case NullableType(inner):
            yield from _next(inner)
        case UnionType(variants):
            for variant in variants:
                yield from _next(variant.schema.type)


def _without(type_: Type, target: Pointer) -> Type | None:
    """What else a type allows, None where that is nothing: being itself adds nothing to what a schema allows."""
    match type_:
        case RefType():
            return None if type_.target == target else type_
        case NullableType(inner):
            rest = _without(inner, target)
            return NullableType(rest) if rest is not None and not isinstance(rest, AnyType) else rest
        case UnionType(variants):
            kept = []
            for variant in variants:
                rest = _without(variant.schema.type, target)
                if rest is not None:
                    kept.append(replace(variant, schema=replace(variant.schema, type=rest)))
            return replace(type_, variants=tuple(kept)) if kept else None
        case _:
            return type_

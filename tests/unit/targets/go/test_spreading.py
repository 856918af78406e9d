"""Schemas that lead to each other in more ways than can be counted are declared all the same."""

from __future__ import annotations

from typing import Any

import pytest

from bessemer.ir.bodies import body_objects
from bessemer.ir.types import UnionType
from bessemer.samples.vectors import vectors
from bessemer.targets.go.flat import flattened
from bessemer.targets.go.merge import Merger
from bessemer.targets.go.sdk import decide
from bessemer.targets.go.types import Struct, Union
from tests.support.lowering import lowered, schemas

PATHS = """openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /things:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/U0'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/U0'}}}}}
components:
  schemas:
"""


def unions(levels: int) -> str:
    """Each union is one of two, which are the next union or an object: 2 ** levels ways to the last object."""
    lines = []
    for level in range(levels):
        pair = ", ".join(f"{{$ref: '#/components/schemas/{side}{level}'}}" for side in "AB")
        lines.append(f"    U{level}: {{anyOf: [{pair}]}}")
        for side in "AB":
            below = f"{{$ref: '#/components/schemas/U{level + 1}'}}"
            own = f"{{type: object, title: {side}{level} own, properties: {{{side}{level}: {{type: string}}}}}}"
            lines.append(f"    {side}{level}: {{anyOf: [{below}, {own}]}}")
    last = f"    U{levels}: {{type: object, required: [id], properties: {{id: {{type: string}}}}}}"
    return "\n".join([*lines, last]) + "\n"


def test_each_object_that_a_body_may_be_counts_once_however_many_unions_lead_to_it() -> None:
    api = lowered(PATHS + unions(30), "resources:\n  things:\n    methods:\n      make: post /things\n").api
    (operation,) = api.operations()
    objects = body_objects(operation, api.schemas)
    assert len({(item.variant.schema.origin, item.index) for item in objects}) == len(objects)
    assert len(objects) == 30 * 2 + 2
    names = [item.name for item in vectors(api)]
    assert len(set(names)) == len(names) < 400


def test_a_union_has_each_variant_of_the_unions_in_it_once() -> None:
    sdk = decide(schemas(unions(30)).api)
    for declared in sdk.declarations.values():
        if isinstance(declared, Union):
            shapes = [(variant.name, variant.shape) for variant in declared.variants]
            assert len(set(shapes)) == len(shapes) <= 30 * 2 + 2
            assert len(declared.fields) <= 30 * 2 + 1


def heirs(levels: int) -> str:
    """Two objects a level, each of which is both of the level above, and as their base a union of those below."""
    told = "discriminator: {propertyName: kind}"
    lines = [f"    U0: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}, {told}}}"]
    bases = ["U0"]
    for level in range(levels):
        parts = ", ".join(f"{{$ref: '#/components/schemas/{name}'}}" for name in bases)
        bases = [f"A{level}", f"B{level}"]
        for name in bases:
            own = f"{{type: object, properties: {{of{name}: {{type: string}}}}}}"
            lines.append(f"    {name}: {{allOf: [{parts}, {own}], {told}}}")
    return "\n".join(lines) + "\n"


def test_unions_of_heirs_that_are_bases_are_merged_one_type_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    levels = 12
    flattening: list[UnionType] = []
    merged: list[str] = []

    def flattened_once(union: UnionType, *given: Any) -> UnionType:
        flattening.append(union)
        return flattened(union, *given)

    def told(self: Merger, name: str) -> Struct:
        merged.append(name)
        return struct(self, name)

    struct = Merger._struct
    monkeypatch.setattr("bessemer.targets.go.declare.flattened", flattened_once)
    monkeypatch.setattr(Merger, "_struct", told)
    sdk = decide(lowered(PATHS + heirs(levels), "resources:\n  things:\n    methods:\n      make: post /things\n").api)
    unions_ = [item for item in sdk.declarations.values() if isinstance(item, Union)]
    # each union is flat once, however many others name it
    assert len(flattening) <= 2 * len(unions_)
    top = next(item for item in unions_ if item.direction == "response" and len(item.variants) > 2 * levels)
    named = {field.wire_name: field.variants for field in top.fields}
    assert {f"of{side}{level}" for level in range(levels) for side in "AB"} < named.keys()
    # of the variants those bring it that are no deeper than it: what stands in a union of heirs is in all above it
    assert len(named["ofA0"]) > len(named["ofA5"]) > 0
    assert len(merged) <= len(unions_) * (2 * levels + 1) ** 2


SHARING = """    U0:
      oneOf: [{$ref: '#/components/schemas/In'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]
    In: {type: object, properties: {only: {type: string}, of: {type: array, items: {$ref: '#/components/schemas/U0'}}}}
    B: {type: object, properties: {shared: {type: string}, of: {type: string}}}
    C: {type: object, required: [shared], properties: {shared: {type: string}, of: {type: string}}}
"""


def test_a_field_of_a_union_tells_its_variants_in_their_order() -> None:
    sdk = decide(lowered(PATHS + SHARING, "resources:\n  things:\n    methods:\n      make: post /things\n").api)
    top = next(item for item in sdk.declarations.values() if isinstance(item, Union) and len(item.variants) == 3)
    fields = {field.wire_name: field for field in top.fields}
    names = tuple(item.name for item in top.variants)
    assert {name: field.variants for name, field in fields.items()} == {
        "only": names[:1],
        "of": (),
        "shared": names[1:],
    }
    assert not fields["shared"].required

"""Schemas that lead to each other in more ways than can be counted are declared all the same."""

from __future__ import annotations

from bessemer.samples.calls import body_objects
from bessemer.samples.vectors import vectors
from bessemer.targets.go.sdk import decide
from bessemer.targets.go.types import Union
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

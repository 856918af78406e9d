"""The values of sample calls have the keys of the types that callers see."""

from __future__ import annotations

from bessemer.ir.operations import JsonBody
from bessemer.ir.types import Json
from bessemer.targets.python.names import names
from bessemer.targets.python.spelling import as_typed
from tests.support.lowering import lowered

DOCUMENT = """openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /toys:
    post:
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}
      responses: {'204': {description: d}}
components:
  schemas:
    Toy:
      type: object
      required: [toyName]
      properties:
        toyName: {type: string}
        madeOf: {type: array, items: {$ref: '#/components/schemas/Part'}}
        byPlace: {type: object, additionalProperties: {$ref: '#/components/schemas/Part'}}
        pair: {type: array, prefixItems: [{type: string}, {$ref: '#/components/schemas/Part'}], items: false}
        soldAs:
          oneOf:
          - {type: object, required: [setName], properties: {setName: {type: string}}}
          - {$ref: '#/components/schemas/Part'}
          - {type: 'null'}
        anyThing: {}
    Part:
      type: object
      required: [partNo]
      properties: {partNo: {type: integer}, innerPart: {$ref: '#/components/schemas/Part'}}
"""


def typed(value: Json) -> Json:
    api = lowered(DOCUMENT, "resources: {toys: {methods: {create: post /toys}}}").api
    (operation,) = api.operations()
    assert isinstance(operation.body, JsonBody)
    assert api.python is not None
    return as_typed(value, operation.body.schema, names(api, api.python))


def test_keys_are_those_of_the_types_however_deep() -> None:
    part: Json = {"partNo": 1, "innerPart": {"partNo": 2}}
    as_python: Json = {"part_no": 1, "inner_part": {"part_no": 2}}
    assert typed({"toyName": "a", "madeOf": [part]}) == {"toy_name": "a", "made_of": [as_python]}
    assert typed({"byPlace": {"atTheTop": part}}) == {"by_place": {"atTheTop": as_python}}
    assert typed({"pair": ["partNo", part]}) == {"pair": ["partNo", as_python]}


def test_a_union_has_the_keys_of_the_variant_that_the_value_is() -> None:
    assert typed({"soldAs": {"setName": "s"}}) == {"sold_as": {"set_name": "s"}}
    assert typed({"soldAs": {"partNo": 3}}) == {"sold_as": {"part_no": 3}}
    assert typed({"soldAs": None}) == {"sold_as": None}
    assert typed({"soldAs": {"other": 3}}) == {"sold_as": {"other": 3}}


def test_what_has_no_type_stays_as_it_is() -> None:
    assert typed({"anyThing": {"partNo": 1}, "moreOf": {"partNo": 1}}) == {
        "any_thing": {"partNo": 1},
        "moreOf": {"partNo": 1},
    }

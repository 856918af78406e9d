"""Values of the document as Go literals."""

from __future__ import annotations

from bessemer.targets.go.literals import Literals, Style
from bessemer.targets.go.sdk import decide
from bessemer.targets.go.types import Named
from tests.support.lowering import lowered
from tests.unit.targets.go.shop import shop_api


def literal(name: str, value: object) -> str:
    sdk = decide(shop_api())
    made = Literals(sdk, Style("\t", now=False)).value(Named(name, "struct"), value, 0)  # type: ignore[arg-type]
    return str(made.code).replace("\n", " ").replace("\t", "")


def test_a_struct_that_would_send_what_the_value_lacks_is_sent_as_the_value_is() -> None:
    assert literal("OrderNewParamsItem", {"sku": "a"}) == 'acme.OrderNewParamsItem{ SKU: "a", }'
    assert literal("OrderNewParamsItem", {}) == "param.Override[acme.OrderNewParamsItem](map[string]any{})"
    more = 'param.Override[acme.OrderNewParamsItem](map[string]any{"sku": "a", "size": 1})'
    assert literal("OrderNewParamsItem", {"sku": "a", "size": 1}) == more
    assert literal("OrderNewParamsAddress", {"street": "s"}) == 'acme.OrderNewParamsAddress{ Street: "s", }'


UNION = """openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /toys:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}}}
      responses: {'204': {description: d}}
components:
  schemas:
    Toy: {oneOf: [{$ref: '#/components/schemas/Car'}, {$ref: '#/components/schemas/Boat'}]}
    Car: {type: object, properties: {part: {type: object, required: [wheel], properties: {wheel: {type: string}}}}}
    Boat: {type: object, properties: {part: {type: object, required: [sail], properties: {sail: {type: string}}}}}
"""


def test_a_union_is_the_variant_that_says_all_of_a_value() -> None:
    sdk = decide(lowered(UNION, "resources: {toys: {methods: {create: post /toys}}}").api)
    literals = Literals(sdk, Style("", now=False))
    made = literals.value(Named("ToyNewParamsToyUnion", "union"), {"part": {"sail": "s"}}, 0)
    assert ": &acme.ToyNewParamsToyBoat{" in made.code
    other = literals.value(Named("ToyNewParamsToyUnion", "union"), {"part": {"oar": "o"}}, 0)
    assert ": &acme.ToyNewParamsToyCar{" in other.code
    assert 'param.Override[acme.ToyNewParamsToyCarPart](map[string]any{"oar": "o"})' in other.code

"""Values of the document as Go literals."""

from __future__ import annotations

import re

import pytest

from bessemer.encode.code import Code
from bessemer.ir.types import Json
from bessemer.targets.go.literals import Literal, Literals, Style, any_literal
from bessemer.targets.go.sdk import decide
from bessemer.targets.go.types import Named, UnionVariant
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


CONFIG = "resources: {toys: {methods: {create: post /toys}}}"
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
    sdk = decide(lowered(UNION, CONFIG).api)
    literals = Literals(sdk, Style("", now=False))
    made = literals.value(Named("ToyNewParamsToyUnion", "union"), {"part": {"sail": "s"}}, 0)
    assert ": &acme.ToyNewParamsToyBoat{" in made.code
    other = literals.value(Named("ToyNewParamsToyUnion", "union"), {"part": {"oar": "o"}}, 0)
    assert ": &acme.ToyNewParamsToyCar{" in other.code
    assert 'param.Override[acme.ToyNewParamsToyCarPart](map[string]any{"oar": "o"})' in other.code


def many(count: int) -> str:
    """A union of that many objects, told apart by their kind."""
    names = [f"Part{index}" for index in range(count)]
    refs = ", ".join(f"{{$ref: '#/components/schemas/{name}'}}" for name in names)
    own = "required: [kind], properties: {{kind: {{const: {0}}}, of{0}: {{type: string}}}}"
    objects = "".join(f"    {name}: {{type: object, {own.format(name)}}}\n" for name in names)
    head, _, _ = UNION.partition("    Toy: ")
    return f"{head}    Toy: {{oneOf: [{refs}], discriminator: {{propertyName: kind}}}}\n{objects}"


def test_of_very_many_variants_the_one_that_the_value_names_is_tried_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def noted(self: Literals, variant: UnionVariant, value: Json, depth: int) -> Literal:
        tried.append(variant.name)
        return variant_of(self, variant, value, depth)

    variant_of = Literals._variant
    monkeypatch.setattr(Literals, "_variant", noted)
    literals = Literals(decide(lowered(many(50), CONFIG).api), Style("", now=False))
    made = literals.value(Named("ToyNewParamsToyUnion", "union"), {"kind": "Part37", "ofPart37": "x"}, 0)
    assert "OfPart37: &acme." in made.code
    assert tried == ["Part37"]


def test_variants_that_do_not_say_all_of_a_value_are_not_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Json] = []

    def noted(value: Json) -> Code:
        written.append(value)
        return any_literal(value)

    monkeypatch.setattr("bessemer.targets.go.literals.any_literal", noted)
    spec = re.sub(r"kind: {const: \w+}", "kind: {type: string}", many(50)).replace(
        ", discriminator: {propertyName: kind}", ""
    )
    literals = Literals(decide(lowered(spec, CONFIG).api), Style("", now=False))
    value = {"kind": "any", "ofPart49": "text"}
    made = literals.value(Named("ToyNewParamsToyUnion", "union"), value, 0)
    assert value not in written
    assert "param.Override[" not in made.code

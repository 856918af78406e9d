"""Keys of the config that change the names of the Go SDK."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bessemer.ir.left_out import without_left_out
from bessemer.ir.singles import without_singles
from bessemer.targets.go.sdk import Sdk, decide
from bessemer.targets.go.types import Struct, Union
from tests.support.lowering import lowered

SPEC = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /toys:
    put:
      requestBody: {required: true, content: {application/json: {schema: {type: array, items: {type: string}}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}
    patch:
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {'204': {description: d}}
components:
  schemas:
    Toy:
      type: object
      properties: {shape: {$ref: '#/components/schemas/Shape'}, size: {$ref: '#/components/schemas/Size'}}
    Shape:
      oneOf: [{$ref: '#/components/schemas/Ball'}, {$ref: '#/components/schemas/Cube'}]
      discriminator: {propertyName: type}
    Size: {anyOf: [{type: string}, {type: number}, {type: array, title: JSON, items: {type: string}}]}
    Ball: {type: object, required: [type], properties: {type: {const: ball}, r: {type: number}}}
    Cube: {type: object, required: [type], properties: {type: {const: cube}, a: {type: number}}}
"""
CONFIG = """
custom_casings: {json: {initialism: true}}
resources:
  toys:
    models: {toy: Toy, shape: Shape, size: Size, ball: Ball, cube: Cube}
    methods:
      replace: {endpoint: put /toys, body_param_name: TheToys}
      create: {endpoint: post /toys, body_param_name: new_toy}
      upload: {endpoint: patch /toys, body_param_name: picture}
"""


def made(*, subtle: bool) -> Sdk:
    api = lowered(SPEC, CONFIG).api
    assert api.go is not None
    api = replace(api, go=replace(api.go, subtle_unions=subtle))
    return decide(without_singles(without_left_out(api, "go")))


def union(sdk: Sdk, name: str) -> list[str]:
    declared = sdk.declarations[name]
    assert isinstance(declared, Union)
    return [item.field for item in declared.variants]


def test_unions_and_their_variants_may_be_called_by_their_words_alone() -> None:
    usual, subtle = made(subtle=False), made(subtle=True)
    assert union(usual, "ShapeUnionParam") == ["OfBall", "OfCube"]
    assert union(subtle, "ShapeParam") == union(subtle, "Shape") == ["Ball", "Cube"]
    assert not [name for name in subtle.declarations if "Union" in name]


def test_a_variant_without_a_word_before_it_hides_nothing() -> None:
    assert union(made(subtle=False), "SizeUnion") == ["OfString", "OfFloat", "OfJSON"]
    names = union(made(subtle=True), "Size")
    assert len(set(names)) == len(names)
    assert "JSON" not in names


@pytest.mark.parametrize(
    ("params", "field"),
    [("ToyReplaceParams", "TheToys"), ("ToyNewParams", "NewToy"), ("ToyUploadParams", "Picture")],
)
def test_a_body_that_is_one_value_is_called_as_the_config_says(params: str, field: str) -> None:
    declared = made(subtle=False).declarations[params]
    assert isinstance(declared, Struct)
    assert [item.name for item in declared.fields] == [field]

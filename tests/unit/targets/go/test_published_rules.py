"""Names and shapes that the documents of published SDKs show, each on the smallest document that has it."""

from __future__ import annotations

import pytest

from bessemer.ir.left_out import without_left_out
from bessemer.ir.singles import without_singles
from bessemer.targets.go.apimd import api_file
from bessemer.targets.go.sdk import Sdk, decide
from bessemer.targets.go.tags import field_tag
from bessemer.targets.go.types import Map, Named, Plain, Slice, Struct, Union
from tests.support.lowering import lowered

SPEC = """openapi: 3.1.0
info: {title: Toys, version: '1'}
paths:
  /toys:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}
        '409': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Taken'}}}}
  /toys/{id}/parts:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Parts'}}}}
  /toys/{id}/parts/{part}:
    parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: part, in: path, required: true, schema: {type: string}}
    delete:
      responses: {'204': {description: d}}
components:
  schemas:
    Toy:
      type: object
      required: [name, kind]
      properties:
        name: {type: string}
        picture: {type: string, format: byte}
        free: {type: object, additionalProperties: true}
        labels: {$ref: '#/components/schemas/Labels'}
        kind: {$ref: '#/components/schemas/Kind'}
        keep:
          anyOf:
          - oneOf: [{$ref: '#/components/schemas/All'}, {$ref: '#/components/schemas/Some'}]
            discriminator: {propertyName: type}
          - {type: string, const: none}
    Kind: {oneOf: [{$ref: '#/components/schemas/OnlyKind'}]}
    OnlyKind: {type: object, properties: {word: {type: string}}}
    Labels: {type: object, additionalProperties: true}
    All: {type: object, title: EveryPart, required: [type], properties: {type: {const: all}}}
    Some: {type: object, required: [type], properties: {type: {const: some}}}
    Parts: {type: object, properties: {data: {type: array, items: {type: object, properties: {size: {type: integer}}}}}}
    Taken: {type: object, properties: {by: {type: string}}}
    Alone: {type: object, properties: {word: {type: string}}}
    Mood: {type: string, enum: [good, bad]}
    TakenParams: {type: object, properties: {word: {type: string}}}
"""
CONFIG = """
settings: {unwrap_response_fields: [data]}
resources:
  $shared:
    models: {mood: Mood}
  toys:
    models:
      toy: Toy
      kind: Kind
      only_kind: OnlyKind
      parts_answer: Parts
      taken: Taken
      alone: Alone
      taken_params: TakenParams
    methods:
      create: post /toys
    subresources:
      parts:
        methods: {list: 'get /toys/{id}/parts', delete: 'delete /toys/{id}/parts/{part}'}
"""


@pytest.fixture(scope="module")
def sdk() -> Sdk:
    return decide(without_singles(without_left_out(lowered(SPEC, CONFIG).api, "go")))


def shapes(sdk: Sdk, name: str) -> dict[str, object]:
    declared = sdk.declarations[name]
    assert isinstance(declared, Struct)
    return {field.name: field.shape for field in declared.fields}


def test_a_body_that_is_a_model_is_one_argument(sdk: Sdk) -> None:
    assert shapes(sdk, "ToyNewParams") == {"Toy": Named("ToyParam", "struct")}


def test_only_components_of_anything_are_maps(sdk: Sdk) -> None:
    assert shapes(sdk, "Toy")["Free"] == Plain("any")
    assert shapes(sdk, "Toy")["Labels"] == Map(Plain("any"))


def test_a_union_of_one_has_what_that_one_has_and_takes_its_place(sdk: Sdk) -> None:
    assert shapes(sdk, "Kind") == {"Word": Plain("string")}
    assert "OnlyKind" not in sdk.declarations


def test_a_union_in_a_union_is_more_of_it(sdk: Sdk) -> None:
    keep = sdk.declarations["ToyKeepUnion"]
    assert isinstance(keep, Union)
    assert [(item.name, item.tag) for item in keep.variants] == [("EveryPart", "all"), ("Some", "some"), ("None", None)]


def test_what_only_errors_hold_is_left_out_and_what_nothing_holds_is_received(sdk: Sdk) -> None:
    assert "Taken" not in sdk.declarations
    assert "TakenParams" not in sdk.declarations
    assert {"Alone", "Mood"} <= sdk.declarations.keys()
    assert "AloneParam" not in sdk.declarations


def test_what_stands_in_an_envelope_is_named_by_the_model_around_it(sdk: Sdk) -> None:
    result = next(method.result for method in sdk.methods.values() if method.name == "List")
    assert result == Slice(Named("PartsAnswerData", "struct"))


def test_arguments_that_are_all_in_the_path_are_called_by_the_verb(sdk: Sdk) -> None:
    deleted = next(method for method in sdk.methods.values() if method.name == "Delete")
    assert (deleted.params, deleted.argument) == ("ToyPartDeleteParams", "body")


def test_tags_say_what_is_required_then_the_format(sdk: Sdk) -> None:
    picture = next(field for field in sdk.struct("Toy").fields if field.name == "Picture")
    assert field_tag(picture, "response", in_query=False) == '`json:"picture" format:"byte"`'


def test_api_md_lists_models_by_their_words_and_what_belongs_to_no_resource_first(sdk: Sdk) -> None:
    listed = [
        (str(section.title), [str(item.name) for item in (*section.params, *section.responses)])
        for section in api_file(sdk).sections
    ]
    assert listed == [
        ("Shared Params Types", ["Mood"]),
        ("Shared Response Types", ["Mood"]),
        ("Toys", ["KindParam", "ToyParam", "Alone", "Kind", "PartsAnswer", "Toy"]),
        ("Parts", []),
    ]

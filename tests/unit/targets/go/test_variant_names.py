"""What the variants of unions are called, and which types they have, as published modules show it."""

from __future__ import annotations

import pytest

from bessemer.targets.go.sdk import Sdk, decide
from bessemer.targets.go.texts import Texts
from bessemer.targets.go.types import Defined, Enum, Map, Named, Plain, Shape, Slice, Union
from tests.support.lowering import lowered

SPEC = """openapi: 3.1.0
info: {title: Talks, version: '1'}
paths:
  /talks:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Talk'}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Talk'}}}}
  /files:
    post:
      requestBody: {required: true, content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}}}
      responses: {'204': {description: d}}
  /states:
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/States'}}}}}
    put:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {type: object, additionalProperties: {type: object, properties: {at: {type: integer}}}}
    delete:
      responses: {'200': {description: d, content: {application/json: {schema: {}}}}}
    patch:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                oneOf:
                - type: object
                  title: On
                  properties: {kind: {type: string, enum: [a, b]}, inner: {$ref: '#/components/schemas/Inner'}}
                - {type: object, title: Off, properties: {why: {type: string}}}
components:
  schemas:
    States: {type: object, additionalProperties: {type: object, properties: {at: {type: string}}}}
    Inner: {type: object, properties: {kind: {type: string, enum: [c, d]}}}
    Talk:
      type: object
      properties:
        input: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Item'}}]}
        filter: {oneOf: [{type: string}, {type: array, items: {oneOf: [{type: string}, {type: number}]}}]}
        choice: {oneOf: [{$ref: '#/components/schemas/Mode'}, {$ref: '#/components/schemas/Call'}]}
        voice:
          anyOf:
          - {$ref: '#/components/schemas/Voices'}
          - {type: object, required: [id], properties: {id: {type: string}}}
          - {type: object, properties: {x: {type: string}, y: {type: string}}}
          - {type: object, properties: {z: {type: string}}}
        model: {anyOf: [{$ref: '#/components/schemas/Models'}, {type: string}]}
        step: {$ref: '#/components/schemas/Step'}
        format: {$ref: '#/components/schemas/Format'}
        parts:
          oneOf:
          - {type: string}
          - {type: object, additionalProperties: {type: object, properties: {size: {type: integer}}}}
    Item: {oneOf: [{$ref: '#/components/schemas/Call'}, {$ref: '#/components/schemas/Result'}]}
    Format: {oneOf: [{type: string, const: auto}, {$ref: '#/components/schemas/Call'}]}
    Mode: {type: string, enum: [auto, none]}
    Voices: {anyOf: [{type: string}, {type: string, enum: [low, high]}]}
    Models: {anyOf: [{type: string, enum: [small]}, {oneOf: [{type: string, const: large}, {type: string}]}]}
    Call: {type: object, required: [name], properties: {name: {type: string}}}
    Result: {type: object, required: [value], properties: {value: {type: integer}}}
    Step:
      oneOf:
      - type: object
        title: First
        properties: {with: {type: string}, of: {}, tools: {$ref: '#/components/schemas/Tools'}}
      - {type: object, title: Second, properties: {with: {}, of: {type: object, additionalProperties: true}}}
      - {type: object, title: Third, properties: {with: {type: integer}, tools: {$ref: '#/components/schemas/Listed'}}}
    Tools: {type: array, items: {$ref: '#/components/schemas/Tool'}}
    Tool: {type: object, properties: {name: {type: string}}}
    Listed: {type: array, title: All of them, items: {$ref: '#/components/schemas/Call'}}
    Upload:
      type: object
      properties:
        source: {oneOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]}
        name: {type: string}
"""
CONFIG = """
resources:
  talks:
    models:
      {talk: Talk, item: Item, mode: Mode, call: Call, result: Result, step: Step, listed: Listed,
       state_map: States, format: Format}
    methods:
      create: post /talks
      upload: post /files
      retrieve: get /states
      update: put /states
      delete: delete /states
      change: patch /states
"""


@pytest.fixture(scope="module")
def sdk() -> Sdk:
    return decide(lowered(SPEC, CONFIG).api)


def variants(sdk: Sdk, name: str) -> list[tuple[str, Shape]]:
    union = sdk.declarations[name]
    assert isinstance(union, Union)
    return [(item.name, item.shape) for item in union.variants]


def fields(sdk: Sdk, name: str) -> dict[str, Shape]:
    return {field.name: field.shape for field in sdk.struct(name).fields}


def written(sdk: Sdk, name: str) -> list[tuple[str, str, str]]:
    view = Texts(sdk).declaration(name)[0]
    fields = view.request_unions[0].fields if view.request_unions else view.request_structs[0].fields
    return [(str(field.name), str(field.type), str(field.tag)) for field in fields]


def test_a_list_of_unions_is_called_as_one_of_them_in_both_directions(sdk: Sdk) -> None:
    assert [name for name, _ in variants(sdk, "TalkInputUnion")] == ["String", "ItemArray"]
    assert [name for name, _ in variants(sdk, "TalkInputUnionParam")] == ["String", "ItemArray"]
    assert [name for name, _ in variants(sdk, "TalkFilterUnionParam")] == ["String", "TalkFilterArray"]


def test_listed_values_are_optional_among_the_variants_of_a_request(sdk: Sdk) -> None:
    assert written(sdk, "TalkChoiceUnionParam")[0][:2] == ("OfMode", "param.Opt[Mode]")
    assert variants(sdk, "TalkChoiceUnion")[0] == ("Mode", Named("Mode", "enum"))


def test_variants_without_a_name_are_called_as_their_only_key_or_as_what_they_are(sdk: Sdk) -> None:
    assert variants(sdk, "TalkVoiceUnion") == [
        ("String", Plain("string")),
        ("TalkVoiceID", Named("TalkVoiceID", "struct")),
        ("TalkVoiceObject", Named("TalkVoiceObject", "struct")),
        ("Variant4", Named("TalkVoiceVariant4", "struct")),
    ]


def test_open_text_with_listed_values_is_two_variants_of_what_is_sent(sdk: Sdk) -> None:
    names = [name for name, _ in variants(sdk, "TalkVoiceUnionParam")]
    assert names == ["String", "TalkVoiceString2", "TalkVoiceID", "TalkVoiceObject", "Variant4"]
    listed = sdk.declarations["TalkVoiceString2"]
    assert isinstance(listed, Enum)
    assert [item.name for item in listed.members] == ["TalkVoiceString2Low", "TalkVoiceString2High"]


def test_unions_of_text_within_unions_of_text_list_their_values_with_them(sdk: Sdk) -> None:
    model = sdk.declarations["TalkModel"]
    assert isinstance(model, Enum)
    assert [item.value for item in model.members] == ["small", "large"]


def test_what_a_property_is_in_several_variants_is_called_by_its_owner(sdk: Sdk) -> None:
    assert variants(sdk, "StepUnionTools") == [
        ("StepFirstTools", Slice(Named("StepFirstTool", "struct"))),
        ("AllOfThem", Slice(Named("Call", "struct"), "Listed")),
    ]
    assert [name for name, _ in variants(sdk, "StepUnionWith")] == ["String", "StepSecondWith", "Int"]
    step = sdk.declarations["StepUnion"]
    assert isinstance(step, Union)
    assert {field.name: field.shape for field in step.fields}["Of"] == Plain("any")


def test_a_map_among_the_variants_is_called_so_and_what_it_holds_is_an_item_of_it(sdk: Sdk) -> None:
    held = Map(Named("TalkPartsMapItem", "struct"))
    assert variants(sdk, "TalkPartsUnion") == [("String", Plain("string")), ("TalkPartsMapMap", held)]


def test_a_map_and_anything_that_a_method_gives_back_have_names(sdk: Sdk) -> None:
    results = {method.name: method.result for method in sdk.methods.values()}
    assert results["Update"] == Map(Named("TalkUpdateResponseItem", "struct"), "TalkUpdateResponse")
    assert results["Get"] == Map(Named("StateMapItem", "struct"), "StateMap")
    assert results["Delete"] == Plain("any", "TalkDeleteResponse")
    deleted = sdk.declarations["TalkDeleteResponse"]
    assert isinstance(deleted, Defined)
    assert (deleted.is_alias, deleted.shape) == (True, Plain("any"))


def test_what_the_variants_of_an_answer_list_has_names_unless_it_lies_deeper(sdk: Sdk) -> None:
    assert fields(sdk, "TalkChangeResponseOn")["Kind"] == Named("TalkChangeResponseOnKind", "enum")
    assert fields(sdk, "TalkChangeResponseOnInner")["Kind"] == Plain("string")


def test_the_field_of_a_union_tells_that_it_can_be_a_file(sdk: Sdk) -> None:
    tags = {name: tag for name, _, tag in written(sdk, "TalkUploadParams")}
    assert tags["Source"] == '`json:"source,omitzero" format:"binary"`'
    assert [tag for _, _, tag in written(sdk, "TalkUploadParamsSourceUnion")] == ['`json:",omitzero,inline"`'] * 2


def test_an_object_among_what_is_none_has_no_getters(sdk: Sdk) -> None:
    assert written_getters(sdk, "TalkChoiceUnionParam") == []
    assert written_getters(sdk, "ItemUnionParam") == ["GetName", "GetValue"]


def written_getters(sdk: Sdk, name: str) -> list[str]:
    return [str(item.name) for item in Texts(sdk).declaration(name)[0].request_unions[0].getters]


def test_what_is_received_keeps_the_word_param_of_its_component() -> None:
    spec = SPEC.replace("ref: '#/components/schemas/Mode'", "ref: '#/components/schemas/OtherParam'")
    spec = spec.replace("    Mode: {", "    OtherParam: {type: object, properties: {x: {}, y: {}}}\n    Mode: {")
    other = decide(lowered(spec, CONFIG).api)
    assert variants(other, "TalkChoiceUnion")[0][0] == "TalkChoiceOtherParam"


def test_a_function_makes_a_union_of_a_constant(sdk: Sdk) -> None:
    view, imports = Texts(sdk).declaration("FormatUnionParam")
    made = [(str(item.name), str(item.arguments), str(item.value)) for item in view.request_unions[0].makers]
    assert made == [
        ("FormatParamOfAuto", "", "constant.ValueOf[constant.Auto]()"),
        ("FormatParamOfCall", "name string", "&variant"),
    ]
    assert "$/shared/constant" in imports

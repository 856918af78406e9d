"""Names and shapes that the documents of published SDKs show, each on the smallest document that has it."""

from __future__ import annotations

import pytest

from bessemer.ir.left_out import without_left_out
from bessemer.ir.operations import go_accept
from bessemer.ir.singles import without_singles
from bessemer.targets.go.apimd import api_file
from bessemer.targets.go.sdk import Sdk, decide
from bessemer.targets.go.tags import field_tag
from bessemer.targets.go.texts import Texts
from bessemer.targets.go.types import Defined, Enum, Map, Named, Plain, Slice, Struct, Union
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
        nothing: {anyOf: [{type: object, additionalProperties: {}}, {type: 'null'}]}
        titled: {type: object, title: Titled, additionalProperties: true}
        bare: {type: object}
        empty: {$ref: '#/components/schemas/Empty'}
        several: {type: array, title: Several, items: {type: object, additionalProperties: true}}
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
    Empty: {type: object, properties: {}}
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


def test_an_object_of_any_keys_is_a_map_unless_nothing_is_said_of_it_or_it_has_a_title(sdk: Sdk) -> None:
    held = shapes(sdk, "Toy")
    assert held["Free"] == held["Labels"] == held["Nothing"] == Map(Plain("any"))
    assert held["Titled"] == held["Bare"] == held["Empty"] == Plain("any")
    assert held["Several"] == Slice(Map(Plain("any")))


def test_a_union_of_one_has_what_that_one_has_and_takes_its_place(sdk: Sdk) -> None:
    assert shapes(sdk, "Kind") == {"Word": Plain("string")}
    assert "OnlyKind" not in sdk.declarations


def test_a_union_in_a_union_is_more_of_it(sdk: Sdk) -> None:
    keep = sdk.declarations["ToyKeepUnion"]
    assert isinstance(keep, Union)
    assert [(item.name, item.tag) for item in keep.variants] == [
        ("EveryPart", "all"),
        ("ToyKeepSome", "some"),
        ("None", None),
    ]


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


UNIONS = """openapi: 3.1.0
info: {title: Boxes, version: '1'}
paths:
  /boxes:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}}
components:
  schemas:
    Box:
      type: object
      required: [content]
      properties:
        content:
          oneOf:
          - {$ref: '#/components/schemas/TextPart'}
          - {$ref: '#/components/schemas/Paragraph'}
          - {$ref: '#/components/schemas/Wrapped'}
          discriminator: {propertyName: type}
        sizes: {$ref: '#/components/schemas/Sizes'}
        labels: {$ref: '#/components/schemas/Labels'}
        colour: {anyOf: [{type: string}, {type: string, enum: [red]}]}
        value: {oneOf: [{type: string}, {type: array, items: {oneOf: [{type: string}, {type: number}]}}]}
        words:
          oneOf:
          - {type: string}
          - {type: array, title: Array of words, items: {oneOf: [{type: string}, {type: number}]}}
        kinds: {type: array, items: {type: string, const: plain}}
        place:
          oneOf:
          - {type: object, title: A, properties: {parts: {type: array, items: {type: object, properties: {x: {}}}}}}
          - {type: object, title: B, properties: {parts: {type: array, items: {type: object, properties: {y: {}}}}}}
        when:
          oneOf: [{type: string, title: A moment, enum: [now]}, {type: object, title: Span, properties: {days: {}}}]
        states: {type: object, additionalProperties: {oneOf: [{type: string}, {type: number}]}}
        model: {anyOf: [{$ref: '#/components/schemas/Model'}, {type: string, enum: [other]}]}
        hyperparameters: {$ref: '#/components/schemas/Hyperparameters'}
        made: {type: integer, format: unixtime}
        link: {type: string, format: uri}
    Wrapped:
      oneOf: [{$ref: '#/components/schemas/ImagePart'}, {$ref: '#/components/schemas/FilePart'}]
      discriminator: {propertyName: type}
    TextPart: {type: object, title: Some text, required: [type], properties: {type: {const: text}}}
    Paragraph: {type: object, title: A paragraph, required: [type], properties: {type: {const: text}, of: {}}}
    ImagePart: {type: object, title: An image, required: [type], properties: {type: {const: image}}}
    FilePart: {type: object, title: A file, required: [type], properties: {type: {type: string}}}
    Sizes: {type: array, items: {$ref: '#/components/schemas/TextPart'}}
    Labels: {anyOf: [{type: object, additionalProperties: {type: string}}, {type: 'null'}]}
    Model: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}
    Hyperparameters: {type: object, properties: {rate: {type: object, properties: {of: {type: number}}}}}
"""
BOXES = """
resources:
  boxes:
    models: {box: Box, sizes: Sizes, labels: Labels, model: Model, hyperparameters: Hyperparameters}
    methods: {create: post /boxes}
"""


@pytest.fixture(scope="module")
def boxes() -> Sdk:
    return decide(without_singles(without_left_out(lowered(UNIONS, BOXES).api, "go")))


def test_variants_are_called_by_the_discriminator_before_their_titles(boxes: Sdk) -> None:
    content = boxes.declarations["BoxContentUnion"]
    assert isinstance(content, Union)
    assert [(item.name, item.shape) for item in content.variants] == [
        ("Text", Named("BoxContentText", "struct")),
        ("AParagraph", Named("BoxContentAParagraph", "struct")),
        ("Image", Named("BoxContentImage", "struct")),
        ("AFile", Named("BoxContentAFile", "struct")),
    ]


def test_models_that_are_lists_or_maps_are_types_of_their_own(boxes: Sdk) -> None:
    sizes, labels = (boxes.declarations[name] for name in ("Sizes", "Labels"))
    assert isinstance(sizes, Defined)
    assert not sizes.is_alias
    assert isinstance(labels, Defined)
    assert labels.shape == Map(Plain("string"))
    assert shapes(boxes, "Box")["Labels"] == Map(Plain("string"), "Labels")
    assert shapes(boxes, "BoxParam")["Sizes"] == Slice(Named("SizesItemParam", "struct"), "SizesParam")


def test_only_a_model_of_open_text_is_plain_text(boxes: Sdk) -> None:
    aliases = {name: item.is_alias for name, item in boxes.declarations.items() if isinstance(item, Enum)}
    assert aliases == {"BoxColour": False, "Model": True, "BoxModel": False, "BoxWhenAMoment": False}


def test_alternatives_that_are_all_text_list_their_values_together(boxes: Sdk) -> None:
    model = boxes.declarations["BoxModel"]
    assert isinstance(model, Enum)
    assert [item.value for item in model.members] == ["a", "b", "other"]


def test_what_lists_and_maps_of_unions_hold_is_called_as_one_of_it(boxes: Sdk) -> None:
    held = shapes(boxes, "Box")
    assert held["States"] == Map(Named("BoxStateUnion", "union"))
    assert held["Kinds"] == Slice(Plain("string"))
    for name, label in (("BoxValueUnion", "BoxValueArray"), ("BoxWordsUnion", "ArrayOfWords")):
        union = boxes.declarations[name]
        assert isinstance(union, Union)
        assert union.variants[1].name == label
    assert {"BoxValueArrayItemUnion", "BoxWordsArrayOfWordUnion"} <= boxes.declarations.keys()


def test_text_that_is_listed_in_a_union_has_constants_and_is_called_by_its_title(boxes: Sdk) -> None:
    when, moment = boxes.declarations["BoxWhenUnion"], boxes.declarations["BoxWhenAMoment"]
    assert isinstance(when, Union)
    assert [(item.name, item.shape) for item in when.variants] == [
        ("AMoment", Plain("string")),
        ("Span", Named("BoxWhenSpan", "struct")),
    ]
    assert isinstance(moment, Enum)


def test_lists_of_one_property_are_called_by_their_owners(boxes: Sdk) -> None:
    parts = boxes.declarations["BoxPlaceUnionParts"]
    assert isinstance(parts, Union)
    assert [item.name for item in parts.variants] == ["BoxPlaceAParts", "BoxPlaceBParts"]


def test_the_answers_of_a_model_whose_name_is_for_requests_end_in_resp(boxes: Sdk) -> None:
    wanted = {"Hyperparameters", "HyperparametersResp", "HyperparametersRate", "HyperparametersRateResp"}
    assert wanted <= boxes.declarations.keys()
    assert boxes.twin(boxes.struct("HyperparametersResp")) == "Hyperparameters"


def test_tags_tell_of_times_and_links(boxes: Sdk) -> None:
    tags = {field.name: field_tag(field, "response", in_query=False) for field in boxes.struct("Box").fields}
    assert tags["Made"] == '`json:"made" format:"unixtime"`'
    assert tags["Link"] == '`json:"link" format:"uri"`'


def test_api_md_lists_lists_by_their_direction(boxes: Sdk) -> None:
    section = api_file(boxes).sections[0]
    assert [str(item.name) for item in section.params if "Sizes" in item.name] == ["SizesParam"]
    assert [str(item.name) for item in section.responses if "Sizes" in item.name] == ["Sizes"]


QUERY = """openapi: 3.1.0
info: {title: Logs, version: '1'}
paths:
  /logs:
    get:
      parameters:
      - {name: at, in: query, schema: {$ref: '#/components/schemas/Range'}}
      - {name: both, in: query, schema: {$ref: '#/components/schemas/Both'}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}
      responses: {'204': {description: d}}
components:
  schemas:
    Range: {type: object, properties: {gt: {type: integer}}}
    Both: {type: object, properties: {lt: {type: integer}}}
"""


def test_what_is_only_sent_in_queries_is_no_json() -> None:
    config = "resources: {logs: {models: {both: Both}, methods: {list: get /logs, create: post /logs}}}"
    sdk = decide(without_singles(without_left_out(lowered(QUERY, config).api, "go")))
    texts = Texts(sdk)
    (range_,), (both,) = (texts.declaration(name)[0].request_structs for name in ("LogListParamsAt", "BothParam"))
    assert (range_.json, range_.query, str(range_.fields[0].tag)) == (False, True, '`query:"gt,omitzero" json:"-"`')
    assert (both.json, str(both.fields[0].tag)) == (True, '`query:"lt,omitzero" json:"lt,omitzero"`')


MIXED = """openapi: 3.1.0
info: {title: Mixed, version: '1'}
paths:
  /things:
    post:
      parameters: [{name: zone, in: query, schema: {type: string}}]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [b, c]
              properties:
                b: {type: string}
                c: {anyOf: [{type: string}, {type: 'null'}]}
                d: {type: integer}
                e: {anyOf: [{type: integer}, {type: 'null'}]}
                f: {type: array, items: {type: string}}
                g: {anyOf: [{$ref: '#/components/schemas/Held'}, {type: 'null'}]}
                h: {anyOf: [{type: object, properties: {h: {type: string}}}, {type: 'null'}]}
                i: {anyOf: [{type: array, items: {type: string}}, {type: 'null'}]}
                j: {anyOf: [{$ref: '#/components/schemas/Either'}, {type: 'null'}]}
                token: {type: boolean}
      responses:
        '200': {description: d, content: {text/event-stream: {schema: {type: object, properties: {w: {type: string}}}}}}
components:
  schemas:
    Held: {type: object, properties: {h: {type: string}}}
    Either: {oneOf: [{$ref: '#/components/schemas/Held'}, {type: object, title: O, properties: {o: {type: string}}}]}
"""


MIXED_CONFIG = "resources: {things: {models: {held: Held, either: Either}, methods: {create: post /things}}}"


def test_values_that_may_be_null_come_before_their_like_and_queries_before_bodies() -> None:
    sdk = decide(lowered(MIXED, MIXED_CONFIG).api)
    found = [field.wire_name for field in sdk.struct("ThingNewParams").fields]
    assert found == ["c", "b", "e", "zone", "token", "d", "h", "i", "f", "g", "j"]


@pytest.mark.parametrize(("formats", "asked"), [("as_documented", "text/event-stream"), ("repeat", "application/json")])
def test_streams_are_asked_for_as_json_unless_all_goes_by_the_document(formats: str, asked: str) -> None:
    config = (
        f"query_settings: {{array_format: {formats}}}\nresources: {{things: {{methods: {{create: post /things}}}}}}\n"
    )
    api = lowered(MIXED, config).api
    (operation,) = api.operations()
    assert go_accept(operation.result, as_documented=api.client.as_documented) == asked

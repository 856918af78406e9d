"""Lowering of schemas: each construct of a document as one value of the IR."""

from __future__ import annotations

import textwrap

import pytest

from bessemer.document.pointer import Pointer
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EnumMember,
    EnumType,
    IntegerType,
    MapType,
    NullableType,
    NullType,
    NumberType,
    ObjectType,
    RefType,
    Schema,
    StringType,
    Type,
    UnionType,
    Variant,
)
from tests.support.lowering import schemas

THING, ROUND = Pointer("/components/schemas/Thing"), Pointer("/components/schemas/Round")


def lower_one(text: str) -> Type:
    body = textwrap.indent(textwrap.dedent(text).strip("\n"), "      ")
    result = schemas(
        f"    Thing:\n{body}\n    Other:\n      type: object\n      properties: {{kind: {{const: other}}}}\n"
    )
    return result.api.schemas[Pointer("/components/schemas/Thing")].type


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type: string", StringType()),
        ("{type: string, format: date-time}", StringType("date-time")),
        ("{type: integer, format: int64}", IntegerType("int64")),
        ("type: number", NumberType()),
        ("type: boolean", BooleanType()),
        ("type: 'null'", NullType()),
        ("{}", AnyType()),
        ("description: anything", AnyType()),
        ("const: x", ConstType("x")),
        ("const: 3", ConstType(3)),
        ("const: null", NullType()),
        ("type: [string, 'null']", NullableType(StringType())),
        ("type: ['null']", NullType()),
        ("{enum: [a, b]}", EnumType((EnumMember("a"), EnumMember("b")))),
        ("{enum: [a, null]}", NullableType(EnumType((EnumMember("a"),)))),
        ("{enum: [1, true, 1]}", EnumType((EnumMember(1), EnumMember(True)))),
        ("{enum: [a], x-stainless-const: true}", ConstType("a")),
        ("{enum: [5m], x-stainless-renameMap: {ttl_5m: 5m}}", EnumType((EnumMember("5m", "ttl_5m"),))),
        ("{anyOf: [{type: string}, {type: 'null'}]}", NullableType(StringType())),
        ("{anyOf: [{type: string}]}", StringType()),
        ("{anyOf: [{type: string}, {enum: [a]}]}", EnumType((EnumMember("a"),), "value-first")),
        ("{anyOf: [{const: a}, {type: string}]}", EnumType((EnumMember("a"),), "listed-first")),
        ("allOf: [{$ref: '#/components/schemas/Other'}]", RefType(Pointer("/components/schemas/Other"))),
    ],
)
def test_a_construct_is_one_value(text: str, expected: Type) -> None:
    assert lower_one(text) == expected


def test_an_object_keeps_absent_and_null_apart() -> None:
    type_ = lower_one("""
        type: object
        required: [a, b]
        properties:
          a: {type: string}
          b: {type: [string, 'null']}
          c: {type: string}
          d: {type: [string, 'null']}
        """)
    assert isinstance(type_, ObjectType)
    found = [(item.required, isinstance(item.schema.type, NullableType)) for item in type_.properties]
    assert found == [(True, False), (True, True), (False, False), (False, True)]


def test_an_object_without_properties_is_a_map() -> None:
    assert isinstance(lower_one("type: object"), MapType)
    typed = lower_one("{type: object, additionalProperties: {type: integer}}")
    assert isinstance(typed, MapType)
    assert typed.values.type == IntegerType()


def test_extra_properties_stand_beside_the_listed_ones() -> None:
    type_ = lower_one("{type: object, properties: {a: {type: string}}, additionalProperties: true}")
    assert isinstance(type_, ObjectType)
    assert type_.extra is not None
    closed = lower_one("{type: object, properties: {a: {type: string}}, additionalProperties: false}")
    assert isinstance(closed, ObjectType)
    assert closed.extra is None


def test_an_array_has_items_of_any_kind_where_none_are_named() -> None:
    type_ = lower_one("type: array")
    assert isinstance(type_, ArrayType)
    assert type_.items.type == AnyType()


def test_a_discriminator_tags_variants_by_mapping_then_constant_then_name() -> None:
    result = schemas("""\
    Thing:
      oneOf:
        - $ref: '#/components/schemas/Mapped'
        - $ref: '#/components/schemas/Constant'
        - $ref: '#/components/schemas/Named'
      discriminator:
        propertyName: kind
        mapping: {m: '#/components/schemas/Mapped'}
    Mapped: {type: object, properties: {kind: {type: string}}}
    Constant: {type: object, properties: {kind: {const: c}}}
    Named: {type: object, properties: {kind: {type: string}}}
""")
    type_ = result.api.schemas[Pointer("/components/schemas/Thing")].type
    assert isinstance(type_, UnionType)
    assert [variant.tag for variant in type_.variants] == ["m", "c", "Named"]


def test_variants_that_each_have_a_constant_are_told_by_it_against_a_mapping() -> None:
    result = schemas("""\
    Thing:
      oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]
      discriminator: {propertyName: kind, mapping: {Dog: Dog, Cat: Cat}}
    Dog: {type: object, properties: {kind: {const: dog}}}
    Cat: {type: object, properties: {kind: {const: cat}}}
    Door:
      type: object
      properties: {is_open: {type: boolean}}
      discriminator: {propertyName: is_open, mapping: {'true': OpenDoor, 'false': ShutDoor}}
    OpenDoor: {allOf: [{$ref: '#/components/schemas/Door'}, {properties: {is_open: {const: true}}}]}
    ShutDoor: {allOf: [{$ref: '#/components/schemas/Door'}, {properties: {is_open: {const: false}}}]}
""")
    for name, tags in (("Thing", ["dog", "cat"]), ("Door", [True, False, None])):
        type_ = result.api.schemas[Pointer(f"/components/schemas/{name}")].type
        assert isinstance(type_, UnionType)
        assert [variant.tag for variant in type_.variants] == tags


def test_all_of_several_objects_is_one_object() -> None:
    type_ = lower_one("""
        allOf:
          - $ref: '#/components/schemas/Other'
          - {type: object, properties: {a: {type: string}}, required: [a]}
        required: [kind]
        """)
    assert isinstance(type_, ObjectType)
    assert [(item.wire_name, item.required) for item in type_.properties] == [("kind", True), ("a", True)]


def test_what_cannot_be_said_is_loosened_and_located() -> None:
    result = schemas("    Thing:\n      type: array\n      prefixItems: [{type: string}, {type: integer}]\n")
    (problem,) = [item for item in result.problems if item.code == "construct-loosened"]
    assert problem.place is not None
    assert problem.place.line == 8
    assert result.api.schemas[Pointer("/components/schemas/Thing")].type != StringType()


def test_schemas_that_refer_to_themselves_end() -> None:
    result = schemas("    Thing:\n      type: array\n      items: {$ref: '#/components/schemas/Thing'}\n")
    type_ = result.api.schemas[Pointer("/components/schemas/Thing")].type
    assert isinstance(type_, ArrayType)
    assert type_.items.type == RefType(Pointer("/components/schemas/Thing"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oneOf: [{$ref: '#/components/schemas/Thing'}, {type: string}]", [StringType(), RefType(THING)]),
        ("anyOf: [{$ref: '#/components/schemas/Thing'}, {type: 'null'}]", [NullType(), RefType(THING)]),
        ("oneOf: [{$ref: '#/components/schemas/Round'}]", [RefType(ROUND), AnyType()]),
        ("type: ['null', string]", [NullableType(StringType()), RefType(THING)]),
    ],
)
def test_no_schema_is_nothing_but_itself(text: str, expected: list[Type]) -> None:
    found = schemas(f"    Thing: {{{text}}}\n    Round: {{oneOf: [{{$ref: '#/components/schemas/Thing'}}]}}\n")
    assert [found.api.schemas[pointer].type for pointer in (THING, ROUND)] == expected


def test_a_union_does_not_lead_back_to_itself_through_another() -> None:
    found = schemas(
        "    Thing: {oneOf: [{$ref: '#/components/schemas/Round'}, {type: string}]}\n"
        "    Round: {oneOf: [{$ref: '#/components/schemas/Thing'}, {type: integer}]}\n"
    )
    only = Schema(Pointer("/components/schemas/Round/oneOf/1"), IntegerType())
    assert found.api.schemas[ROUND].type == UnionType((Variant(only),))
    assert [item.pointer for item in found.elsewhere] == [ROUND]


@pytest.mark.parametrize(
    ("written", "is_there", "only"),
    [
        ("true", False, []),
        ("[python, go]", False, []),
        ("[go, cli]", True, ["go"]),
        ("python", True, ["python"]),
        ("[terraform]", True, []),
        ("false", True, []),
        ("[]", True, []),
    ],
)
def test_what_no_language_is_to_show_is_left_out(written: str, is_there: bool, only: list[str]) -> None:
    found = schemas(
        f"    Thing: {{type: object, properties: {{a: {{type: string, x-stainless-skip: {written}}}}}}}\n"
        f"    Round: {{oneOf: [{{type: string}}, {{type: integer, x-stainless-skip: {written}}}]}}\n"
    )
    thing, other = (found.api.schemas[pointer].type for pointer in (THING, ROUND))
    assert isinstance(thing, ObjectType) is isinstance(other, UnionType) is is_there
    assert [item for item in found.api.left_out for _ in found.api.left_out[item]] == only * 2


def test_schemas_come_in_the_order_of_the_document() -> None:
    result = schemas("    Zebra: {type: string}\n    Apple: {type: string}\n")
    assert list(result.api.schemas) == ["/components/schemas/Zebra", "/components/schemas/Apple"]


def test_a_long_chain_of_components_that_extend_each_other_is_one_object() -> None:
    base = "$ref: '#/components/schemas/C"
    chain = "".join(
        f"    C{index}: {{allOf: [{{{base}{index + 1}'}}, {{properties: {{p{index}: {{}}}}}}]}}\n"
        for index in range(150)
    )
    result = schemas(f"{chain}    C150: {{type: object, properties: {{p150: {{}}}}}}\n")
    type_ = result.api.schemas[Pointer("/components/schemas/C0")].type
    assert isinstance(type_, ObjectType)
    assert len(type_.properties) == 151


def test_unions_below_unions_are_not_each_tried_with_each_without_end() -> None:
    lines = ["    Thing: {allOf: [{$ref: '#/components/schemas/A0'}, {$ref: '#/components/schemas/B0'}]}"]
    for side in "AB":
        for depth in range(6):
            refs = ", ".join(f"{{$ref: '#/components/schemas/{side}{depth}x{index}'}}" for index in range(8))
            lines.append(f"    {side}{depth}: {{anyOf: [{refs}]}}")
            below = f", next: {{$ref: '#/components/schemas/{side}{depth + 1}'}}" if depth < 5 else ""
            lines += (
                f"    {side}{depth}x{index}: {{type: object, properties: {{key{index}: {{type: string}}{below}}}}}"
                for index in range(8)
            )
    result = schemas("\n".join(lines) + "\n")
    assert isinstance(result.api.schemas[THING].type, UnionType)
    assert any("leads to too much to try each with each" in item.message for item in result.elsewhere)


def test_references_below_references_are_not_combined_without_end() -> None:
    # each way from Thing down to the last level is a type of its own: 2 ** 40 of them
    lines = ["    Thing: {allOf: [{$ref: '#/components/schemas/A0'}, {$ref: '#/components/schemas/B0'}]}"]
    for side in "AB":
        for level in range(40):
            below = f"{{$ref: '#/components/schemas/{side}{level + 1}'}}"
            lines.append(f"    {side}{level}: {{properties: {{left: {below}, right: {below}, {side}: {{}}}}}}")
        lines.append(f"    {side}40: {{properties: {{{side}: {{}}}}}}")
    result = schemas("\n".join(lines) + "\n")
    thing = result.api.schemas[THING].type
    assert isinstance(thing, ObjectType)
    assert {item.wire_name for item in thing.properties} == {"left", "right", "A", "B"}
    assert isinstance(thing.properties[0].schema.type, ObjectType)
    assert any("leads to too much to try each with each" in item.message for item in result.elsewhere)


def test_two_circles_of_different_length_are_combined_as_deep_as_classes_may_nest() -> None:
    lines = ["    Thing: {allOf: [{$ref: '#/components/schemas/A0'}, {$ref: '#/components/schemas/B0'}]}"]
    for side, length in ("A", 20), ("B", 21):
        for index in range(length):
            below = f"{{$ref: '#/components/schemas/{side}{(index + 1) % length}'}}"
            lines.append(f"    {side}{index}: {{properties: {{next: {below}, {side}{index}: {{}}}}}}")
    type_: Type = schemas("\n".join(lines) + "\n").api.schemas[THING].type
    depth = 0
    while isinstance(type_, ObjectType):
        depth += 1
        type_ = type_.properties[0].schema.type
    assert 10 < depth < 50


def test_keys_are_not_required_in_unions_of_unions_without_end() -> None:
    lines = ["    Thing: {allOf: [{$ref: '#/components/schemas/U0'}], required: [a]}"]
    for level in range(40):
        pair = ", ".join(f"{{$ref: '#/components/schemas/{side}{level}'}}" for side in "AB")
        lines.append(f"    U{level}: {{anyOf: [{pair}]}}")
        below = f"{{$ref: '#/components/schemas/U{level + 1}'}}"
        lines += (f"    {side}{level}: {{anyOf: [{below}, {{properties: {{a: {{}}}}}}]}}" for side in "AB")
    result = schemas("\n".join(lines) + "\n    U40: {properties: {a: {}}}\n")
    assert any("leads to too much to try each with each" in item.message for item in result.elsewhere)

"""Schemas become the Go types of the contract."""

from __future__ import annotations

import pytest

from bessemer.targets.go.sdk import Sdk, decide
from bessemer.targets.go.tags import field_tag
from bessemer.targets.go.types import Recursive, field_text, type_text
from tests.support.lowering import lowered
from tests.support.seed_api import seed_api
from tests.unit.targets.go.shop import shop_api


@pytest.fixture(scope="module")
def shop() -> Sdk:
    return decide(shop_api())


def fields(sdk: Sdk, name: str) -> dict[str, tuple[str, str]]:
    struct = sdk.struct(name)
    return {
        field.name: (
            str(field_text(field, struct.direction).code),
            str(field_tag(field, struct.direction, in_query=False)),
        )
        for field in struct.fields
    }


def test_request_fields_follow_the_contract(shop: Sdk) -> None:
    found = fields(shop, "OrderNewParams")
    assert found["Note"] == ("string", '`json:"note" api:"required"`')
    assert found["Count"] == ("param.Opt[int64]", '`json:"count,omitzero"`')
    assert found["Weight"] == ("param.Opt[float64]", '`json:"weight,omitzero"`')
    assert found["DeliverOn"] == ("param.Opt[time.Time]", '`json:"deliver_on,omitzero" format:"date"`')
    assert found["State"] == ("State", '`json:"state,omitzero"`')
    assert found["Kind"] == ("OrderNewParamsKind", '`json:"kind,omitzero"`')
    assert found["Items"] == ("[]OrderNewParamsItem", '`json:"items,omitzero" api:"required"`')
    assert found["Labels"] == ("map[string]string", '`json:"labels,omitzero"`')
    assert found["Anything"] == ("any", '`json:"anything,omitzero"`')
    assert found["Payment"] == ("PaymentUnionParam", '`json:"payment,omitzero" api:"required"`')
    assert found["Type"] == ("constant.Order", '`json:"type" default:"order"`')
    assert found["Taxed"] == ("bool", '`json:"taxed" default:"true"`')
    assert found["Version"] == ("param.Opt[int64]", '`json:"version,omitzero"`')


def test_request_fields_stand_in_the_contracts_order(shop: Sdk) -> None:
    names = [field.name for field in shop.struct("OrderNewParams").fields]
    assert names[:4] == ["Items", "Note", "Payment", "Taxed"]
    assert names[4:11] == ["Weight", "Count", "DeliverAt", "DeliverOn", "Express", "OddNameHere", "Version"]
    assert names[-1] == "Type"


def test_a_name_that_a_tag_cannot_spell_stands_in_a_tag_of_its_own(shop: Sdk) -> None:
    _, tag = fields(shop, "OrderNewParams")["OddNameHere"]
    assert tag == '"json:\\",omitzero\\" wire:\\"odd \\\\\\"name\\\\\\", `here`\\""'


def test_parameters_outside_the_body(shop: Sdk) -> None:
    found = fields(shop, "OrderListParams")
    assert found["Limit"] == ("param.Opt[int64]", '`query:"limit,omitzero" json:"-"`')
    assert found["CreatedAtGte"][1] == '`query:"created_at[gte],omitzero" format:"date-time" json:"-"`'
    assert found["States"] == ("[]string", '`query:"states,omitzero" json:"-"`')
    assert fields(shop, "OrderShopGetParams") == {
        "ShopID": ("string", '`path:"shop_id" api:"required" json:"-"`'),
    }
    assert fields(decide(seed_api()), "BetaMessageBatchDeleteParams") == {
        "Betas": ("[]AnthropicBeta", '`header:"anthropic-beta,omitzero" json:"-"`'),
    }


def test_response_fields_are_plain_values(shop: Sdk) -> None:
    found = fields(shop, "Order")
    assert next(iter(found)) == "ID"
    assert found["Score"] == ("float64", '`json:"score"`')
    assert found["Type"] == ("constant.Order", '`json:"type" default:"order"`')
    assert found["Parent"][0] == "*Order"
    assert fields(shop, "OrderCancelResponse")["CanceledAt"] == (
        "time.Time",
        '`json:"canceled_at" api:"required" format:"date-time"`',
    )


def test_a_struct_does_not_contain_itself(shop: Sdk) -> None:
    (parent,) = [field for field in shop.struct("Order").fields if field.name == "Parent"]
    assert isinstance(parent.shape, Recursive)


def test_unions_have_the_names_of_their_discriminator(shop: Sdk) -> None:
    union = shop.union("PaymentUnion")
    assert [(variant.name, variant.tag) for variant in union.variants] == [("Card", "card"), ("Bill", "bill")]
    merged = {field.name: str(type_text(field.shape).code) for field in union.fields}
    assert merged == {"Kind": "string", "Number": "string", "Valid": "PaymentUnionValid", "Days": "int64"}
    assert [variant.name for variant in shop.union("OrderNewParamsTextUnion").variants] == ["String", "StringArray"]
    assert shop.union("PaymentUnionValid").nested


def test_results_of_all_kinds(shop: Sdk) -> None:
    shapes = {
        method.operation.name: None if method.result is None else str(type_text(method.result).code)
        for method in shop.methods.values()
    }
    assert shapes["list"] == "[]Order"
    assert shapes["replace"] == "TagReplaceResponse"
    assert shapes["cancel"] == "OrderCancelResponse"
    assert shapes["delete"] is None
    assert shapes["receipt"] is None


def test_the_argument_says_what_it_has(shop: Sdk) -> None:
    arguments = {method.operation.name: (method.params, method.argument) for method in shop.methods.values()}
    assert arguments["create"] == ("OrderNewParams", "body")
    assert arguments["list"] == ("OrderListParams", "query")
    assert arguments["retrieve"] == ("OrderShopGetParams", "query")
    assert arguments["cancel"][0] is None


FILES = """openapi: 3.1.0
info: {title: Books, version: '1'}
paths:
  /books:
    post:
      requestBody: {required: true, content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'204': {description: d}}
    put:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}
      responses: {'204': {description: d}}
components:
  schemas:
    Book:
      type: object
      properties:
        cover: {$ref: '#/components/schemas/Cover'}
        pages: {type: array, items: {$ref: '#/components/schemas/Cover'}}
        marks: {type: object, additionalProperties: {type: string, format: binary}}
        both: {$ref: '#/components/schemas/Both'}
    Cover: {type: object, properties: {scan: {type: string, format: binary}}}
    Both: {type: object, properties: {scan: {type: string, format: binary}}}
"""
BOOKS = "resources: {books: {methods: {create: post /books, replace: put /books}, models: {cover: Cover, both: Both}}}"


def test_a_file_in_an_object_of_a_form_is_a_reader_unless_json_has_the_object_too() -> None:
    sdk = decide(lowered(FILES, BOOKS).api)
    assert fields(sdk, "CoverParam")["Scan"] == ("io.Reader", '`json:"scan,omitzero" format:"binary"`')
    assert fields(sdk, "BookNewParams")["Pages"][0] == "[]CoverParam"
    assert fields(sdk, "BookNewParams")["Marks"][0] == "map[string]io.Reader"
    assert fields(sdk, "BothParam")["Scan"] == ("param.Opt[string]", '`json:"scan,omitzero"`')

"""Sample values and wire vectors: what a test sends must be what a client must send."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bessemer.document.pointer import Pointer
from bessemer.ir.api import ClientSettings, Environment, QueryArrayFormat, QueryNestedFormat
from bessemer.ir.types import Json
from bessemer.samples.query import query_items
from bessemer.samples.values import Sampler
from bessemer.samples.vector_file import vector_file
from bessemer.samples.vectors import vectors
from tests.support.lowering import lowered, schemas
from tests.support.seed_api import seed_api


def settings(array: QueryArrayFormat = "comma", nested: QueryNestedFormat = "brackets") -> ClientSettings:
    return ClientSettings(
        (Environment("production", "https://x.example.com"),), (), (), "X", array_format=array, nested_format=nested
    )


@pytest.mark.parametrize(
    ("array", "items"),
    [
        ("comma", ("k=a%2Cb",)),
        ("repeat", ("k=a", "k=b")),
        ("brackets", ("k%5B%5D=a", "k%5B%5D=b")),
        ("indices", ("k%5B0%5D=a", "k%5B1%5D=b")),
    ],
)
def test_query_arrays_follow_their_format(array: QueryArrayFormat, items: tuple[str, ...]) -> None:
    assert query_items({"k": ["a", "b"]}, settings(array)) == items


def test_nested_query_objects_follow_their_format() -> None:
    value: dict[str, Json] = {"a": {"b": {"c": 1}}}
    assert query_items(value, settings(nested="brackets")) == ("a%5Bb%5D%5Bc%5D=1",)
    assert query_items(value, settings(nested="dots")) == ("a.b.c=1",)


def test_what_says_nothing_is_not_sent() -> None:
    assert query_items({"a": None, "b": "", "c": {}, "d": [], "e": False, "f": 0}, settings()) == ("e=false", "f=0")


def sample(text: str) -> Json:
    api = schemas(f"    Thing: {text}\n").api
    return Sampler(api.schemas).full(api.schemas[Pointer("/components/schemas/Thing")], "name")


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("{type: string}", "name"),
        ("{type: string, examples: [given]}", "given"),
        ("{type: string, format: uuid}", "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"),
        ("{type: string, format: date-time}", "2019-12-27T18:11:19.117Z"),
        ("{type: integer}", 0),
        ("{type: boolean}", True),
        ("{enum: [b, a]}", "b"),
        ("{type: array, items: {type: string}}", ["name"]),
        ("{type: object, additionalProperties: {type: string}}", {"foo": "bar"}),
        ("{type: object, properties: {a: {type: string}, b: {type: integer}}}", {"a": "a", "b": 0}),
        ("{type: ['null', string]}", "name"),
        # no variant allows the name of its component, which tells it apart
        (
            "{oneOf: [{$ref: '#/components/schemas/V'}, {type: object}], discriminator: {propertyName: k}}\n"
            "    V: {type: object, required: [k], properties: {k: {enum: [a, b]}}}",
            {"k": "a"},
        ),
    ],
)
def test_a_sample_fits_its_schema(schema: str, value: Json) -> None:
    assert sample(schema) == value


def test_a_sample_of_a_schema_that_holds_itself_ends() -> None:
    assert sample("{type: object, properties: {next: {$ref: '#/components/schemas/Thing'}}}")


@pytest.mark.parametrize("required", ["", "required: [p0, p1, p2, p3, p4, p5, p6, p7, p8, p9], "])
def test_a_sample_of_objects_that_hold_each_other_in_every_way_is_of_a_bounded_size(required: str) -> None:
    held = ", ".join(f"p{index}: {{$ref: '#/components/schemas/C{index}'}}" for index in range(40))
    components = "".join(f"    C{index}: {{type: object, {required}properties: {{{held}}}}}\n" for index in range(40))
    api = schemas(components).api
    made = Sampler(api.schemas).full(api.schemas[Pointer("/components/schemas/C0")], "name")
    assert isinstance(made, dict)
    assert made["p9"] is not None
    assert 40 <= json.dumps(made).count("p") < 10_000


def test_the_seed_has_a_vector_for_each_outcome() -> None:
    names = [vector.name.partition("/")[2] for vector in vectors(seed_api())]
    statuses = {f"status-{status}" for status in (400, 401, 403, 404, 409, 422, 429, 500)}
    assert set(names) == {"minimal", "full", *statuses, "timeout", "malformed", "retry"}


def test_a_client_that_tries_once_is_told_to_try_again_where_that_is_tested() -> None:
    api = seed_api()
    once = replace(api, client=replace(api.client, max_retries=0))
    for made, options in ((api, {}), (once, {"max_retries": 1})):
        again = next(vector for vector in vectors(made) if vector.name.endswith("/retry"))
        assert again.options == options


def test_the_callers_betas_are_added_to_the_endpoints_own() -> None:
    full = next(vector for vector in vectors(seed_api()) if vector.name.endswith("/full"))
    headers = full.attempts[0].request.headers
    value = "message-batches-2024-09-24"
    assert ("anthropic-beta", f"{value},{value}") in headers["python"]
    assert headers["go"].count(("anthropic-beta", value)) == 2


def test_a_header_is_json_where_its_content_is_and_ascii_where_that_can_be() -> None:
    found = lowered(
        """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /x:
    get:
      parameters:
        - {name: a, in: header, content: {application/json: {schema: {type: array, items: {type: integer}}}}}
        - {name: b, in: header, schema: {enum: [ä, c]}}
        - {name: d, in: header, schema: {type: object, properties: {ï: {type: string}}}}
        - {name: e, in: header, required: true, schema: {type: object, properties: {ï: {}, o: {example: ö}}}}
        - {name: f, in: header, content: {application/json: {schema: {type: object, properties: {ï: {example: ö}}}}}}
      responses: {'204': {description: d}}
""",
        "resources: {xs: {methods: {get: get /x}}}",
    )
    headers = dict(list(vectors(found.api))[1].attempts[0].request.headers["go"])
    assert (headers["a"], headers["b"], "d" in headers) == ("[0]", "c", False)
    assert (headers["e"], headers["f"]) == ("o,{}", r'{"\u00ef":"\u00f6"}')


def test_the_vector_file_is_the_same_every_time() -> None:
    text = vector_file(seed_api(), None)
    assert text == vector_file(seed_api(), None)
    assert {"client", "volatile_headers", "vectors", "values"} == set(json.loads(text))

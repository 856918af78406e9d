"""The text of the wire vectors' file."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bessemer.ir.types import Json
from bessemer.samples.vector_file import block, vector_file
from bessemer.samples.vectors import faulty_one
from tests.support.lowering import lowered
from tests.support.seed_api import seed_api

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner), max_leaves=12
)


@given(st.dictionaries(st.text(max_size=4), VALUES, min_size=1))
def test_a_block_is_json_with_a_line_for_each_key(value: dict[str, Json]) -> None:
    text = block({key: json.dumps(item) for key, item in value.items()})
    assert json.loads(text) == value
    assert len(text.splitlines()) == len(value) + 2


def test_a_value_stands_once_however_many_operations_answer_with_it() -> None:
    one = "{description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}"
    found = lowered(
        f"""
openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /a: {{get: {{parameters: [{{name: q, in: query, schema: {{type: string}}}}], responses: {{'200': {one}}}}}}}
  /b: {{get: {{responses: {{'200': {one}}}}}}}
components: {{schemas: {{Pet: {{type: object, properties: {{name: {{type: string, example: Ünder}}}}}}}}}}
""",
        "resources: {pets: {methods: {a: get /a, b: get /b}}}",
    )
    made = json.loads(vector_file(found.api, None))
    assert list(made["values"].values()) == [{"name": "Ünder"}]
    (name,) = made["values"]
    assert [item["outcome"]["value"] for item in made["vectors"]] == [name] * 3
    assert [item["attempts"][0]["response"]["value"] for item in made["vectors"]] == [name] * 3


def test_what_gives_no_value_names_none() -> None:
    made = json.loads(vector_file(seed_api(), faulty_one(seed_api())))
    given = {item["outcome"]["kind"]: "value" in item["outcome"] for item in made["vectors"]}
    assert given == {"value": True, "status-error": False, "timeout": False, "malformed": False}

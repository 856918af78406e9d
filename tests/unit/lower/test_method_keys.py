"""What a config says of single methods, in the IR."""

from __future__ import annotations

from bessemer.ir.api import Api
from bessemer.ir.left_out import without_left_out
from bessemer.ir.operations import JsonResult, Operation
from bessemer.ir.types import ArrayType
from bessemer.lower.api import Lowered
from tests.support.lowering import lowered

SPEC = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a/{b}/{c}:
    parameters:
      - {name: b, in: path, required: true, schema: {type: string}}
      - {name: c, in: path, required: true, schema: {type: string}}
    get:
      deprecated: true
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}
components:
  schemas:
    Answer: {type: object, properties: {data: {type: array, items: {type: string}}, success: {type: boolean}}}
"""


def found(things: str, settings: str = "{}", spec: str = SPEC) -> Lowered:
    return lowered(spec, f"settings: {settings}\nresources: {{things: {{{things}}}}}\n")


def only(api: Api) -> Operation:
    (operation,) = api.operations()
    return operation


def method(said: str) -> str:
    return f"methods: {{get_it: {{endpoint: 'get /a/{{b}}/{{c}}'{said}}}}}"


def test_a_language_has_no_method_or_resource_that_it_skips() -> None:
    api = found(method(", skip: [python]")).api
    assert [len(list(without_left_out(api, name).operations())) for name in ("python", "go")] == [0, 1]
    whole = found(f"skip: [go], {method('')}").api
    assert [len(without_left_out(whole, name).root.resources) for name in ("python", "go")] == [1, 0]


def test_a_reason_for_one_language_is_no_reason_for_another() -> None:
    api = found(method(", deprecated: {python: use others}")).api
    assert only(without_left_out(api, "python")).deprecated == "use others"
    assert only(without_left_out(api, "go")).deprecated == ""
    assert only(found(f"deprecated: old, {method('')}").api).deprecated == "old"


def test_a_property_of_the_answer_is_given_back_alone() -> None:
    for made in (
        found(method(""), "{unwrap_response_fields: [result, data]}"),
        found(method(", unwrap_response: data")),
    ):
        result = only(made.api).result
        assert isinstance(result, JsonResult)
        assert isinstance(result.schema.type, ArrayType)
        assert result.envelope is not None
        assert result.envelope.property == "data"
        assert result.whole().schema == result.envelope.schema


def test_an_answer_is_given_back_whole_where_the_config_says_so_or_nothing_is_there() -> None:
    kept = found(method(", unwrap_response: false"), "{unwrap_response_fields: [data]}")
    missing = found(method(", unwrap_response: result"))
    for made in (kept, missing):
        result = only(made.api).result
        assert isinstance(result, JsonResult)
        assert result.envelope is None
    assert [item.code for item in missing.problems] == ["unwrap-not-found"]


def test_an_answer_that_holds_more_is_no_envelope_unless_the_method_says_so() -> None:
    more = SPEC.replace("success: {type: boolean}", "cost: {type: integer}")
    kept = found(method(""), "{unwrap_response_fields: [data]}", more)
    asked = found(method(", unwrap_response: data"), spec=more)
    results = [only(made.api).result for made in (kept, asked)]
    assert [isinstance(item, JsonResult) and item.envelope is not None for item in results] == [False, True]


def test_no_path_parameter_is_positional_where_the_config_says_so() -> None:
    assert only(found(method("")).api).positional == ("c",)
    assert only(found(method(""), "{positional_params: false}").api).positional == ()
    assert only(found(method(", positional_params: [c, b]"), "{positional_params: false}").api).positional == ("c", "b")

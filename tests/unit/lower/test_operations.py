"""Lowering of operations: what a call takes and gives back, and what the client sets instead."""

from __future__ import annotations

from bessemer.ir.api import HeaderAuth
from bessemer.ir.operations import BinaryResult, EmptyResult, JsonBody, JsonResult, Operation, RawBody, TextResult
from bessemer.lower.api import Lowered
from tests.support.lowering import lowered

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


def one(item: str, method: str = "get", config: str = "") -> Operation:
    return only(result(item, method, config))


def result(item: str, method: str = "get", config: str = "", path: str = "/things/{id}") -> Lowered:
    return lowered(
        f"{HEAD}paths: {{'{path}': {{{method}: {item}}}}}",
        f"resources: {{things: {{methods: {{do: '{method} {path}'}}}}}}\n{config}",
    )


def only(found: Lowered) -> Operation:
    (operation,) = found.api.operations()
    return operation


def content(*media: str) -> str:
    listed = ", ".join(f"'{name}': {{schema: {{type: string}}}}" for name in media)
    return f"{{responses: {{'200': {{description: d, content: {{{listed}}}}}}}}}"


def test_results_follow_the_content_type() -> None:
    assert isinstance(one(content("application/json")).result, JsonResult)
    assert isinstance(one(content("application/problem+json; charset=utf-8")).result, JsonResult)
    assert isinstance(one(content("application/xml", "application/json")).result, JsonResult)
    assert isinstance(one(content("text/plain")).result, TextResult)
    assert isinstance(one(content("application/zip")).result, BinaryResult)
    assert one("{responses: {'204': {description: d}}}").result == EmptyResult("204")


def test_a_stream_is_loosened_and_said_to_be() -> None:
    found = result(content("text/event-stream"))
    assert isinstance(only(found).result, BinaryResult)
    assert [entry.state for entry in found.coverage] == ["loosened"]


def test_bodies_follow_the_content_type() -> None:
    body = "requestBody: {required: true, content: {'%s': {schema: {type: object, properties: {a: {type: string}}}}}}"
    answer = "responses: {'204': {description: d}}"
    assert isinstance(one(f"{{{body % 'application/json'}, {answer}}}", "post").body, JsonBody)
    assert isinstance(one(f"{{{body % 'application/octet-stream'}, {answer}}}", "post").body, RawBody)
    form = result(f"{{{body % 'multipart/form-data'}, {answer}}}", "post")
    assert [entry.state for entry in form.coverage] == ["loosened"]


PARAMETERS = """{parameters: [
  {name: id, in: path, required: true, schema: {type: string}},
  {name: X-Api-Key, in: header, schema: {type: string}},
  {name: x-version, in: header, schema: {type: string}},
  {name: Accept, in: header, schema: {type: string}},
  {name: x-trace, in: header, schema: {type: string, x-stainless-param: trace}},
  {name: q, in: query, schema: {type: string}}],
  responses: {'204': {description: d}}}"""
CLIENT = """
client_settings:
  default_headers: {X-Version: '1'}
  opts: {api_key: {type: string, auth: {security_scheme: Key}}}
security_schemes: {Key: {type: apiKey, in: header, name: x-api-key}}
"""


def test_headers_that_the_client_sets_are_no_parameters() -> None:
    operation = one(PARAMETERS, config=CLIENT)
    assert [item.wire_name for item in operation.parameters] == ["id", "x-trace", "q"]


def test_an_extension_names_a_parameter() -> None:
    assert [item.name for item in one(PARAMETERS, config=CLIENT).parameters] == [None, "trace", None]


def test_a_credential_is_a_header_of_the_client() -> None:
    (option,) = result(PARAMETERS, config=CLIENT).api.client.options
    assert option.auth == HeaderAuth("x-api-key")


def test_the_last_path_parameter_is_positional() -> None:
    item = """{parameters: [
      {name: b, in: path, required: true, schema: {type: string}},
      {name: a, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}}"""
    operation = only(result(item, path="/things/{a}/parts/{b}"))
    assert operation.positional == ("b",)


def test_a_path_item_lends_its_parameters() -> None:
    spec = f"""{HEAD}paths:
  /things/{{id}}:
    parameters:
      - {{name: id, in: path, required: true, schema: {{type: string}}}}
      - {{name: q, in: query, schema: {{type: string}}}}
    get:
      parameters: [{{name: q, in: query, required: true, schema: {{type: integer}}}}]
      responses: {{'204': {{description: d}}}}
"""
    operation = only(lowered(spec, "resources: {things: {methods: {get: 'get /things/{id}'}}}"))
    assert [(item.wire_name, item.required) for item in operation.parameters] == [("id", True), ("q", True)]


def test_default_headers_are_inherited_and_replaced_by_name() -> None:
    config = """
resources:
  things:
    default_headers: {X-A: outer, X-B: outer}
    subresources:
      parts:
        default_headers: {x-a: inner}
        methods: {list: get /parts}
"""
    spec = f"{HEAD}paths: {{/parts: {{get: {{responses: {{'204': {{description: d}}}}}}}}}}"
    headers = only(lowered(spec, config)).default_headers
    assert [(header.name, header.value) for header in headers] == [("x-a", "inner"), ("X-B", "outer")]


def test_an_endpoint_nobody_names_is_reported_unless_declined() -> None:
    spec = f"{HEAD}paths: {{/a: {{get: {{responses: {{}}}}}}, /b: {{get: {{responses: {{}}}}}}}}"
    found = lowered(spec, "resources: {things: {methods: {get: get /a}}}\n")
    assert [item.code for item in found.problems] == ["endpoint-not-configured"]
    declined = lowered(spec, "resources: {things: {methods: {get: get /a}}}\nunspecified_endpoints: [get /b]\n")
    assert not declined.problems
    assert [entry.state for entry in declined.coverage] == ["exact", "left out"]


def test_an_endpoint_is_matched_with_its_query_string() -> None:
    spec = f"{HEAD}paths: {{/a: {{get: {{}}}}, '/a?beta=true': {{get: {{summary: beta}}}}}}"
    found = lowered(spec, "resources: {things: {methods: {get: get /a?beta=true}}}\nunspecified_endpoints: [get /a]\n")
    assert only(found).summary == "beta"


def test_an_empty_security_alternative_lets_anyone_call() -> None:
    resources = "resources: {things: {methods: {get: get /a}}}\n"
    spec = f"{HEAD}paths: {{/a: {{get: {{}}}}}}\n"
    assert not lowered(spec, resources).api.client.anonymous
    assert lowered(f"{spec}security: [{{}}]\n", resources).api.client.anonymous
    assert not lowered(f"{spec}security: [{{}}]\n", f"{resources}security: [{{Key: []}}]\n").api.client.anonymous
    assert lowered(spec, f"{resources}security: [{{}}, {{Key: []}}]\n").api.client.anonymous

"""Lowering of operations: what a call takes and gives back, and what the client sets instead."""

from __future__ import annotations

import pytest

from bessemer.ir.api import ClientCredentialsAuth, CookieAuth, HeaderAuth
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    FormBody,
    JsonBody,
    JsonResult,
    MultipartBody,
    Operation,
    RawBody,
    StreamResult,
    TextResult,
    accept,
)
from bessemer.ir.types import AnyType, IntegerType, MapType, NullableType, ObjectType, StringType, UnionType
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


@pytest.mark.parametrize(
    ("described", "asked"),
    [
        ("application/octet-stream: {schema: {type: string, format: binary}}", "application/octet-stream"),
        ("application/octet-stream: {schema: {type: string}}", "application/binary"),
        ("image/*: {schema: {type: string, format: binary}}", "image/*"),
        ("image/*: {}", "application/binary"),
        ("image/png: {}", "image/png"),
        ("video/mp4: {schema: &b {type: string, format: binary}}, image/webp: {schema: *b}", "application/binary"),
        ("application/zip: {schema: {type: string, format: binary}}", "application/zip"),
        (
            "application/json: {schema: {type: string}}, audio/mp3: {schema: {type: string, format: binary}}",
            "application/binary",
        ),
    ],
)
def test_bytes_are_asked_for_as_they_are_described(described: str, asked: str) -> None:
    found = one(f"{{responses: {{'200': {{description: d, content: {{{described}}}}}}}}}").result
    assert isinstance(found, BinaryResult)
    assert accept(found) == asked


def answers(described: str) -> Operation:
    return one(f"{{responses: {{{described}}}}}")


def json_of(schema: str) -> str:
    return f"{{description: d, content: {{application/json: {{schema: {schema}}}}}}}"


def test_several_successes_are_a_union_of_what_differs() -> None:
    thing, other = "{type: object, properties: {a: {type: string}}}", "{type: integer}"
    same = answers(f"'200': {json_of(thing)}, '201': {json_of(thing)}").result
    assert isinstance(same, JsonResult)
    assert isinstance(same.schema.type, ObjectType)
    both = answers(f"'200': {json_of(thing)}, '2XX': {json_of(other)}").result
    assert isinstance(both, JsonResult)
    assert isinstance(both.schema.type, UnionType)
    assert [type(item.schema.type) for item in both.schema.type.variants] == [ObjectType, IntegerType]


def test_a_success_that_may_be_empty_may_be_nothing() -> None:
    found = answers(f"'200': {json_of('{type: integer}')}, '204': {{description: d}}").result
    assert isinstance(found, JsonResult)
    assert found.schema.type == NullableType(IntegerType())


def test_a_default_alone_is_what_comes_back_unless_it_is_an_error() -> None:
    found = answers(f"default: {json_of('{type: integer}')}").result
    assert isinstance(found, JsonResult)
    assert found.schema.type == IntegerType()
    error = answers("default: {description: unexpected error, content: {application/json: {schema: {type: integer}}}}")
    assert isinstance(error.result, JsonResult)
    assert error.result.schema.type == AnyType()
    assert [item.status for item in error.errors] == ["default"]


def test_what_only_redirects_gives_back_what_it_leads_to() -> None:
    found = result("{responses: {'302': {description: d}}}")
    assert isinstance(only(found).result, BinaryResult)
    assert "redirect" in found.coverage[0].loosened[0].message


def test_a_head_request_gives_back_nothing() -> None:
    assert isinstance(one(content("application/json"), "head").result, EmptyResult)


def test_binary_text_is_a_file_whatever_its_media_type() -> None:
    file = "{schema: {type: string, format: binary}}"
    for media in ("application/json", "'*/*'", "text/csv"):
        assert isinstance(answers(f"'200': {{description: d, content: {{{media}: {file}}}}}").result, BinaryResult)


def stream(schema: str, media: str = "text/event-stream") -> StreamResult:
    found = answers(f"'200': {{description: d, content: {{{media}: {{schema: {schema}}}}}}}").result
    assert isinstance(found, StreamResult)
    return found


def test_a_stream_has_the_type_of_its_events() -> None:
    for text in ("{type: string}", "{type: [string, 'null']}", "{oneOf: [{enum: [a, b]}, {type: 'null'}]}"):
        assert stream(text).event is None
    data = stream("{type: object, properties: {text: {type: string}}}")
    assert not data.whole
    assert data.event is not None
    assert isinstance(data.event.type, ObjectType)
    whole = stream("{type: object, properties: {event: {type: string}, data: {type: integer}}}")
    assert whole.whole
    lines = stream("{type: array, items: {type: integer}}", "application/x-ndjson")
    assert lines.protocol == "jsonl"
    assert lines.event is not None
    assert lines.event.type == IntegerType()


def test_the_data_of_an_event_has_the_type_that_is_said_of_its_text() -> None:
    inner = "{type: string, contentMediaType: application/json, contentSchema: {type: integer}}"
    event = stream(f"{{type: object, properties: {{event: {{type: string}}, data: {inner}}}}}").event
    assert event is not None
    assert isinstance(event.type, ObjectType)
    assert [item.schema.type for item in event.type.properties] == [StringType(), IntegerType()]


BOTH = """{%s responses: {'200': {description: d, content: {
  application/json: {schema: {type: object, properties: {a: {type: string}}}},
  text/event-stream: {schema: {type: object, properties: {b: {type: string}}}}}}}}"""
SWITCH = "requestBody: {content: {application/json: {schema: {type: object, properties: {stream: %s}}}}},"


def test_a_boolean_of_the_body_asks_for_the_stream() -> None:
    found = one(BOTH % (SWITCH % "{type: boolean, default: true}"), "post")
    assert isinstance(found.result, JsonResult)
    assert found.streaming is not None
    assert (found.streaming.switch, found.streaming.location, found.streaming.default) == ("stream", "body", True)
    assert one(BOTH % (SWITCH % "{type: [boolean, 'null']}"), "post").streaming is not None


def test_a_stream_that_nothing_asks_for_is_a_method_of_its_own() -> None:
    found = result(BOTH % (SWITCH % "{type: string}"), "post")
    streaming, plain = found.api.root.resources[0].operations
    assert (plain.name, streaming.name) == ("do", "do_streaming")
    assert isinstance(plain.result, JsonResult)
    assert isinstance(streaming.result, StreamResult)
    assert [(entry.method, everywhere(found)) for entry in found.coverage] == [("things.do", [])]


def test_bodies_follow_the_content_type() -> None:
    body = "requestBody: {required: true, content: {'%s': {schema: {type: object, properties: {a: {type: string}}}}}}"
    answer = "responses: {'204': {description: d}}"
    assert isinstance(one(f"{{{body % 'application/json'}, {answer}}}", "post").body, JsonBody)
    assert isinstance(one(f"{{{body % 'application/octet-stream'}, {answer}}}", "post").body, RawBody)
    assert isinstance(one(f"{{{body % 'multipart/form-data'}, {answer}}}", "post").body, MultipartBody)
    assert isinstance(one(f"{{{body % 'application/x-www-form-urlencoded'}, {answer}}}", "post").body, FormBody)
    mixed = result(f"{{{body % 'multipart/mixed'}, {answer}}}", "post")
    assert [entry.state for entry in mixed.coverage] == ["loosened"]


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


SCHEMES = """components: {securitySchemes: {
  Key: {type: apiKey, in: header, name: x-key}, Session: {type: apiKey, in: cookie, name: sid},
  Certificate: {type: mutualTLS}, Token: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {a: A}}}}}}
"""
OPTIONS = """client_settings: {opts: {
  key: {type: string, nullable: true, auth: {security_scheme: Key}},
  session: {type: string, nullable: true, auth: {security_scheme: Session}},
  id: {type: string, nullable: true, auth: {security_scheme: Token, role: client_id}}}}
"""


def needs(own: str, whole: str = "") -> Lowered:
    item = f"{{get: {{{own} responses: {{'204': {{description: d}}}}}}}}"
    spec = f"{HEAD}{whole}{SCHEMES}paths: {{'/a': {item}}}\n"
    return lowered(spec, f"resources: {{things: {{methods: {{do: 'get /a'}}}}}}\n{OPTIONS}")


def test_an_operation_keeps_what_it_needs_where_the_api_needs_something_else() -> None:
    whole = "security: [{Key: []}]\n"
    assert only(needs("", whole)).security is None
    assert only(needs("security: [{Key: []}],", whole)).security is None
    assert only(needs("security: [],", whole)).security == ()
    found = only(needs("security: [{Session: [], Key: []}, {Certificate: []}, {Nobody: []}],", whole))
    assert found.security == (("Session", "Key"), ())
    assert needs("", whole).api.client.security == (("Key",),)


def test_an_api_that_says_nothing_sends_what_there_is() -> None:
    found = needs("")
    assert found.api.client.security is None
    assert only(found).security is None


def test_each_kind_of_credential_has_its_place() -> None:
    auths = [option.auth for option in needs("security: [{Token: [a]}],").api.client.options]
    assert auths == [HeaderAuth("x-key"), CookieAuth("sid"), ClientCredentialsAuth("client_id", "/t", ("a",))]


def test_a_server_of_its_own_is_kept_where_it_is_not_the_clients() -> None:
    def server(of_path: str = "", own: str = "") -> str | None:
        item = f"{{{of_path} get: {{{own} responses: {{'204': {{description: d}}}}}}}}"
        spec = f"{HEAD}servers: [{{url: 'https://a.com/v1'}}]\npaths: {{'/a': {item}}}\n"
        return only(lowered(spec, "resources: {things: {methods: {do: 'get /a'}}}")).server

    assert server() is None
    assert server("servers: [{url: 'https://b.com/'}],") == "https://b.com"
    assert server("servers: [{url: 'https://b.com'}],", "servers: [{url: /}],") is None
    assert str(server(own="servers: [{url: /v2}],")).endswith(".example.com/v2")
    assert server(own="servers: [{url: 'https://{r}.com', variables: {r: {default: eu}}}],") == "https://eu.com"


def everywhere(found: Lowered) -> list[str]:
    """What is loosened in every language."""
    return [item.message for entry in found.coverage for item in entry.loosened if item.language is None]


def taking(content: str, config: str = "") -> Lowered:
    return result(f"{{requestBody: {{content: {{{content}}}}}, responses: {{}}}}", "post", config)


THING = "schema: {type: object, properties: {a: {type: string}}}"
FILE = "schema: {type: object, properties: {file: {type: string, contentMediaType: text/csv}}}"


def test_a_content_type_that_takes_other_arguments_is_a_method_of_its_own() -> None:
    found = taking(
        f"application/json: {{{THING}}}, application/x-www-form-urlencoded: {{{THING}}}, text/plain: {{}}, "
        f"application/octet-stream: {{}}, image/png: {{}}, multipart/form-data: {{{FILE}}}"
    )
    sent = {
        item.name: (type(item.body), [other.media_type for other in item.other_bodies])
        for item in found.api.operations()
    }
    assert sent == {
        "do": (JsonBody, ["application/x-www-form-urlencoded"]),
        "do_as_multipart": (MultipartBody, []),
        "do_as_text": (RawBody, []),
        "do_as_bytes": (RawBody, ["image/png"]),
    }
    assert [item.name for item in found.api.operations()][-1] == "do"
    assert [entry.method for entry in found.coverage] == ["things.do"]
    assert everywhere(found) == []


def test_two_bodies_of_one_kind_are_told_apart_by_their_content_types() -> None:
    found = taking(
        f"application/json: {{{THING}}}, application/merge-patch+json: {{{FILE}}}, text/json: {{schema: {{}}}}"
    )
    assert {item.name for item in found.api.operations()} == {"do", "do_as_merge_patch", "do_as_json"}


def test_a_content_type_whose_name_the_config_gives_to_another_steps_aside() -> None:
    body = f"{{content: {{application/json: {{{THING}}}, text/plain: {{}}}}}}"
    found = lowered(
        f"{HEAD}paths: {{/a: {{post: {{requestBody: {body}, responses: {{}}}}, get: {{responses: {{}}}}}}}}",
        "resources: {things: {methods: {do: post /a, do_as_text: get /a}}}",
    )
    assert {item.name for item in found.api.operations()} == {"do", "do_as_text_method", "do_as_text"}


def test_a_form_that_is_described_as_a_list_takes_its_fields_by_name() -> None:
    found = taking("'*/*': {schema: {type: array, items: {}}}, multipart/form-data: {schema: {type: array, items: {}}}")
    form, json = found.api.operations()
    assert isinstance(form.body, MultipartBody)
    assert (form.name, type(form.body.schema.type)) == ("do_as_multipart", MapType)
    assert (json.name, type(json.body)) == ("do", JsonBody)
    assert everywhere(found) == ["a form without the names of its fields: they are given with the values, as a mapping"]


def test_certificates_are_told() -> None:
    found = needs("security: [{Session: []}], servers: [{url: 'https://b.com'}],", "security: [{Key: []}]\n")
    assert found.coverage[0].loosened == ()
    assert [item.pointer for item in found.elsewhere] == ["/components/securitySchemes/Certificate"]


@pytest.mark.parametrize(("array_format", "name"), [("brackets", "kinds"), ("repeat", "kinds[]"), ("comma", "kinds[]")])
def test_brackets_of_a_name_are_those_of_the_format(array_format: str, name: str) -> None:
    spec = """openapi: 3.1.0
info: {title: Toys, version: '1'}
paths:
  /toys:
    get:
      parameters:
      - {name: 'kinds[]', in: query, schema: {type: array, items: {type: string}}}
      - {name: 'one[]', in: query, schema: {type: string}}
      responses: {'204': {description: d}}
"""
    config = (
        f"query_settings: {{array_format: {array_format}}}\nresources: {{toys: {{methods: {{list: get /toys}}}}}}\n"
    )
    (operation,) = lowered(spec, config).api.operations()
    assert [item.wire_name for item in operation.located("query")] == [name, "one[]"]


@pytest.mark.parametrize(
    "held",
    [
        "{type: string, format: binary}",
        "{type: array, items: {type: string, format: binary}}",
        "{oneOf: [{type: string}, {type: array, items: {type: string, format: binary}}]}",
    ],
)
def test_a_form_that_can_have_files_comes_before_json(held: str) -> None:
    form = f"schema: {{type: object, properties: {{file: {held}}}}}"
    found = taking(f"application/json: {{{THING}}}, multipart/form-data: {{{form}}}")
    bodies = {item.name: type(item.body) for item in found.api.operations()}
    assert bodies == {"do": MultipartBody, "do_as_json": JsonBody}

"""Claims about how Swagger 2.0 is respelled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.openapi.load import load

HEAD = "swagger: '2.0'\ninfo: {title: Files, version: '1'}\n"


def loaded(folder: Path, spec: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    (folder / "a.yaml").write_text(HEAD + spec)
    document, found = load((folder / "a.yaml", "a.yaml"))
    assert document is not None
    return document, found


def data(folder: Path, spec: str) -> Any:
    document, found = loaded(folder, spec)
    assert found == ()
    return document.data


def operation(folder: Path, parameters: str = "[]", more: str = "") -> Any:
    spec = f"paths: {{/a: {{post: {{parameters: {parameters}, responses: {{200: {{description: ok}}}}{more}}}}}}}\n"
    return data(folder, spec)["paths"]["/a"]["post"]


def test_host_base_path_and_schemes_are_servers_https_first(tmp_path: Path) -> None:
    made = data(tmp_path, "host: a.example\nbasePath: /v1/\nschemes: [http, https]\npaths: {}\n")
    assert made["servers"] == [{"url": "https://a.example/v1"}, {"url": "http://a.example/v1"}]
    assert data(tmp_path, "basePath: /v1\npaths: {}\n")["servers"] == [{"url": "/v1"}]
    assert "servers" not in data(tmp_path, "paths: {}\n")


def test_a_body_parameter_is_the_request_body_in_each_media_type(tmp_path: Path) -> None:
    made = operation(
        tmp_path,
        "[{in: body, name: b, description: It., required: true, schema: {type: string}}]",
        ", consumes: [application/json, text/plain]",
    )
    assert made["parameters"] == []
    assert made["requestBody"] == {
        "description": "It.",
        "required": True,
        "content": {name: {"schema": {"type": "string"}} for name in ("application/json", "text/plain")},
    }


def test_form_fields_are_one_body_and_a_file_makes_it_multipart(tmp_path: Path) -> None:
    fields = "{in: formData, name: n, type: array, items: {type: string}, collectionFormat: multi, required: true}"
    made = operation(tmp_path, f"[{fields}]")["requestBody"]
    assert made == {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {"n": {"type": "array", "items": {"type": "string"}}},
                    "required": ["n"],
                },
                "encoding": {"n": {"style": "form", "explode": True}},
            }
        },
    }
    more = ", consumes: [multipart/form-data]"
    made = operation(tmp_path, "[{in: formData, name: f, type: file, description: It.}]", more)["requestBody"]
    schema = made["content"]["multipart/form-data"]["schema"]
    assert schema["properties"] == {"f": {"type": "string", "format": "binary", "description": "It."}}


def test_an_array_in_the_query_keeps_its_collection_format(tmp_path: Path) -> None:
    kept = {}
    for format_ in ("csv", "ssv", "pipes", "multi"):
        array = f"{{in: query, name: q, type: array, items: {{type: integer}}, collectionFormat: {format_}}}"
        (made,) = operation(tmp_path, f"[{array}]")["parameters"]
        assert made["schema"] == {"type": "array", "items": {"type": "integer"}}
        kept[format_] = (made["style"], made["explode"])
    assert kept == {
        "csv": ("form", False),
        "ssv": ("spaceDelimited", False),
        "pipes": ("pipeDelimited", False),
        "multi": ("form", True),
    }
    path = "{in: query, name: q, type: array, items: {type: string}, collectionFormat: tsv}"
    _, found = loaded(
        tmp_path, f"paths: {{/a: {{get: {{parameters: [{path}], responses: {{200: {{description: ok}}}}}}}}}}\n"
    )
    assert [(item.code, item.place and item.place.line) for item in found] == [("construct-loosened", 3)]


def test_shared_parameters_are_components_and_a_shared_body_is_the_body(tmp_path: Path) -> None:
    spec = """
paths:
  /a/{id}:
    parameters: [{$ref: '#/parameters/Id'}]
    put:
      parameters: [{$ref: '#/parameters/Body'}, {$ref: '#/parameters/Limit'}]
      responses: {200: {$ref: '#/responses/Ok'}}
parameters:
  Id: {in: path, name: id, required: true, type: string}
  Limit: {in: query, name: limit, type: integer}
  Body: {in: body, name: body, schema: {$ref: '#/definitions/A'}}
responses:
  Ok: {description: ok, schema: {$ref: '#/definitions/A'}}
definitions:
  A: {type: object, properties: {a: {type: string, x-nullable: true}}}
"""
    made = data(tmp_path, spec)
    item = made["paths"]["/a/{id}"]
    json = {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}
    assert item["parameters"] == [{"$ref": "#/components/parameters/Id"}]
    assert item["put"]["parameters"] == [{"$ref": "#/components/parameters/Limit"}]
    assert item["put"]["requestBody"] == {"content": json}
    assert item["put"]["responses"] == {"200": {"$ref": "#/components/responses/Ok"}}
    assert set(made["components"]["parameters"]) == {"Id", "Limit"}
    assert made["components"]["responses"]["Ok"]["content"] == json
    assert made["components"]["schemas"]["A"]["properties"]["a"] == {"type": ["string", "null"]}


def test_a_response_has_its_schema_headers_and_examples_in_each_media_type(tmp_path: Path) -> None:
    answer = """{description: ok, schema: {type: file}, headers: {X-N: {type: integer, description: It.}}}"""
    made = data(
        tmp_path,
        f"paths: {{/a: {{get: {{produces: [image/png], responses: {{200: {answer}}}}}}}}}\n",
    )[
        "paths"
    ]["/a"]["get"]["responses"]["200"]
    assert made["headers"] == {"X-N": {"description": "It.", "schema": {"type": "integer"}}}
    assert made["content"] == {"image/png": {"schema": {"type": "string", "format": "binary"}}}
    shown = "{description: ok, schema: {type: string}, examples: {application/json: x}}"
    made = data(tmp_path, f"paths: {{/a: {{get: {{responses: {{200: {shown}}}}}}}}}\n")
    media = made["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]
    assert media == {"schema": {"type": "string"}, "example": "x"}


def test_security_definitions_are_security_schemes(tmp_path: Path) -> None:
    spec = """
paths: {}
securityDefinitions:
  B: {type: basic}
  K: {type: apiKey, in: header, name: X-Key}
  C: {type: oauth2, flow: application, tokenUrl: 'https://a.example/t', scopes: {read: Read.}}
  O: {type: oauth2, flow: accessCode, tokenUrl: 'https://a.example/t', authorizationUrl: 'https://a.example'}
"""
    schemes = data(tmp_path, spec)["components"]["securitySchemes"]
    assert schemes["B"] == {"type": "http", "scheme": "basic"}
    assert schemes["K"] == {"type": "apiKey", "in": "header", "name": "X-Key"}
    flow = {"tokenUrl": "https://a.example/t", "scopes": {"read": "Read."}}
    assert schemes["C"] == {"type": "oauth2", "flows": {"clientCredentials": flow}}
    assert list(schemes["O"]["flows"]) == ["authorizationCode"]


def test_a_discriminator_is_an_object(tmp_path: Path) -> None:
    schema = "{type: object, required: [k], discriminator: k, properties: {k: {type: string}}}"
    made = data(tmp_path, f"paths: {{}}\ndefinitions: {{A: {schema}}}\n")["components"]["schemas"]["A"]
    assert made["discriminator"] == {"propertyName": "k"}


def test_what_was_moved_keeps_its_place(tmp_path: Path) -> None:
    spec = """paths:
  /a:
    post:
      parameters:
        - in: body
          name: b
          schema:
            type: object
        - in: query
          name: q
          type: integer
      responses:
        200:
          description: ok
          schema:
            type: string
"""
    document, _ = loaded(tmp_path, spec)
    at = "/paths/~1a/post"
    lines = {
        f"{at}/requestBody/content/application~1json/schema/type": 10,
        f"{at}/parameters/0/schema/type": 13,
        f"{at}/responses/200/content/application~1json/schema/type": 18,
    }
    assert {name: document.place(Pointer(name)).line for name in lines} == lines


def test_problems_have_pointers_into_the_source(tmp_path: Path) -> None:
    _, found = loaded(tmp_path, "paths: {}\ndefinitions: {A: {$ref: '#/definitions/B'}}\n")
    assert [(item.code, item.pointer) for item in found] == [("ref-not-found", "/definitions/A")]


def test_the_rules_of_2_0_hold(tmp_path: Path) -> None:
    _, found = loaded(tmp_path, yaml.safe_dump({"paths": {}, "host": 3}))
    assert [item.code for item in found] == ["schema-invalid"]

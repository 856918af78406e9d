"""Claims about what becomes of documents that break the specification."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.openapi.load import load
from bessemer.openapi.shapes import TABLE, Shape, field_of

HEAD = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}
OLD = {**HEAD, "openapi": "3.0.3"}


def mended(folder: Path, data: dict[str, Any]) -> Document:
    (folder / "a.json").write_text(json.dumps(data))
    document, _ = load((folder / "a.json", "a.json"))
    assert document is not None
    return document


def schema(folder: Path, written: Any, head: dict[str, Any] = HEAD) -> Any:
    components = {"A": written, "B": {"type": "string"}}
    return mended(folder, {**head, "components": {"schemas": components}}).data["components"]["schemas"]["A"]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ({"type": "file"}, {"type": "string", "format": "binary"}),
        ({"type": "any"}, {}),
        ({"type": "int"}, {"type": "integer"}),
        ({"type": "String"}, {"type": "string"}),
        ({"type": "date"}, {"type": "string", "format": "date"}),
        ({"type": None}, {"type": "null"}),
        ({"type": ["string", None]}, {"type": ["string", "null"]}),
        ({"type": []}, {}),
        ({"enum": []}, {}),
        ({"enum": ["a", "b", "a"]}, {"enum": ["a", "b"]}),
        ({"enum": [1, True, 1.0]}, {"enum": [1, True, 1.0]}),
        ({"enum": "a"}, {"enum": ["a"]}),
        ({"required": ["a", "a", 1]}, {"required": ["a", "1"]}),
        ({"type": "integer", "default": "ten"}, {"type": "integer"}),
        ({"type": "string", "default": "a"}, {"type": "string", "default": "a"}),
        ({"type": "integer", "minimum": "1"}, {"type": "integer", "minimum": 1}),
        ({"pattern": "("}, {}),
        ({"pattern": r"^\p{L}(?<a>x)$"}, {"pattern": r"^\p{L}(?<a>x)$"}),
        ({"description": 3}, {"description": "3"}),
        ({"oneOf": []}, {}),
        ({"allOf": {"type": "string"}}, {"allOf": [{"type": "string"}]}),
        ({"properties": []}, {"properties": {}}),
        ({"properties": {"a": None}}, {"properties": {"a": {}}}),
        ({"items": [{"type": "string"}]}, {"prefixItems": [{"type": "string"}]}),
        ({"$ref": "#/components/schemas/Nobody", "description": "D"}, {"description": "D"}),
        ({"discriminator": "k"}, {"discriminator": {"propertyName": "k"}}),
        (
            {"discriminator": {"propertyName": "k", "mapping": {"b": "B", "n": "N"}}},
            {"discriminator": {"propertyName": "k", "mapping": {"b": "#/components/schemas/B"}}},
        ),
        ({"x-any": None, "example": 1}, {"x-any": None, "examples": [1]}),
    ],
)
def test_a_schema_is_read_as_what_is_plainly_meant(tmp_path: Path, written: Any, made: Any) -> None:
    assert schema(tmp_path, written) == made


def test_a_property_that_says_it_is_required_is_in_the_list_of_its_object(tmp_path: Path) -> None:
    properties = {"a": {"type": "string", "required": True}, "b": {"required": False}}
    made = schema(tmp_path, {"properties": properties, "required": ["c"]})
    assert made == {"properties": {"a": {"type": "string"}, "b": {}}, "required": ["c", "a"]}


@pytest.mark.parametrize("head", [HEAD, OLD])
@pytest.mark.parametrize(
    ("written", "made"),
    [
        ({"type": "string"}, {"type": ["string", "null"]}),
        ({"type": "string", "enum": ["a"]}, {"type": ["string", "null"], "enum": ["a", None]}),
        ({"$ref": "#/components/schemas/B"}, {"anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "null"}]}),
        ({"allOf": [{}]}, {"anyOf": [{"allOf": [{}]}, {"type": "null"}]}),
        ({"oneOf": [{}]}, {"oneOf": [{}, {"type": "null"}]}),
        ({"properties": {}}, {"properties": {}, "type": ["object", "null"]}),
        ({}, {"anyOf": [{}, {"type": "null"}]}),
        ({"format": "odd"}, {"format": "odd"}),
    ],
)
def test_null_is_spelled_as_3_1_does(tmp_path: Path, head: dict[str, Any], written: Any, made: Any) -> None:
    assert schema(tmp_path, {**written, "nullable": True}, head) == made
    assert schema(tmp_path, {**written, "nullable": False}, head) == written


def operation(folder: Path, item: dict[str, Any], path: str = "/a") -> Any:
    return mended(folder, {**HEAD, "paths": {path: item}}).data["paths"]


def test_statuses_are_digits_ranges_or_the_default(tmp_path: Path) -> None:
    written: dict[str, Any] = {status: {} for status in ("200", "2xx", "Default", "ok", "x-more", "404 Not Found")}
    made = operation(tmp_path, {"get": {"responses": written}})
    assert list(made["/a"]["get"]["responses"]) == ["200", "2XX", "default", "404"]


def test_each_name_of_a_path_has_a_parameter(tmp_path: Path) -> None:
    spare = {"name": "b", "in": "path", "required": True, "schema": {"type": "integer"}}
    made = operation(tmp_path, {"get": {"parameters": [spare]}, "parameters": [spare]}, "/{a}")
    text = {"name": "a", "in": "path", "required": True, "schema": {"type": "string"}}
    assert made["/{a}"] == {"get": {"parameters": [text], "responses": {}}, "parameters": []}


def test_a_path_without_its_slash_or_with_an_expression_is_one_that_can_be_called(tmp_path: Path) -> None:
    name = {"name": "a", "in": "path", "required": True, "schema": {"type": "string"}}
    assert list(operation(tmp_path, {"get": {"parameters": [name]}}, "x/{.a*}")) == ["/x/{a}"]


def test_what_moves_keeps_its_place(tmp_path: Path) -> None:
    listed = [{"in": "nowhere"}, {"name": "q", "in": "query", "schema": {"type": "string"}}]
    text = json.dumps({**HEAD, "paths": {"/a": {"get": {"parameters": listed}}}}, indent=1)
    (tmp_path / "a.json").write_text(text)
    document, _ = load((tmp_path / "a.json", "a.json"))
    assert document is not None
    place = document.place(Pointer("/paths/~1a/get/parameters/0/name"))
    assert place.excerpt.strip() == '"name": "q",'


def test_webhooks_of_a_vendor_are_webhooks(tmp_path: Path) -> None:
    made = mended(tmp_path, {**HEAD, "x-webhooks": {"a": {"post": {"responses": {}}}}})
    assert made.data["webhooks"] == {"a": {"post": {"responses": {}}}}


def test_a_document_without_paths_has_none(tmp_path: Path) -> None:
    made = mended(tmp_path, {"openapi": "3.1.0", "webhooks": {}}).data
    assert (made["paths"], made["info"]) == ({}, {})


JUNK: tuple[Any, ...] = (
    *(None, 0, 1.5, True, "", "x", "#/", [], {}, [[]], [{}], [None], {"": {}}, {"a": [1]}, ["x", "x"]),
    *({"$ref": "#/components/schemas/A"}, {"$ref": 3}, {"$ref": "#"}, {"$ref": "#/paths"}, {"$ref": "no.yaml"}),
    *({"type": None}, {"allOf": []}, {"in": {}}, {"name": "x", "in": "header"}, {"nullable": True}),
)
WHOLE: dict[str, Any] = {
    **HEAD,
    "servers": [{"url": "https://{h}.example", "variables": {"h": {"default": "a", "enum": ["a"]}}}],
    "security": [{"K": []}],
    "tags": [{"name": "t"}],
    "paths": {
        "/a/{id}": {
            "parameters": [{"$ref": "#/components/parameters/P"}],
            "post": {
                "tags": ["t"],
                "parameters": [{"name": "q", "in": "query", "content": {"application/json": {"schema": {}}}}],
                "requestBody": {"content": {"multipart/form-data": {"schema": {}, "encoding": {"a": {}}}}},
                "responses": {"200": {"$ref": "#/components/responses/R"}},
                "callbacks": {"c": {"{$request.query.q}": {"post": {"responses": {}}}}},
                "security": [{}],
            },
            "additionalOperations": {"COPY": {"responses": {"default": {"description": "d"}}}},
        }
    },
    "components": {
        "schemas": {
            "A": {
                "type": "object",
                "required": ["k"],
                "properties": {
                    "k": {"enum": ["x"]},
                    "n": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
                },
                "discriminator": {"propertyName": "k", "mapping": {"x": "A"}},
            },
            "U": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"allOf": [{"type": "string"}]}]},
        },
        "parameters": {"P": {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}},
        "responses": {"R": {"description": "d", "headers": {"H": {"schema": {}}}, "content": {"a/b": {"schema": {}}}}},
        "securitySchemes": {"K": {"type": "apiKey", "name": "k", "in": "header"}},
    },
}


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in entries:
        yield (*path, key)
        yield from places(value, (*path, key))


def broken(seed: int) -> dict[str, Any]:
    """The whole document with a few values, chosen by the seed, replaced by ones of any kind."""
    chance = random.Random(seed)  # noqa: S311
    data = copy.deepcopy(WHOLE)
    for path in chance.sample([path for path in places(data) if path[0] != "openapi"], chance.choice((1, 2, 6))):
        holder = data
        try:
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = copy.deepcopy(chance.choice(JUNK))
        except (KeyError, IndexError, TypeError):
            continue
    return data


KINDS: dict[Shape, type | tuple[type, ...]] = {
    Shape.ONE: dict,
    Shape.LIST: list,
    Shape.MAP: dict,
    Shape.OPEN_MAP: dict,
    Shape.TEXT: str,
    Shape.TEXTS: list,
    Shape.TEXT_MAP: dict,
    Shape.FLAG: bool,
    Shape.NUMBER: (int, float),
}


def check(node: Any, kind: str) -> None:
    """Fail where a key holds something else than the table says."""
    if kind == "schema" and isinstance(node, bool):
        return
    assert isinstance(node, dict)
    value: Any
    for key, value in node.items():
        field = field_of(TABLE[kind], key)
        if field is None or (field.kind == "schema" and isinstance(value, bool)):
            continue
        assert isinstance(value, KINDS[field.shape]), (kind, key, value)
        if field.kind:
            listed: Any = list(value.values()) if isinstance(value, dict) else value
            for item in [value] if field.shape is Shape.ONE else listed:
                check(item, field.kind)


def test_null_that_a_member_of_its_own_allows_is_one_of_the_values(tmp_path: Path) -> None:
    ref = {"$ref": "#/components/schemas/B"}
    wanted = {"description": "x", "anyOf": [{"allOf": [ref]}, {"type": "null"}]}
    for members in ([ref, {"nullable": True}], [{"nullable": True, "description": "or nothing"}, ref]):
        assert schema(tmp_path, {"description": "x", "allOf": members}, OLD) == wanted
    alone = {"allOf": [ref, {"nullable": True, "type": "string"}]}
    assert schema(tmp_path, alone, OLD) == {"allOf": [ref, {"type": ["string", "null"]}]}


@pytest.mark.parametrize("seed", range(80))
def test_whatever_is_broken_every_object_has_its_shape_and_every_problem_a_place(tmp_path: Path, seed: int) -> None:
    (tmp_path / "a.json").write_text(json.dumps(broken(seed)))
    document, found = load((tmp_path / "a.json", "a.json"))
    assert document is not None
    check(document.data, "document")
    assert all(item.place is not None for item in found)

"""Claims about the transforms of a config."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer, child
from bessemer.document.reader import parse
from bessemer.openapi.transforms import transform

SPEC = """
openapi: 3.1.0
info: {title: Files, version: '1'}
paths:
  /v1/x/{id}:
    post: {tags: [a], summary: An x, parameters: [{name: id}, {name: q, schema: {type: array}}]}
components:
  schemas:
    A: {type: object, properties: {b: {type: string, enum: [x]}, c: {type: string, enum: [x]}}}
    U: {description: One., oneOf: [{type: string}, {type: integer}]}
"""


def read(text: str, name: str) -> Document:
    document = parse(text.encode(), Path(name), name).document
    assert document is not None
    return document


def transformed(*entries: dict[str, Any]) -> tuple[Document, tuple[Diagnostic, ...]]:
    config = read(yaml.safe_dump({"t": list(entries)}, sort_keys=False), "sdk.yml")
    return transform(read(SPEC, "a.yaml"), config, [child(Pointer(""), "t", i) for i in range(len(entries))])


def data(command: str, **args: Any) -> Any:
    document, found = transformed({"command": command, "reason": "So.", "args": args})
    assert found == ()
    return document.data


def refused(command: str, **args: Any) -> Diagnostic:
    document, (found,) = transformed({"command": command, "args": args})
    assert document.data == read(SPEC, "a.yaml").data
    return found


def test_update_replaces_what_each_target_selects() -> None:
    made = data("update", target=["$.info.title", "$..summary"], value="New")
    assert made["info"]["title"] == made["paths"]["/v1/x/{id}"]["post"]["summary"] == "New"


def test_update_by_a_template_keeps_the_old_text() -> None:
    assert data("update", target="$.info.title", template="The {{value}} API")["info"]["title"] == "The Files API"


def test_update_of_every_schema_like_one() -> None:
    like = {"type": "string", "enum": ["x"]}
    target = {"matches_schema": like, "ignore": "$.components.schemas.A.properties.c"}
    made = data("update", target=target, value={"type": "integer"})["components"]["schemas"]["A"]["properties"]
    assert made == {"b": {"type": "integer"}, "c": like}


def test_append_adds_to_lists_and_mappings_and_never_overwrites() -> None:
    assert data("append", target="$['paths']['/v1/x/{id}'].post.tags", value="b")["paths"]["/v1/x/{id}"]["post"][
        "tags"
    ] == ["a", "b"]
    assert data("append", target="$.info", value={"summary": "S"})["info"]["summary"] == "S"
    assert refused("append", target="$.info", value={"title": "T"}).code == "transform-invalid"


@pytest.mark.parametrize(("command", "key"), [("merge", "value"), ("merge", "object"), ("mergeObject", "object")])
def test_merge_goes_deep(command: str, key: str) -> None:
    made = data(command, target="$.components.schemas", **{key: {"A": {"properties": {"d": {"type": "null"}}}}})
    assert list(made["components"]["schemas"]["A"]["properties"]) == ["b", "c", "d"]


def test_remove_takes_out_targets_or_keys_below_them() -> None:
    made = data("remove", target=['$..parameters[?(@.schema.type == "array")]', "$.components.schemas.U"])
    assert made["paths"]["/v1/x/{id}"]["post"]["parameters"] == [{"name": "id"}]
    assert list(made["components"]["schemas"]) == ["A"]
    made = data("remove", target="$.components.schemas.*", keys=["description", "type"])
    assert list(made["components"]["schemas"]["A"]) == ["properties"]
    path = "$['paths']['/v1/x/{id}'].post.parameters"
    made = data("remove", target=[f"{path}[1]", f"{path}[0]"])
    assert made["paths"]["/v1/x/{id}"]["post"]["parameters"] == []


def test_copy_and_move_take_one_part_to_a_place_that_is_free() -> None:
    made = data(
        "copy", **{"from": "$.components.schemas.A", "to": ["$.components.schemas.B", "#/components/schemas/C"]}
    )
    schemas = made["components"]["schemas"]
    assert schemas["A"] == schemas["B"] == schemas["C"]
    assert schemas["B"] is not schemas["C"]
    made = data("move", **{"from": "$.paths['/v1/x/{id}']", "to": "$.paths['/v1/y/{id}']"})
    assert list(made["paths"]) == ["/v1/y/{id}"]
    taken = {"from": "$.components.schemas.A", "to": "$.components.schemas.U"}
    assert refused("copy", **taken).code == "transform-invalid"


def test_extract_to_refs_makes_a_component_of_an_inline_schema() -> None:
    target = "$.components.schemas.A.properties[?(@.enum)]"
    made = data("extractToRefs", ref={"target": target, "name": "#/components/schemas/X"})["components"]["schemas"]
    assert made["X"] == {"type": "string", "enum": ["x"]}
    assert made["A"]["properties"] == {key: {"$ref": "#/components/schemas/X"} for key in "bc"}
    made = data("extractToRefs", ref={"target": "$..parameters[0]", "name": "#/components/parameters/Id"})
    assert made["components"]["parameters"] == {"Id": {"name": "id"}}


def test_one_of_to_any_of_changes_every_schema_in_place() -> None:
    made = data("oneOfToAnyOf")["components"]["schemas"]["U"]
    assert list(made.items()) == [("description", "One."), ("anyOf", [{"type": "string"}, {"type": "integer"}])]


def test_replace_properties_is_an_older_update() -> None:
    only = ["$.components.schemas.A.properties.b"]
    made = data("replaceProperties", filter={"only": only}, value={"type": "null"})
    assert made["components"]["schemas"]["A"]["properties"]["b"] == {"type": "null"}


def test_transforms_are_done_in_order_and_what_they_write_has_its_place_in_the_config() -> None:
    document, found = transformed(
        {"command": "update", "args": {"target": "$.info", "value": {"title": "T", "version": "2"}}},
        {"command": "remove", "args": {"target": "$.info.version"}},
        {"command": "oneOfToAnyOf"},
    )
    assert found == ()
    assert document.data["info"] == {"title": "T"}
    assert document.place(Pointer("/info/title")).path == "sdk.yml"
    place = document.place(Pointer("/components/schemas/U/anyOf/1"))
    assert (place.path, place.line) == ("a.yaml", 10)


@pytest.mark.parametrize(
    ("command", "args", "code", "at"),
    [
        ("remove", {"target": "$.nothing"}, "transform-no-match", "/t/0/args/target"),
        ("remove", {"target": ["$.info", "$.nothing"]}, "transform-no-match", "/t/0/args/target/1"),
        ("remove", {"target": "$["}, "transform-invalid", "/t/0/args/target"),
        ("remove", {"target": "$"}, "transform-invalid", "/t/0/args/target"),
        ("remove", {"target": 3}, "transform-invalid", "/t/0/args/target"),
        ("update", {"target": "$.info"}, "transform-invalid", "/t/0/args"),
        ("merge", {"target": "$.info.title", "value": {}}, "transform-invalid", "/t/0/args/target"),
        ("merge", {"target": "$.info", "value": []}, "transform-invalid", "/t/0/args/value"),
        ("move", {"from": "$.info", "to": "$.info.info"}, "transform-invalid", "/t/0/args/to"),
        ("move", {"from": "$.paths.*", "to": "$.nobody.x"}, "transform-no-match", "/t/0/args/to"),
        ("extractToRefs", {"ref": {"target": "$.info"}}, "transform-invalid", "/t/0/args/ref"),
        ("combineComponents", {}, "transform-unsupported", "/t/0/command"),
    ],
)
def test_what_cannot_be_done_is_said_where_the_config_asks_for_it(
    command: str, args: dict[str, Any], code: str, at: str
) -> None:
    found = refused(command, **args)
    assert (found.code, found.pointer) == (code, at)
    assert found.place is not None
    assert found.place.path == "sdk.yml"


@pytest.mark.parametrize("entry", [3, {}, {"command": 3}, {"command": "remove", "args": []}])
def test_an_entry_of_the_wrong_kind_is_refused(entry: Any) -> None:
    _, (found,) = transformed(entry)
    assert found.code == "transform-invalid"

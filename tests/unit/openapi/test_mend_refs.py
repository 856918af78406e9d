"""Claims about references whose targets moved, were left out, or could only be found by following others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import from_ref, lookup
from bessemer.openapi.load import load

ANSWER = {"responses": {"200": {"description": "d"}}}


def mended(folder: Path, **data: Any) -> tuple[Document, tuple[Diagnostic, ...]]:
    whole = {"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, **data}
    (folder / "a.json").write_text(json.dumps(whole))
    document, found = load((folder / "a.json", "a.json"))
    assert document is not None
    return document, found


def meant(folder: Path, target: Any, ref: str) -> Any:
    """What a schema's reference into the schema T leads to."""
    schemas = {"T": target, "R": {"type": "object", "properties": {"r": {"$ref": f"#/components/schemas/T/{ref}"}}}}
    document, _ = mended(folder, components={"schemas": schemas})
    written = document.data["components"]["schemas"]["R"]["properties"]["r"]["$ref"]
    return lookup(document.data, from_ref(written))


STRING, NUMBER = {"type": "string"}, {"type": "number"}


@pytest.mark.parametrize(
    ("target", "ref"),
    [
        ({"nullable": True, "allOf": [NUMBER, STRING]}, "allOf/1"),
        ({"oneOf": [5, NUMBER, STRING, NUMBER]}, "oneOf/2"),
        ({"allOf": {"1": NUMBER, "3": STRING}}, "allOf/3"),
        ({"type": "array", "items": [NUMBER, STRING]}, "items/1"),
    ],
)
def test_a_reference_follows_what_moved(tmp_path: Path, target: Any, ref: str) -> None:
    assert meant(tmp_path, target, ref) == STRING


def test_a_reference_through_another_leads_there_at_once(tmp_path: Path) -> None:
    pet = {"type": "object", "properties": {"name": {"type": "object", "properties": {"first": STRING}}}}
    owner = {"properties": {"pet": {"$ref": "#/components/schemas/Pet"}}}
    first = {"$ref": "#/components/schemas/Owner/properties/pet/properties/name"}
    document, _ = mended(tmp_path, components={"schemas": {"Pet": pet, "Owner": owner, "First": first}})
    assert document.data["components"]["schemas"]["First"] == {"$ref": "#/components/schemas/Pet/properties/name"}


def test_a_reference_to_what_is_left_out_is_left_out_too(tmp_path: Path) -> None:
    schemes = {"a": {"$ref": "#/components/securitySchemes/b"}, "b": {"type": "apiKey", "name": "X-Key"}}
    document, found = mended(tmp_path, components={"securitySchemes": schemes})
    assert document.data["components"]["securitySchemes"] == {}
    assert [(item.message, item.pointer) for item in found if item.code == "ref-not-found"] == [
        (
            "the reference '#/components/securitySchemes/b' leads to what is left out",
            "/components/securitySchemes/a/$ref",
        )
    ]


def test_a_schema_that_referred_to_what_is_left_out_takes_any_value(tmp_path: Path) -> None:
    get = {"responses": {"200": {"description": "d"}, "none": {"content": {"text/plain": {"schema": STRING}}}}}
    ref = "#/paths/~1a/get/responses/none/content/text~1plain/schema"
    document, _ = mended(tmp_path, paths={"/a": {"get": get}}, components={"schemas": {"R": {"$ref": ref}}})
    assert document.data["components"]["schemas"]["R"] == {}


def test_further_methods_are_those_that_a_request_can_have(tmp_path: Path) -> None:
    item = {"additionalOperations": dict.fromkeys(("COPY", "TWO WORDS", "", "PATCH"), ANSWER), "get": ANSWER}
    document, found = mended(tmp_path, openapi="3.2.0", paths={"/a": item})
    assert document.data["paths"]["/a"] == {"additionalOperations": {"COPY": ANSWER}, "get": ANSWER, "patch": ANSWER}
    said = [item.message for item in found if "additionalOperations" in str(item.pointer)]
    assert said == [
        "'TWO WORDS' is no further method: left out",
        "'' is no further method: left out",
        "'PATCH' has a key of its own",
    ]


def test_the_parameters_of_a_link_are_a_mapping_or_left_out(tmp_path: Path) -> None:
    for given in ("array", [1], None, 5):
        link = {"operationId": "a", "parameters": given}
        get = {"operationId": "a", "responses": {"200": {"description": "d", "links": {"next": link}}}}
        document, found = mended(tmp_path, paths={"/a": {"get": get}})
        made = document.data["paths"]["/a"]["get"]["responses"]["200"]["links"]["next"]
        assert made == {"operationId": "a"}
        assert any(str(item.pointer).endswith("/links/next/parameters") for item in found)

"""What is said of each kind of broken rule: where it is, in words, and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.openapi.load import load

OK = {"200": {"description": "d"}}


def document(version: str, **parts: Any) -> dict[str, Any]:
    return {"openapi": version, "info": {"title": "T", "version": "1"}, "paths": {}, **parts}


def said(folder: Path, data: dict[str, Any]) -> dict[str, Diagnostic]:
    """The problems by what they point at."""
    (folder / "a.json").write_text(json.dumps(data), encoding="utf-8")
    _, found = load((folder / "a.json", "a.json"))
    assert all(item.place is not None for item in found)
    return {str(item.pointer): item for item in found}


def get(*parameters: Any, **more: Any) -> dict[str, Any]:
    return {"/a": {"get": {"parameters": [*parameters], "responses": OK, **more}}}


def schemas(**named: Any) -> dict[str, Any]:
    return {"components": {"schemas": named}}


QUERY, WHOLE = {"name": "q", "in": "query"}, {"name": "w", "in": "querystring", "content": {"text/plain": {}}}
AT = "/paths/~1a/get"
CASES: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("3.1.0", schemas(**{"a/b": {}}), "/components/schemas/a~1b", "no name for a key of 'schemas'", "letters"),
    ("3.1.0", {"paths": get(QUERY)}, f"{AT}/parameters/0", "'parameters/0' lacks 'schema'", "add 'schema'"),
    (
        "3.1.0",
        {"paths": get({**QUERY, "schema": {}, "content": {"text/plain": {}}})},
        f"{AT}/parameters/0",
        "both 'schema' and 'content'",
        "keep one of the two",
    ),
    ("3.0.0", {"paths": {"/a": {"get": {"responses": {}}}}}, f"{AT}/responses", "is empty", "add a response"),
    ("3.0.0", schemas(A={"pattern": "("}), "/components/schemas/A/pattern", "'(' is not a regular", "mend the pattern"),
    ("3.1.0", {"paths": {"/a": {"additionalOperations": {}}}}, "/paths/~1a/additionalOperations", "no key", "3.2"),
    ("3.0.0", schemas(A={"properties": {"b": 5}}), "/components/schemas/A/properties/b", "the number 5", "write keys"),
    (
        "3.1.0",
        {"info": {"title": "T", "version": "1", "license": {"name": "n", "identifier": "i", "url": "u"}}},
        "/info/license/url",
        "does not go with the other keys",
        "remove it",
    ),
    (
        "3.2.0",
        {"paths": {"/a": {"additionalOperations": {"POST": {"responses": OK}}}}},
        "/paths/~1a/additionalOperations/POST",
        "has a key of its own",
        "as 'post'",
    ),
    ("3.2.0", {"paths": get(WHOLE, {**QUERY, "schema": {}})}, f"{AT}/parameters", "in 'query' and one", "properties"),
    ("3.2.0", {"paths": get(WHOLE, {**WHOLE, "name": "v"})}, f"{AT}/parameters", "more than one", "make them one"),
]


@pytest.mark.parametrize(("version", "parts", "pointer", "words", "help_"), CASES, ids=[case[3] for case in CASES])
def test_a_broken_rule_is_said_in_words(
    tmp_path: Path, version: str, parts: dict[str, Any], pointer: str, words: str, help_: str
) -> None:
    found = said(tmp_path, document(version, **parts))[pointer]
    assert words in found.message
    assert help_ in (found.advice or "")


def test_a_reference_to_an_object_of_another_kind_says_which(tmp_path: Path) -> None:
    things = {"schemas": {"A": {}}, "responses": {"R": {"description": "d"}}}
    parameter, schema = {"$ref": "#/components/schemas/A"}, {"$ref": "#/components/responses/R"}
    body = {"content": {"text/plain": {"schema": schema}}}
    found = said(tmp_path, document("3.1.0", paths=get(parameter, requestBody=body), components=things))
    assert "leads to a schema, not a parameter" in found[f"{AT}/parameters/0/$ref"].message
    reference = found[f"{AT}/requestBody/content/text~1plain/schema/$ref"]
    assert "leads to a response, not a schema" in reference.message
    assert reference.advice == "refer to a schema"


def test_only_an_object_of_the_kind_that_is_wanted_is_offered(tmp_path: Path) -> None:
    things = {"requestBodies": {"Pet": {"content": {"text/plain": {"schema": {"$ref": "#/components/schemas/Pet"}}}}}}
    found = said(tmp_path, document("3.1.0", components=things))
    assert found["/components/requestBodies/Pet/content/text~1plain/schema"].advice == "add it under components/schemas"


def test_an_overlay_that_selects_keys_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(document("3.1.0", paths=get())), encoding="utf-8")
    actions = [{"target": "$.paths.~", "update": {"x-a": 1}}]
    overlay = {"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": actions}
    (tmp_path / "o.json").write_text(json.dumps(overlay), encoding="utf-8")
    _, (found,) = load((tmp_path / "a.json", "a.json"), [(tmp_path / "o.json", "o.json")])
    assert found.code == "overlay-invalid"
    assert "names of keys" in found.message

"""The judge of the corpus, judged: which request counts for which operation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpus.documents import counted
from tests.corpus.matching import Request, matched, pattern


@pytest.mark.parametrize(
    ("path", "target", "fits"),
    [
        ("/a/{id}", "/a/zq0", True),
        ("/a/{id}", "/a/zq0?q=1", True),
        ("/a/{id}", "/a/zq0/b", False),
        ("/a/{id}.json", "/a/zq0.json", True),
        ("/a?beta=true", "/a?beta=true&x=1", True),
        ("/a?beta=true", "/a?x=1", False),
        ("/a b", "/a%20b", True),
        ("/a.b", "/axb", False),
    ],
)
def test_a_request_fits_the_template_it_was_made_from(path: str, target: str, fits: bool) -> None:
    assert (pattern(path).fullmatch(target) is not None) is fits


def test_each_operation_needs_a_request_of_its_own() -> None:
    operations = [("get", "/{a}/{b}"), ("get", "/users/{b}"), ("put", "/users/{b}")]
    requests = {"one": Request("get", "/users/zq0", "stub.invalid"), "two": Request("get", "/zq0/zq0", "stub.invalid")}
    assert matched(operations, requests) == {0: "two", 1: "one"}
    assert matched(operations, {"one": requests["one"], "again": requests["one"]}).keys() == {0, 1}
    assert matched(operations, {"two": requests["two"]}) == {0: "two"}


def test_operations_are_counted_through_referred_path_items(tmp_path: Path) -> None:
    root = {
        "openapi": "3.2.0",
        "paths": {
            "/a": {"$ref": "items/a.json#/one~1two"},
            "/b": {"query": {}, "parameters": [], "additionalOperations": {"LINK": {}}, "x-get": {}},
            "x-c": {"get": {}},
        },
        "webhooks": {"made": {"post": {}}},
    }
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "a.json").write_text(json.dumps({"one/two": {"get": {}, "delete": {}}}), encoding="utf-8")
    (tmp_path / "root.json").write_text(json.dumps(root), encoding="utf-8")
    found = counted(tmp_path / "root.json")
    assert found.operations == (("get", "/a"), ("delete", "/a"), ("query", "/b"), ("link", "/b"))
    assert found.webhooks == ("post made",)

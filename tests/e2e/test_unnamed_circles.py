"""Schemas that hold themselves, and that no `models` of the config names: they are types of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bessemer.cli import main
from tests.e2e.test_hostile import compile_all


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


# Each with a value that goes round in it twice.
HOLDING: dict[str, tuple[dict[str, Any], Any]] = {
    "Rows": ({"type": "array", "items": ref("Rows")}, [[[]], []]),
    "Tree": ({"type": "object", "additionalProperties": ref("Tree")}, {"a": {"b": {}}}),
    "Maybe": ({"type": ["array", "null"], "items": ref("Maybe")}, [[None], None]),
    "Left": ({"type": "array", "items": ref("Right")}, [{"a": [{"b": []}]}]),
    "Right": ({"type": "object", "additionalProperties": ref("Left")}, {"a": [{"b": []}]}),
    "Text": ({"oneOf": [{"type": "string"}, {"type": "array", "items": ref("Text")}]}, ["a", ["b"]]),
    "Node": (
        {"anyOf": [{"type": "object", "properties": {"v": ref("Node")}}, {"type": "array", "items": ref("Node")}]},
        {"v": [{"v": []}]},
    ),
    "Pair": ({"type": "array", "prefixItems": [{"type": "string"}, ref("Rows")]}, ["a", [[]]]),
}
PROGRAM = """
import json, sys, httpx2, shop, pydantic, shop.types
values = json.loads(sys.argv[1])
sent = []
def answer(request):
    sent.append(request)
    return httpx2.Response(200, content=request.content, headers={"content-type": "application/json"})
client = shop.Shop(http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
plain = lambda value: pydantic.TypeAdapter(object).dump_python(value, mode="json")
for name, value in values.items():
    resource = getattr(client, name)
    assert plain(resource.create(body=value)) == value, name
    assert plain(resource.update(whole=value, parts=[value]).whole) == value, name
"""


@pytest.mark.parametrize("named", [False, True])
def test_what_holds_itself_is_a_type_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    paths, resources = {}, {}
    for name, (_, _) in HOLDING.items():
        whole = {"application/json": {"schema": ref(name)}}
        fields = {"whole": ref(name), "parts": {"type": "array", "items": ref(name)}}
        inside = {"application/json": {"schema": {"type": "object", "properties": fields}}}
        paths[f"/{name}"] = {
            "post": {"requestBody": {"content": whole}, "responses": {"200": {"description": "d", "content": whole}}},
            "put": {"requestBody": {"content": inside}, "responses": {"200": {"description": "d", "content": inside}}},
        }
        resources[name.lower()] = {"methods": {"create": f"post /{name}", "update": f"put /{name}"}}
    if named:
        resources["$shared"] = {"models": {name: name for name in HOLDING}}
    schemas = {name: schema for name, (schema, _) in HOLDING.items()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }
    config = {
        "organization": {"name": "shop"},
        "targets": {
            "python": {"package_name": "shop", "options": {"http_library": "httpx2"}},
            "go": {"package_name": "shop", "production_repo": "shop/shop-go", "options": {"enable_v2": True}},
        },
        "environments": {"production": "https://shop.example.com"},
        "resources": resources,
    }
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "sdk.yml").write_text(json.dumps(config), encoding="utf-8")
    assert main(["generate", "openapi.json", "--output", "made", "--quiet"]) == 0
    compile_all(tmp_path / "made")
    values = {name.lower(): value for name, (_, value) in HOLDING.items()}
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "made" / "python" / "src")}
    command = [sys.executable, "-c", PROGRAM, json.dumps(values)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr

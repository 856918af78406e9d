"""Options of a client that are called like what every client has: they make way, and all of it works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bessemer.cli import main
from bessemer.config.client import OF_EVERY_CLIENT
from bessemer.naming.reserved import CLIENT_ATTRIBUTES

TAKEN = sorted(name for name in (CLIENT_ATTRIBUTES - OF_EVERY_CLIENT) | {"super", "os"} if not name.startswith("_"))
PROGRAM = """
import json, sys, httpx2, shop
taken = json.loads(sys.argv[1])
sent = []
def answer(request):
    sent.append(request)
    return httpx2.Response(200, json={})
http = httpx2.Client(transport=httpx2.MockTransport(answer))
with shop.Shop(**{f"{name}_": name for name in taken}, http_client=http) as client:
    assert [getattr(client, f"{name}_") for name in taken] == taken
    client.with_options(max_retries=0).things.retrieve("1")
    client.things.create(a="b")
assert [[request.headers[f"x-{name.replace('_', '-')}"] for name in taken] for request in sent] == [taken, taken]
assert client.is_closed()
"""


def test_options_make_way_for_what_every_client_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = {"200": {"description": "ok", "content": {"application/json": {"schema": {"type": "object"}}}}}
    id_ = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    body = {"content": {"application/json": {"schema": {"properties": {"a": {"type": "string"}}, "type": "object"}}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {
            "/things/{id}": {"get": {"parameters": [id_], "responses": answer}},
            "/things": {"post": {"requestBody": body, "responses": answer}},
        },
    }
    options = {name: {"type": "string", "send_in_header": f"X-{name.replace('_', '-')}"} for name in TAKEN}
    config = {
        "organization": {"name": "shop"},
        "targets": {"python": {"package_name": "shop", "options": {"http_library": "httpx2"}}},
        "environments": {"production": "https://shop.example.com"},
        "client_settings": {"opts": {name: {**option, "read_env": "NOT_SET"} for name, option in options.items()}},
        "resources": {"things": {"methods": {"retrieve": "get /things/{id}", "create": "post /things"}}},
    }
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "sdk.yml").write_text(json.dumps(config), encoding="utf-8")
    assert main(["generate", "openapi.json", "--output", "made", "--format", "json"]) == 0
    notes = [item for item in json.loads(capsys.readouterr().out)["diagnostics"] if item["code"] == "name-settled"]
    assert len(notes) == len(TAKEN)
    sdk = tmp_path / "made" / "python"
    environment = {**os.environ, "PYTHONPATH": str(sdk / "src")}
    command = [sys.executable, "-c", PROGRAM, json.dumps(TAKEN)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("name", ["total_timeout", "base_url", "http_client"])
def test_an_option_cannot_be_another_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    config = {
        "organization": {"name": "shop"},
        "targets": {"python": {"package_name": "shop"}},
        "environments": {"production": "https://shop.example.com"},
        "client_settings": {"opts": {name: {"type": "string"}}},
        "resources": {},
    }
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n")
    (tmp_path / "sdk.yml").write_text(json.dumps(config), encoding="utf-8")
    assert main(["generate", "openapi.yaml", "--output", "made"]) == 1
    assert f"every client has an argument '{name}' already" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()

"""Options of a client that are called like what every client has: they make way, and all of it works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bessemer.cli import main
from bessemer.config.client import ARGUMENTS
from bessemer.naming.reserved import CLIENT_ATTRIBUTES

ALSO_TAKEN = {"os", "self", "set_default_headers", "set_default_query", "super"}
TAKEN = sorted(name for name in CLIENT_ATTRIBUTES | ARGUMENTS | ALSO_TAKEN if not name.startswith("_"))
FREE = ["shared", "extra_headers"]
PROGRAM = """
import json, sys, httpx2, shop
taken, free = json.loads(sys.argv[1])
names = [*(f"{name}_" for name in taken), *free]
sent = []
def answer(request):
    sent.append(request)
    return httpx2.Response(200, json={})
http = httpx2.Client(transport=httpx2.MockTransport(answer))
with shop.Shop(**{name: name for name in names}, http_client=http) as client:
    assert [getattr(client, name) for name in names] == names
    client.with_options(max_retries=0).things.retrieve("1")
    client.things.create(a="b")
headers = [f"x-{name.replace('_', '-')}" for name in (*taken, *free)]
assert [[request.headers[header] for header in headers] for request in sent] == [names, names]
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
    options = {name: {"type": "string", "send_in_header": f"X-{name.replace('_', '-')}"} for name in (*TAKEN, *FREE)}
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
    command = [sys.executable, "-c", PROGRAM, json.dumps([TAKEN, FREE])]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("name", ["total_timeout", "base_url", "http_client"])
def test_an_option_that_goes_nowhere_cannot_be_called_like_an_argument(
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
    said = capsys.readouterr().err
    assert f"every client has an argument '{name}' already, and this one is sent nowhere" in said
    assert f"`send_in_header: X-{name.title().replace('_', '-')}`" in said
    assert not (tmp_path / "made").exists()


GO_TAKEN = {
    "base_url": "BaseURL",
    "header": "Header",
    "max_retries": "MaxRetries",
    "middleware": "Middleware",
    "environment_production": "EnvironmentProduction",
}


def test_options_make_way_for_what_every_go_sdk_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = {name: {"type": "string", "send_in_header": f"X-{go}"} for name, go in GO_TAKEN.items()}
    config = {
        "organization": {"name": "shop"},
        "targets": {"go": {"package_name": "shop"}},
        "environments": {"production": "https://shop.example.com"},
        "client_settings": {"opts": options},
        "resources": {"things": {"methods": {"list": "get /things"}}},
    }
    monkeypatch.chdir(tmp_path)
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/things": {"get": {"responses": {"204": {"description": "none"}}}}},
    }
    (tmp_path / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "sdk.yml").write_text(json.dumps(config), encoding="utf-8")
    assert main(["generate", "openapi.json", "--output", "made", "--format", "json"]) == 0
    diagnostics = json.loads(capsys.readouterr().out)["diagnostics"]
    said = "".join(item["message"] for item in diagnostics if item["code"] == "name-settled")
    made = (tmp_path / "made" / "go" / "option" / "settings.go").read_text(encoding="utf-8")
    for name in GO_TAKEN.values():
        assert f"an option of the client is called With{name}Option in Go, for With{name} is a name" in said
        assert f"func With{name}Option(value string)" in made
    environment = {**os.environ, "GOPROXY": "off", "GOFLAGS": "-mod=mod"}
    command = ["go", "vet", "./option", "."]
    ran = subprocess.run(
        command, cwd=tmp_path / "made" / "go", env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr

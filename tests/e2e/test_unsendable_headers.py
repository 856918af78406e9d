"""Methods whose headers must have text beyond ASCII: no call can be sent, and the shipped tests say so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bessemer.cli import main


def test_what_no_header_can_hold_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"200": {"description": "ok", "content": {"application/json": {"schema": {"type": "object"}}}}}
    only = {"name": "X-Only", "in": "header", "required": True, "schema": {"enum": ["é"]}}
    keyed = {**only, "name": "X-Keyed", "schema": {"type": "object", "properties": {"é": {}}, "required": ["é"]}}
    either = {**only, "name": "X-Either", "schema": {"enum": ["é", "e"]}}
    told = {
        "name": "X-Json",
        "in": "header",
        "required": True,
        "content": {"application/json": {"schema": {"const": "é"}}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example.com"}],
        "paths": {
            "/onlys": {"get": {"parameters": [only], "responses": answer}},
            "/keyeds": {"get": {"parameters": [keyed], "responses": answer}},
            "/others": {"get": {"parameters": [either, told], "responses": answer}},
        },
    }
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    assert main(["generate", "openapi.json", "--target", "python", "--output", "made"]) == 0
    sdk = tmp_path / "made" / "python"
    command = [sys.executable, "-m", "pytest", "-rs", "-q", "tests/api_resources", "tests/test_wire.py"]
    environment = {**os.environ, "PYTHONPATH": str(sdk / "src")}
    ran = subprocess.run(command, cwd=sdk, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    skipped = [line for line in ran.stdout.splitlines() if "is more than ASCII, which is not sent" in line]
    assert {name for name in ("onlys", "keyeds", "others") for line in skipped if name in line} == {"onlys", "keyeds"}

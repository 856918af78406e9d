"""A claim about documents of several files: a run with nothing to do notices every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bessemer.cli import main

SPEC = """
openapi: 3.1.0
info: {title: Things, version: '1'}
servers: [{url: 'https://things.example.com'}]
paths:
  /things: {get: {responses: {200: {description: ok, content: {application/json: {schema: {$ref: thing.yaml}}}}}}}
"""


def test_a_change_of_a_file_that_is_referred_to_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "openapi.yaml").write_text(SPEC)
    (tmp_path / "thing.yaml").write_text("type: object\nproperties: {size: {type: integer}}\n")
    assert main(["generate", "openapi.yaml", "--output", "out"]) == 0
    capsys.readouterr()
    assert main(["generate", "openapi.yaml", "--output", "out"]) == 0
    assert "0 written" in capsys.readouterr().out

    (tmp_path / "thing.yaml").write_text("type: object\nproperties: {weight: {type: integer}}\n")
    assert main(["generate", "openapi.yaml", "--output", "out"]) == 0

    assert "weight" in "".join(path.read_text() for path in (tmp_path / "out" / "python").rglob("*.py"))

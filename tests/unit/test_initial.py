"""`init`: the config it writes is the one that a document has without it."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from bessemer.cli import main

_SPEC = """
openapi: 3.1.0
info: {title: Acme API, version: '1'}
servers: [{url: https://api.acme.com}]
components:
  schemas: {Thing: {type: object, properties: {id: {type: string}}}}
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - {name: offset, in: query, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
  /things/{id}/polish:
    post:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: ok}}
"""


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".bessemer.json"
    }


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acme.yaml").write_text(_SPEC, encoding="utf-8")
    return tmp_path


def test_the_sdk_of_the_written_config_is_the_sdk_of_no_config(project: Path) -> None:
    assert main(["generate", "acme.yaml", "--output", "before", "--quiet"]) == 0
    assert main(["init", "acme.yaml", "--quiet"]) == 0
    assert main(["generate", "--output", "after", "--target", "python", "--quiet"]) == 0
    assert files(project / "before") == files(project / "after")


@pytest.mark.usefixtures("project")
def test_a_second_run_without_a_config_has_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "acme.yaml", "--output", "made"]) == 0
    capsys.readouterr()
    assert main(["generate", "acme.yaml", "--output", "made"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.startswith("0 written")


def test_a_config_is_never_written_over(project: Path) -> None:
    (project / "sdk.yml").write_text("mine", encoding="utf-8")
    assert main(["init", "acme.yaml", "--output-file", "sdk.yml", "--quiet"]) == 1
    assert (project / "sdk.yml").read_text(encoding="utf-8") == "mine"


def test_go_is_written_where_it_is_wanted(project: Path) -> None:
    assert main(["init", "acme.yaml", "--target", "python", "--target", "go", "--quiet"]) == 0
    assert "enable_v2: true" in (project / "spec" / "sdk.yml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("project")
def test_a_file_is_no_folder_for_a_config(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "acme.yaml", "--output-file", "acme.yaml/sdk.yml", "--quiet"]) == 1
    assert "acme.yaml cannot be written" in capsys.readouterr().err


def test_a_disk_that_is_full_leaves_nothing_behind(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        assert main(["init", "acme.yaml", "--output-file", "deep/er/sdk.yml"]) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "error[output-not-writable]: deep/er/sdk.yml cannot be written: file too large" in capsys.readouterr().err
    assert not (project / "deep").exists()

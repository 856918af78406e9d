"""Odd and hostile documents with no config: a located message or an SDK that is sound, and nothing half-written."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bessemer.cli import main
from tests.e2e.test_hostile import HARMLESS, compile_all, rotated, shape, spec

BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
DEEP = (
    '{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, "x-deep": '
    + "[" * 5000
    + "]" * 5000
    + "}"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("{}", "openapi-version"),
        ("[1, 2]", "not-a-mapping"),
        ("just text", "not-a-mapping"),
        ("openapi: 9.9.9", "openapi-version"),
        ("openapi: 3.1.0\0", "not-readable"),
        (BOMB, "limit-exceeded"),
        (DEEP, "limit-exceeded"),
    ],
    ids=["empty", "braces", "array", "text", "version", "nul", "bomb", "deep"],
)
def test_what_is_no_document_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "api.yaml").write_text(text, encoding="utf-8")
    assert main(["generate", "api.yaml", "--allow-invalid", "--format", "json", "--output", "out"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert found["code"] == code
    assert found["place"]["path"] == "api.yaml"
    assert [item.name for item in tmp_path.iterdir()] == ["api.yaml"]


@pytest.mark.parametrize(
    ("given", "said", "help_"),
    [
        ("shop.yml", "there is no file 'shop.yml'", "did you mean 'shop.yaml'?"),
        ("nowhere/api.yaml", "there is no file 'nowhere/api.yaml'", "there is no folder 'nowhere' either"),
        ("-", "there is no file '-'", "standard input is not read: write the document to a file"),
        (
            "https://example.com/api.json",
            "'https://example.com/api.json' is an address, and nothing is fetched",
            "download the document and name the file",
        ),
        ("dangling.yaml", "'dangling.yaml' is a link to a file that is not there", "mend the link"),
        (
            "circle.yaml",
            "'circle.yaml' cannot be read: too many levels of symbolic links",
            "name a file that you may read",
        ),
        ("folder", "'folder' is a folder", "name the file to read"),
        ("pipe", "'pipe' is not a regular file", "name the file to read"),
    ],
)
@pytest.mark.parametrize("command", ["generate", "lint", "init", "bundle"])
def test_what_cannot_be_read_is_said_with_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    given: str,
    said: str,
    help_: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text("openapi: 3.1.0", encoding="utf-8")
    (tmp_path / "dangling.yaml").symlink_to("gone.yaml")
    (tmp_path / "circle.yaml").symlink_to("circle.yaml")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    assert main([command, given]) == 1
    text = capsys.readouterr().err
    assert f"]: {said}\n  = help: {help_}\n" in text
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("output", ["shop.yaml", "shop.yaml/below", "circle"])
def test_a_folder_that_cannot_be_made_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(json.dumps(spec([HARMLESS], ())), encoding="utf-8")
    (tmp_path / "circle").symlink_to("circle")
    before = sorted(tmp_path.iterdir())
    assert main(["generate", "shop.yaml", "--output", output, "--allow-invalid"]) == 1
    assert "error[output-not-writable]" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_a_document_of_nothing_makes_a_client_without_methods(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "api.yaml").write_text("openapi: 3.1.0\n", encoding="utf-8")
    assert main(["generate", "api.yaml", "--output", "bare", "--allow-invalid", "--quiet"]) == 0
    compile_all(tmp_path / "bare")


def test_hostile_text_everywhere_stays_text_with_no_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    statements = []
    for name, texts in (("harmless", [HARMLESS]), ("hostile", rotated(0))):
        document = spec(texts, ())
        # names come from these, so that both SDKs have the same files
        document["info"]["title"] = document["paths"]["/v1/things/{thing_id}"]["get"]["operationId"] = "Acme"
        document["components"]["schemas"]["Thing"].pop("title")
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
        assert main(["generate", f"{name}.json", "--output", name, "--quiet", "--allow-invalid"]) == 0
        compile_all(tmp_path / name)
        files = sorted((tmp_path / name).rglob("src/**/*.py"))
        statements.append({path.relative_to(tmp_path / name).as_posix(): _kinds(path) for path in files})
    assert statements[0] == statements[1]


def _kinds(path: Path) -> list[str]:
    """What a module does when it is imported: the kinds of its statements, and what it imports."""
    text = path.read_text(encoding="utf-8")
    assert shape(text)
    body = ast.parse(text).body
    return [
        ast.unparse(node) if isinstance(node, ast.Import | ast.ImportFrom) else type(node).__name__ for node in body
    ]


def test_models_that_hold_each_other_by_the_hundred_are_imported_and_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def node(number: int) -> dict[str, object]:
        following = {"$ref": f"#/components/schemas/N{(number + 1) % 250}"}
        return {"type": "object", "properties": {"id": {"type": "string"}, "next": following}}

    answer = {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/N0"}}}}
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Ring", "version": "1"},
        "servers": [{"url": "https://ring.example.com"}],
        "paths": {"/nodes": {"get": {"responses": {"200": answer}}}},
        "components": {"schemas": {f"N{number}": node(number) for number in range(250)}},
    }
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ring.json").write_text(json.dumps(document), encoding="utf-8")
    assert main(["generate", "ring.json", "--target", "python", "--output", "made", "--quiet"]) == 0
    program = (
        "from ring.types import N0; N0.model_rebuild(force=True);"
        "made = N0.model_validate({'id': 'a', 'next': {'id': 'b', 'next': {'id': 'c'}}});"
        "print(made.next.next.id, type(made.next.next).__name__)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "made" / "python" / "src")}
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert ran.stdout == "c N2\n", ran.stderr

"""What a run makes with the memory of the runs before is what it makes without, whatever has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bessemer.cli import main
from bessemer.document.reader import read
from bessemer.targets.python.recall import Recall
from tests.corpus.documents import corpus_folder
from tests.support.editor import Editor
from tests.support.project import ROOT, tree

_CHANGES = 12
_CORPUS = ("museum.yaml", "train_travel.yaml", "petstore_swagger.yaml", "t_opc_baseline_31.yaml", "t_ogen_sample.json")


def _documents() -> list[Path]:
    corpus = corpus_folder()
    return [ROOT / "spec" / "openapi.yaml", *((corpus / name for name in _CORPUS) if corpus else ())]


def _generate(document: Path, output: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    arguments = ["generate", str(document), "--output", str(output), "--allow-invalid", "--quiet"]
    return main([*arguments, "--target", "python"])


@pytest.mark.parametrize("document", _documents(), ids=lambda path: path.stem)
def test_a_run_after_changes_makes_what_a_first_run_does(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read(document).document
    assert found is not None
    editor = Editor(json.loads(json.dumps(found.data)), seed=len(document.stem))
    spec, output = tmp_path / "openapi.json", tmp_path / "output"
    spec.write_text(json.dumps(editor.data, indent=1), encoding="utf-8")
    assert _generate(spec, output, tmp_path / "cache", monkeypatch) == 0
    done = []
    for step in range(_CHANGES):
        before = spec.read_text(encoding="utf-8")
        done.append(editor.change())
        spec.write_text(json.dumps(editor.data, indent=1), encoding="utf-8")
        fresh = tmp_path / f"fresh-{step}"
        if _generate(spec, fresh, tmp_path / f"cache-{step}", monkeypatch):
            # what cannot be generated at all is no change to make again
            spec.write_text(before, encoding="utf-8")
            editor.data = json.loads(before)
            continue
        assert _generate(spec, output, tmp_path / "cache", monkeypatch) == 0
        assert tree(output) == tree(fresh), done


def test_only_what_a_change_reaches_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leaf = {"type": "object", "properties": {"one": {"type": "string"}}}
    response = {"200": {"description": "x", "content": {"application/json": {"schema": {}}}}}
    paths: dict[str, Any] = {}
    for name in ("apples", "pears", "plums"):
        answer = json.loads(json.dumps(response))
        answer["200"]["content"]["application/json"]["schema"] = {"$ref": f"#/components/schemas/{name}"}
        paths[f"/{name}"] = {"get": {"operationId": name, "responses": answer}}
    schemas = {name.strip("/"): json.loads(json.dumps(leaf)) for name in paths}
    data = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(data), encoding="utf-8")
    assert _generate(spec, tmp_path / "output", tmp_path / "cache", monkeypatch) == 0
    made: list[str] = []
    make = Recall._made

    def noted(self: Recall, name: str, *rest: Any) -> Any:
        made.append(name)
        return make(self, name, *rest)

    monkeypatch.setattr(Recall, "_made", noted)
    schemas["pears"]["properties"]["two"] = {"type": "string"}
    # every line is another: the run is a whole one
    spec.write_text(json.dumps(data, indent=1), encoding="utf-8")
    assert _generate(spec, tmp_path / "output", tmp_path / "cache", monkeypatch) == 0
    assert any("pear" in name for name in made)
    # what the SDK as a whole turns on is looked at in each run
    assert not [name for name in made if ("apple" in name or "plum" in name) and not name.startswith("clashes of ")]


@pytest.mark.parametrize(
    ("at", "more"), [("  python:\n", "    formatter: ruff\n"), ("\nsettings:\n", "  file_header: Ours.\n")]
)
def test_what_another_formatter_or_header_left_is_not_taken(
    at: str, more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {"get": {"operationId": "one", "summary": "x" * 90, "responses": {"204": {"description": "x"}}}}
    data = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/ones": written}}
    spec, config = tmp_path / "openapi.json", tmp_path / "sdk.yml"
    spec.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    wanted = ["--target", "python", "--quiet"]
    assert main(["init", str(spec), "--output-file", str(config), *wanted]) == 0
    assert main(["generate", str(spec), "--config", str(config), "--output", str(tmp_path / "output"), *wanted]) == 0
    text = config.read_text(encoding="utf-8")
    assert text.count(at) == 1
    config.write_text(text.replace(at, at + more), encoding="utf-8")
    for output in ("output", "fresh"):
        assert main(["generate", str(spec), "--config", str(config), "--output", str(tmp_path / output), *wanted]) == 0
    assert tree(tmp_path / "output") == tree(tmp_path / "fresh")

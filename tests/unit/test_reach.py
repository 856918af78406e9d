"""A run that makes only what one changed schema reaches gives what a first run does, and says what it says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from bessemer.again import run as again
from bessemer.again.reach import FarReaching
from bessemer.document.reader import read
from bessemer.make import make
from bessemer.places import Order, Wanted
from bessemer.report import Report
from bessemer.stopwatch import Progress
from tests.corpus.documents import corpus_folder
from tests.support.editor import Editor
from tests.support.project import ROOT, tree

_CHANGES = 8
_CORPUS = ("train_travel.yaml", "museum.yaml")
_SILENT = Progress(lambda _stage, _detail: None, lambda _stage: None)


@dataclass
class _Bench:
    """Runs of one document into one folder, and what was made of each without any memory."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    partial: list[bool] = field(default_factory=list)
    spec: Path = Path()

    def __post_init__(self) -> None:
        run = again._Again.run

        def noted(self_: Any, *rest: Any) -> Report | None:
            try:
                report = run(self_, *rest)
            except FarReaching:
                self.partial.append(False)
                raise
            self.partial.append(report is not None)
            return report

        self.monkeypatch.setattr(again._Again, "run", noted)
        # what goes wrong in such a run is hidden by a whole one
        self.monkeypatch.setenv("BESSEMER_TRACEBACK", "1")

    def write(self, text: str) -> None:
        self.spec.write_text(text, encoding="utf-8")

    def run(self, cache: str = "cache", output: str = "output") -> Report:
        self.monkeypatch.setenv("XDG_CACHE_HOME", str(self.folder / cache))
        wanted = Wanted(self.spec, None, self.folder / output, ("python",))
        return make(Order(wanted, write=True, allow_invalid=True), _SILENT)

    def tree(self, output: str = "output") -> dict[str, bytes]:
        found: dict[str, bytes] = tree(self.folder / output)
        return found


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Bench:
    return _Bench(tmp_path, monkeypatch, spec=tmp_path / "openapi.json")


def _documents() -> list[Path]:
    corpus = corpus_folder()
    return [ROOT / "spec" / "openapi.yaml", *((corpus / name for name in _CORPUS) if corpus else ())]


def _as_json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def _as_line(data: Any) -> str:
    return json.dumps(data)


def _as_yaml(data: Any) -> str:
    # what stands twice in the data would be an alias
    text: str = yaml.safe_dump(json.loads(json.dumps(data)), sort_keys=False, allow_unicode=True)
    return text


@pytest.mark.parametrize("spell", [_as_json, _as_line, _as_yaml], ids=["json", "line", "yaml"])
@pytest.mark.parametrize("document", _documents(), ids=lambda path: path.stem)
def test_any_change_gives_what_a_first_run_gives(bench: _Bench, document: Path, spell: Callable[[Any], str]) -> None:
    found = read(document).document
    assert found is not None
    editor = Editor(json.loads(json.dumps(found.data)), seed=3)
    bench.spec = bench.folder / ("openapi.yaml" if spell is _as_yaml else "openapi.json")
    bench.write(spell(editor.data))
    assert not bench.run().failed
    done = []
    for step in range(_CHANGES):
        before = json.dumps(editor.data)
        done.append(editor.change() if step % 8 == 7 else editor.change_schema())
        if json.dumps(editor.data) == before:
            continue
        bench.write(spell(editor.data))
        fresh = bench.run(f"cache-{step}", f"fresh-{step}")
        if fresh.failed:
            editor.data = json.loads(before)
            bench.write(spell(editor.data))
            continue
        report = bench.run()
        assert report.diagnostics == fresh.diagnostics, done
        assert bench.tree() == bench.tree(f"fresh-{step}"), done


def _fruit() -> dict[str, Any]:
    """Three operations with a schema each, and one that takes a schema as its body."""
    schemas = {
        name: {"type": "object", "properties": {"one": {"type": "string"}, "kind": {"type": "string", "enum": ["a"]}}}
        for name in ("Apple", "Pear", "Plum", "Zest")
    }
    paths: dict[str, Any] = {}
    for name in schemas:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        answer = {"responses": {"200": {"description": "x", "content": content}}}
        paths[f"/{name.lower()}s"] = {"get": {"operationId": f"get{name}", **answer}}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Plum"}}}}
    paths["/plums"]["post"] = {
        "operationId": "makePlum",
        "requestBody": body,
        "responses": {"204": {"description": "x"}},
    }
    info = {"title": "Fruit", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _add_property(data: Any, name: str) -> str:
    data["components"]["schemas"][name]["properties"]["two"] = {"type": "integer", "description": "Another."}
    return name


@pytest.mark.parametrize(
    "change",
    [
        lambda data: _add_property(data, "Apple"),
        lambda data: _add_property(data, "Plum"),
        lambda data: data["components"]["schemas"]["Pear"].update(description="Green."),
        lambda data: data["components"]["schemas"]["Pear"].update(required=["one"]),
        lambda data: data["components"]["schemas"]["Pear"]["properties"].pop("one"),
        lambda data: data["components"]["schemas"]["Apple"]["properties"]["kind"]["enum"].append("b"),
    ],
    ids=["property", "argument", "words", "required", "less", "value"],
)
@pytest.mark.parametrize("spell", [_as_json, _as_line], ids=["json", "line"])
def test_such_a_change_is_made_alone(bench: _Bench, change: Callable[[Any], None], spell: Callable[[Any], str]) -> None:
    data = _fruit()
    bench.write(spell(data))
    bench.run()
    change(data)
    bench.write(spell(data))
    bench.run()
    assert bench.partial == [True]
    bench.run("other-cache", "fresh")
    assert bench.tree() == bench.tree("fresh")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["components"]["schemas"].update(More={"type": "object"}),
        lambda data: data["info"].update(title="Vegetables"),
        lambda data: data["components"]["schemas"]["Pear"]["properties"].update(
            other={"$ref": "#/components/schemas/Plum"}
        ),
        lambda data: data["components"]["schemas"]["Pear"]["properties"].update(inner={"properties": {"x": {}}}),
        lambda data: [_add_property(data, name) for name in ("Pear", "Plum")],
    ],
    ids=["schema", "title", "reference", "class", "two"],
)
def test_such_a_change_may_reach_everything(bench: _Bench, change: Callable[[Any], None]) -> None:
    data = _fruit()
    bench.write(_as_json(data))
    bench.run()
    change(data)
    bench.write(_as_json(data))
    bench.run()
    assert not any(bench.partial)
    bench.run("other-cache", "fresh")
    assert bench.tree() == bench.tree("fresh")


def test_what_was_made_again_is_made_again_when_it_changes_once_more(bench: _Bench) -> None:
    data = _fruit()
    schemas = data["components"]["schemas"]
    core: dict[str, Any] = {"type": "object", "properties": {"one": {"type": "string"}}, "required": ["one"]}
    schemas["Core"] = core
    schemas["Apple"]["required"] = ["core"]
    schemas["Apple"]["properties"]["core"] = {"$ref": "#/components/schemas/Core"}
    bench.write(_as_json(data))
    bench.run()
    for name in ("two", "three"):
        core["properties"][name] = {"type": "integer"}
        core["required"].append(name)
        bench.write(_as_json(data))
        bench.run()
    assert bench.partial == [True, True]
    bench.run("other-cache", "fresh")
    assert bench.tree() == bench.tree("fresh")


def _changed_after(bench: _Bench, between: Callable[[], None]) -> None:
    data = _fruit()
    bench.write(_as_json(data))
    bench.run()
    between()
    _add_property(data, "Pear")
    bench.write(_as_json(data))


def test_an_edit_by_hand_is_noticed_and_kept(bench: _Bench) -> None:
    data = _fruit()
    bench.write(_as_json(data))
    bench.run()
    file = next(path for path in (bench.folder / "output").rglob("apple.py"))
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    _add_property(data, "Pear")
    bench.write(_as_json(data))
    report = bench.run()
    assert "edit-kept" in [item.code for item in report.diagnostics]
    assert file.read_text(encoding="utf-8").endswith("# mine\n")
    assert bench.partial == [False]


def test_an_edit_by_hand_of_what_is_made_again_is_noticed_each_time(bench: _Bench) -> None:
    data = _fruit()
    bench.write(_as_json(data))
    bench.run()
    subprocess.run(["git", "init", "--quiet"], cwd=bench.folder, check=True)
    subprocess.run(["git", "add", "output"], cwd=bench.folder, check=True)
    file = next(path for path in (bench.folder / "output").rglob("pear.py"))
    file.write_text("# mine\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("Pear", "Apple"):
        _add_property(data, name)
        bench.write(_as_json(data))
        report = bench.run()
        assert "edit-kept" in [item.code for item in report.diagnostics]
        assert file.read_text(encoding="utf-8").startswith("# mine\n")
    assert bench.partial == [True]


def test_a_file_that_is_gone_comes_back(bench: _Bench) -> None:
    _changed_after(bench, lambda: next((bench.folder / "output").rglob("apple.py")).unlink())
    bench.run()
    bench.run("other-cache", "fresh")
    assert bench.tree() == bench.tree("fresh")


def _break_index(cache: Path) -> None:
    for path in cache.rglob("*.index"):
        path.write_bytes(path.read_bytes()[:-20] + b"x" * 20)


def _break_things(cache: Path) -> None:
    for path in cache.rglob("*.index.*"):
        path.write_bytes(bytes(len(path.read_bytes())))


def _cut_things(cache: Path) -> None:
    for path in cache.rglob("*.index.*"):
        path.write_bytes(path.read_bytes()[:100])


def _lose_things(cache: Path) -> None:
    for path in cache.rglob("*.index.*"):
        path.unlink()


def _leave_rubbish(cache: Path) -> None:
    for path in cache.rglob("*.index"):
        path.write_bytes(b"")
        path.with_name(f"{path.name}.0").write_bytes(b"x")


@pytest.mark.parametrize("harm", [_break_index, _break_things, _cut_things, _lose_things, _leave_rubbish])
def test_what_is_remembered_may_be_broken(bench: _Bench, harm: Callable[[Path], None]) -> None:
    bench.monkeypatch.delenv("BESSEMER_TRACEBACK")
    _changed_after(bench, lambda: harm(bench.folder / "cache"))
    assert not bench.run().failed
    bench.run("other-cache", "fresh")
    assert bench.tree() == bench.tree("fresh")
    assert not any(bench.partial)
    # and the run after that has a sound memory again
    data = json.loads(bench.spec.read_text(encoding="utf-8"))
    _add_property(data, "Apple")
    bench.write(_as_json(data))
    bench.run()
    assert bench.partial[-1:] == [True]

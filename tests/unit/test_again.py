"""What a run makes with the memory of the runs before is what it makes without, whatever has changed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bessemer.cli import main
from bessemer.document.reader import read
from bessemer.targets.python.recall import Recall
from tests.corpus.documents import corpus_folder
from tests.support.project import ROOT, tree

_CHANGES = 12
_CORPUS = ("museum.yaml", "train_travel.yaml", "petstore_swagger.yaml", "t_opc_baseline_31.yaml", "t_ogen_sample.json")


class _Editor:
    """Changes a document in one random place at a time."""

    def __init__(self, data: Any, seed: int) -> None:
        self.data = data
        self._random = random.Random(seed)  # noqa: S311
        self._count = 0

    def change(self) -> str:
        """Make a change that the document has room for, and say which."""
        changes: list[Callable[[], bool]] = [
            *(self._add_property, self._remove_property, self._clash, self._describe, self._add_value, self._require),
            *(self._retype, self._refer, self._rename, self._add_schema, self._add_operation, self._remove_operation),
            *(self._add_parameter, self._release),
        ]
        while True:
            change = self._random.choice(changes)
            if change():
                return change.__name__

    @property
    def _schemas(self) -> dict[str, Any]:
        holder = self.data if "swagger" in self.data else self.data.setdefault("components", {})
        found: dict[str, Any] = holder.setdefault("definitions" if "swagger" in self.data else "schemas", {})
        return found

    @property
    def _prefix(self) -> str:
        return "#/definitions/" if "swagger" in self.data else "#/components/schemas/"

    def _new(self, stem: str) -> str:
        self._count += 1
        return f"{stem}_{self._count}"

    def _object(self) -> dict[str, Any] | None:
        """Any object of the document that has properties, wherever it stands."""
        found = [
            item for item in _objects(self.data) if isinstance(item.get("properties"), dict) and item["properties"]
        ]
        return self._random.choice(found) if found else None

    def _operation(self) -> tuple[dict[str, Any], str] | None:
        verbs = ("get", "post", "put", "delete", "patch")
        found = [(item, verb) for item in self.data.get("paths", {}).values() for verb in verbs if verb in item]
        return self._random.choice(found) if found else None

    def _type(self) -> dict[str, Any]:
        simple: list[dict[str, Any]] = [
            {"type": "string"},
            {"type": "integer"},
            {"type": "string", "format": "date-time"},
            {"type": "string", "enum": ["a", "b"]},
            {"type": "array", "items": {"type": "object", "properties": {"inner": {"type": "string"}}}},
            {"type": "object", "properties": {"inner": {"type": "boolean"}}, "required": ["inner"]},
        ]
        refs = [{"$ref": self._prefix + name} for name in self._schemas if "/" not in name and "~" not in name]
        return self._random.choice([*simple, *(self._random.sample(refs, min(3, len(refs))))])

    def _add_property(self) -> bool:
        item = self._object()
        if item is not None:
            item["properties"][self._new("added")] = self._type()
        return item is not None

    def _remove_property(self) -> bool:
        item = self._object()
        if item is not None:
            name = self._random.choice(list(item["properties"]))
            del item["properties"][name]
            if isinstance(item.get("required"), list):
                item["required"] = [other for other in item["required"] if other != name] or ["x"]
        return item is not None

    def _clash(self) -> bool:
        """A second property that is spelled as another in Python."""
        item = self._object()
        if item is None:
            return False
        name = self._random.choice(list(item["properties"]))
        item["properties"][f"{name}-"] = self._type()
        return True

    def _describe(self) -> bool:
        item = self._random.choice([item for item in _objects(self.data) if "description" in item] or [{}])
        if isinstance(item.get("description"), str):
            item["description"] = f"{item['description']} {self._new('Changed')}"
            return True
        return False

    def _add_value(self) -> bool:
        found = [item for item in _objects(self.data) if isinstance(item.get("enum"), list)]
        if found:
            self._random.choice(found)["enum"].append(self._new("value"))
        return bool(found)

    def _require(self) -> bool:
        item = self._object()
        if item is not None:
            item["required"] = [self._random.choice(list(item["properties"]))]
        return item is not None

    def _retype(self) -> bool:
        item = self._object()
        if item is not None:
            item["properties"][self._random.choice(list(item["properties"]))] = self._type()
        return item is not None

    def _refer(self) -> bool:
        """A schema becomes another name for one that is added."""
        if not self._schemas:
            return False
        name = self._random.choice(list(self._schemas))
        other = self._new("Other")
        self._schemas[other] = self._schemas[name]
        self._schemas[name] = {"$ref": self._prefix + other}
        return True

    def _rename(self) -> bool:
        """A schema is called otherwise, everywhere: sometimes as another is but for its case."""
        names = [name for name in self._schemas if "/" not in name and "~" not in name]
        if not names:
            return False
        name, other = self._random.choice(names), self._random.choice(names)
        new = self._random.choice((self._new("Renamed"), f"{other}_", other.swapcase()))
        if new in self._schemas:
            return False
        text = json.dumps(self.data).replace(f'"{self._prefix}{name}"', f'"{self._prefix}{new}"')
        self.data = json.loads(text)
        self._schemas[new] = self._schemas.pop(name)
        return True

    def _add_schema(self) -> bool:
        self._schemas[self._new("New")] = {"type": "object", "properties": {"one": self._type(), "two": self._type()}}
        return True

    def _add_operation(self) -> bool:
        response: dict[str, Any] = {"description": "made"}
        schema = {"$ref": self._prefix + next(iter(self._schemas))} if self._schemas else {"type": "string"}
        is_two = "swagger" in self.data
        response |= {"schema": schema} if is_two else {"content": {"application/json": {"schema": schema}}}
        operation = {"operationId": self._new("operation"), "responses": {"200": response}}
        self.data.setdefault("paths", {})[f"/{self._new('added')}"] = {"get": operation}
        return True

    def _remove_operation(self) -> bool:
        found = self._operation()
        if found is None or len(self.data["paths"]) < 3:
            return False
        del found[0][found[1]]
        return True

    def _add_parameter(self) -> bool:
        found = self._operation()
        if found is None:
            return False
        parameter: dict[str, Any] = {"name": self._new("more"), "in": "query"}
        parameter |= {"type": "string"} if "swagger" in self.data else {"schema": self._type()}
        found[0][found[1]].setdefault("parameters", []).append(parameter)
        return True

    def _release(self) -> bool:
        """Nothing but the version of the API."""
        self.data.setdefault("info", {})["version"] = self._new("0")
        return True


def _objects(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found.append(item)
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found


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
    editor = _Editor(json.loads(json.dumps(found.data)), seed=len(document.stem))
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
    spec.write_text(json.dumps(data), encoding="utf-8")
    assert _generate(spec, tmp_path / "output", tmp_path / "cache", monkeypatch) == 0
    assert any("pear" in name for name in made)
    assert not [name for name in made if "apple" in name or "plum" in name]

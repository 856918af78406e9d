"""Where config, document and outputs are looked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bessemer.pipeline import find_inputs
from bessemer.places import Wanted, find_config, find_spec, output_folder

Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file below a folder that is the current one."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return written


def places() -> tuple[Path, Path, list[Path]]:
    config = find_config(Wanted())
    assert config is not None
    spec = find_spec(Wanted(), config, None)
    assert spec is not None
    return config, spec.resolve(), [output_folder(Wanted(), config, None, name).resolve() for name in ("python", "go")]


def test_a_workspace_names_config_document_and_outputs_from_its_own_folder(write: Write, tmp_path: Path) -> None:
    write("api/sdks.yml", "")
    targets = '{"python": {"output_path": "../sdks/python"}, "node": {"output_path": "../sdks/node"}}'
    named = '"openapi_spec": "../api/v2.json", "stainless_config": "../api/sdks.yml"'
    write(".stainless/workspace.json", f'{{"project": "x", {named}, "targets": {targets}}}')
    config, spec, folders = places()
    assert (config, spec) == (Path("api/sdks.yml"), tmp_path / "api/v2.json")
    assert folders == [tmp_path / "sdks/python", tmp_path / "api/generated/go"]
    assert output_folder(Wanted(), config, {"python": "own"}, "python") == tmp_path / "api/own"


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"openapi_spec": 1}', '{"openapi_spec": "x", "stainless_config": "y.yml"}']
)
def test_a_workspace_of_something_else_says_nothing(text: str, write: Write, tmp_path: Path) -> None:
    write("workspace.json", text)
    write("spec/sdk.yml", "")
    write("spec/openapi.yaml", "")
    config, spec, folders = places()
    assert (config, spec) == (Path("spec/sdk.yml"), tmp_path / "spec/openapi.yaml")
    assert folders == [tmp_path / "generated/python", tmp_path / "generated/go"]


def test_a_workspace_that_cannot_be_read_is_an_error_where_it_is_broken(write: Write) -> None:
    write("spec/sdk.yml", "")
    write("spec/openapi.yaml", "")
    write(".stainless/workspace.json", '{"openapi_spec": "x.yml",\n "stainless_config" "y.yml"}')
    inputs, problems = find_inputs(Wanted())
    assert inputs is None
    [problem] = problems
    assert problem.place is not None
    assert (problem.level, problem.place.path, problem.place.line) == ("error", ".stainless/workspace.json", 2)

"""Whole APIs, each for constructs that the seed does not have: the tests they come with pass in both languages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import Project

APIS = Path(__file__).parent / "apis"


@pytest.fixture(scope="module", params=sorted(path.name for path in APIS.iterdir()))
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(APIS / request.param, folder / "spec")
    made = Project(folder)
    made.run("generate")
    return made


def test_every_operation_is_carried_exactly(project: Project) -> None:
    operations = json.loads(project.run("coverage", "--format", "json"))["operations"]
    assert operations
    for operation in operations:
        assert operation["state"] == "exact"
        assert operation["loosened"] == []


def test_the_python_sdk_passes_its_tests_and_its_types_hold(project: Project) -> None:
    folder = project.folder / "generated" / "python"
    run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "--ignore=tests/runtime"], folder)
    (package,) = [path.parent for path in (folder / "src").glob("*/__init__.py")]
    run([sys.executable, "-m", "mypy", "--strict", str(package)], folder)
    # the calls of the tests are those of users, whose editor knows the keys of arguments in arguments
    without = ["--disable-error-code", "func-returns-value", "--follow-imports", "silent"]
    run([sys.executable, "-m", "mypy", "--strict", *without, "tests/api_resources"], folder)


def test_the_go_sdk_passes_its_tests_and_is_vetted(project: Project) -> None:
    folder = project.folder / "generated" / "go"
    run(["go", "vet", "./..."], folder)
    run(["go", "test", "-vet=off", "."], folder)


def test_an_optional_body_of_nothing_is_an_empty_object_as_published_sdks_send_it(tmp_path: Path) -> None:
    shutil.copytree(APIS / "methods", tmp_path / "spec")
    project = Project(tmp_path)
    project.run("generate", "--target", "python")
    assert _bodies(project) == {"things.poke/minimal": {}, "things.change/minimal": {}}
    project.edit("sdk.yml", "environments:", "query_settings: {array_format: as_documented}\nenvironments:")
    project.run("generate", "--target", "python")
    assert _bodies(project) == {"things.poke/minimal": None, "things.change/minimal": None}


def _bodies(project: Project) -> dict[str, object]:
    """What the least calls of methods with optional bodies send."""
    text = (project.folder / "generated" / "python" / "tests" / "wire_vectors.json").read_text(encoding="utf-8")
    vectors = {item["name"]: item for item in json.loads(text)["vectors"]}
    found = {name: vectors[name]["attempts"][0]["request"] for name in ("things.poke/minimal", "things.change/minimal")}
    return {name: request.get("body") for name, request in found.items()}


def run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": "src", "GOPROXY": "off"}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr

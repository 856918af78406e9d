"""The documents of our own, one for each kind of construct, through the same checks as those of a corpus."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.corpus.documents import counted, documents
from tests.corpus.steps import BIN, Job, generated, results
from tests.corpus.work import Memory, run
from tests.support.project import ROOT

OWN = documents(Path(__file__).parent / "own")
CHECKED = ROOT / "generated" / "python" / "src" / "anthropic"


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Job]:
    folder = tmp_path_factory.mktemp("own")
    memory = Memory(folder / "memory")
    made = [Job(item, counted(item.path).operations, folder / "documents" / item.name, memory) for item in OWN]
    return {job.document.name: job for job in made}


@pytest.mark.parametrize("name", [item.name for item in OWN])
def test_every_operation_of_a_document_can_be_called(jobs: dict[str, Job], name: str) -> None:
    found = results(jobs[name], ("probe", "ruff", "tests", "examples", "go"))
    assert {step: item.get("problems") or item["first"] for step, item in found.items() if not item["ok"]} == {}
    assert set(found) == {"generate", "probe", "ruff", "tests", "examples", "go"}


@pytest.fixture(scope="module")
def packages(jobs: dict[str, Job]) -> list[Path]:
    assert all(generated(job)["ok"] for job in jobs.values())
    return [job.sdk / "src" / job.package for job in jobs.values()]


def test_what_is_generated_has_no_gap_for_mypy(packages: list[Path], tmp_path: Path) -> None:
    command = [str(BIN / "mypy"), "--strict", "--no-color-output", *map(str, packages)]
    ran = run(command, tmp_path, 300, {"MYPYPATH": os.pathsep.join(str(path.parent) for path in packages)})
    assert ran.status == 0, ran.out


def test_what_is_generated_has_no_gap_for_pyright(packages: list[Path], tmp_path: Path) -> None:
    """It looks into files one by one: those that are as in the SDK of `generated/`, it has seen there."""
    modules = [path for package in packages for path in sorted(package.rglob("*.py")) if not _is_known(path, package)]
    assert len(modules) > 10 * len(packages)
    ran = run([str(BIN / "pyright"), "--pythonpath", sys.executable, *map(str, modules)], tmp_path, 300)
    assert ran.status == 0, ran.out


def _is_known(path: Path, package: Path) -> bool:
    twin = CHECKED / path.relative_to(package)
    return twin.is_file() and twin.read_bytes() == path.read_bytes()

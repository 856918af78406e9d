"""The documents of our own, one for each kind of construct, through the same checks as those of a corpus."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.corpus.documents import counted, documents
from tests.corpus.steps import BIN, Found, Job, results
from tests.corpus.work import Memory, run

OWN = documents(Path(__file__).parent / "own")
Results = dict[str, dict[str, Found]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def found(folder: Path) -> Results:
    def put_through(job: Job) -> dict[str, Found]:
        return results(job, ("probe", "ruff", "tests", "examples", "go"))

    memory = Memory(folder / "memory")
    jobs = [Job(item, counted(item.path).operations, folder / "documents" / item.name, memory) for item in OWN]
    with ThreadPoolExecutor(2) as pool:
        return dict(zip((item.name for item in OWN), pool.map(put_through, jobs), strict=True))


@pytest.mark.parametrize("name", [item.name for item in OWN])
def test_every_operation_of_a_document_can_be_called(found: Results, name: str) -> None:
    assert {step: item["first"] for step, item in found[name].items() if not item["ok"]} == {}
    assert set(found[name]) == {"generate", "probe", "ruff", "tests", "examples", "go"}


@pytest.mark.usefixtures("found")
def test_what_is_generated_is_typed_without_a_gap(folder: Path) -> None:
    sources = [str(path) for path in sorted(folder.glob("documents/*/out/python/src"))]
    packages = [str(path) for source in sources for path in sorted(Path(source).iterdir()) if path.is_dir()]
    command = [str(BIN / "mypy"), "--strict", "--no-color-output", "--cache-dir", str(folder / "mypy"), *packages]
    ran = run(command, folder, 300, {"MYPYPATH": os.pathsep.join(sources)})
    assert ran.status == 0, ran.out
    ran = run([str(BIN / "pyright"), "--pythonpath", sys.executable, *packages], folder, 300)
    assert ran.status == 0, ran.out

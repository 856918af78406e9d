"""Regenerating: the same bytes every time, small differences for small changes, and nothing of people's work lost."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.project import ROOT, Project, copied, tree
from tests.unit.targets.go.building import go


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copied(tmp_path_factory.mktemp("project"))
    project.run("generate")
    return project


@pytest.fixture
def committed(made: Project, tmp_path: Path) -> Project:
    """A copy of the project, generated and committed to git."""
    subprocess.run(["cp", "-r", f"{made.folder}/.", str(tmp_path)], check=True)
    project = Project(tmp_path)
    project.git("init", "-q")
    project.git("add", "-A")
    project.git("commit", "-qm", "generated")
    return project


def test_what_is_committed_is_what_the_spec_gives(made: Project) -> None:
    assert made.tree() == tree(ROOT / "generated")


@pytest.mark.parametrize("environment", [{"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}])
def test_the_surroundings_change_nothing(made: Project, tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    other = copied(tmp_path / "deep" / "er")
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 40\n")
    (tmp_path / "deep" / "er" / "jinja2.py").write_text("raise SystemExit('not this one')\n")
    command = [sys.executable, "-P", "-m", "bessemer", "generate"]
    subprocess.run(command, cwd=other.folder, env={**subprocess_environment(), **environment}, check=True)
    assert other.tree() == made.tree()


def subprocess_environment() -> dict[str, str]:
    import os

    return dict(os.environ)


def test_a_second_run_has_nothing_to_do(committed: Project) -> None:
    committed.run("generate")
    said = committed.run("generate")
    assert "0 written" in said
    assert "0 deleted" in said
    assert committed.git("status", "--porcelain") == ""


def test_check_finds_drift_and_writes_nothing(committed: Project) -> None:
    assert "0 differ" in committed.run("check")
    committed.edit("openapi.yaml", "            - skills-2025-10-02\n", "")
    said = committed.run("check", status=1)
    assert "M generated/python/src/anthropic/types/anthropic_beta_param.py  +0 -1\n" in said
    assert committed.git("status", "--porcelain").split() == ["M", "spec/openapi.yaml"]


def test_one_more_enum_value_is_one_more_line_in_each_place(committed: Project) -> None:
    last = "            - skills-2025-10-02\n"
    committed.edit("openapi.yaml", last, f"{last}            - fast-mode-2026-02-01\n")
    committed.run("generate")
    changed = {}
    for line in committed.git("diff", "--numstat", "generated").splitlines():
        added, removed, name = line.split("\t")
        changed[name] = (int(added), int(removed))
    changed = {name: counts for name, counts in changed.items() if not name.endswith("/.bessemer.json")}
    code = {name: counts for name, counts in changed.items() if not name.startswith("generated/reference/")}
    assert set(code.values()) == {(1, 0)}, code
    assert {name.split("/")[1] for name in code} == {"python", "go"}
    # a Python page also says how many more values there are: `16 more` becomes `17 more`
    pages = {name: counts for name, counts in changed.items() if name not in code}
    assert pages
    for name, (more, less) in pages.items():
        assert more - less == lists_in(committed, name), name
        assert less <= lists_in(committed, name), name


def lists_in(project: Project, name: str) -> int:
    """The lines of a page that show the new value: one for each list that it has."""
    lines = (project.folder / name).read_text(encoding="utf-8").splitlines()
    return sum("fast-mode-2026-02-01" in line for line in lines)


def test_edits_of_generated_files_survive(committed: Project) -> None:
    page = committed.folder / "generated/python/src/anthropic/types/anthropic_beta_param.py"
    page.write_text(page.read_text(encoding="utf-8") + "\n# ours\n", encoding="utf-8")
    last = "            - skills-2025-10-02\n"
    committed.edit("openapi.yaml", last, f"{last}            - fast-mode-2026-02-01\n")
    said = committed.run("generate")
    assert "edit-kept" in said
    text = page.read_text(encoding="utf-8")
    assert "# ours" in text
    assert "fast-mode-2026-02-01" in text
    assert "E generated/python/src/anthropic/types/anthropic_beta_param.py" in committed.run("check", status=1)
    committed.run("generate", "--edits", "overwrite")
    assert "# ours" not in page.read_text(encoding="utf-8")


def test_files_that_are_not_ours_stay_and_stale_ones_go(committed: Project) -> None:
    mine = committed.folder / "generated/python/src/anthropic/lib/mine.py"
    mine.parent.mkdir()
    mine.write_text("mine = True\n")
    committed.edit(
        "sdk.yml",
        "              beta_deleted_message_batch: BetaDeletedMessageBatch\n",
        "              gone_batch: BetaDeletedMessageBatch\n",
    )
    said = committed.run("generate")
    assert mine.read_text() == "mine = True\n"
    assert "deleted" in said
    assert "python surface" in said
    assert "(major)" in said
    assert not (
        committed.folder / "generated/python/src/anthropic/types/beta/messages/beta_deleted_message_batch.py"
    ).exists()


def test_a_release_raises_the_version_and_no_run_takes_it_back(committed: Project) -> None:
    raised = {"python/src/anthropic/_version.py": "2.1.0-beta.3", "go/internal/version.go": "2.0.1"}
    for name, version in raised.items():
        path = committed.folder / "generated" / name
        text = path.read_text(encoding="utf-8")
        assert '"0.0.1"' in text
        path.write_text(text.replace('"0.0.1"', f'"{version}"'), encoding="utf-8")
    # what holds the version without a mark follows it, and so does the path of a Go module of a further major version
    drift = committed.run("check", status=1)
    assert not any(name in drift for name in raised)
    assert all(f"M generated/{name}" in drift for name in ("python/pyproject.toml", "go/go.mod"))
    committed.run("generate", "--edits", "overwrite")
    for name, version in raised.items():
        assert f'"{version}"' in (committed.folder / "generated" / name).read_text(encoding="utf-8")
    project = tomllib.loads((committed.folder / "generated/python/pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == "2.1.0-beta.3"
    module = (committed.folder / "generated/go/go.mod").read_text(encoding="utf-8")
    assert "module github.com/anthropics/anthropic-sdk-go/v2\n" in module
    assert committed.run("check").startswith("0 differ")
    go(committed.folder / "generated" / "go", "vet", "./...")

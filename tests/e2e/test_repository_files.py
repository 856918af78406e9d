"""The files around an SDK: what the config says of its repository stands in them, and the scripts run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.test_config_keys import configured
from tests.support.project import Project, tree

SECURITY = """  security_contact: security@acme.example
  security_policy_url: https://acme.example/security
  security_policy_terms: We pay *bounties*.
"""
FLOW = "codeflow: {code_owners: [acme/sdk, '@ann'], release_environment: shop}\nclient_settings:\n"
RELEASE = "    publish: {pypi: true, release: {branch: next, prerelease: false}}\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    contact = "  contact: support@anthropic.com\n"
    made = configured(
        tmp_path_factory.mktemp("repository"),
        (contact, contact + SECURITY),
        ("client_settings:\n", FLOW),
        ("    publish:\n      pypi: true\n", RELEASE),
        ("    production_repo: anthropics/anthropic-sdk-go\n", f"    production_repo: a/b\n{RELEASE}"),
    )
    made.run("generate")
    return made


def text(project: Project, path: str) -> str:
    return (project.folder / "generated" / path).read_text(encoding="utf-8")


def script(project: Project, language: str, *command: str, status: int = 0) -> str:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "GOPROXY": "off"}
    folder = project.folder / "generated" / language
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("language", ["python", "go"])
def test_the_scripts_pass_on_what_was_made_and_change_nothing(project: Project, language: str) -> None:
    before = tree(project.folder / "generated" / language)
    script(project, language, "./scripts/format")
    script(project, language, "./scripts/lint")
    after = tree(project.folder / "generated" / language)
    assert {name: after.get(name) for name in before} == before


def test_the_tests_of_the_sdks_run_by_their_scripts(project: Project) -> None:
    assert "passed" in script(project, "python", "./scripts/test", "-q", "tests/api_resources")
    assert "ok" in script(project, "go", "./scripts/test", "-run", "Client")


def test_a_fault_fails_the_lint(project: Project) -> None:
    folder = project.folder / "generated"
    for language, name, content in (
        ("python", "src/anthropic/lib.py", "x : int = ''\n"),
        ("go", "x.go", "package  x\n"),
    ):
        (folder / language / name).write_text(content, encoding="utf-8")
        script(project, language, "./scripts/lint", status=1)
        (folder / language / name).unlink()


def test_whom_to_tell_of_a_weakness(project: Project) -> None:
    for language in ("python", "go"):
        security = text(project, f"{language}/SECURITY.md")
        assert "security@acme.example" in security
        assert "(https://acme.example/security)" in security
        assert "We pay *bounties*." in security
        assert text(project, f"{language}/.github/CODEOWNERS") == "* @acme/sdk @ann\n"


def test_releases_are_proposed_from_the_branch_of_the_config(project: Project) -> None:
    for language, marked in (("python", "src/anthropic/_version.py"), ("go", "internal/version.go")):
        workflow: Any = yaml.safe_load(text(project, f"{language}/.github/workflows/release-please.yml"))
        assert workflow["jobs"]["release-please"]["steps"][0]["with"] == {"target-branch": "next"}
        config = json.loads(text(project, f"{language}/release-please-config.json"))
        assert (config["release-type"], "prerelease" in config, config["extra-files"]) == (language, False, [marked])
        (version,) = json.loads(text(project, f"{language}/.release-please-manifest.json")).values()
        (line,) = [line for line in text(project, f"{language}/{marked}").splitlines() if "x-release-please" in line]
        assert f'"{version}"' in line


def test_a_release_is_published_in_the_environment_of_the_config(project: Project) -> None:
    workflow: Any = yaml.safe_load(text(project, "python/.github/workflows/publish-pypi.yml"))
    (job,) = workflow["jobs"].values()
    assert job["environment"] == "shop"
    assert "PYPI_TOKEN" in script(project, "python", "bin/publish-pypi", status=1)


def test_every_workflow_runs_scripts_that_are_there(project: Project) -> None:
    for language in ("python", "go"):
        folder = project.folder / "generated" / language
        for workflow in (folder / ".github" / "workflows").iterdir():
            said: Any = yaml.safe_load(workflow.read_text(encoding="utf-8"))
            steps = [step for job in said["jobs"].values() for step in job["steps"]]
            for step in steps:
                assert "run" not in step or os.access(folder / step["run"], os.X_OK), step


def test_there_are_no_workflows_where_nothing_is_published(tmp_path: Path) -> None:
    project = configured(tmp_path, ("    publish:\n      pypi: true\n", "    publish: {pypi: false}\n"))
    project.run("generate")
    for language in ("python", "go"):
        assert not (project.folder / "generated" / language / ".github").exists()
        assert text(project, f"{language}/.stats.yml") == "configured_endpoints: 1\n"


def test_the_environment_is_made_by_what_the_config_names(project: Project, tmp_path: Path) -> None:
    assert "python3 -m venv" in text(project, "python/scripts/bootstrap")
    other = configured(tmp_path, ("      http_library: httpx2\n", "      http_library: httpx2\n      use_uv: true\n"))
    assert "no effect" not in other.run("generate", "--target", "python")
    assert "uv sync" in text(other, "python/scripts/bootstrap")
    steps = yaml.safe_load(text(other, "python/.github/workflows/ci.yml"))["jobs"]["check"]["steps"]
    assert [step["uses"].partition("@")[0] for step in steps if "uses" in step] == [
        "actions/checkout",
        "astral-sh/setup-uv",
    ]


def test_the_mock_asks_for_a_document(project: Project) -> None:
    assert "usage: scripts/mock" in script(project, "python", "./scripts/mock", status=2)

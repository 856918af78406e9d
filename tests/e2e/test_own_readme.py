"""What this project's README shows is what its commands print."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.support.project import ROOT, copied


def shown(command: str) -> str:
    """What stands below a command in README, to the next command or the end of the block."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^\$ {re.escape(command)}\n(.*?)(?=^\$ |^```)", text, flags=re.MULTILINE | re.DOTALL)
    assert found is not None, command
    return found.group(1)


def test_a_run(tmp_path: Path) -> None:
    project = copied(tmp_path)
    shutil.copytree(ROOT / "generated", tmp_path / "generated")
    duration = re.compile(r" in [\d.]+ s")
    said = project.run("generate", XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert duration.sub("", said) == duration.sub("", shown("make generate"))


def test_a_mistake(tmp_path: Path) -> None:
    project = copied(tmp_path)
    project.edit("openapi.yaml", 'schemas/BetaDeletedMessageBatch"', 'schemas/BetaDeletedMessageBatc"')
    assert project.run("lint", status=1) == shown("bessemer lint")


def test_taking_over(tmp_path: Path) -> None:
    project = copied(tmp_path)
    shutil.copytree(ROOT / "generated", tmp_path / "generated")
    project.edit("sdk.yml", '      resource_class_suffix: ""\n', "")
    project.edit("sdk.yml", "      raw_response_style: legacy\n", "")
    project.edit("openapi.yaml", "        - id\n", "        - batch_id\n")
    project.edit("openapi.yaml", "        id:\n", "        batch_id:\n")
    assert project.run("adopt", "generated/python", status=1) == shown("bessemer adopt generated/python")

"""The public surfaces of published SDKs hold, line by line, for what is made of the same documents and configs.

The data is no part of the repository. BESSEMER_PUBLISHED names its folder, `../shared` where it is not set: in it lie
folders with a document, a `stainless.yml` and `surface.python.tsv`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bessemer.cli import main
from tests.support.project import ROOT
from tests.support.published import listed

DATA = Path(os.environ.get("BESSEMER_PUBLISHED") or ROOT.parent / "shared")


@dataclass(frozen=True)
class Team:
    """`mended` replaces what the config lacks; `explained` are lines that differ, by pattern, each with why."""

    folder: str
    mended: Mapping[str, str] = field(default_factory=dict)
    explained: Mapping[str, str] = field(default_factory=dict)


TEAMS = (
    Team("adopt/luma"),
    Team("adopt/onebusaway"),
    Team("adopt/llama-stack"),
    Team(
        "anthropic",
        mended={
            # Words that the published names spell in capitals, and a model that is not in the reconstructed config.
            "client_settings:\n": "custom_casings: {pdf: {initialism: true}, json: {initialism: true}, "
            "mcp: {initialism: true}}\nclient_settings:\n",
            "  completions:\n": "  completions:\n    models: {completion: CompletionResponse}\n",
        },
        explained={
            r"\tCompletions\t": "the file of facts leaves this resource out",
            r"\tBeta > UserProfiles\t": "the reconstructed config has it before the webhooks",
            r"BetaBase64PDFBlock$": "a second name that the reconstructed config leaves out",
        },
    ),
)


@pytest.fixture(scope="module", params=TEAMS, ids=lambda team: team.folder.rpartition("/")[2])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Team, Path]:
    team: Team = request.param
    if not (DATA / team.folder).is_dir():
        pytest.skip(f"the data of published SDKs is not at {DATA}")
    folder = tmp_path_factory.mktemp(team.folder.rpartition("/")[2])
    for path in (DATA / team.folder).iterdir():
        shutil.copy(path, folder / path.name)
    config = folder / "stainless.yml"
    text = config.read_text(encoding="utf-8")
    for before, after in team.mended.items():
        assert before in text
        text = text.replace(before, after, 1)
    config.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["generate", "--target", "python", "--quiet"]) == 0
    return team, folder


def test_api_md_lists_what_the_published_one_lists_in_its_order(made: tuple[Team, Path]) -> None:
    team, folder = made
    ours = listed((folder / "generated" / "python" / "api.md").read_text(encoding="utf-8"))
    theirs = tuple((folder / "surface.python.tsv").read_text(encoding="utf-8").splitlines())
    assert "\n".join(_kept(ours, team)) == "\n".join(_kept(theirs, team))


def _kept(lines: tuple[str, ...], team: Team) -> list[str]:
    return [line for line in lines if not any(re.search(pattern, line) for pattern in team.explained)]


CHECK = """
import importlib, sys
for line in sys.stdin.read().splitlines():
    _, _, module, name = line.split("\\t")
    exported = dir(importlib.import_module(module))
    if name not in exported and name + "Param" not in exported:
        print(f"{module} has no {name}")
"""


def test_every_type_can_be_imported_from_where_it_was(made: tuple[Team, Path]) -> None:
    team, folder = made
    lines = (folder / "surface.python.tsv").read_text(encoding="utf-8").splitlines()
    types = "\n".join(_kept(tuple(line for line in lines if line.startswith("type\t")), team))
    source = folder / "generated" / "python" / "src"
    command = [sys.executable, "-c", CHECK]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, input=types, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr

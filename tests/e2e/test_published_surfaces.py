"""The public surfaces of published SDKs hold, line by line, for what is made of the same documents and configs.

The data is no part of the repository. BESSEMER_PUBLISHED names its folder, `../shared` where it is not set: in it lie
folders with a document, a `stainless.yml` and `surface.python.tsv`, most with `surface.go.tsv`.
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
from typing import Literal, TypeAlias

import pytest

from bessemer.cli import main
from tests.support.project import ROOT
from tests.support.published import listed
from tests.unit.targets.go.building import go

DATA = Path(os.environ.get("BESSEMER_PUBLISHED") or ROOT.parent / "shared")
EXPORTED = Path(__file__).parent / "programs" / "exported" / "main.go"

Language: TypeAlias = Literal["python", "go"]
LANGUAGES: tuple[Language, ...] = ("python", "go")


@dataclass(frozen=True)
class Team:
    """`mended` replaces what the config lacks; `explained` are lines that differ, by pattern, each with why."""

    folder: str
    mended: Mapping[str, str] = field(default_factory=dict)
    explained: Mapping[str, str] = field(default_factory=dict)
    points_at_results: bool = True


_CASINGS = """\
custom_casings:
  pdf: {initialism: true}
  json: {initialism: true}
  mcp: {initialism: true}
  ttl: {initialism: true}
  gif: {initialism: true}
  jpeg: {initialism: true}
  png: {initialism: true}
  webp: {snake: webp, camel: webP, pascal: WebP, capital: WebP}
"""
_SCHEMAS = "#/components/schemas"

TEAMS = (
    Team("adopt/luma"),
    Team("adopt/onebusaway"),
    Team(
        "adopt/llama-stack",
        explained={
            r"llamastackclient(\.|\t)File(Model)?(Content\w+)?([\]\t,]|$)": "named File",
        },
        points_at_results=False,
    ),
    Team(
        "anthropic",
        mended={
            # Words that the published names spell otherwise, and what is not in the reconstructed config.
            "client_settings:\n": f"{_CASINGS}client_settings:\n",
            "  completions:\n": "  completions:\n    models: {completion: CompletionResponse}\n",
            "beta_error: BetaManagedAgentsError": f"beta_error: '{_SCHEMAS}/BetaErrorResponse/properties/error'",
            "source_content: BetaManagedAgentsUserContentBlock": "source_content: "
            f"'{_SCHEMAS}/BetaContentBlockSource/properties/content/anyOf/1/items'",
        },
        explained={
            r"\tCompletions\t": "the file of facts leaves this resource out",
            r"\tBeta > UserProfiles\t": "the reconstructed config has it before the webhooks",
            r"BetaBase64PDFBlock$": "a second name that the reconstructed config leaves out",
            r"\tanthropic\t(Unwrap|Beta)WebhookEvent$": "the reconstructed config has both names for one schema",
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
    languages = [language for language in LANGUAGES if (folder / f"surface.{language}.tsv").exists()]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["generate", *(f"--target={language}" for language in languages), "--quiet"]) == 0
    return team, folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_api_md_lists_what_the_published_one_lists_in_its_order(made: tuple[Team, Path], language: Language) -> None:
    team, folder = made
    theirs = _published(folder, language)
    ours = listed((folder / "generated" / language / "api.md").read_text(encoding="utf-8"))
    if language == "go" and not team.points_at_results:
        ours = tuple(line.replace("(*", "(") for line in ours)
    assert "\n".join(_kept(ours, team)) == "\n".join(_kept(theirs, team))


def _published(folder: Path, language: Language) -> tuple[str, ...]:
    path = folder / f"surface.{language}.tsv"
    if not path.exists():
        pytest.skip("this team has published no such SDK")
    return tuple(path.read_text(encoding="utf-8").splitlines())


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
    lines = _kept(_published(folder, "python"), team)
    types = "\n".join(line for line in lines if line.startswith("type\t"))
    source = folder / "generated" / "python" / "src"
    command = [sys.executable, "-c", CHECK]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, input=types, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_every_type_and_method_is_exported_from_where_it_was(made: tuple[Team, Path]) -> None:
    team, folder = made
    lines = [line.split("\t") for line in _kept(_published(folder, "go"), team)]
    exported = frozenset(go(ROOT, "run", str(EXPORTED), str(folder / "generated" / "go")).split())
    wanted = [_identifier(*line) for line in lines]
    assert len(wanted) > 50
    # a method that gives a stream says so in its name, though api.md does not
    streams = {name.removesuffix(word) for name in exported for word in ("Streaming", "Events")}
    assert [name for name in wanted if name not in exported | streams] == []


def _identifier(kind: str, _: str, place: str, said: str) -> str:
    """`Messages.Batches.New` of a method, `shared.ErrorObject` of a type."""
    if kind == "type":
        return f"{place}.{said}"
    return said.partition("(")[0]

"""Hold the generated Go module of an API against the published one: `python -m tests.oracle.go_module FOLDER`.

In FOLDER lie `openapi.json` and `stainless.yml` of the Anthropic API. One program is built with the published module,
which comes through the go command, and with ours. It calls every method in many ways against a server on loopback,
reads many answers of every type, and meets errors, retries and streams. What the two print is compared, but for what
`explained.py` lists. Where the module cannot be had, nothing is compared.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bessemer.cli import main as bessemer
from tests.oracle.explained import ANSWERS, BLOCKS, CONFIG, IDENTIFIERS, LINES
from tests.support.project import ROOT

MODULE = "github.com/anthropics/anthropic-sdk-go"
VERSION = "v1.41.0"
PROGRAMS = ROOT / "tests" / "oracle" / "go"
PACKAGES = (
    "",
    "/option",
    "/packages/jsonl",
    "/packages/pagination",
    "/packages/param",
    "/packages/respjson",
    "/packages/ssestream",
    "/shared",
    "/shared/constant",
)
_SHOWN = 12

Blocks = Mapping[str, list[str]]


@dataclass(frozen=True)
class Compared:
    """How many things were compared, what differs and is explained, and what differs and is not."""

    what: str
    count: int
    explained: int
    others: tuple[str, ...]


def main() -> int:
    given = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="oracle-go-") as temporary:
        folder = Path(temporary)
        try:
            _room(folder, "published", None)
        except subprocess.CalledProcessError as failed:
            print(f"The published module is not to be had: {failed.stderr.strip().splitlines()[-1]}")
            return 0
        _room(folder, "ours", _generated(given, folder))
        compared = tuple(_all(folder))
    print("| what | compared | explained | others |\n| --- | ---: | ---: | ---: |")
    for item in compared:
        print(f"| {item.what} | {item.count:,} | {item.explained:,} | {len(item.others):,} |")
    for item in compared:
        print("".join(f"\n{line}" for line in item.others[:_SHOWN]))
    return 1 if any(item.others for item in compared) else 0


def _generated(given: Path, folder: Path) -> Path:
    text = (given / "stainless.yml").read_text(encoding="utf-8")
    for before, after in CONFIG.items():
        text = text.replace(before, after, 1)
    config = folder / "stainless.yml"
    config.write_text(text, encoding="utf-8")
    command = ["generate", str(given / "openapi.json"), "--config", str(config), "--target", "go"]
    assert bessemer([*command, "--output", str(folder / "made"), "--quiet"]) == 0
    return folder / "made" / "go"


def _room(folder: Path, name: str, ours: Path | None) -> None:
    """A module of its own with the program."""
    room = folder / name
    shutil.copytree(PROGRAMS / "calls", room)
    for path in room.glob("*.go"):
        path.write_text(path.read_text(encoding="utf-8").replace("bessemer.invalid/module", MODULE), encoding="utf-8")
    replaced = "" if ours is None else f"replace {MODULE} => {ours}\n"
    (room / "go.mod").write_text(f"module room\n\ngo 1.24\n\nrequire {MODULE} {VERSION}\n{replaced}", encoding="utf-8")
    _run(room, "go", "mod", "tidy")
    _run(room, "go", "build", "-o", "program", ".")


def _run(room: Path, *command: str) -> str:
    # nothing of the caller's environment is for the clients
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC_")}
    environment = {**kept, "GOFLAGS": "-mod=mod", "XDG_CONFIG_HOME": str(room)}
    done = subprocess.run(command, cwd=room, env=environment, capture_output=True, check=True)
    return done.stdout.decode(errors="surrogateescape")


def _all(folder: Path) -> Iterator[Compared]:
    surfaces = {name: _surface(folder / name) for name in ("published", "ours")}
    lacking = tuple(name for name in surfaces["published"] if name not in surfaces["ours"])
    others = tuple(name for name in lacking if not any(re.search(pattern, name) for pattern in IDENTIFIERS))
    yield Compared("exported identifiers", len(surfaces["published"]), len(lacking) - len(others), others)
    constants = folder / "constants.json"
    constants.write_text(json.dumps(_constants(surfaces["published"])), encoding="utf-8")
    theirs, ours = (_blocks(_run(folder / name, "./program", str(constants))) for name in ("published", "ours"))
    for what in ("request", "answer", "behaviour", "stream"):
        yield _compared(what, _of(theirs, what), _of(ours, what))


def _surface(room: Path) -> dict[str, str]:
    """What users can name, each with what it is."""
    program = PROGRAMS / "surface" / "main.go"
    text = _run(room, "go", "run", str(program), MODULE, *(f"{MODULE}{package}" for package in PACKAGES))
    found = (line.split("\t") for line in text.splitlines())
    return {f"{package}.{name}".removeprefix("."): f"{kind} {what}" for package, kind, name, what in found}


def _constants(surface: Mapping[str, str]) -> dict[str, list[str]]:
    """The values of the constants of each type."""
    found: dict[str, list[str]] = {}
    for what in surface.values():
        if match := re.fullmatch(r"const (?:\w+\.)?([A-Z]\w*) = (.*)", what):
            found.setdefault(match[1], []).append(match[2])
    return found


def _blocks(text: str) -> Blocks:
    blocks: dict[str, list[str]] = {}
    for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        name, *lines = block.split("\n")
        blocks[name] = [line for line in lines if not any(re.search(pattern, line) for pattern in LINES)]
    return blocks


def _of(blocks: Blocks, what: str) -> Blocks:
    return {name: lines for name, lines in blocks.items() if name.startswith(f"{what} ")}


def _compared(what: str, theirs: Blocks, ours: Blocks) -> Compared:
    reasons: Counter[str] = Counter()
    others = []
    for name, lines in theirs.items():
        if lines == ours.get(name):
            continue
        reason = _reason(name, lines)
        reasons[reason or ""] += 1
        if reason is None:
            others.append(f"{name}\n{_first(lines, ours.get(name, []))}")
    others += [f"{name}: ours alone" for name in ours if name not in theirs]
    return Compared(f"{what}s", len(theirs), reasons.total() - reasons[""], tuple(others))


def _reason(name: str, lines: list[str]) -> str | None:
    """Why a block may differ; answers that the published module cannot show to their end are not compared."""
    if any(line.startswith("panic ") for line in lines) and name.startswith("answer "):
        return "the published module fails on it"
    rules = {**BLOCKS, **{rf"^answer \S*\b{kind}\b": why for kind, why in ANSWERS.items()}}
    return next((why for pattern, why in rules.items() if re.search(pattern, name)), None)


def _first(theirs: list[str], ours: list[str]) -> str:
    """Where two blocks part."""
    at = next((i for i, pair in enumerate(zip(theirs, ours, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(theirs), len(ours)) if at is None else at
    there, here = ("".join(lines[at : at + 1]) for lines in (theirs, ours))
    same = next((i for i, pair in enumerate(zip(there, here, strict=False)) if pair[0] != pair[1]), 0)
    start = max(same - 60, 0)
    lines = [f"  {said:10}{line[start : start + 200]}" for said, line in (("published", there), ("ours", here))]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

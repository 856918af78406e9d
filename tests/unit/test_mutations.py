"""Seeded damage to the inputs: always a message, never a failure of the program."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bessemer.cli import main
from bessemer.document.reader import read
from tests.support.project import ROOT

VALUES: tuple[Any, ...] = (
    *(None, [], {}, 5, -1, 1.5, True, "text", "", [None], [1], ["a"], {"a": 1}, {"a": None}, [[]], [{}]),
    *("#/components/schemas/Nope", "../x", "a b", "class", 10**30, "\u202e", "x\ny", {"$ref": 5}),
)
SEEDS = 60


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of everything inside a value."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(value[key], (*path, key))


def damaged(source: Any, chance: random.Random) -> Any:
    """A copy with one to three places dropped, replaced or renamed."""
    made = copy.deepcopy(source)
    for _ in range(chance.choice((1, 1, 2, 3))):
        *above, key = chance.choice(list(places(made)))
        parent = made
        for step in above:
            parent = parent[step]
        act = chance.choice(("drop", "replace", "replace", "rename"))
        if act == "drop":
            del parent[key]
        elif act == "replace" or isinstance(parent, list):
            parent[key] = copy.deepcopy(chance.choice(VALUES))
        else:
            parent[chance.choice((f"{key}x", "$ref", "", ".."))] = parent.pop(key)
    return made


@pytest.mark.parametrize("seed", range(SEEDS))
def test_damaged_inputs_never_break_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same damage every time)
    monkeypatch.setenv("BESSEMER_TRACEBACK", "1")
    (tmp_path / "spec").mkdir()
    for name in ("openapi.yaml", "sdk.yml"):
        document = read(ROOT / "spec" / name).document
        assert document is not None
        data = damaged(document.data, chance) if name == "sdk.yml" or seed % 2 else document.data
        (tmp_path / "spec" / name).write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for flags in ([], ["--allow-invalid"]):
        status = main(["lint", "--format", "json", *flags])
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        errors = [item for item in found if item["level"] == "error"]
        assert status == (1 if errors else 0)
        assert all(item["place"] for item in errors)

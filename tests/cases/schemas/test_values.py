"""Run every case folder of this room: real values through the types that a schema becomes.

A case is a folder with `schemas.yaml` (components, and optionally `openapi`: the dialect's version) and `values.yaml`:
a list of values, each with

    of        the component
    value     JSON that is decoded, encoded and must be the same again; it is also sent, and must leave as it is
    holds     Python that must be true of it: `made` is what it decodes to, beside the names below
    sends     what is sent, if it is another value than the one that is received; `nothing` where it only comes
    python    Python whose value is sent in its place, with `datetime` and `date` at hand
    loose     true where a strict client refuses the value

and `loosened` in `schemas.yaml`: the pointers at which something is carried less exactly, none where it is not there.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pydantic
import pytest

from bessemer.document.reader import read
from tests.support.sdk_types import Types, made, same

CASES = Path(__file__).parent
FOLDERS = sorted(path.parent for path in CASES.glob("*/schemas.yaml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_values(folder: Path, tmp_path: Path) -> None:
    written = _plain(folder / "schemas.yaml")
    package = f"case_{folder.name.replace('-', '_')}"
    types = made(tmp_path, package, written["schemas"], written.get("openapi", "3.1.0"))
    lost = [str(item.pointer) for item in types.lowered.problems if item.code == "construct-loosened"]
    assert sorted(lost) == sorted(written.get("loosened", []))
    for entry in _plain(folder / "values.yaml")["values"]:
        _check(types, entry)


def _plain(path: Path) -> Any:
    reading = read(path, path.name)
    assert reading.document is not None, reading.faults
    return reading.document.data


def _check(types: Types, entry: Mapping[str, Any]) -> None:
    name, value = entry["of"], entry["value"]
    with warnings.catch_warnings():
        # a field that holds what its annotation does not say is what lenient means
        warnings.simplefilter("ignore" if entry.get("loose") else "error")
        decoded = types.decode(name, value)
        assert same(types.encode(decoded), value), f"{value!r} came out as {types.encode(decoded)!r}"
        if not entry.get("loose"):
            assert same(types.encode(types.validated(name, value)), value)
    names = {"made": decoded, "response": types.response(name), "request": types.request(name), **_classes(types)}
    names |= {"datetime": datetime, "date": date, "UTC": UTC, "pydantic": pydantic}
    for claim in entry.get("holds", ()):
        assert eval(claim, names), f"{claim} of {decoded!r}"  # noqa: S307
    if entry.get("sends", value) != "nothing":
        given = eval(entry["python"], names) if "python" in entry else value  # noqa: S307
        assert same(types.sent(name, given), entry.get("sends", value))


def _classes(types: Types) -> Mapping[str, Any]:
    package = importlib.import_module(f"{types.package}.types.shared")
    return {name: getattr(package, name) for name in package.__all__}


def test_every_model_builds_its_validator_and_every_params_type_its_hints(tmp_path: Path) -> None:
    """All cases at once: names shadowed by fields, references to what comes later, modules that import each other."""
    from tests.support.build_all import build_all

    for folder in FOLDERS:
        written = _plain(folder / "schemas.yaml")
        types = made(tmp_path / folder.name, f"built_{folder.name.replace('-', '_')}", written["schemas"])
        assert build_all(tmp_path / folder.name / "src", types.package) == []

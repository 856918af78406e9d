"""Pyright over several packages in one run: reading the libraries is most of its time for a small package."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.corpus.work import Ran, as_data, run

_LIMIT = 1800
# Lines of Python in one run: what it holds in memory grows with them.
_LINES = 60_000


@dataclass(frozen=True)
class Package:
    """A package under way: its name in the corpus, its folder, and how many lines it has."""

    name: str
    folder: Path
    lines: int


def groups(packages: Sequence[Package]) -> Iterator[tuple[Package, ...]]:
    """Packages in their order, as many together as one run takes."""
    group: list[Package] = []
    for package in packages:
        if group and sum(item.lines for item in group) + package.lines > _LINES:
            yield tuple(group)
            group = []
        group.append(package)
    if group:
        yield tuple(group)


def checked(group: Sequence[Package], folder: Path) -> Mapping[str, Mapping[str, object]]:
    """What pyright finds in each package; its cost is told in parts by their lines."""
    pyright = Path(sys.executable).parent / "pyright"
    command = [str(pyright), "--pythonpath", sys.executable, "--level", "error", "--outputjson"]
    folder.mkdir(parents=True, exist_ok=True)
    places = [str(item.folder.resolve()) for item in group]
    ran = run([*command, *places], folder, _LIMIT, {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"})
    try:
        complaints = json.loads(ran.out)["generalDiagnostics"]
    except ValueError:
        problem = f"exit {ran.status}: {(ran.err or ran.out).strip()[-300:]}"
        return {
            item.name: {**as_data(ran), "ok": False, "errors": 1, "problems": [], "first": problem} for item in group
        }
    total = sum(item.lines for item in group) or 1
    return {item.name: _found(item, complaints, ran, item.lines / total) for item in group}


def _found(package: Package, complaints: Sequence[Any], ran: Ran, share: float) -> Mapping[str, object]:
    inside = f"{package.folder.resolve()}/"
    problems = [_line(item, inside) for item in complaints if str(item["file"]).startswith(inside)]
    cost = {**as_data(ran), "cpu": round(ran.cpu * share, 2), "seconds": round(ran.seconds * share, 2)}
    state = {"ok": not problems, "errors": len(problems), "problems": problems[:50], "first": (problems or [""])[0]}
    return {**cost, **state}


def _line(item: Mapping[str, Any], inside: str) -> str:
    line = item["range"]["start"]["line"] + 1 if "range" in item else 0
    message = str(item["message"]).replace("\n", " ")
    return f"{str(item['file']).removeprefix(inside)}:{line} - {item['severity']}: {message} ({item.get('rule', '')})"

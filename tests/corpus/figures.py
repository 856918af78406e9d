"""Lay out what the steps found, and compare it with what must be met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Rows = Mapping[str, Mapping[str, Any]]

# How many documents must pass a step, and those that must be among them.
_AT_LEAST = {"mypy": 30, "pyright": 30, "tests": 20}
_AMONG = ("github", "openai", "stripe", "anthropic")
_ALL = {"ruff", "examples", "go"}
# MiB that a program may hold while it builds a module of Go.
_LARGEST_BUILD = 1536
_HEAD = (
    "document",
    "ops",
    "gen",
    "called",
    "import",
    "models",
    "ruff",
    "mypy",
    "pyright",
    "tests",
    "ex",
    "go",
    "go MB",
    "lines",
    "CPU s",
    "MB",
)


def table(rows: Rows) -> str:
    """One line for each document and one of totals."""
    lines = [_HEAD, *(_line(name, row) for name, row in rows.items()), _totals(rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if index == 0 else text.rjust(width)
            for index, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def board(rows: Rows) -> str:
    """The table, and the first line of every failure."""
    failures = [
        f"{name:<26}{step:<10}{_short(found)}"
        for name, row in rows.items()
        for step, found in _found(row).items()
        if not found["ok"]
    ]
    return "\n".join([table(rows), "", *failures, ""])


def unmet(rows: Rows, steps: tuple[str, ...]) -> list[str]:
    """Which of the figures that must be met are not, of those that the steps measure."""
    total = len(rows)
    made = sum(row["generate"]["ok"] for row in rows.values())
    missing = [f"{made} of {total} documents are generated"] if made < total else []
    if "probe" in steps:
        operations, called = sum(row["operations"] for row in rows.values()), _sum(rows, "probe", "callable")
        missing += [f"{called} of {operations} operations are callable"] if called < operations else []
        for key, what in (("imports", "import every module"), ("models_ok", "build every validator")):
            count = sum(bool(row.get("probe", {}).get(key)) for row in rows.values())
            missing += [f"{count} of {total} packages {what}"] if count < total else []
    for step in steps:
        passed = [name for name, row in rows.items() if row.get(step, {}).get("ok")]
        least = total if step in _ALL else _AT_LEAST.get(step, 0)
        missing += [f"{step}: {len(passed)} pass, {least} must"] if len(passed) < least else []
        if step == "go":
            large = [name for name, row in rows.items() if row.get("go", {}).get("built", 0) > _LARGEST_BUILD]
            missing += [f"go: {name} takes more than {_LARGEST_BUILD} MiB to build" for name in large]
        if step in ("mypy", "pyright"):
            missing += [f"{step}: {name} must pass" for name in _AMONG if name in rows and name not in passed]
    return missing


def _line(name: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    made, probe = row["generate"], row.get("probe", {})

    def mark(step: str) -> str:
        found = row.get(step)
        return "" if found is None else "ok" if found["ok"] else str(found.get("errors") or "no")

    return (
        name,
        str(row["operations"]),
        "ok" if made["ok"] else "no",
        str(probe.get("callable", "")),
        _yes(probe, "imports"),
        _yes(probe, "models_ok"),
        *(mark(step) for step in ("ruff", "mypy", "pyright", "tests", "examples", "go")),
        str(row.get("go", {}).get("built", "")),
        str(made.get("lines", "")),
        f"{made.get('cpu', 0):.1f}",
        f"{made.get('memory', 0):.0f}",
    )


def _totals(rows: Rows) -> tuple[str, ...]:
    def passed(step: str) -> str:
        return str(sum(bool(row.get(step, {}).get("ok")) for row in rows.values()))

    return (
        f"{len(rows)} documents",
        str(sum(row["operations"] for row in rows.values())),
        passed("generate"),
        str(_sum(rows, "probe", "callable")),
        str(sum(bool(row.get("probe", {}).get("imports")) for row in rows.values())),
        str(sum(bool(row.get("probe", {}).get("models_ok")) for row in rows.values())),
        *(passed(step) for step in ("ruff", "mypy", "pyright", "tests", "examples", "go")),
        str(max((row.get("go", {}).get("built", 0) for row in rows.values()), default=0)),
        str(_sum(rows, "generate", "lines")),
        f"{sum(row['generate'].get('cpu', 0) for row in rows.values()):.0f}",
        f"{max((row['generate'].get('memory', 0) for row in rows.values()), default=0):.0f}",
    )


def _found(row: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {step: found for step, found in row.items() if isinstance(found, dict)}


def _short(found: Mapping[str, Any]) -> str:
    return str(found.get("first", ""))[:300]


def _sum(rows: Rows, step: str, key: str) -> int:
    return sum(int(row.get(step, {}).get(key) or 0) for row in rows.values())


def _yes(found: Mapping[str, Any], key: str) -> str:
    return "" if key not in found else "ok" if found[key] else "no"

"""The table of generator/README.md, enforced: what may import what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "generator" / "bessemer"

# package → the packages of ours that it may import; a dotted name allows only that module
ALLOWED = {
    "document": (),
    "naming": (),
    "encode": (),
    "diagnostics": ("document",),
    "config": ("document", "diagnostics"),
    "openapi": ("document", "diagnostics"),
    "derive": ("document", "diagnostics", "openapi", "naming", "config.forms"),
    "adopt": ("document", "diagnostics", "openapi", "derive", "naming", "config.model", "ir.api"),
    "ir": ("document.pointer",),
    "lower": ("document", "diagnostics", "openapi", "config", "ir", "naming"),
    "checks": ("ir", "diagnostics", "naming", "document.pointer"),
    "samples": ("ir", "naming", "document.pointer"),
    "targets": ("ir", "naming", "encode.code", "encode.markup", "diagnostics.finding"),
    "targets.python": (
        "ir",
        "naming",
        "encode",
        "samples",
        "diagnostics",
        "targets.target",
        "targets.licenses",
        "targets.repository",
        "document.pointer",
    ),
    "targets.go": (
        "ir",
        "naming",
        "encode",
        "samples",
        "diagnostics",
        "targets.target",
        "targets.licenses",
        "targets.repository",
        "document.pointer",
    ),
    "targets.reference": (
        "ir",
        "naming",
        "encode",
        "samples",
        "diagnostics",
        "targets.target",
        "targets.licenses",
        "document.pointer",
    ),
    "emit": ("diagnostics", "targets.target", "encode"),
    "surface": ("ir", "targets.target", "diagnostics"),
    # a whole run once more, in small
    "again": (
        *("document", "diagnostics", "openapi", "derive", "lower", "ir", "naming", "emit", "surface"),
        *("targets.target", "targets.python.outline", "targets.python.recall"),
        *("outputs", "pipeline", "places", "report", "stopwatch"),
    ),
}
# What every package may import.
FOR_ALL = ("frozen",)
# The registry of targets is the one module that knows them all.
REGISTRY = PACKAGE / "targets" / "__init__.py"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_templates" not in path.parts and path != REGISTRY)


def package_of(path: Path) -> str | None:
    parts = path.relative_to(PACKAGE).parts[:-1]
    if not parts:
        return None
    dotted = ".".join(parts[:2])
    return dotted if dotted in ALLOWED else parts[0]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative imports hide what a module needs"
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_its_package_may(path: Path) -> None:
    package = package_of(path)
    if package is None:
        return
    allowed = (package, *ALLOWED[package])
    for name in imported(path):
        ours = name.removeprefix("bessemer.")
        if ours == name or ours in FOR_ALL:
            continue
        assert any(ours == item or ours.startswith(item + ".") for item in allowed), f"{package} may not import {name}"


def test_every_package_is_in_the_table() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    assert folders == {name.partition(".")[0] for name in ALLOWED}


def test_the_start_of_the_program_loads_no_heavy_library() -> None:
    import subprocess
    import sys

    script = (
        "import sys, bessemer.cli\n"
        "bessemer.cli._parser()\n"
        "heavy = {'jinja2', 'black', 'yaml', 'openapi_spec_validator', 'jsonschema', 'jsonpath', 'markdown_it'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"

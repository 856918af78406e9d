"""Limits of size, enforced: a file, a function and a template that a reader can hold in mind."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator" / "bessemer"
TEMPLATES = ROOT / "templates"
FILE_LINES, FUNCTION_LINES, PARAMETERS, TEMPLATE_LINES = 400, 50, 5, 150

SOURCES = sorted(PACKAGE.rglob("*.py"))
RUNTIME = sorted([*TEMPLATES.glob("python/PACKAGE/**/*.py"), *TEMPLATES.glob("go/**/*.go")])
RENDERED = sorted(TEMPLATES.rglob("*.j2"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [*SOURCES, *RUNTIME], ids=named)
def test_a_file_is_short_enough(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_functions_are_short_and_take_few_parameters(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            arguments = node.args
            names = [item.arg for item in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
            counted = [name for name in names if name not in ("self", "cls")]
            assert lines <= FUNCTION_LINES, f"{node.name} has {lines} lines"
            assert len(counted) <= PARAMETERS, f"{node.name} takes {len(counted)} parameters"


@pytest.mark.parametrize("path", RENDERED, ids=named)
def test_a_template_is_short_and_names_its_view(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= TEMPLATE_LINES
    assert re.match(r"^\{#- (view: [\w.]+|part: .+) -?#\}", lines[0]), lines[0]


@pytest.mark.parametrize("path", [*SOURCES, *RUNTIME, *RENDERED], ids=named)
def test_nothing_is_left_to_do(path: Path) -> None:
    # context.TODO is a function of Go
    assert not re.search(r"(?<!context\.)\b(TODO|FIXME|XXX)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_file_says_its_one_reason_to_exist(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    if path.name != "__init__.py" or docstring:
        assert docstring, "no reason"
        assert docstring.splitlines()[0].endswith("."), "the reason is not one line"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_any_stays_at_the_edges(path: Path) -> None:
    if not set(path.relative_to(PACKAGE).parts) & {
        "document",
        "openapi",
        "derive",
        "lower",
        "config",
        "emit",
        "again",
        "adopt",
    }:
        assert "Any" not in re.findall(
            r"\w+", re.sub(r'"""[\s\S]*?"""|"[^"\n]*"', "", path.read_text(encoding="utf-8"))
        )

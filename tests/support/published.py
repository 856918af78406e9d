"""The public surface of an SDK as lines, from api.md and from the package, to hold against a published one.

A line is what a `surface.python.tsv` or a `surface.go.tsv` has: the kind (`type`, `method`), the headings above it, its
module or endpoint, and its name or signature with the result.
"""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

_HEADING = re.compile(r"(#+) (.*)")
_IMPORT = re.compile(r"from (\S+) import (.*)", re.DOTALL)
_METHOD = re.compile(r'- <code title="(\w+) (.*?)">(.*)</code>')


def listed(api_doc: str) -> tuple[str, ...]:
    """What an api.md lists, in its order."""
    found: list[str] = []
    headings: list[str] = []
    parts = re.split(r"^```.*$", api_doc, flags=re.MULTILINE)
    for index, part in enumerate(parts):
        if index % 2:
            found += _types(part.strip(), " > ".join(headings))
            continue
        for line in part.splitlines():
            heading = _HEADING.match(line)
            if heading:
                headings[len(heading[1]) - 1 :] = [heading[2]]
            found += _method(line, " > ".join(headings))
    return tuple(found)


def listed_go(api_doc: str) -> tuple[str, ...]:
    """What the api.md of a Go module lists, in its order."""
    found: list[str] = []
    headings: list[str] = []
    for line in api_doc.splitlines():
        heading = _HEADING.match(line)
        if heading:
            headings[len(heading[1]) - 1 :] = [heading[2]]
        if line.startswith("- <a "):
            package, _, name = re.sub(r"<[^>]*>", "", line.removeprefix("- ")).rpartition(".")
            found.append("\t".join(("type", " > ".join(headings), package, name)))
        found += _method(line, " > ".join(headings))
    return tuple(found)


def _types(statement: str, headings: str) -> Iterator[str]:
    match = _IMPORT.match(statement)
    for name in re.findall(r"\w+", match[2]) if match else ():
        yield "\t".join(("type", headings, match[1] if match else "", name))


def _method(line: str, headings: str) -> Iterator[str]:
    match = _METHOD.match(line)
    if match:
        signature = html.unescape(re.sub(r"<[^>]*>", "", match[3])).replace("\\", "")
        yield "\t".join(("method", headings, f"{match[1].upper()} {html.unescape(match[2])}", signature))


def declared(package: Path) -> Iterator[str]:
    """Every class and alias of the types of a package, with bases and fields; the modules in alphabetic order."""
    for path in sorted((package / "types").rglob("*.py")):
        if path.name != "__init__.py":
            yield path.relative_to(package).as_posix()
            for statement in ast.parse(path.read_text(encoding="utf-8")).body:
                yield from _declared(statement)


def _declared(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.ClassDef():
            bases = ", ".join(ast.unparse(item) for item in (*statement.bases, *statement.keywords))
            yield f"    class {statement.name}({bases})"
            yield from (f"        {ast.unparse(item)}" for item in statement.body if isinstance(item, ast.AnnAssign))
        case ast.AnnAssign() | ast.Assign() if not ast.unparse(statement).startswith("__all__"):
            yield f"    {ast.unparse(statement)}"

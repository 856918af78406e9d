"""The public surface of an SDK as lines, from api.md and from the package, to hold against a published one.

A line is what a `surface.python.tsv` or a `surface.go.tsv` has: the kind (`type`, `method`), the headings above it, its
module or endpoint, and its name or signature with the result.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from bessemer.adopt import listing


def listed(api_doc: str) -> tuple[str, ...]:
    """What the api.md of a Python package or a Go module lists, in its order."""
    return tuple("\t".join(_line(item)) for item in listing.listed(api_doc))


def _line(item: listing.Listed) -> tuple[str, ...]:
    headings = " > ".join(item.headings)
    if isinstance(item, listing.ListedType):
        return "type", headings, item.place, item.name
    verb, path = item.endpoint.split(" ", 1)
    return "method", headings, f"{verb.upper()} {path}", item.text


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

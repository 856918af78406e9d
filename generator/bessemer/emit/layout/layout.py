"""Lay out a rendered Python module as black would, at a fraction of its cost.

Most of what the templates print already stands as black would leave it, and nearly all of the rest are a few simple
shapes that only need breaking. A statement of any other shape is given to black alone, and a module that holds
something unfamiliar as a whole. `tests/unit/emit/test_layout.py` holds every tree we have against black itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bessemer.emit.layout.blanks import Blanks, docstrings
from bessemer.emit.layout.fold import folded
from bessemer.emit.layout.quotes import held, released
from bessemer.emit.layout.settled import WIDTH, joined, settled
from bessemer.emit.layout.statements import Statement, Unfamiliar, statements

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_CONTINUED = re.compile(r"\\\s*\n")


def laid_out(text: str, black: Callable[[str], str]) -> str:
    """The text of a module as black would leave it; `black` is asked about what is unfamiliar here."""
    try:
        return _module(text, black)
    except Unfamiliar:
        return black(text)


def _module(text: str, black: Callable[[str], str]) -> str:
    made = statements(text)
    documented = docstrings(made)
    blanks = Blanks()
    lines: list[str] = []
    for index, statement in enumerate(made):
        docstring = index in documented
        lines += [""] * blanks.above(statement, docstring=docstring)
        if docstring:
            lines += _docstring(statement)
        elif statement.settled or statement.kind == "text":
            lines += statement.lines
        else:
            lines += settled(statement.lines, statement.depth) or _broken(statement, black)
    return "\n".join(lines) + "\n" if lines else ""


def _broken(statement: Statement, black: Callable[[str], str]) -> tuple[str, ...]:
    has_comment = any("#" in _STRING.sub("", line) for line in statement.lines[:-1])
    try:
        if has_comment:
            raise Unfamiliar
        text, texts = held(joined(statement.lines))
        return released(folded(text, statement.kind, statement.depth), texts)
    except Unfamiliar:
        return _asked(statement, black)


def _asked(statement: Statement, black: Callable[[str], str]) -> tuple[str, ...]:
    """A statement as black alone lays it out, as deep as it stands."""
    if statement.kind == "decorator" or statement.lines[0].lstrip().startswith(("el", "ex", "fi")):
        raise Unfamiliar
    head = "".join(f"{'    ' * depth}if x:\n" for depth in range(statement.depth))
    opens = _STRING.sub('""', statement.lines[-1]).partition("#")[0].rstrip().endswith(":")
    body = f"{'    ' * (statement.depth + 1)}pass\n" if opens else ""
    made = black(f"{head}{chr(10).join(statement.lines)}\n{body}").split("\n")
    lines = made[statement.depth : -2 if body else -1]
    return tuple(lines[1:] if lines and not lines[0] else lines)


def _docstring(statement: Statement) -> list[str]:
    """Source: the rules of black for docstrings, which are those of PEP 257."""
    margin = "    " * statement.depth
    text = "\n".join(statement.lines).strip()[3:-3]
    if _CONTINUED.search(text):
        return list(statement.lines)
    lines = text.split("\n")
    if len(text.splitlines()) < len(lines) - 1 or any(len(line.splitlines()) > 1 for line in lines):
        raise Unfamiliar
    made = _reindented(lines, margin) if len(lines) > 1 else [text.strip()]
    if text and not any(made):
        made = [" "]
    elif text:
        made[0] = f" {made[0]}" if made[0].startswith('"') else made[0]
        last = made[-1]
        odd = (len(last) - len(last.rstrip("\\"))) % 2
        made[-1] = f"{last} " if last.endswith('"') or odd else last
        if len(made) > 1 and len(last) + 3 > WIDTH and not odd and last.strip():
            made.append(margin)
    return f'{margin}"""{chr(10).join(made)}"""'.split("\n")


def _reindented(lines: list[str], margin: str) -> list[str]:
    depths = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    made = [lines[0].strip()]
    if not depths:
        return made
    least, last = min(depths), len(lines) - 1
    for index, line in enumerate(lines[1:], 1):
        stripped = line[least:].rstrip()
        made.append(margin + stripped if stripped or index == last else "")
    return made

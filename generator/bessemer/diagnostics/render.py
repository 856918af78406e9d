"""Print diagnostics for people, programs and GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from bessemer.diagnostics.cause import by_cause
from bessemer.diagnostics.code import Code
from bessemer.diagnostics.diagnostic import Diagnostic, in_file_order
from bessemer.diagnostics.excerpt import excerpt, visible
from bessemer.document.place import Place

_COLORS = {"error": "\033[1;31m", "warning": "\033[1;33m", "note": "\033[1;36m"}
# How many findings of one cause a person is shown: about a screen.
_ALIKE = 3
# How long a text of the input may be in a line: a name of 10,000 characters helps nobody.
_LONGEST = 400
_BOLD = "\033[1m"
_RESET = "\033[0m"
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def render_text(diagnostics: Iterable[Diagnostic], *, color: bool) -> str:
    """All diagnostics in file order, a blank line between two; empty when there are none."""
    blocks = (_block(diagnostic) for diagnostic in in_file_order(diagnostics))
    if color:
        blocks = (_colored(block) for block in blocks)
    return "\n".join("".join(line + "\n" for line in block) for block in blocks)


def render_grouped(diagnostics: Iterable[Diagnostic], *, color: bool) -> str:
    """The first few diagnostics of each cause and how many more there are, ordered by first places."""
    blocks = []
    for cause in by_cause(diagnostics):
        shown = cause.diagnostics[:_ALIKE]
        blocks += [_block(diagnostic) for diagnostic in shown]
        more = len(cause.diagnostics) - len(shown)
        if more:
            first = shown[0]
            blocks.append([f"{first.level}[{first.code}]: and {more} more like this; --all shows them"])
    if color:
        blocks = [_colored(block) for block in blocks]
    return "\n".join("".join(line + "\n" for line in block) for block in blocks)


def render_json(diagnostics: Iterable[Diagnostic], summary: Mapping[str, object]) -> str:
    """One JSON document: {"diagnostics": […], "summary": {…}}, keys sorted, in file order."""
    items = [_as_json(diagnostic) for diagnostic in in_file_order(diagnostics)]
    document = {"diagnostics": items, "summary": dict(summary)}
    return json.dumps(document, indent=2, sort_keys=True) + "\n"


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a line, which GitHub shows beside the changed line.

    Source: docs.github.com, "Workflow commands for GitHub Actions", and actions/toolkit command.ts.
    """
    return "".join(_command(diagnostic) + "\n" for diagnostic in in_file_order(diagnostics))


def explain(code: Code) -> str:
    """What `bessemer explain` prints for a code."""
    heading = f"{code.level}[{code.name}]: {code.title}"
    alias = f"In Stainless configs: {code.alias}\n\n" if code.alias else ""
    return f"{heading}\n\n{code.explanation.strip()}\n\nFix: {code.fix}\n\n{alias}".rstrip() + "\n"


def _block(diagnostic: Diagnostic) -> list[str]:
    gutter = max([1, *(len(str(place.line)) for place in _places(diagnostic))])
    lines = [f"{diagnostic.level}[{diagnostic.code}]: {_short(diagnostic.message)}"]
    if diagnostic.place is not None:
        pointer = f"  (#{_short(diagnostic.pointer)})" if diagnostic.pointer is not None else ""
        lines += _located(diagnostic.place, gutter, pointer)
    elif diagnostic.pointer is not None:
        lines.append(f"{' ' * (gutter - 1)}--> #{_short(diagnostic.pointer)}")
    if diagnostic.advice:
        margin = " " * (gutter + 1)
        first, *rest = diagnostic.advice.split("\n")
        lines.append(f"{margin}= help: {_short(first)}")
        lines += [f"{margin}        {_short(line)}" for line in rest]
    for message, place in diagnostic.related:
        lines.append(f"note: {_short(message)}")
        lines += _located(place, gutter, "")
    return lines


def _places(diagnostic: Diagnostic) -> Iterator[Place]:
    if diagnostic.place is not None:
        yield diagnostic.place
    yield from (place for _, place in diagnostic.related)


def _located(place: Place, gutter: int, suffix: str) -> list[str]:
    shown = excerpt(place)
    arrow = f"{' ' * (gutter - 1)}--> {visible(place.path)}:{place.line}:{place.column}{suffix}"
    return [
        arrow,
        f"{place.line:>{gutter}} | {shown.text}".rstrip(),
        f"{' ' * gutter} | {' ' * shown.indent}{'^' * shown.width}",
    ]


def _short(text: str) -> str:
    """The text made safe to print, its middle left out where it is too long."""
    safe = visible(text)
    return safe if len(safe) <= _LONGEST else f"{safe[: _LONGEST // 2]} … {safe[-_LONGEST // 4 :]}"


def _colored(block: list[str]) -> list[str]:
    first = block[0]
    head, separator, message = first.partition(": ")
    paint = _COLORS[head.partition("[")[0]]
    return [f"{paint}{head}{_RESET}{separator}{_BOLD}{message}{_RESET}", *block[1:]]


def _as_json(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "help": diagnostic.advice,
        "level": diagnostic.level,
        "message": diagnostic.message,
        "place": _place_as_json(diagnostic.place),
        "pointer": diagnostic.pointer,
        "related": [{"message": message, "place": _place_as_json(place)} for message, place in diagnostic.related],
    }


def _place_as_json(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {
        "column": place.column,
        "length": place.length,
        "line": place.line,
        "path": place.path,
    }


def _command(diagnostic: Diagnostic) -> str:
    properties: dict[str, str] = {}
    if diagnostic.place is not None:
        place = diagnostic.place
        properties = {
            "file": place.path,
            "line": str(place.line),
            "col": str(place.column),
            "endColumn": str(place.column + place.length),
        }
    properties["title"] = diagnostic.code
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = diagnostic.message + (f"\nhelp: {diagnostic.advice}" if diagnostic.advice else "")
    return f"::{_GITHUB[diagnostic.level]} {listed}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")

"""Group diagnostics by what causes them: one mistake made two hundred times is one thing to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bessemer.diagnostics.diagnostic import Diagnostic, in_file_order
from bessemer.frozen import frozen

# What a message says of one place: names in quotes or backticks, JSON values, numbers.
_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|\[[^\[\]]*\]|\{[^{}]*\}|\d+(?:\.\d+)*")


@frozen
class Cause:
    """Diagnostics that differ in their places and in the names they mention, in file order."""

    diagnostics: tuple[Diagnostic, ...]


def by_cause(diagnostics: Iterable[Diagnostic]) -> tuple[Cause, ...]:
    """Causes in the order of their first places."""
    found: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for item in in_file_order(diagnostics):
        found.setdefault((item.level, item.code, _PARTICULAR.sub("…", item.message)), []).append(item)
    return tuple(Cause(tuple(items)) for items in found.values())

"""Select parts of a document by JSONPath: the one engine of overlays and transforms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bessemer.document.pointer import ROOT, Pointer, child, lookup

# `.name`, `['name']`, `["name"]` or `[0]`.
_STEP = re.compile(
    r"""\.([^.\[\]'"]+)|\[\s*'((?:[^'\\]|\\.)*)'\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\[\s*([0-9]+)\s*\]"""
)


def select(data: Any, target: str) -> Sequence[Pointer] | str:
    """The pointers a JSONPath selects, each once in document order, or why it cannot be read."""
    import jsonpath

    try:
        matches = list(jsonpath.finditer(target, data))
    except (jsonpath.JSONPathError, RecursionError, ValueError) as error:
        return str(error).split("\n", 1)[0] or type(error).__name__
    found = tuple(dict.fromkeys(child(ROOT, *match.parts) for match in matches))
    try:
        for pointer in found:
            lookup(data, pointer)
    except KeyError:
        # what '~' selects has no place that could be edited
        return "it selects names of keys, not what they hold"
    return found


def single(target: str) -> Pointer | None:
    """The place that a JSONPath of names alone, or a reference such as #/a/b, stands for, whether it exists or not."""
    if target.startswith("#/"):
        return Pointer(target[1:])
    if not target.startswith("$"):
        return None
    steps: list[str] = []
    position = 1
    while position < len(target):
        match = _STEP.match(target, position)
        if match is None or match.group(1) == "*":
            return None
        steps.append(next(group for group in match.groups() if group is not None))
        position = match.end()
    return child(ROOT, *(re.sub(r"\\(.)", r"\1", step) for step in steps))

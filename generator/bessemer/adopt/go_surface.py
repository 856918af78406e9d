"""List the exported names of a Go module, package by package, from its text as gofmt lays it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_FUNC = re.compile(r"func (?:\(\w* ?\*?(\w+)(?:\[[^\]]*\])?\) )?([A-Z]\w*)")
_TYPE = re.compile(r"type ([A-Z]\w*)\b(.*)")
_GROUP = re.compile(r"(?:const|var|type) \($")
_VALUE = re.compile(r"(?:const|var) ([A-Z]\w*)")
_MEMBER = re.compile(r"\t([A-Z]\w*)\b(?!\()")


def go_surface(texts: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """By the folder of a package: a line for each type, field, function, method and value that it exports."""
    found: dict[str, list[str]] = {}
    for path, text in texts.items():
        folder, _, name = path.rpartition("/")
        if not name.endswith("_test.go") and "internal" not in folder.split("/"):
            found.setdefault(folder or ".", []).extend(_lines(text))
    return {folder: tuple(dict.fromkeys(lines)) for folder, lines in found.items()}


def _lines(text: str) -> Iterator[str]:
    inside: str | None = None
    for line in text.splitlines():
        if line.startswith((")", "}")):
            inside = None
        elif inside is not None and (member := _MEMBER.match(line)):
            yield f"{inside}{member[1]}"
        elif function := _FUNC.match(line):
            receiver, name = function.groups()
            if receiver is None or receiver[:1].isupper():
                yield f"{receiver}.{name}()" if receiver else f"{name}()"
        elif _GROUP.match(line):
            inside = ""
        elif declared := _TYPE.match(line):
            yield declared[1]
            if declared[2].rstrip().endswith("struct {"):
                inside = f"{declared[1]}."
        elif value := _VALUE.match(line):
            yield value[1]

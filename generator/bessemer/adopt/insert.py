"""Add keys to the text of a config: every line that its team wrote stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bessemer.derive.yaml_text import yaml_text
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, child
from bessemer.document.reader import parse


def value_at(data: Any, keys: tuple[str, ...]) -> Any:
    """What a config has under keys in each other; None where it has nothing."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def inserted(text: str, keys: tuple[str, ...], value: Any) -> str | None:
    """The text with a key that it does not have; None where there is no block of lines to add it to."""
    document = parse(text.encode(), Path("sdk.yml"), "sdk.yml").document
    if document is None:
        return None
    depth = next(count for count in range(len(keys) - 1, -1, -1) if count == 0 or _mapping(document, keys[:count]))
    parent = _mapping(document, keys[:depth])
    if not parent or keys[depth] in parent:
        # it is there as something that holds no keys, or the file is empty
        return None
    first = document.place(child(ROOT, *keys[:depth], next(iter(parent))), key=True)
    margin = first.excerpt[: first.column - 1]
    if margin.strip(" "):
        return None
    for key in reversed(keys[depth:]):
        value = {key: value}
    added = "".join(f"{margin}{line}\n" for line in yaml_text(value, {}).splitlines())
    lines = text.splitlines(keepends=True)
    made = "".join((*lines[: first.line - 1], added, *lines[first.line - 1 :]))
    again = parse(made.encode(), Path("sdk.yml"), "sdk.yml").document
    return made if again is not None and not isinstance(value_at(again.data, keys), dict | None) else None


def _mapping(document: Document, keys: tuple[str, ...]) -> dict[str, Any] | None:
    found = value_at(document.data, keys)
    return found if isinstance(found, dict) and found else None

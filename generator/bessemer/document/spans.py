"""Find the stretch of text behind a pointer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from bessemer.document.node import Node
from bessemer.document.place import Lines
from bessemer.frozen import frozen


@frozen
class Found:
    """Where a value and its key start and end, as offsets in characters; the root has no key."""

    value: tuple[int, int]
    key: tuple[int, int] | None


class Locator(Protocol):
    """Knows the root of one text; built only when a place is asked for."""

    def root(self) -> Node | None: ...


@dataclass(frozen=True)
class YamlLocator:
    lines: Lines

    def root(self) -> Node | None:
        return self._root

    @cached_property
    def _root(self) -> Node | None:
        from bessemer.document.yaml_spans import index

        return index(self.lines)


@dataclass(frozen=True)
class JsonLocator:
    """`known` is the root, where reading the text left it."""

    lines: Lines
    known: Node | None = None

    def root(self) -> Node | None:
        return self.known or self._root

    @cached_property
    def _root(self) -> Node | None:
        from bessemer.document.json_spans import index

        return index(self.lines.text)


def find(locator: Locator, tokens: tuple[str, ...]) -> Found:
    """The span at the tokens or at the nearest ancestor that exists."""
    node = locator.root()
    if node is None:
        return Found((0, 1), None)
    key: tuple[int, int] | None = None
    for token in tokens:
        entry = node.children().get(token)
        if entry is None:
            break
        key, node = entry
    return Found(node.span, key)

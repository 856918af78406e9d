"""Find the stretch of text behind a pointer."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from bessemer.document.entries import ENTRIES, Entries, line_starts
from bessemer.document.fault import Refused
from bessemer.document.node import Node
from bessemer.document.place import Lines
from bessemer.frozen import frozen


@frozen
class Found:
    """Where a value and its key start and end, as offsets in characters; the root has no key."""

    value: tuple[int, int]
    key: tuple[int, int] | None


class Locator(Protocol):
    """Knows the nodes of one text; they are found only when a place is asked for."""

    def above(self, tokens: tuple[str, ...]) -> tuple[Node | None, tuple[str, ...]]:
        """A node at or above the tokens, and the tokens from it on."""
        ...


@dataclass(frozen=True)
class YamlLocator:
    """Entries that can be read alone are indexed alone: all of a text takes as long as reading it did."""

    lines: Lines
    entries: Entries = field(default_factory=Entries)

    def above(self, tokens: tuple[str, ...]) -> tuple[Node | None, tuple[str, ...]]:
        depth = len(ENTRIES)
        if tokens[:depth] == ENTRIES and len(tokens) > depth and tokens[depth] in self._stretches:
            alone = self._alone(tokens[depth])
            if alone is not None:
                return alone, tokens[depth:]
        return self._root, tokens

    @cached_property
    def _root(self) -> Node | None:
        from bessemer.document.yaml_spans import index

        return index(self.lines)

    @cached_property
    def _stretches(self) -> Mapping[str, tuple[int, int]]:
        starts = line_starts(self.lines.text, self.entries) if self.entries.starts else ()
        return dict(zip(self.entries.starts, pairwise(starts), strict=False))

    @cached_property
    def _known(self) -> dict[str, Node | None]:
        return {}

    def _alone(self, name: str) -> Node | None:
        """The mapping of one entry; None where it means nothing without what is around it, such as a directive."""
        from bessemer.document.yaml_spans import index

        if name not in self._known:
            self._known[name] = None
            with contextlib.suppress(Refused):
                self._known[name] = index(self.lines, self._stretches[name])
        return self._known[name]


@dataclass(frozen=True)
class JsonLocator:
    """`known` is the root, where reading the text left it."""

    lines: Lines
    known: Node | None = None

    def above(self, tokens: tuple[str, ...]) -> tuple[Node | None, tuple[str, ...]]:
        return self.known or self._root, tokens

    @cached_property
    def _root(self) -> Node | None:
        from bessemer.document.json_spans import index

        return index(self.lines.text)


def find(locator: Locator, tokens: tuple[str, ...]) -> Found:
    """The span at the tokens or at the nearest ancestor that exists."""
    node, below = locator.above(tokens)
    if node is None:
        return Found((0, 1), None)
    key: tuple[int, int] | None = None
    for token in below:
        entry = node.children().get(token)
        if entry is None:
            break
        key, node = entry
    return Found(node.span, key)

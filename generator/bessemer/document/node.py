"""Say what a written value is to those who look for places: a span, and its children on demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Node(Protocol):
    """One written value: its span, and its children by token on demand."""

    @property
    def span(self) -> tuple[int, int]: ...

    def children(self) -> Mapping[str, tuple[tuple[int, int] | None, Node]]: ...

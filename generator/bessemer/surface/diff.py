"""Compare two public surfaces and say which kind of release the difference asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from bessemer.frozen import frozen
from bessemer.targets.target import SurfaceItem

Release: TypeAlias = Literal["none", "minor", "major"]


@frozen
class SurfaceChange:
    """The lines that came and went. A line that changed did both."""

    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def release(self) -> Release:
        """Something public that went breaks programs; something that came does not. Source: semver.org 2.0.0."""
        if self.removed:
            return "major"
        return "minor" if self.added else "none"

    def text(self) -> str:
        """`+2 -1 (major)`"""
        return f"+{len(self.added)} -{len(self.removed)} ({self.release})"


def lines(items: Iterable[SurfaceItem]) -> tuple[str, ...]:
    """A surface as sorted lines: kind, name, signature."""
    return tuple(sorted(" ".join(part for part in (item.kind, item.name, item.signature) if part) for item in items))


def diff(before: Iterable[str], after: Iterable[str]) -> SurfaceChange:
    old, new = set(before), set(after)
    return SurfaceChange(tuple(sorted(new - old)), tuple(sorted(old - new)))

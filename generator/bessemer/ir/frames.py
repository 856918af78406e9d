"""Give room to those who walk schemas that hold each other in long chains."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

_FRAMES = 100_000


@contextlib.contextmanager
def deep() -> Iterator[None]:
    """Let functions call themselves as deep as the longest chain; frames of Python need none of the machine's stack."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)

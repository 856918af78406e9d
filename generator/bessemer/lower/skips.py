"""Read what the author keeps out of SDKs: properties, parameters and alternatives with `x-stainless-skip`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bessemer.document.pointer import Pointer
from bessemer.lower.context import Context

_LANGUAGES = ("python", "go")


def skipped(context: Context, pointer: Pointer, words: Iterable[Any]) -> bool:
    """Whether no SDK that is made has it. What only some are to leave out is noted for them."""
    words = tuple(words)
    if not any("x-stainless-skip" in raw for raw in words if isinstance(raw, dict)):
        return False
    made = {item.name for item in context.config.targets if not item.skip and item.name in _LANGUAGES}
    for raw in words:
        written = raw.get("x-stainless-skip") if isinstance(raw, dict) else None
        if not written:
            continue
        listed = written if isinstance(written, list) else [written]
        without = {name for name in listed if isinstance(name, str)} & made
        if written is True or (made and without == made):
            return True
        for language in sorted(without):
            context.left_out.setdefault(language, {})[pointer] = None
    return False

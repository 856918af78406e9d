"""Split a name as somebody wrote it into lower-case words."""

from __future__ import annotations

import re
from typing import TypeAlias

Words: TypeAlias = tuple[str, ...]

_SEPARATORS = re.compile(r"[^0-9A-Za-z]+")
# lower→Upper, digit→Upper, and ACRONYMWord before its last capital; an acronym's plural (`IDs`, `URLs`) stays whole
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s$)")


def split(text: str) -> Words:
    """`AWSSNSPush` → awssns push; `trip-details` → trip details; `created_at[gte]` → created at gte.

    Digits stay with the letters before them (`top100`, `oauth2`). A text without any letter or digit has no words.
    Source: contracts/config.md section 2.1.
    """
    parts = (hump for piece in _SEPARATORS.split(text) for hump in _HUMPS.split(piece))
    return tuple(part.lower() for part in parts if part)

"""Encode code samples and the names of places in a page."""

from __future__ import annotations

import re

from bessemer.encode.code import Code
from bessemer.encode.text import clean

_NOT_IN_FRAGMENT = re.compile(r"[^\w.-]+")
_NOT_IN_INFO = re.compile(r"[^\w+-]")


def md_fence(info: str, text: str) -> Code:
    """A fenced code block of exactly this text: the fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return Code(f"{fence}{_NOT_IN_INFO.sub('', info)}\n{clean(text)}\n{fence}")


def fragment(text: str) -> Code:
    """An identifier of a place in a page: letters, digits, `_`, `.` and `-` alone, so it needs no quoting anywhere."""
    return Code(_NOT_IN_FRAGMENT.sub("_", text).strip("_.") or "_")

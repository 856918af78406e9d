"""Prepare prose for comments: clean control characters, wrap paragraphs, leave lists and code alone."""

from __future__ import annotations

import re
import textwrap

_KEPT_AS_WRITTEN = re.compile(r"^(\s|[-*+>|#]|\d+[.)]\s|```|~~~)")


def clean(text: str) -> str:
    """The text with \\n as its only line break, and with every other character that does not print as U+FFFD.

    Bidirectional controls and zero-width characters are among those (CVE-2021-42574).
    """
    if text.isprintable():
        return text.rstrip()
    lines = re.split(r"\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029", text)
    return "\n".join("".join(_printable(character) for character in line).rstrip() for line in lines).strip("\n")


def _printable(character: str) -> str:
    if character.isprintable() or character == "\u00a0":
        return character
    return "    " if character == "\t" else "\ufffd"


def wrapped(text: str, width: int) -> list[str]:
    """The lines of clean text, prose re-wrapped to the width; lists, tables and code keep their own lines."""
    lines: list[str] = []
    for block in re.split(r"\n{2,}", clean(text)):
        lines += [*([""] if lines else []), *_block(block, width)]
    return lines


def _block(block: str, width: int) -> list[str]:
    rows = block.split("\n")
    if any(_KEPT_AS_WRITTEN.match(row) for row in rows):
        return rows
    return textwrap.wrap(" ".join(rows), width, break_long_words=False, break_on_hyphens=False)

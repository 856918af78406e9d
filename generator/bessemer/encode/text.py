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
    return "\n".join(_cleaned(line).rstrip() for line in lines).strip("\n")


def _cleaned(line: str) -> str:
    return line if line.isprintable() else "".join(_printable(character) for character in line)


def _printable(character: str) -> str:
    if character.isprintable() or character == "\u00a0":
        return character
    return "    " if character == "\t" else "\ufffd"


def wrapped(text: str, width: int) -> list[str]:
    """The lines of clean text, prose re-wrapped to the width; lists, tables and code keep their own lines."""
    cleaned = clean(text)
    if "\n\n" not in cleaned:
        return _block(cleaned, width)
    lines: list[str] = []
    for block in re.split(r"\n{2,}", cleaned):
        lines += [*([""] if lines else []), *_block(block, width)]
    return lines


def _block(block: str, width: int) -> list[str]:
    rows = block.split("\n")
    if any(_KEPT_AS_WRITTEN.match(row) for row in rows):
        return rows
    text = " ".join(rows)
    if "  " in text:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return _filled(text, width)


def _filled(text: str, width: int) -> list[str]:
    """What textwrap makes of words with one blank between them, at a fraction of its cost."""
    if len(text) <= width:
        return [text] if text else []
    lines: list[str] = []
    line, *words = text.split(" ")
    for word in words:
        if len(line) + len(word) < width:
            line += f" {word}"
        else:
            lines.append(line)
            line = word
    return [*lines, line]

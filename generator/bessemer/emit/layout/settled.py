"""Tell whether a statement already stands as black would leave it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

WIDTH = 100
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
KEPT_COMMA = re.compile(r",[)\]}]")
_SUBSCRIPT = re.compile(r"[\w\])]\[$")
_CALL = re.compile(r"[\w\])]\($")
# The comma of a tuple of one element says nothing.
_SINGLE = re.compile(r'(?<![\w\])"])\("",\)')
_ENTRY = re.compile(r'"[^"\\]*": "[^"\\]*",')
_BRACKET = re.compile(r"[\[\](){}]")
_INDENT = 4
_CLOSING, _OPENING = ")]}", "([{"


def settled(lines: Sequence[str], depth: int) -> Sequence[str] | None:
    """The lines, indented, of a statement with each element in brackets on a line of its own with a comma; else None.

    Black joins nothing that ends in a comma.
    """
    counts: list[int] = []
    least: list[int] = []
    made: list[str] = []
    last = len(lines) - 1
    for index, line in enumerate(lines):
        code = line.lstrip(" ")
        role, minimum = _role(code)
        closes = role in ("close", "turn")
        indent = (depth + len(counts) - closes) * _INDENT
        long = indent + len(code) > WIDTH
        if role == "odd" or (long and role not in ("entry", "comment")):
            return None
        if closes and (not counts or counts.pop() < least.pop()):
            return None
        made.append(" " * indent + code)
        if index == last:
            return made if role == "close" and not counts else None
        if role == "open":
            if counts:
                counts[-1] += 1
            elif index:
                return None
            counts.append(0)
            least.append(minimum)
        elif role != "comment":
            if not counts or code[-1] != ",":
                return None
            if not closes:
                counts[-1] += 1
    return None


@lru_cache(maxsize=1 << 16)
def _role(code: str) -> tuple[str, int]:
    """The part of a line in brackets, such as an element or an opening, and how many elements an opening needs."""
    if code.startswith("#"):
        return "comment", 0
    if _ENTRY.fullmatch(code):
        # however long it is: there is nothing to break at
        return "entry", 0
    text = bare(code)
    if "#" in text or '\\"' in code or KEPT_COMMA.search(text):
        return "odd", 0
    depth = low = 0
    for one in _BRACKET.findall(text):
        if one in _OPENING:
            depth += 1
        else:
            depth -= 1
            low = min(low, depth)
    match depth, low, text[-1] in _OPENING:
        case 0, 0, False:
            return "element", 0
        case 1, 0, True:
            return "open", 2 if _SUBSCRIPT.search(code) or (code[-1] == "(" and not _CALL.search(code)) else 1
        case -1, -1, False if text[0] in _CLOSING and not any(one in text for one in _OPENING):
            return "close", 0
    return "odd", 0


def bare(code: str) -> str:
    """Code with texts, and tuples of one text, taken for empty ones: none of them is broken."""
    text = _STRING.sub('""', code)
    while ",)" in text:
        shorter = _SINGLE.sub('""', text)
        if shorter == text:
            break
        text = shorter
    return text


def joined(lines: Sequence[str]) -> str:
    """A statement on one line, without its indentation."""
    text = lines[0].strip()
    for line in lines[1:]:
        piece = line.strip()
        text += piece if text[-1] in _OPENING or piece[0] in _CLOSING else f" {piece}"
    return text

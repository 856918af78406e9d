"""Tell whether a statement already stands as black would leave it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

WIDTH = 100
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_KEPT_COMMA = re.compile(r",[)\]}]")
_SUBSCRIPT = re.compile(r"[\w\])]\[$")
_CALL = re.compile(r"[\w\])]\($")
_CLOSING, _OPENING = ")]}", "([{"


def settled(lines: Sequence[str], depth: int) -> bool:
    """Whether a statement is one line that fits, or has each element in brackets on a line of its own with a comma.

    Black leaves both alone: it joins nothing that ends in a comma.
    """
    if len(lines) == 1:
        return len(lines[0]) <= WIDTH and not is_touched(lines[0])
    counts: list[int] = []
    least: list[int] = []
    last = len(lines) - 1
    for index, line in enumerate(lines):
        indent, role = _role(line)
        closes, opens = role in ("close", "turn"), role in ("open", "turn")
        if role == "odd" or indent != (depth + len(counts) - closes) * 4:
            return False
        if closes and (not counts or counts.pop() < least.pop()):
            return False
        if index == last:
            return role == "close" and not counts
        if role == "comment":
            continue
        if opens:
            if counts and closes:
                return False
            if counts:
                counts[-1] += 1
            elif index:
                return False
            counts.append(0)
            least.append(2 if _SUBSCRIPT.search(line) or (line[-1] == "(" and not _CALL.search(line)) else 1)
        elif not counts or not line.endswith(","):
            return False
        elif not closes:
            counts[-1] += 1
    return False


@lru_cache(maxsize=1 << 16)
def _role(line: str) -> tuple[int, str]:
    """The indentation of a line in brackets, and its part: an element, an opening, a closing, a comment."""
    code = line.lstrip(" ")
    indent = len(line) - len(code)
    if code.startswith("#"):
        return indent, "comment"
    bare = _STRING.sub('""', code)
    if len(line) > WIDTH or "#" in bare or '\\"' in line or _KEPT_COMMA.search(bare):
        return indent, "odd"
    depth = low = 0
    for one in bare:
        if one in _OPENING:
            depth += 1
        elif one in _CLOSING:
            depth -= 1
            low = min(low, depth)
    ends_open = bare[-1] in _OPENING
    match depth, low, ends_open:
        case 0, 0, False:
            return indent, "element"
        case 1, 0, True:
            return indent, "open"
        case -1, -1, False if bare[0] in _CLOSING and not any(one in _OPENING for one in bare):
            return indent, "close"
    return indent, "odd"


@lru_cache(maxsize=1 << 16)
def is_touched(line: str) -> bool:
    """Whether brackets closed on this line end in a comma, which says: keep them open; or a quote may be changed."""
    return '\\"' in line or bool(_KEPT_COMMA.search(_STRING.sub('""', line)))


def joined(lines: Sequence[str]) -> str:
    """A statement on one line, without its indentation."""
    text = lines[0].strip()
    for line in lines[1:]:
        piece = line.strip()
        text += piece if text[-1] in _OPENING or piece[0] in _CLOSING else f" {piece}"
    return text

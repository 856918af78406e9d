"""Split a name as somebody wrote it into lower-case words of ASCII letters and digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

Words: TypeAlias = tuple[str, ...]

_SEPARATORS = re.compile(r"[^0-9A-Za-z]+")
# lower→Upper, digit→Upper, and ACRONYMWord before its last capital; an acronym's plural (`IDs`, `URLs`) stays whole
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s$)")
_SIGN = re.compile(r"[+-](?=[0-9])")
_SIGNS = {"+": "plus", "-": "minus"}
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
    | {"ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ı": "i"}
)
_SYMBOLS = {
    "!": "bang",
    '"': "quote",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "and",
    "'": "apostrophe",
    "(": "open",
    ")": "close",
    "*": "star",
    "+": "plus",
    ",": "comma",
    "-": "dash",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less",
    "=": "equals",
    ">": "greater",
    "?": "question",
    "@": "at",
    "[": "left",
    "\\": "backslash",
    "]": "right",
    "^": "caret",
    "_": "underscore",
    "`": "backtick",
    "{": "begin",
    "|": "pipe",
    "}": "end",
    "~": "tilde",
    " ": "space",
}


@lru_cache(maxsize=1 << 16)
def split(text: str) -> Words:
    """`AWSSNSPush` → awssns push; `trip-details` → trip details; `created_at[gte]` → created at gte.

    Digits stay with the letters before them (`top100`, `oauth2`). A sign right before the first digit is a word
    (`-1` → minus 1), every other symbol only parts words: a text of nothing else has none. Accents are dropped
    (`größe` → grosse); a letter of another script is a word of its own, its code point (`名` → u540d).
    Source: contracts/config.md section 2.1.
    """
    if not text.isascii():
        text = "".join(_letter(character) for character in plain(text))
    sign = (_SIGNS[text[0]],) if _SIGN.match(text) else ()
    parts = (hump for piece in _SEPARATORS.split(text) for hump in _HUMPS.split(piece))
    return (*sign, *(part.lower() for part in parts if part))


def spelled(text: str) -> Words:
    """The words of a name, at least one: symbols on their own are named (`$` → dollar), nothing is `empty`."""
    return split(text) or spelled_out(text)


def spelled_out(text: str) -> Words:
    """The words of a name with each symbol as a word: `@type` → at type, `a-b` → a dash b."""
    return split("".join(_named(character) for character in plain(text))) or ("empty",)


def _named(character: str) -> str:
    if character.isalnum():
        return character
    return f" {_SYMBOLS.get(character) or f'u{ord(character):x}'} "


def plain(text: str) -> str:
    """The text without accents."""
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(character for character in apart if not unicodedata.combining(character)) or text


def _letter(character: str) -> str:
    if character.isascii():
        return character
    return f" u{ord(character):x} " if character.isalnum() else " "

"""Give a YAML scalar its value by the 1.2 core schema."""

from __future__ import annotations

import math
import re

from bessemer.document import limits

Scalar = str | int | float | bool | None

STR = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_BOOL = "tag:yaml.org,2002:bool"
_INT = "tag:yaml.org,2002:int"
_FLOAT = "tag:yaml.org,2002:float"

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# 012 stays text although the core schema reads it as twelve: read as a number, a zip code or an id would
# lose its zero, and YAML 1.1 readers would say ten.
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOATING = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
_NUMERIC_START = frozenset("0123456789+-.")


# What to do about a number that cannot be held.
SHORTER = "write a smaller number, or put it in quotes if it is text"


class TooLarge(ValueError):
    """The number cannot be held; its text is the sentence for people."""


def plain(text: str) -> Scalar:
    """The value of an unquoted scalar without a tag; raises TooLarge."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMERIC_START:
        return text
    if _DECIMAL.match(text):
        return _integer(text, 10)
    if _OCTAL.match(text):
        return _integer(text[2:], 8)
    if _HEX.match(text):
        return _integer(text[2:], 16)
    if _FLOATING.match(text):
        return finite(text)
    if _SPECIAL.match(text):
        return float(text.replace(".", ""))
    return text


def tagged(tag: str, text: str) -> Scalar:
    """The value of a scalar with an explicit core tag.

    Raises KeyError for any other tag, ValueError when the text does not fit the tag and TooLarge.
    """
    if tag in (STR, "!"):
        return text
    kinds: dict[str, type | tuple[type, ...]] = {
        _NULL: type(None),
        _BOOL: bool,
        _INT: int,
        _FLOAT: (int, float),
    }
    kind = kinds[tag]
    value = plain(text)
    if not isinstance(value, kind) or (tag != _BOOL and isinstance(value, bool)):
        raise ValueError(text)
    return float(value) if tag == _FLOAT and isinstance(value, int) else value


def finite(text: str) -> float:
    """The float a decimal text stands for; raises TooLarge where it would become infinity."""
    value = float(text)
    if math.isinf(value):
        raise TooLarge(f"the number {text[:40]} is too large")
    return value


def whole(text: str) -> int:
    """The integer a decimal text stands for; raises TooLarge."""
    return _integer(text, 10)


def _integer(digits: str, base: int) -> int:
    if len(digits) > limits.INTEGER_DIGITS:
        raise TooLarge(f"a number of {len(digits):,} digits; the limit is {limits.INTEGER_DIGITS:,}")
    return int(digits, base)

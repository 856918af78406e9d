"""Encode text for Python source."""

from __future__ import annotations

import keyword
import re
from functools import lru_cache

from bessemer.encode.code import Code
from bessemer.encode.text import wrapped

# what could end a docstring: quotes side by side, and one at the very end
_CLOSING_QUOTES = re.compile(r'"{2,}|"\Z')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def py_str(text: str) -> Code:
    """A string literal in double quotes; what does not print is escaped."""
    if text.isprintable() and "\\" not in text and '"' not in text:
        return Code(f'"{text}"')
    return Code('"' + "".join(_escaped(character) for character in text) + '"')


def py_value(value: object) -> Code:
    """A literal of plain JSON data: None, True, numbers, strings, lists, dicts."""
    if isinstance(value, str):
        return py_str(value)
    if isinstance(value, dict):
        return Code("{" + ", ".join(f"{py_str(key)}: {py_value(item)}" for key, item in value.items()) + "}")
    if isinstance(value, list | tuple):
        return Code("[" + ", ".join(py_value(item) for item in value) + "]")
    if value is None or isinstance(value, bool | int | float):
        return Code(repr(value))
    raise TypeError(f"not JSON data: {type(value).__name__}")


@lru_cache(maxsize=1 << 14)
def py_doc(text: str) -> Code:
    """The text of a docstring, to stand between triple double quotes: wrapped, and unable to end the docstring."""
    body = "\n".join(wrapped(text, 96)).replace("\\", "\\\\")
    return Code(_CLOSING_QUOTES.sub(lambda match: '\\"' * len(match.group()), body) if '"' in body else body)


def py_doc_item(text: str) -> Code:
    """The text of one entry of a docstring's list: lines after the first stand under it, four blanks deeper."""
    return Code(py_doc(text).replace("\n", "\n              ").replace("              \n", "\n"))


def py_doc_indented(text: str) -> Code:
    """The text of a method's docstring, eight blanks deep."""
    return Code("\n".join(f"        {line}" if line else "" for line in py_doc(text).split("\n")))


def py_doc_field(text: str) -> Code:
    """The text of the docstring below a field of a class, with the blanks that stand before its end."""
    body = py_doc(text).replace("\n", "\n    ").replace("    \n", "\n")
    return Code(f"{body}\n    " if "\n" in body else body)


def py_comment(text: str) -> Code:
    """One comment line or several, each with its `# `."""
    return Code("\n".join(f"# {line}".rstrip() for line in wrapped(text, 96)))


def py_identifier(name: str) -> Code:
    """The name itself. Raises ValueError where Python would not take it: naming should have seen to that."""
    if not (name.isascii() and name.isidentifier()) or keyword.iskeyword(name):
        raise ValueError(f"not a Python identifier: {name!r}")
    return Code(name)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"

"""Encode text for Go source."""

from __future__ import annotations

import re

from bessemer.encode.code import Code
from bessemer.encode.text import wrapped

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_IDENTIFIER = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
KEYWORDS = frozenset(
    [
        "break",
        "case",
        "chan",
        "const",
        "continue",
        "default",
        "defer",
        "else",
        "fallthrough",
        "for",
        "func",
        "go",
        "goto",
        "if",
        "import",
        "interface",
        "map",
        "package",
        "range",
        "return",
        "select",
        "struct",
        "switch",
        "type",
        "var",
    ]
)


def go_str(text: str) -> Code:
    """An interpreted string literal. A lone surrogate has no spelling in Go and becomes U+FFFD."""
    return Code('"' + "".join(_escaped(character) for character in text) + '"')


def go_comment(text: str) -> Code:
    """Comment lines, each with its `// `. No line can be taken for a directive."""
    return Code("\n".join(f"// {_undirected(line)}".rstrip() for line in wrapped(text, 96)))


def go_identifier(name: str) -> Code:
    """The name itself. Raises ValueError where Go would not take it: naming should have seen to that."""
    if not _IDENTIFIER.match(name) or name in KEYWORDS:
        raise ValueError(f"not a Go identifier: {name!r}")
    return Code(name)


def _undirected(line: str) -> str:
    # `// +build` is a build constraint even with the blank
    return f"'{line}" if line.startswith("+build") else line


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:
        return "\\ufffd"
    if character.isprintable() and number != 0xFEFF:
        return character
    return f"\\x{number:02x}" if number < 0x80 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"

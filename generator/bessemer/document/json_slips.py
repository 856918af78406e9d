"""Say what is wrong with a text that is nearly JSON."""

from __future__ import annotations

import json
import re

_WORD = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]*\s*:")
_NUMBER = re.compile(r"[+-]?\.?[0-9]")
_WORDS = {"True": "true", "False": "false", "None": "null", "undefined": "null", "nil": "null"}
_RULE = "mend the text at the place shown, or name the file .yaml if it is YAML"


def said(error: json.JSONDecodeError, text: str) -> tuple[str, str]:
    """What stands at the place of the error that JSON does not have there, and what to do."""
    before, rest = text[: error.pos].rstrip(), text[error.pos :]
    if not rest.strip():
        return "the text ends in the middle of a value", "get the whole of the file: it was cut off"
    if rest[0] in "}]" and before.endswith(","):
        return "a comma after the last entry", "remove the comma"
    if rest[:2] in ("//", "/*") or rest[0] == "#":
        return "a comment", "JSON has no comments: remove it, or name the file .yaml"
    return _by_message(error.msg, before, rest) or (error.msg[0].lower() + error.msg[1:], _RULE)


def _by_message(message: str, before: str, rest: str) -> tuple[str, str] | None:
    if message.startswith("Invalid control character"):
        name = {"\n": "the end of a line", "\t": "a tab"}.get(rest[0], "a control character")
        escape = {"\n": "\\n", "\t": "\\t"}.get(rest[0], f"\\u{ord(rest[0]):04x}")
        return f"{name} inside a text", f"close the text before it, or write it as {escape}"
    if message.startswith("Invalid \\"):
        return "a backslash that begins no escape", "write a backslash of the text as \\\\"
    if message.startswith("Unterminated string"):
        return "a text that is never closed", "close it with a double quote"
    if message == "Extra data":
        return "something after the end of the document", "remove it: a file holds one value"
    if message.startswith("Expecting ',' delimiter"):
        return _between(before, rest)
    if message.startswith("Expecting ':' delimiter"):
        return "a key without a colon", "write ':' and a value after the key"
    if message.startswith("Expecting property name"):
        return _no_key(rest)
    return _no_value(before, rest)


def _between(before: str, rest: str) -> tuple[str, str]:
    if _NUMBER.match(rest) or (before[-1:].isdigit() and rest[0].isalnum()):
        return "a number that JSON does not have", "write it in decimal digits, without a zero before them"
    return "two entries without a comma between them", "write a comma before this"


def _no_key(rest: str) -> tuple[str, str]:
    if rest[0] == "'":
        return "a text in single quotes", 'write it in double quotes, as "text"'
    if rest[0] == ",":
        return "two commas without an entry between them", "remove one of the two"
    if _WORD.match(rest):
        return "a key without quotes", 'write it in double quotes, as "key"'
    return "a key that is no text in double quotes", 'write it in double quotes, as "key"'


def _no_value(before: str, rest: str) -> tuple[str, str]:
    if not before and _KEY.match(rest):
        return "this is not JSON, and looks like YAML", "name the file .yaml"
    if rest[0] == "'":
        return "a text in single quotes", 'write it in double quotes, as "text"'
    if rest[0] == ",":
        return "two commas without an entry between them", "remove one of the two"
    if rest[0] in "}]" and before.endswith(":"):
        return "a key without a value", "write a value after the colon"
    if _NUMBER.match(rest):
        return "a number that JSON does not have", "write it in decimal digits: 0.5, without '+'"
    word = _WORD.match(rest)
    if not before:
        return "this is not JSON", "begin the document with '{'"
    if word is None:
        return "this is no value of JSON", _RULE
    meant = _WORDS.get(word.group())
    return f"the word {word.group()[:40]!r} is no value of JSON", (
        f"write {meant}" if meant else "write it in double quotes if it is a text"
    )

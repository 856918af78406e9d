"""Say in words what the rules of a JSON Schema ask for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
_FORMS = {**_KINDS, "object": "keys and values, {key: value, …}", "array": "a list, [entry, …]"}
_FORMATS = {
    "email": ("an email address", "write it as 'name@example.com'"),
    "uri": ("an address", "write it in full: 'https://example.com/…'"),
    "uri-reference": ("an address", "write %20 for a space, and so on"),
    "regex": ("a regular expression", "mend the pattern, or remove it"),
    "media-range": ("a media type", "write it as 'application/json'"),
}
# What to write where nothing stands, by the key.
_ENTRIES = {
    "responses": "add a response: '200': {description: OK}",
    "content": "add a media type: application/json: {schema: …}",
    "enum": "list the values, or remove it",
}
_BOUNDS = {
    "minimum": "less than",
    "maximum": "more than",
    "exclusiveMinimum": "not more than",
    "exclusiveMaximum": "not less than",
}


def wanted(kinds: Iterable[str]) -> str:
    """The kinds of values of JSON Schema, in words."""
    return " or ".join(dict.fromkeys(_KINDS[name] for name in kinds))


def forms(kinds: Iterable[str]) -> str:
    """How values of these kinds are written."""
    return " or ".join(dict.fromkeys(_FORMS[name] for name in kinds))


def rule_words(error: Any, subject: str) -> tuple[str, str | None]:
    """What breaks the rule of a single keyword, and what to do: `error` is one of jsonschema-rs."""
    kind, value = error.kind, error.instance
    key = str(error.instance_path[-1]) if error.instance_path else ""
    match kind.name:
        case "minItems" | "minProperties" | "minLength":
            return f"{subject} is empty", _ENTRIES.get(key, "add an entry, or remove it")
        case "maxItems" | "maxProperties":
            return f"{subject} has more than {kind.limit} {'entry' if kind.limit == 1 else 'entries'}", "keep the first"
        case "pattern":
            return f"{shown(value)} does not have the form {kind.pattern}", _form_of(key, value)
        case "format" if kind.format in _FORMATS:
            what, help_ = _FORMATS[kind.format]
            return f"{shown(value)} is not {what}", help_
        case "contains" if key == "parameters":
            return f"{subject} has more than one parameter in 'querystring'", "make them one: it is the whole query"
        case "falseSchema":
            return f"{subject} does not go with the other keys here", "remove it"
        case "multipleOf":
            return f"{shown(value)} is not a multiple of {kind.multiple_of}", None
        case name if name in _BOUNDS:
            return f"{shown(value)} is {_BOUNDS[name]} {kind.limit}", None
    return f"{subject}: {_first_line(error.message)}", None


def _form_of(key: str, value: Any) -> str:
    if key in ("openapi", "swagger"):
        return f"write it in three parts, as '{value}.0'" if str(value).count(".") == 1 else "write it as '3.1.0'"
    if key == "basePath":
        return "let it begin with '/'"
    if key == "host":
        return "write the name of the host alone, as 'api.example.com'"
    return "write a text of that form"


def shown(value: Any) -> str:
    """A value in a message: in quotes if it is a text, and not longer than a line bears."""
    text = repr(value) if isinstance(value, str) else json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:59] + "…"


def _first_line(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 200 else line[:199] + "…"

"""Check the types and defaults of schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.pointer import child
from bessemer.openapi.walk import Visit

TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")
NICKNAMES = {
    **dict.fromkeys(("int", "int32", "int64", "long"), "integer"),
    **dict.fromkeys(("float", "double", "decimal", "numeric"), "number"),
    **dict.fromkeys(("str", "text"), "string"),
    "bool": "boolean",
    "list": "array",
    **dict.fromkeys(("dict", "map", "hash"), "object"),
}
FORMATS = {
    "date": "date",
    "datetime": "date-time",
    "date-time": "date-time",
    "time": "time",
    "uuid": "uuid",
    "uri": "uri",
    "url": "uri",
    "email": "email",
    "file": "binary",
    "binary": "binary",
    "byte": "byte",
}


def is_plain(schema: dict[str, Any]) -> bool:
    """Whether there is nothing to check: no default, and one type that is known or none."""
    return "default" not in schema and ("type" not in schema or schema["type"] in TYPES)


def check_schema(document: Document, visit: Visit) -> Iterator[Diagnostic]:
    """The problems of one schema, not of those inside it."""
    if "type" not in visit.node:
        if "default" in visit.node and isinstance(visit.node.get("enum"), list):
            yield from _check_default(document, visit, ())
        return
    written = visit.node["type"]
    unknown = [] if written in TYPES else list(_check_types(document, visit, written))
    yield from unknown
    if "default" in visit.node and not unknown:
        types = tuple(written) if isinstance(written, list) else (written,)
        yield from _check_default(document, visit, types)


def _check_types(document: Document, visit: Visit, written: Any) -> Iterator[Diagnostic]:
    for index, name in enumerate(written if isinstance(written, list) else [written]):
        if name in TYPES:
            continue
        pointer = child(visit.pointer, "type")
        at = child(pointer, index) if isinstance(written, list) else pointer
        message, help_ = _unknown_type(name)
        yield Diagnostic("type-unknown", message, document.place(at), at, help_)


def _unknown_type(name: Any) -> tuple[str, str | None]:
    if name is None:
        return "type: null without quotes is no type", "write it as 'null', in quotes"
    if not isinstance(name, str):
        return f"{_shown(name)} is not a type", f"the types are {', '.join(TYPES)}"
    if name.casefold() in FORMATS:
        format_ = FORMATS[name.casefold()]
        return f"{name!r} is not a type", f"write 'type: string' and 'format: {format_}'"
    guess = NICKNAMES.get(name.casefold()) or nearest(name, TYPES)
    if guess is not None:
        return f"{name!r} is not a type; did you mean {guess!r}?", f"write 'type: {guess}'"
    return f"{name!r} is not a type", f"the types are {', '.join(TYPES)}"


def _check_default(document: Document, visit: Visit, types: tuple[str, ...]) -> Iterator[Diagnostic]:
    value = visit.node["default"]
    pointer = child(visit.pointer, "default")
    allowed = visit.node.get("enum")
    if value is None and visit.node.get("nullable") is True:
        return
    if types and not any(fits(value, name) for name in types):
        names = " or ".join(_article(name) for name in types)
        message = f"the default {_shown(value)} is not {names}"
        help_ = _default_help(value, types)
        yield Diagnostic("default-type", message, document.place(pointer), pointer, help_)
    elif isinstance(allowed, list) and value not in allowed and value is not None:
        listed = ", ".join(_shown(item) for item in allowed[:8]) or "the values: there are none"
        message = f"the default {_shown(value)} is not one of the enum's values"
        guess = nearest(str(value), [item for item in allowed if isinstance(item, str)])
        help_ = f"did you mean {guess!r}?" if guess else f"write one of {listed}"
        yield Diagnostic("default-type", message, document.place(pointer), pointer, help_)


def fits(value: Any, name: str) -> bool:
    """Whether a JSON value is of a type of JSON Schema."""
    match name:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            return whole and not isinstance(value, bool)
        case "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case _:
            return value is None


def _default_help(value: Any, types: tuple[str, ...]) -> str:
    if value is None:
        return "remove the default, or add 'null' to the types"
    if "string" in types and isinstance(value, (int, float, bool)):
        return "put the value in quotes"
    if isinstance(value, str) and reads_as(value, types):
        return f"write {value} without quotes"
    return f"write {_article(types[0])}, or remove the default"


def reads_as(text: str, types: tuple[str, ...]) -> bool:
    """Whether a text is the JSON of a value of one of the types."""
    try:
        return any(fits(json.loads(text), name) for name in types)
    except (ValueError, RecursionError):
        return False


def _article(name: str) -> str:
    if name == "null":
        return name
    return f"an {name}" if name[0] in "aio" else f"a {name}"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:39] + "…")
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    return json.dumps(value)

"""Turn what the validator says into sentences with a place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import ROOT, Pointer, child, tokens
from bessemer.frozen import frozen

_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}

_KEYS = (
    *("openapi", "info", "servers", "paths", "components", "security", "tags", "webhooks"),
    *("summary", "description", "operationId", "parameters", "requestBody", "responses"),
    *("callbacks", "deprecated", "content", "schema", "headers", "required", "example"),
    *("properties", "items", "additionalProperties", "format", "title", "default"),
)
_SINCE_31 = frozenset(
    (
        *("const", "examples", "prefixItems", "$defs", "if", "then", "else", "contains"),
        *("propertyNames", "patternProperties", "unevaluatedProperties", "contentEncoding"),
        *("contentMediaType", "webhooks", "jsonSchemaDialect", "pathItems", "$comment"),
    )
)


# Without these nothing knows what a parameter is called and where it goes.
_NEEDED = frozenset(("name", "in"))
# Without these nothing is lost but words.
_WORDS = (("version",), ("title",), ("summary",), ("description",), ("operationId",))
_SPARED = frozenset(("info", "title", "version", "description", "responses", "paths"))


@frozen
class Violation:
    """One broken rule; at_key says that the key is to blame and not its value.

    shapeless says that the value cannot be read at all; harmless that the rule could be kept without changing
    anything that is read.
    """

    message: str
    pointer: Pointer
    help: str | None = None
    at_key: bool = False
    shapeless: bool = False
    harmless: bool = False


def violations(error: Any) -> Iterator[Violation]:
    """What an error of jsonschema-rs means, led down to the branch that was meant."""
    kind = error.kind
    branches = getattr(kind, "context", None)
    if branches and kind.name in ("oneOf", "anyOf"):
        yield from _descend(error, branches)
        return
    pointer = child(ROOT, *error.instance_path)
    match kind.name:
        case "required":
            message = f"{_subject(pointer)} lacks {kind.property!r}"
            needed, spared = kind.property in _NEEDED, kind.property in _SPARED
            yield Violation(message, pointer, f"add {kind.property!r}", True, needed, spared)
        case "additionalProperties" | "unevaluatedProperties":
            yield from _unexpected(error, pointer)
        case "type":
            yield _wrong_kind(error, pointer)
        case "enum" | "const":
            options = kind.options if kind.name == "enum" else [kind.expected_value]
            yield _not_one_of(error.instance, options, pointer)
        case "uniqueItems":
            message = f"{_subject(pointer)} holds an entry twice"
            yield Violation(message, pointer, "remove one of the two", harmless=True)
        case "minItems" | "minProperties" | "minLength":
            yield Violation(f"{_subject(pointer)} has too few entries", pointer)
        case "pattern":
            message = f"{_shown(error.instance)} does not have the form {kind.pattern}"
            yield Violation(message, pointer)
        case _:
            yield Violation(f"{_subject(pointer)}: {_first_line(error.message)}", pointer)


def _descend(error: Any, branches: list[list[Any]]) -> Iterator[Violation]:
    here = list(error.instance_path)
    if not all(branches):
        # A branch without errors fits: more than one did.
        at = child(ROOT, *here)
        yield Violation(f"{_subject(at)} fits more than one of forms that exclude each other", at)
        return
    meant = [branch for branch in branches if not any(_rejects(e, here) for e in branch)]
    shared = _shared_options(meant)
    if shared is not None:
        instance, options, path = shared
        yield _not_one_of(instance, options, child(ROOT, *path))
    elif meant:
        best = max(meant, key=lambda branch: (min(len(e.instance_path) for e in branch), -len(branch)))
        for inner in best:
            yield from violations(inner)
    else:
        message = f"{_subject(child(ROOT, *here))} has none of the allowed forms"
        yield Violation(message, child(ROOT, *here), shapeless=not isinstance(error.instance, dict))


def _rejects(error: Any, here: list[Any]) -> bool:
    """Whether the error says that this branch was never meant: another kind of value, or a reference."""
    if list(error.instance_path) != here:
        return False
    kind = error.kind
    return bool(kind.name == "type" or (kind.name == "required" and kind.property == "$ref"))


def _shared_options(branches: list[list[Any]]) -> tuple[Any, list[Any], list[Any]] | None:
    """The one value that every branch refuses by its own list of options, and all the options."""
    if len(branches) < 2:
        return None
    options: list[Any] = []
    first = next((e for e in branches[0] if e.kind.name == "enum"), None)
    for branch in branches:
        same = [
            error
            for error in branch
            if first is not None
            and error.kind.name == "enum"
            and list(error.instance_path) == list(first.instance_path)
        ]
        if not same or first is None:
            return None
        options += same[0].kind.options
    return (first.instance, options, list(first.instance_path)) if first is not None else None


def _wrong_kind(error: Any, pointer: Pointer) -> Violation:
    expected = " or ".join(_KINDS[name] for name in error.kind.types)
    help_ = None
    if error.instance is None:
        help_ = "remove it, or write a value"
    elif isinstance(error.instance, bool) and pointer.endswith(("Minimum", "Maximum")):
        help_ = "from 3.1 on it is the limit itself: write the number here, without the other key"
    elif "string" in error.kind.types and isinstance(error.instance, (int, float)):
        help_ = "put the value in quotes"
    message = f"{_subject(pointer)} is {_kind(error.instance)}, not {expected}"
    number = isinstance(error.instance, int | float) and not isinstance(error.instance, bool)
    plain = error.instance is None or (number and tokens(pointer)[-1:] in _WORDS)
    return Violation(message, pointer, help_, shapeless=not plain and _shapeless(error, pointer), harmless=plain)


def _shapeless(error: Any, pointer: Pointer) -> bool:
    """Whether a mapping, a list or a name stands where something else must, or the other way round."""
    wanted = {"object", "array"} & set(error.kind.types)
    key = tokens(pointer)[-1:]
    return bool(wanted) or isinstance(error.instance, (dict, list)) or key[0:1] in (("name",), ("in",), ("$ref",))


def _unexpected(error: Any, pointer: Pointer) -> Iterator[Violation]:
    for name in error.kind.unexpected:
        guess = nearest(name, [key for key in _KEYS if key not in error.instance])
        if name in _SINCE_31:
            help_ = "that is OpenAPI 3.1: write 'openapi: 3.1.0' at the top, or remove it"
        elif guess is not None:
            help_ = f"did you mean {guess!r}?"
        else:
            help_ = "remove it, or let it begin with 'x-'"
        message = f"{name!r} is no key of {_subject(pointer)}"
        yield Violation(message, child(pointer, name), help_, at_key=True)


def _not_one_of(instance: Any, options: list[Any], pointer: Pointer) -> Violation:
    guess = nearest(instance, [o for o in options if isinstance(o, str)]) if isinstance(instance, str) else None
    listed = ", ".join(dict.fromkeys(_shown(option) for option in options))
    help_ = f"did you mean {guess!r}?" if guess else None
    shapeless = isinstance(instance, (dict, list))
    return Violation(f"{_shown(instance)} is not one of {listed}", pointer, help_, shapeless=shapeless)


def _subject(pointer: Pointer) -> str:
    return repr(pointer.rsplit("/", 1)[1].replace("~1", "/").replace("~0", "~")) if pointer else "the document"


def _kind(value: Any) -> str:
    match value:
        case bool():
            return json.dumps(value)
        case None:
            return "null"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {_shown(value)}"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:59] + "…"


def _first_line(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 200 else line[:199] + "…"

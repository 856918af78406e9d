"""Turn what the validator says into sentences with a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import ROOT, Pointer, child, tokens
from bessemer.frozen import frozen
from bessemer.openapi.rule_words import forms, rule_words, shown, wanted

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
_SINCE_32 = frozenset(
    (
        *("additionalOperations", "query", "$self", "mediaTypes", "itemSchema", "itemEncoding", "prefixEncoding"),
        *("dataValue", "serializedValue", "defaultMapping", "oauth2MetadataUrl", "deviceAuthorization"),
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
            message = f"{subject(pointer)} lacks {kind.property!r}"
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
            message = f"{subject(pointer)} holds an entry twice"
            yield Violation(message, pointer, "remove one of the two", harmless=True)
        case "propertyNames" if not (pointer.endswith("/additionalOperations") and _name_rule(error) == "pattern"):
            yield _bad_name(error, pointer)
        case "propertyNames":
            # that such a method is left out is said where it is
            return
        case "not":
            yield _excluded(error, pointer)
        case _:
            message, help_ = rule_words(error, subject(pointer))
            yield Violation(message, pointer, help_)


def _name_rule(error: Any) -> str:
    return str(error.kind.error.kind.name)


def _bad_name(error: Any, pointer: Pointer) -> Violation:
    """A key that may not be one here."""
    name, inner = error.kind.error.instance, error.kind.error.kind
    at = child(pointer, name)
    if inner.name == "not" and "enum" in inner.schema:
        help_ = f"write it beside {subject(pointer)}, as {name.lower()!r}"
        return Violation(f"{shown(name)} has a key of its own", at, help_, True)
    if inner.name == "format":
        return Violation(f"{shown(name)} is no media type", at, "write it as 'application/json'", True)
    help_ = "use letters, digits, '.', '-' and '_' only"
    return Violation(f"{shown(name)} is no name for a key of {subject(pointer)}", at, help_, True)


def _excluded(error: Any, pointer: Pointer) -> Violation:
    """Keys or entries that do not go together."""
    wanted = error.kind.schema
    keys = wanted.get("required") if isinstance(wanted, dict) else None
    if keys and len(keys) == 1:
        message = f"{keys[0]!r} does not go with the other keys of {subject(pointer)}"
        return Violation(message, child(pointer, keys[0]), "remove it", True)
    if keys:
        message = f"{subject(pointer)} has both {' and '.join(map(repr, keys))}, which exclude each other"
        return Violation(message, pointer, "keep one of the two", True)
    if pointer.endswith("/parameters"):
        message = f"{subject(pointer)} has parameters in 'query' and one in 'querystring', which is the whole query"
        return Violation(message, pointer, "make the former properties of the latter")
    return Violation(f"{subject(pointer)} has a form that is not allowed here", pointer)


def _descend(error: Any, branches: list[list[Any]]) -> Iterator[Violation]:
    here = list(error.instance_path)
    if not all(branches):
        # A branch without errors fits: more than one did.
        at = child(ROOT, *here)
        if isinstance(error.instance, dict) and {"schema", "content"} <= error.instance.keys():
            message = f"{subject(at)} has both 'schema' and 'content', which exclude each other"
            yield Violation(message, at, "keep one of the two", True)
        else:
            yield Violation(f"{subject(at)} fits more than one of forms that exclude each other", at)
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
        yield _no_form(error, branches)


def _no_form(error: Any, branches: list[list[Any]]) -> Violation:
    """None of the branches was meant: the value is of another kind than all of them."""
    pointer = child(ROOT, *error.instance_path)
    kinds = [name for branch in branches for e in branch if e.kind.name == "type" for name in e.kind.types]
    if not kinds:
        message = f"{subject(pointer)} has none of the allowed forms"
        return Violation(message, pointer, shapeless=not isinstance(error.instance, dict))
    message = f"{subject(pointer)} is {_kind(error.instance)}, not {wanted(kinds)}"
    help_ = "remove it, or write a value" if error.instance is None else f"write {forms(kinds)}"
    return Violation(message, pointer, help_, shapeless=True)


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
    expected = wanted(error.kind.types)
    help_ = f"write {forms(error.kind.types)}"
    if error.instance is None:
        help_ = "remove it, or write a value"
    elif isinstance(error.instance, bool) and pointer.endswith(("Minimum", "Maximum")):
        help_ = "from 3.1 on it is the limit itself: write the number here, without the other key"
    elif "string" in error.kind.types and isinstance(error.instance, (int, float)):
        help_ = "put the value in quotes"
    message = f"{subject(pointer)} is {_kind(error.instance)}, not {expected}"
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
        # what is spelled as a key that there is was not meant as another one
        guess = None if name in _KEYS else nearest(name, [key for key in _KEYS if key not in error.instance])
        if name in _SINCE_31 or name in _SINCE_32:
            version = "3.1" if name in _SINCE_31 else "3.2"
            help_ = f"that is OpenAPI {version}: write 'openapi: {version}.0' at the top, or remove it"
        elif guess is not None:
            help_ = f"did you mean {guess!r}?"
        else:
            help_ = "remove it, or let it begin with 'x-'"
        message = f"{name!r} is no key of {subject(pointer)}"
        yield Violation(message, child(pointer, name), help_, at_key=True)


def _not_one_of(instance: Any, options: list[Any], pointer: Pointer) -> Violation:
    if isinstance(instance, int | float) and str(instance) in options:
        message = f"{subject(pointer)} is {_kind(instance)}, not a text"
        return Violation(message, pointer, "put the value in quotes")
    guess = nearest(instance, [o for o in options if isinstance(o, str)]) if isinstance(instance, str) else None
    listed = ", ".join(dict.fromkeys(shown(option) for option in options))
    help_ = f"did you mean {guess!r}?" if guess else None
    shapeless = isinstance(instance, (dict, list))
    return Violation(f"{shown(instance)} is not one of {listed}", pointer, help_, shapeless=shapeless)


def subject(pointer: Pointer) -> str:
    """The last step of a pointer; of an entry of a list, the step before it too."""
    path = tokens(pointer)
    if not path:
        return "the document"
    return repr("/".join(path[-2:])) if path[-1].isdecimal() else repr(path[-1])


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {shown(value)}"
        case list():
            return "a list"
        case _:
            return "a mapping"

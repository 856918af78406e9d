"""Read the words around a schema, a parameter or an operation: descriptions, examples, deprecation."""

from __future__ import annotations

from typing import Any

from bessemer.ir.types import Default, Json, Naming


def text(raw: dict[str, Any], key: str) -> str | None:
    """The text under a key; None where there is none or only blanks."""
    value = raw.get(key)
    return value if isinstance(value, str) and value.strip() else None


def examples(raw: dict[str, Any]) -> tuple[Json, ...]:
    """The examples of a schema (`examples`, `example`), in order."""
    listed = raw.get("examples")
    if isinstance(listed, list):
        return tuple(listed)
    return (raw["example"],) if "example" in raw else ()


def media_examples(raw: dict[str, Any]) -> tuple[Json, ...]:
    """The examples of a media type or a parameter: `example`, or the values of `examples`, in order."""
    if "example" in raw:
        return (raw["example"],)
    named = raw.get("examples")
    if not isinstance(named, dict):
        return ()
    return tuple(item["value"] for item in named.values() if isinstance(item, dict) and "value" in item)


def default(raw: dict[str, Any]) -> Default | None:
    """What a server takes where nothing is given."""
    return Default(raw["default"]) if "default" in raw else None


def deprecation(raw: dict[str, Any]) -> str | None:
    """Why something is deprecated, "" where no reason is given, None where it is not."""
    message = text(raw, "x-stainless-deprecation-message")
    if message is not None:
        return message
    return "" if raw.get("deprecated") is True else None


def namings(raw: dict[str, Any]) -> tuple[Naming, ...]:
    """The names that the document gives a schema, by language; TypeScript's and others' are nobody's here."""
    written = raw.get("x-stainless-naming")
    if not isinstance(written, dict):
        return ()
    return tuple(
        Naming(language, text(names, "property_name"), text(names, "type_name") or text(names, "model_name"))
        for language, names in written.items()
        if isinstance(names, dict)
    )

"""Read the words around a schema, a parameter or an operation: descriptions, examples, deprecation."""

from __future__ import annotations

import re
from typing import Any

from bessemer.ir.types import Default, Json, Naming

# Classes of Python that a union takes besides; lines of imports stand beside it, which nobody needs here.
_PYTHON_ALSO = "x-stainless-python-extend-union"
# Lines of imports: names that are imported as themselves are shown to who imports from the module.
_PYTHON_SHOWN = "x-stainless-python-custom-imports"
_SHOWN = re.compile(r"from\s+\S+\s+import\s+(\w+)\s+as\s+\1")
_GO_MAKERS = "x-stainless-go-variant-constructor"
_GO_CONSTRUCTOR = "x-stainless-go-constant-constructor"

# What may be said of a schema beside its description, which most of them have alone.
WORDS = frozenset(
    (
        *("title", "x-stainless-variantName", "example", "examples", "default"),
        *("deprecated", "x-stainless-deprecation-message"),
        *("x-stainless-naming", _PYTHON_ALSO, _PYTHON_SHOWN, _GO_MAKERS, _GO_CONSTRUCTOR),
    )
)


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
    """The names that the document gives a schema, by language; TypeScript's and others' are nobody's here.

    A text alone is the name of the type in every language.
    """
    written = raw.get("x-stainless-naming")
    if isinstance(written, str) and written.strip():
        written = {language: {"type_name": written} for language in ("python", "go")}
    names = (
        {key: value for key, value in written.items() if isinstance(value, dict)} if isinstance(written, dict) else {}
    )
    if _GO_MAKERS in raw or _GO_CONSTRUCTOR in raw:
        names = {**names, "go": names.get("go", {})}
    if _PYTHON_ALSO in raw or _PYTHON_SHOWN in raw:
        names = {**names, "python": names.get("python", {})}
    return tuple(_naming(language, told, raw) for language, told in names.items()) if names else ()


def _naming(language: str, told: dict[str, Any], around: dict[str, Any]) -> Naming:
    """`around` is the schema, whose words beside its names are of one language each."""
    also, shown = (_texts(around.get(key)) if language == "python" else () for key in (_PYTHON_ALSO, _PYTHON_SHOWN))
    around = around if language == "go" else {}
    return Naming(
        language,
        text(told, "property_name") or text(told, "method_argument"),
        text(told, "type_name") or text(told, "model_name"),
        text(told, "variant_constructor"),
        _makers(around.get(_GO_MAKERS)),
        around.get(_GO_CONSTRUCTOR) is True,
        also,
        tuple(found[1] for line in shown if (found := _SHOWN.fullmatch(line.strip()))),
    )


def _texts(written: Any) -> tuple[str, ...]:
    return tuple(item for item in written if isinstance(item, str)) if isinstance(written, list) else ()


def _makers(written: Any) -> str | None:
    """`{naming: "new_{variant}_block"}`, or that there are none: `skip`."""
    if isinstance(written, dict):
        return text(written, "naming")
    return "" if written == "skip" or written is False else None

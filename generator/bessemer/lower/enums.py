"""Lower enums: closed ones, those with null among their values, and those of one value."""

from __future__ import annotations

from typing import Any

from bessemer.ir.types import ConstType, EnumMember, EnumType, NullableType, Type
from bessemer.lower.words import text


def lower_enum(raw: dict[str, Any]) -> Type:
    """The listed values, null taken out as nullability."""
    values = list(dict.fromkeys(_hashable(value) for value in raw["enum"] if not isinstance(value, dict | list)))
    kept = tuple(value for _, value in values if value is not None)
    if len(kept) == 1 and raw.get("x-stainless-const") is True:
        return ConstType(kept[0])
    type_ = EnumType(enum_members(raw, kept))
    return NullableType(type_) if any(value is None for _, value in values) else type_


def enum_members(raw: dict[str, Any], values: tuple[Any, ...]) -> tuple[EnumMember, ...]:
    """The members with the names and descriptions that extensions give them.

    `x-stainless-renameMap` is name → value; `x-enum-varnames` and `x-enum-descriptions` go by position.
    """
    renamed = raw.get("x-stainless-renameMap")
    by_value = {value: name for name, value in renamed.items()} if isinstance(renamed, dict) else {}
    names = raw.get("x-enum-varnames")
    descriptions = raw.get("x-enum-descriptions")
    return tuple(
        EnumMember(
            value,
            by_value.get(value) or _listed(names, index),
            text(descriptions, str(value)) if isinstance(descriptions, dict) else _listed(descriptions, index),
        )
        for index, value in enumerate(values)
    )


def _listed(words: Any, index: int) -> str | None:
    word = words[index] if isinstance(words, list) and index < len(words) else None
    return word if isinstance(word, str) else None


def _hashable(value: Any) -> tuple[str, Any]:
    # 1, 1.0 and true are equal in Python and different in JSON
    return type(value).__name__, value

"""Lower what lists its values: constants, and enums of values of any type."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bessemer.document.pointer import Pointer, child
from bessemer.ir.types import ConstType, EnumMember, EnumType, NullableType, NullType, Type
from bessemer.lower.context import Context
from bessemer.lower.words import text
from bessemer.openapi.schema_rules import fits, reads_as

# Names of members by position, as other generators write them.
_NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names")
_DESCRIPTIONS = ("x-enum-descriptions", "x-enumDescriptions")


def lower_const(context: Context, pointer: Pointer, raw: dict[str, Any], types: tuple[str, ...]) -> Type | None:
    """The type of the only value; None where the schema's own type rules it out."""
    value = raw["const"]
    if value is None:
        return NullType()
    kept = _fitting(context, child(pointer, "const"), (value,), types)
    return ConstType(kept[0]) if kept else None


def lower_enum(context: Context, pointer: Pointer, raw: dict[str, Any], types: tuple[str, ...]) -> Type | None:
    """The listed values, null taken out as nullability; None where the schema's own type rules out all of them."""
    written = _distinct(raw["enum"])
    values = tuple(value for value in written if value is not None)
    null = len(values) < len(written)
    if not values:
        return NullType()
    kept = _fitting(context, child(pointer, "enum"), values, types)
    if not kept:
        return None
    if len(kept) == 1 and raw.get("x-stainless-const") is True:
        return ConstType(kept[0])
    type_ = EnumType(enum_members(raw, kept))
    return NullableType(type_) if null else type_


def _fitting(context: Context, pointer: Pointer, values: tuple[Any, ...], types: tuple[str, ...]) -> tuple[Any, ...]:
    """The values that are of the schema's own types. Values of a type that is only text are taken as their text."""
    kept = tuple(value for value in values if not types or any(fits(value, name) for name in types))
    if len(kept) == len(values):
        return values
    scalars = all(not isinstance(value, dict | list) for value in values)
    if types == ("string",) and scalars:
        context.loosen(pointer, "listed values that are not text are taken as their text: their type is 'string'")
        return _distinct(value if isinstance(value, str) else json.dumps(value) for value in values)
    if said := _said(values, types):
        context.loosen(pointer, f"listed values that are text are taken as what they say: their type is {types[0]!r}")
        return said
    message = f"listed values that are not of the type {' or '.join(map(repr, types))} are left out"
    context.loosen(
        pointer, message if kept else f"no listed value is of the type {types[0]!r}: any value of it is taken"
    )
    return kept


def _said(values: tuple[Any, ...], types: tuple[str, ...]) -> tuple[Any, ...]:
    """What values that are all text say where that is of the types; nothing where one of them says anything else."""
    said = [json.loads(value) if isinstance(value, str) and reads_as(value, types) else None for value in values]
    return () if None in said else _distinct(said)


def enum_members(raw: dict[str, Any], values: tuple[Any, ...]) -> tuple[EnumMember, ...]:
    """The members with the names and descriptions that extensions give them.

    `x-stainless-renameMap` is name → value, `x-ms-enum` lists both; the others go by position.
    """
    by_value = {identity(value): name for name, value in _named(raw)}
    names = next((raw[key] for key in _NAMES if isinstance(raw.get(key), list)), None)
    descriptions = next((raw[key] for key in _DESCRIPTIONS if key in raw), None)
    positions = {identity(value): index for index, value in enumerate(raw["enum"])}
    return tuple(
        EnumMember(
            value,
            by_value.get(identity(value)) or _listed(names, positions.get(identity(value), index)),
            (
                text(descriptions, str(value))
                if isinstance(descriptions, dict)
                else _listed(descriptions, positions.get(identity(value), index))
            ),
        )
        for index, value in enumerate(values)
    )


def _named(raw: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Names with their values."""
    renamed = raw.get("x-stainless-renameMap")
    if isinstance(renamed, dict):
        yield from renamed.items()
    microsoft = raw.get("x-ms-enum")
    listed = microsoft.get("values") if isinstance(microsoft, dict) else None
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict) and isinstance(item.get("name"), str) and "value" in item:
            yield item["name"], item["value"]


def _listed(words: Any, index: int) -> str | None:
    word = words[index] if isinstance(words, list) and index < len(words) else None
    return word if isinstance(word, str) else None


def _distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple({identity(value): value for value in reversed(list(values))}.values())[::-1]


def identity(value: Any) -> tuple[str, str]:
    """What two equal JSON values share: 1, 1.0 and true are equal in Python and different in JSON text."""
    if isinstance(value, str):
        return "str", value
    return type(value).__name__, json.dumps(value, sort_keys=True, default=str)

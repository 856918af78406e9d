"""Turn scalar IR types into type expressions of Python."""

from __future__ import annotations

from collections.abc import Mapping

from bessemer.encode.code import Code
from bessemer.encode.python import py_str, py_value
from bessemer.ir.types import EnumType, Json
from bessemer.targets.python.imports import Import
from bessemer.targets.python.place import Place
from bessemer.targets.python.typetext import (
    FILE_INPUT,
    TypeText,
    annotated,
    builtin,
    generic,
    internal,
    literal,
    named,
    union,
)

OBJECT = "object"
# Values of an enum that a label of the reference shows.
_SHOWN = 3
_ALIASED = {"date": "_date", "datetime": "_datetime"}


def seconds(value: float) -> Code:
    """A time that goes into a header too: whole seconds have no fraction there."""
    return Code(repr(int(value) if float(value).is_integer() else float(value)))


def visible(name: str, place: Place) -> TypeText:
    """A builtin type, past any field of the same name."""
    if name in place.shadowed:
        return TypeText(Code(f"builtins.{name}"), frozenset({Import("builtins")}))
    return builtin(name)


def text(format_: str | None, place: Place) -> TypeText:
    plain = visible("str", place)
    is_request = place.direction == "request"
    match format_:
        case "date" | "date-time":
            name = "date" if format_ == "date" else "datetime"
            moment = named("datetime", name, _ALIASED[name] if name in place.shadowed else "")
            if not is_request:
                return moment
            either = union((plain, moment))
            return either if place.bare else annotated(either, format=py_str("iso8601"))
        case "binary" if is_request:
            return internal("FileTypes", "_types")
        case "byte" if is_request:
            either = union((plain, internal(FILE_INPUT, "_types")))
            return either if place.bare else annotated(either, format=py_str("base64"))
    return plain


def constant(value: Json, place: Place) -> TypeText:
    return literal((py_value(value),)) if _is_literal(value) else _plain(value, place)


def enum(type_: EnumType, place: Place) -> TypeText:
    return union(tuple(part for part, _ in enum_parts(type_, place)))


def _is_literal(value: Json) -> bool:
    """Literal takes no float, and neither lists nor objects; mypy takes no integer of more than 64 bits in it."""
    return isinstance(value, str) or (isinstance(value, int) and -(2**63) <= value < 2**63)


def _plain(value: Json, place: Place) -> TypeText:
    """The type of a value that no Literal can hold."""
    if isinstance(value, Mapping):
        return generic(named("typing", "Dict"), visible("str", place), visible(OBJECT, place))
    if isinstance(value, int | float):
        return visible(type(value).__name__, place)
    return generic(named("typing", "List"), visible(OBJECT, place))


def enum_parts(type_: EnumType, place: Place) -> tuple[tuple[TypeText, bool], ...]:
    """The listed values and, for an open enum, the type of all others, in the document's order; True for the former."""
    values = [member.value for member in type_.members]
    if any(isinstance(value, float) for value in values):
        # a float holds whole numbers too
        values = [value for value in values if isinstance(value, bool | float) or not isinstance(value, int)]
    written = tuple(dict.fromkeys(py_value(value) for value in values if _is_literal(value)))
    listed = ((_brief(written) if place.brief else literal(written), True),) if written else ()
    unlisted = tuple((_plain(value, place), False) for value in values if not _is_literal(value))
    others = (visible(_base(values), place), False)
    match type_.openness:
        case "closed":
            return (*listed, *unlisted) or ((visible(OBJECT, place), False),)
        case "value-first":
            return (others, *listed, *unlisted)
        case "listed-first":
            return (*listed, *unlisted, others)


def _brief(written: tuple[Code, ...]) -> TypeText:
    more = [Code(f"{len(written) - _SHOWN} more")] if len(written) > _SHOWN else []
    return builtin(f"Literal[{', '.join([*written[:_SHOWN], *more])}]")


def _base(values: list[Json]) -> str:
    kinds = {type(value).__name__ for value in values}
    return kinds.pop() if len(kinds) == 1 else OBJECT

"""Turn scalar IR types into type expressions of Python."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.encode.python import py_str, py_value
from bessemer.ir.types import EnumType, Scalar
from bessemer.targets.python.imports import Import
from bessemer.targets.python.place import Place
from bessemer.targets.python.typetext import (
    TypeText,
    annotated,
    builtin,
    internal,
    literal,
    named,
    optional,
    union,
)

OBJECT = "object"
# Values of an enum that a label of the reference shows.
_SHOWN = 3
_ALIASED = {"date": "_date", "datetime": "_datetime"}


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
            either = union((plain, internal("Base64FileInput", "_types")))
            return either if place.bare else annotated(either, format=py_str("base64"))
    return plain


def constant(value: Scalar, place: Place) -> TypeText:
    # Literal takes no float.
    return visible("float", place) if isinstance(value, float) else literal((py_value(value),))


def enum(type_: EnumType, place: Place) -> TypeText:
    whole = union(tuple(part for part, _ in enum_parts(type_, place)))
    return optional(whole) if any(member.value is None for member in type_.members) else whole


def enum_parts(type_: EnumType, place: Place) -> tuple[tuple[TypeText, bool], ...]:
    """The listed values and, for an open enum, the type of all others, in the document's order; True for the former."""
    values = [member.value for member in type_.members if member.value is not None]
    if not values or any(isinstance(value, float) for value in values):
        return ((visible("float" if values else OBJECT, place), False),)
    written = tuple(dict.fromkeys(py_value(value) for value in values))
    listed = (_brief(written) if place.brief else literal(written), True)
    others = (visible(_base(values), place), False)
    match type_.openness:
        case "closed":
            return (listed,)
        case "value-first":
            return (others, listed)
        case "listed-first":
            return (listed, others)


def _brief(written: tuple[Code, ...]) -> TypeText:
    more = [Code(f"{len(written) - _SHOWN} more")] if len(written) > _SHOWN else []
    return builtin(f"Literal[{', '.join([*written[:_SHOWN], *more])}]")


def _base(values: list[Scalar]) -> str:
    kinds = {type(value).__name__ for value in values}
    return kinds.pop() if len(kinds) == 1 else OBJECT

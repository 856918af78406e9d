"""Make the methods that reach into whatever variant of a request union is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier
from bessemer.targets.go.types import (
    Constant,
    Declaration,
    Enum,
    Field,
    Import,
    Map,
    Named,
    Plain,
    Reader,
    Recursive,
    Slice,
    Struct,
    TypeText,
    Union,
    field_text,
    is_object,
    type_text,
)
from bessemer.targets.go.views import GetterCase, GetterView


class _Reached(NamedTuple):
    """A property in one variant: the type of what reaches it, how, and whether it must be valid for that."""

    variant: Code
    type: TypeText
    value: Code
    valid: Code | None


def getters(union: Union, declared: Mapping[str, Declaration]) -> tuple[tuple[GetterView, ...], frozenset[Import]]:
    """One for each property of any variant; none where one object stands among what is none.

    Source: contracts/go-sdk.md U4.
    """
    if len(union.variants) > 1 and sum(is_object(item.shape) for item in union.variants) == 1:
        return (), frozenset()
    found: dict[str, list[_Reached]] = {}
    for variant in union.variants:
        if isinstance(variant.shape, Named | Recursive):
            name = variant.shape.name if isinstance(variant.shape, Named) else variant.shape.target.name
            declaration = declared[name]
            for field in declaration.fields if isinstance(declaration, Struct) else ():
                for reached in _reached(go_identifier(variant.field), field, declared):
                    found.setdefault(field.name, []).append(reached)
    views = tuple(_getter(union, name, reached) for name, reached in found.items())
    needed = (item.type.imports for name, reached in found.items() if _is_one(reached) for item in reached)
    return views, frozenset().union(*needed)


def _getter(union: Union, name: str, reached: list[_Reached]) -> GetterView:
    one = _is_one(reached)
    mixed = go_identifier(f"{union.name[:1].lower()}{union.name[1:]}{name}")
    cases = tuple(GetterCase(item.variant, item.valid, item.value) for item in reached)
    return GetterView(
        go_identifier(f"Get{name}"),
        reached[0].type.code if one else mixed,
        None if one else mixed,
        cases[0] if len(cases) == 1 else None,
        () if len(cases) == 1 else cases,
    )


def _is_one(reached: list[_Reached]) -> bool:
    return len({item.type.code for item in reached}) == 1


def _reached(variant: Code, field: Field, declared: Mapping[str, Declaration]) -> Iterator[_Reached]:
    place = code("u.", variant, ".", go_identifier(field.name))
    text = type_text(field.shape)
    pointer = TypeText(code("*", text.code), text.imports)
    match field.shape:
        case Reader():
            return
        case Slice() | Map():
            yield _Reached(variant, text, place, None)
        case Recursive():
            yield _Reached(variant, text, place, None)
        case Constant():
            yield _Reached(variant, TypeText(Code("*string")), code("(*string)(&", place, ")"), None)
        case Named(name, "enum") if not _is_alias(declared[name]):
            plain = _underlying(declared[name])
            yield _Reached(variant, TypeText(code("*", plain)), code("(*", plain, ")(&", place, ")"), None)
        case _:
            if field_text(field, "request").code.startswith("param.Opt["):
                yield _Reached(variant, pointer, code("&", place, ".Value"), code(place, ".Valid()"))
            else:
                yield _Reached(variant, pointer, code("&", place), None)


def _is_alias(declaration: Declaration) -> bool:
    return isinstance(declaration, Enum) and declaration.is_alias


def _underlying(declaration: Declaration) -> Code:
    return type_text(declaration.underlying if isinstance(declaration, Enum) else Plain("string")).code

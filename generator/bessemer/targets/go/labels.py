"""Call the variants of a union: what follows `Of` and `As`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bessemer.document.pointer import Pointer, tokens
from bessemer.ir.types import (
    ConstType,
    EnumMember,
    EnumType,
    RefType,
    Scalar,
    Schema,
    StringType,
    UnionType,
    Variant,
)
from bessemer.targets.go.names import Names
from bessemer.targets.go.types import Constant, Map, Named, Plain, Reader, Recursive, Shape, Slice, Time

# What the items of a variant that is a list are called that has no title.
ARRAY_ITEM = "ArrayItem"
_PLAIN = {"string": "String", "int64": "Int", "float64": "Float", "bool": "Bool", "any": "Any"}


def variant_label(shape: Shape, word: str | None, names: Names) -> str:
    """The name of a variant without a discriminator value; `word` is its title.

    Source: contracts/go-sdk.md U2.
    """
    match shape:
        case Plain(name):
            return _PLAIN[name]
        case Time():
            return "Time"
        case Reader():
            return "File"
        case Constant(_, value):
            return names.value(value)
        case Slice(item) if word is None:
            return f"{element_label(item).removesuffix(ARRAY_ITEM)}Array"
        case Slice():
            return _uncut(names.exported(word or ""))
        case Map(value):
            return f"{element_label(value)}Map" if word is None else _uncut(names.exported(word))
        case Named(name):
            return _uncut(name.removesuffix("Union") if word is None else names.exported(word))
        case Recursive(target):
            return variant_label(target, word, names)


def element_label(shape: Shape) -> str:
    """The name of what an array or a map holds."""
    match shape:
        case Plain(name):
            return _PLAIN[name]
        case Time():
            return "Time"
        case Reader():
            return "File"
        case Constant(name):
            return name
        case Slice(item):
            return f"{element_label(item)}Array"
        case Map(value):
            return f"{element_label(value)}Map"
        case Named(name):
            return _uncut(name.removesuffix("Union"))
        case Recursive(target):
            return _uncut(target.name.removesuffix("Union"))


def _uncut(name: str) -> str:
    # ContainerParams is OfContainers
    return name.replace("Param", "", 1)


def tag_label(variant: Variant) -> str | None:
    return variant.tag if isinstance(variant.tag, str) else None


def told_tag(variant: Variant, schemas: Mapping[Pointer, Schema]) -> Scalar | None:
    """The discriminator's value that names a variant; a title comes before a value that is the component's own name."""
    type_ = variant.schema.type
    if (
        isinstance(type_, RefType)
        and variant.tag == tokens(type_.target)[-1]
        and schemas[type_.target].title is not None
    ):
        return None
    return variant.tag


def texts_of(union: UnionType, schemas: Mapping[Pointer, Schema]) -> EnumType | None:
    """Alternatives that are all text, listed or not, list their values together. None where one is something else."""
    members: dict[str, EnumMember] = {}
    is_open = False
    for variant in union.variants:
        schema, seen = variant.schema, set[Pointer]()
        while isinstance(schema.type, RefType) and schema.type.target not in seen:
            seen.add(schema.type.target)
            schema = schemas[schema.type.target]
        match schema.type:
            case StringType(None):
                is_open = True
            case ConstType(str() as value):
                members.setdefault(value, EnumMember(value, None, schema.description))
            case EnumType(listed):
                is_open |= schema.type.is_open
                for item in listed:
                    if not isinstance(item.value, str):
                        return None
                    members.setdefault(item.value, item)
            case _:
                return None
    return EnumType(tuple(members.values()), "listed-first" if is_open else "closed") if members else None


def told_by_text(union: UnionType) -> UnionType:
    """The runtime tells variants apart by text only."""
    if all(variant.tag is None or isinstance(variant.tag, str) for variant in union.variants):
        return union
    return UnionType(tuple(replace(variant, tag=None) for variant in union.variants))

"""Call the variants of a union: what follows `Of` and `As`."""

from __future__ import annotations

from dataclasses import replace

from bessemer.ir.types import UnionType, Variant
from bessemer.targets.go.names import Names
from bessemer.targets.go.types import Constant, Map, Named, Plain, Reader, Recursive, Shape, Slice, Time

_PLAIN = {"string": "String", "int64": "Int", "float64": "Float", "bool": "Bool", "any": "Any"}


def variant_label(shape: Shape, word: str | None, names: Names) -> str:
    """The name of a variant without a discriminator value; `word` is the document's. "" where nothing names it.

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
        case Slice(item):
            return f"{element_label(item)}Array" if word is None else _uncut(names.exported(word))
        case Map(value):
            return f"{element_label(value)}Map" if word is None else _uncut(names.exported(word))
        case Named() | Recursive():
            return "" if word is None else _uncut(names.exported(word))


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
    return name.replace("Param", "")


def tag_label(variant: Variant) -> str | None:
    return variant.tag if isinstance(variant.tag, str) else None


def flattened(union: UnionType) -> UnionType:
    """A union that is written inside another, and that nothing tells from the others there, is more of that one."""
    inner = [item.schema.type for item in union.variants if isinstance(item.schema.type, UnionType)]
    tellers = {item.discriminator for item in inner}
    if union.discriminator is not None or len(tellers) != 1:
        return union
    return UnionType(tuple(item for variant in union.variants for item in _alternatives(variant)), tellers.pop())


def _alternatives(variant: Variant) -> tuple[Variant, ...]:
    held = variant.schema.type
    return flattened(held).variants if isinstance(held, UnionType) else (variant,)


def told_by_text(union: UnionType) -> UnionType:
    """The runtime tells variants apart by text only."""
    if all(variant.tag is None or isinstance(variant.tag, str) for variant in union.variants):
        return union
    return UnionType(tuple(replace(variant, tag=None) for variant in union.variants))

"""Say what the variants of a union are called."""

from __future__ import annotations

from bessemer.document.pointer import Pointer, tokens
from bessemer.ir.types import ArrayType, ObjectType, RefType, Type, UnionType, Variant, without_null
from bessemer.naming.words import spelled
from bessemer.targets.python.place import Place


def variant_place(index: int, union_: UnionType, place: Place) -> Place:
    """Where a variant stands, and what it is called there."""
    variant = union_.variants[index]
    schema = variant.schema
    called = schema.naming("python").type_name if schema.namings else None
    if called:
        return place.at(spelled(called), in_array=False, in_alias=False)
    words = spelled(_variant_name(index, union_))
    # a union in a union is a part of it, not an alias of its own
    nested = isinstance(without_null(schema.type), UnionType) and not _clash_inside(union_)
    if not place.in_alias:
        return place.at((*place.words, *words), in_array=False, in_alias=False)
    return place.at(words, in_array=isinstance(schema.type, ArrayType), in_alias=nested)


def _clash_inside(union_: UnionType) -> bool:
    """Whether unions in a union hold one object in different forms: what several were combined with is in each."""
    inner = (without_null(item.schema.type) for item in union_.variants)
    parts = (item.schema for one in inner if isinstance(one, UnionType) for item in one.variants)
    forms: dict[Pointer, Type] = {}
    return any(
        forms.setdefault(item.origin, item.type) != item.type for item in parts if isinstance(item.type, ObjectType)
    )


def _variant_name(index: int, union_: UnionType) -> str:
    """Source: contracts/config.md section 2.8: title, else component, else position.

    Published SDKs take the constant that tells a variant apart before its title, where the author gives no mapping, and
    call an object of one key as the key is called.
    """
    variant = union_.variants[index]
    schema = variant.schema
    tag = _own_tag(variant, union_)
    if tag is not None:
        return tag
    if schema.title:
        return schema.title
    if isinstance(schema.type, RefType):
        return tokens(schema.type.target)[-1]
    keys = schema.type.properties if isinstance(schema.type, ObjectType) else ()
    if len(keys) == 1 and keys[0].required:
        return keys[0].wire_name
    return f"UnionMember{index}"


def _own_tag(variant: Variant, union_: UnionType) -> str | None:
    """The constant that this variant alone of a union without a mapping has."""
    tag, type_ = variant.tag, variant.schema.type
    is_component = isinstance(type_, RefType) and tokens(type_.target)[-1] == tag
    if union_.is_mapped or is_component or not isinstance(tag, str):
        return None
    return tag if sum(item.tag == tag for item in union_.variants) == 1 else None

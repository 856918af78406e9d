"""Say what the variants of a union are called."""

from __future__ import annotations

from bessemer.document.pointer import Pointer, tokens
from bessemer.ir.types import ArrayType, ObjectType, RefType, Schema, Type, UnionType, Variant, without_null
from bessemer.naming.words import Words, spelled
from bessemer.targets.python.place import Place


def variant_place(index: int, union_: UnionType, place: Place) -> Place:
    """Where a variant stands, and what it is called there."""
    variant = union_.variants[index]
    schema = variant.schema
    called = _told(schema)
    if called:
        return place.at(spelled(called), in_array=False, in_alias=False)
    words = spelled(_variant_name(index, union_) or _key_alone(schema) or f"UnionMember{index}")
    # a union in a union is a part of it, not an alias of its own
    nested = isinstance(without_null(schema.type), UnionType) and not _clash_inside(union_)
    if not place.in_alias:
        return place.at((*place.words, *words), in_array=False, in_alias=False)
    return place.at(words, in_array=isinstance(schema.type, ArrayType), in_alias=nested)


def body_object_words(index: int, union_: UnionType) -> Words:
    """What an object of a body is called, which may be others: by nothing but itself."""
    return spelled(_told(union_.variants[index].schema) or _variant_name(index, union_) or f"Variant{index}")


def _told(schema: Schema) -> str | None:
    """The document's own word for a variant."""
    return schema.naming("python").type_name if schema.namings else None


def _clash_inside(union_: UnionType) -> bool:
    """Whether unions in a union hold one object in different forms: what several were combined with is in each."""
    inner = (without_null(item.schema.type) for item in union_.variants)
    parts = (item.schema for one in inner if isinstance(one, UnionType) for item in one.variants)
    forms: dict[Pointer, Type] = {}
    return any(
        forms.setdefault(item.origin, item.type) != item.type for item in parts if isinstance(item.type, ObjectType)
    )


def _variant_name(index: int, union_: UnionType) -> str | None:
    """Source: contracts/config.md section 2.8: title, else component; None is only known by its position.

    Published SDKs take the constant that tells a variant apart before its title, where the author gives no mapping.
    """
    variant = union_.variants[index]
    schema = variant.schema
    tag = _own_tag(variant, union_)
    if tag is not None:
        return tag
    if schema.title:
        return schema.title
    return tokens(schema.type.target)[-1] if isinstance(schema.type, RefType) else None


def _key_alone(schema: Schema) -> str | None:
    """The one key of an object, which published SDKs call it by where it has no other name."""
    keys = schema.type.properties if isinstance(schema.type, ObjectType) else ()
    return keys[0].wire_name if len(keys) == 1 and keys[0].required else None


def _own_tag(variant: Variant, union_: UnionType) -> str | None:
    """The constant that this variant alone of a union without a mapping has."""
    tag, type_ = variant.tag, variant.schema.type
    is_component = isinstance(type_, RefType) and tokens(type_.target)[-1] == tag
    if union_.is_mapped or is_component or not isinstance(tag, str):
        return None
    return tag if sum(item.tag == tag for item in union_.variants) == 1 else None

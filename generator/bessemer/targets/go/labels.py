"""Call the variants of a union: what follows `Of` and `As`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bessemer.document.pointer import Pointer, tokens
from bessemer.ir.types import (
    ConstType,
    EnumMember,
    EnumType,
    ObjectType,
    RefType,
    Scalar,
    Schema,
    StringType,
    Type,
    UnionType,
    Variant,
)
from bessemer.targets.go.names import Names, joined_base
from bessemer.targets.go.sites import is_map
from bessemer.targets.go.types import Constant, Map, Named, Plain, Reader, Recursive, Shape, Slice, Time

# What the items of a variant that is a list are called that has no title.
ARRAY_ITEM = "ArrayItem"
# What comes before the position of a variant that nothing else names.
_POSITION = "Variant"
_MAP_ITEM = "MapItem"
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
            return names.exported(word or "")
        case Map(value) if element_label(value).endswith(_MAP_ITEM):
            return f"{element_label(value).removesuffix('Item')}Map"
        case Map(value):
            return f"{element_label(value)}Map" if word is None else names.exported(word)
        case Named(name):
            return name.removesuffix("Union") if word is None else names.exported(word)
        case Recursive(target):
            return variant_label(target, word, names)


def request_label(shape: Shape, word: str | None, names: Names) -> str:
    """The same for a variant that is sent: without the first `Param` in it, ContainerParams is OfContainers."""
    label = variant_label(shape, word, names)
    return label if isinstance(shape, Constant) else label.replace("Param", "", 1)


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
            return bare(name)
        case Recursive(target):
            return bare(target.name)


def bare(name: str) -> str:
    """The name of a type without the words that say what kind of type it is: `InputItemUnionParam` → InputItem."""
    return name.removesuffix("UnionParam").removesuffix("Union")


def tag_label(variant: Variant) -> str | None:
    return variant.tag if isinstance(variant.tag, str) else None


def title_of(schema: Schema, schemas: Mapping[Pointer, Schema]) -> str | None:
    """Its own title, else that of what it refers to."""
    if schema.title is not None or not isinstance(schema.type, RefType):
        return schema.title
    return schemas[schema.type.target].title


def word_of(variant: Variant, schemas: Mapping[Pointer, Schema]) -> str | None:
    """What the document calls a variant: its title, else its component."""
    type_ = variant.schema.type
    return title_of(variant.schema, schemas) or (tokens(type_.target)[-1] if isinstance(type_, RefType) else None)


def items_base(base: str, title: str | None, names: Names) -> str:
    """What the items of a variant that is a list are called: `Array of content parts` → ArrayOfContentPart."""
    if title is None:
        return joined_base(base, ARRAY_ITEM)
    one = names.item(title)
    return joined_base(base, one if one != names.exported(title) else f"{one}Item")


def maker_word(schema: Schema, variant: Variant, label: str, model: str | None, names: Names) -> str | None:
    """The function that makes a union of one variant: models have them; `model` is the type of one, in requests.

    Source: contracts/go-sdk.md U6.
    """
    told, pattern = variant.schema.naming("go").maker, schema.naming("go").makers
    if told is not None:
        return names.exported(told)
    if pattern:
        return names.exported(pattern.replace("{variant}", tag_label(variant) or label))
    return f"{model}Of{label}" if pattern is None and model is not None else None


def is_numbered(called: str) -> bool:
    """Whether a variant is called by its position alone."""
    return called.startswith(_POSITION) and called.removeprefix(_POSITION).isdigit()


def kind_word(index: int, union: UnionType) -> str:
    """What a variant without a title, a component or a tag is called: as its only key, the first other object as such.

    A map is called so, all others by their positions.
    """
    schema = union.variants[index].schema
    key = "map" if is_map(schema.type) else _only_key(schema)
    if key is not None:
        return key
    nameless = (index for index, item in enumerate(union.variants) if _is_nameless_object(item))
    return "object" if index == next(nameless, None) else f"{_POSITION}{index + 1}"


def _only_key(schema: Schema) -> str | None:
    keys = schema.type.properties if isinstance(schema.type, ObjectType) else ()
    return keys[0].wire_name if len(keys) == 1 and keys[0].required else None


def _is_nameless_object(variant: Variant) -> bool:
    schema = variant.schema
    is_plain = schema.title is None and variant.tag is None and _only_key(schema) is None
    return is_plain and isinstance(schema.type, ObjectType) and schema.type.is_class


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
    for type_ in _alternatives(union, schemas, frozenset()):
        match type_:
            case StringType(None):
                is_open = True
            case EnumType(listed):
                is_open |= type_.is_open
                for item in listed:
                    if not isinstance(item.value, str):
                        return None
                    members.setdefault(item.value, item)
            case _:
                return None
    return EnumType(tuple(members.values()), "listed-first" if is_open else "closed") if members else None


def _alternatives(union: UnionType, schemas: Mapping[Pointer, Schema], above: frozenset[Pointer]) -> Iterator[Type]:
    """The types of the variants, and of those of unions among them."""
    for variant in union.variants:
        schema, seen = variant.schema, above
        while isinstance(schema.type, RefType) and schema.type.target not in seen:
            seen |= {schema.type.target}
            schema = schemas[schema.type.target]
        if isinstance(schema.type, UnionType):
            yield from _alternatives(schema.type, schemas, seen)
        elif isinstance(schema.type, ConstType):
            yield EnumType((EnumMember(schema.type.value, None, schema.description),))
        else:
            yield schema.type


def told_by_text(union: UnionType) -> UnionType:
    """The runtime tells variants apart by text only."""
    if all(variant.tag is None or isinstance(variant.tag, str) for variant in union.variants):
        return union
    return UnionType(tuple(replace(variant, tag=None) for variant in union.variants))

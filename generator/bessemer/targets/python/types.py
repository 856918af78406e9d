"""Turn IR types into type expressions of Python, with the classes they need, for requests and for responses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bessemer.document.pointer import Pointer
from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str, py_value
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EnumType,
    IntegerType,
    MapType,
    NullableType,
    NullType,
    NumberType,
    ObjectType,
    Property,
    RefType,
    Schema,
    StringType,
    TupleType,
    Type,
    UnionType,
    Variant,
    without_null,
)
from bessemer.naming.order import name_order
from bessemer.naming.plural import singular
from bessemer.targets.python.bases import inherited
from bessemer.targets.python.identifiers import field_name, singular_name
from bessemer.targets.python.imports import Import, ModulePath
from bessemer.targets.python.keys import Key, key_of, typed_dict
from bessemer.targets.python.names import Names
from bessemer.targets.python.needs import is_structured
from bessemer.targets.python.place import Place
from bessemer.targets.python.scalars import OBJECT, constant, enum, text, visible
from bessemer.targets.python.typetext import (
    Definition,
    FieldView,
    TypeText,
    annotated,
    builtin,
    generic,
    internal,
    merged,
    named,
    optional,
    takes_none,
    union,
)
from bessemer.targets.python.variants import variant_place

_CLASSLESS = (StringType, IntegerType, NumberType, BooleanType, EnumType, ConstType, AnyType, NullType)
_ANNOTATED = "Annotated["
_ISO_8601 = ', PropertyInfo(format="iso8601")]'
# A literal text, or a name in single quotes.
_QUOTED = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'([\w.]+)'""")


def typed(schema: Schema, place: Place) -> TypeText:
    """The type of a schema at a place."""
    match schema.type:
        # what most are stands first
        case StringType(format_):
            return text(format_, place)
        case RefType(target):
            return _reference(target, place)
        case IntegerType():
            return visible("int", place)
        case BooleanType():
            return visible("bool", place)
        case NullableType(inner):
            return _optional(typed(schema.as_type(inner), place), place)
        case EnumType():
            return enum(schema.type, place)
        case ArrayType(items):
            return _array(items, place)
        case ObjectType():
            return _object(schema, schema.type, place)
        case NumberType():
            return visible("float", place)
        case NullType():
            return builtin("None")
        case AnyType(or_null):
            any_value = visible(OBJECT, place)
            return optional(any_value) if or_null else any_value
        case ConstType(value):
            return constant(value, place)
        case TupleType():
            return _tuple(schema.type, place)
        case MapType(values):
            return visible(OBJECT, place) if schema.type.is_bare else _map(values, place)
        case UnionType():
            return _union(schema, schema.type, place)


def _optional(text: TypeText, place: Place) -> TypeText:
    """Null stands beside the other forms of a text that is annotated with its format.

    In responses the alias of a union holds it too, as in published SDKs.
    """
    if text.code.startswith(_ANNOTATED):
        return _with_null(text)
    last = text.definitions[-1] if text.definitions else None
    if last is not None and last.alias is not None and last.name == text.code and place.direction == "response":
        held = replace(last, alias=_with_null(TypeText(last.alias)).code)
        text = text._replace(definitions=(*text.definitions[:-1], held))
    return optional(text)


def _with_null(text: TypeText) -> TypeText:
    """What an alias is, or null: inside the annotation that tells its variants apart."""
    if not text.code.startswith(_ANNOTATED):
        return optional(text)
    inner, mark, info = text.code.rpartition(", PropertyInfo(")
    held = optional(text._replace(code=Code(inner.removeprefix(_ANNOTATED))))
    return held._replace(code=code(_ANNOTATED, held.code, mark, info))


def _array(items: Schema, place: Place) -> TypeText:
    words = (*place.words, "item") if place.in_array else singular(place.words)
    inner = typed(items, place.at(words, in_array=True, in_alias=False))
    # what a model is as a whole is a list in requests too, as in published SDKs
    return generic(named("typing", "List") if place.in_alias else array_of(items, place), inner)


def _tuple(type_: TupleType, place: Place) -> TypeText:
    inner = (
        typed(item, place.at((*place.words, "item", str(index)), in_array=False, in_alias=False))
        for index, item in enumerate(type_.items)
    )
    return generic(named("typing", "Tuple"), *inner)


def array_of(items: Schema, place: Place) -> TypeText:
    """The generic type of an array: requests take any iterable, but no bare text where texts are wanted."""
    if place.direction == "response":
        return named("typing", "List")
    type_ = without_null(place.names.final(items).type)
    match type_:
        case StringType():
            return internal("SequenceNotStr", "_types")
        case EnumType() | ConstType():
            return named("typing", "List")
        case UnionType(variants) if any(_is_text(variant, place) for variant in variants):
            return internal("SequenceNotStr", "_types")
    return named("typing", "Iterable")


def _is_text(variant: Variant, place: Place) -> bool:
    return isinstance(without_null(place.names.final(variant.schema).type), StringType)


def _map(values: Schema, place: Place) -> TypeText:
    inner = typed(values, place.at(place.words, in_array=False, in_alias=False))
    return generic(named("typing", "Dict"), visible("str", place), inner)


def _object(schema: Schema, type_: ObjectType, place: Place) -> TypeText:
    if not type_.is_class:
        return _map(type_.extra or Schema(schema.origin, AnyType()), place)
    name = place.name(schema.origin)
    return _defined(name, class_of(name, schema, type_, place.below(name, schema.origin)), place)


def _defined(name: str, made: TypeText, place: Place) -> TypeText:
    """The use of a class of this module; where another module uses it, that one imports no more than the module."""
    if place.home:
        return TypeText(Code(f"{place.home[-1]}.{name}"), frozenset({Import(place.home[:-1], place.home[-1])}))
    return TypeText(Code(name), made.imports, made.definitions)


def _reference(target: Pointer, place: Place) -> TypeText:
    text = _with_others(_target(target, place), target, place)
    return optional(text) if isinstance(place.names.api.schemas[target].type, NullableType) else text


def _with_others(text: TypeText, target: Pointer, place: Place) -> TypeText:
    """What the document says that Python takes besides: an answer's model, sent back."""
    namings = place.names.api.schemas[target].namings
    if not namings or place.direction == "response":
        return text
    wanted = place.names.api.schemas[target].naming("python").also
    found = (model for model in place.names.models.values() if "response" in model.directions)
    others = {model.class_name: model.module for model in found if model.class_name in wanted}
    mains = (place.main(name, others[name]) for name in wanted if name in others and others[name] not in place.cycle)
    return union((text, *mains))


def _target(target: Pointer, place: Place) -> TypeText:
    model = place.names.models.get(target)
    if model is not None:
        name, module = model.spelled(place.direction)
        of_class = is_class(place.names.api.schemas[target], place.names)
        if name == place.root and any(pointer == target for pointer, _ in place.open) and not place.brief:
            # What is not whole yet can only be named in quotes.
            return TypeText(Code(f'"{name}"') if of_class else Code(f"'{name}'"))
        if module in place.cycle:
            return _cyclic(place.main(name, module), module, name, is_class=of_class)
        if of_class or module not in place.opened:
            return place.main(name, module)
    for pointer, name in place.open:
        if pointer == target:
            return TypeText(Code(f'"{name}"')) if name else visible(OBJECT, place)
    return typed(place.names.api.schemas[target], place)


def _cyclic(main: TypeText, module: ModulePath, name: str, *, is_class: bool) -> TypeText:
    """A name from a module that imports this one back: imported below the classes, named in quotes.

    An alias is reached through its module, which may not be whole yet when this one asks for it. Its quotes are single:
    a recursive alias takes them off again.
    """
    if is_class:
        return main._replace(code=Code(f'"{main.code}"'))
    alias = f"_{module[-1]}"
    return TypeText(Code(f"'{alias}.{name}'"), frozenset({Import(module[:-1], module[-1], alias)}))


def is_class(schema: Schema, names: Names) -> bool:
    """Whether a schema becomes a class; else an alias."""
    final = without_null(names.resolved(schema).type)
    return isinstance(final, ObjectType) and final.is_class


def _union(schema: Schema, type_: UnionType, place: Place) -> TypeText:
    if len(type_.variants) == 1:
        return typed(type_.variants[0].schema, place)
    if place.in_alias or not any(is_structured(variant.schema, place.names) for variant in type_.variants):
        return _members(type_, place)
    name = place.name(schema.origin)
    inside = place.below(name, schema.origin)._replace(in_alias=True, open=(*place.open, (schema.origin, "")))
    body = _members(type_, inside)
    alias = Definition(Code(name), schema.origin, schema.description, alias=body.code)
    made = TypeText(
        body.code, body.imports | named("typing_extensions", "TypeAlias").imports, (*body.definitions, alias)
    )
    return _defined(name, made, place)


def _members(type_: UnionType, place: Place) -> TypeText:
    texts = [typed(item.schema, variant_place(index, type_, place)) for index, item in enumerate(type_.variants)]
    if not place.in_alias and any(text.code.endswith(_ISO_8601) for text in texts):
        # the format is said once, of all that there may be
        return annotated(union([_without_format(text) for text in texts]), format=py_str("iso8601"))
    whole = union(texts)
    if type_.discriminator is None or place.direction == "request" or not whole.code.startswith("Union["):
        return whole
    name = py_str(_tag_field(type_.discriminator, type_, place.names))
    return annotated(whole, discriminator=name, tags=_tags(type_, texts, place))


def _without_format(text: TypeText) -> TypeText:
    if not text.code.endswith(_ISO_8601):
        return text
    return text._replace(code=Code(text.code.removeprefix("Annotated[").removesuffix(_ISO_8601)))


def _tags(type_: UnionType, texts: Sequence[TypeText], place: Place) -> Code:
    """The variants' tags in order, where the fields of the variants do not say them themselves; else nothing."""
    tags = tuple(variant.tag for variant in type_.variants)
    alone = len({text.code for text in texts}) == len(texts)
    finals = [place.names.final(variant.schema).type for variant in type_.variants]
    if not alone or not all(isinstance(final, ObjectType) and final.properties for final in finals):
        return Code("")
    if all(_says_tag(final, type_.discriminator, place) for final in finals if isinstance(final, ObjectType)):
        return Code("")
    return py_value(tags) if any(tag is not None for tag in tags) else Code("")


def _says_tag(type_: ObjectType, discriminator: str | None, place: Place) -> bool:
    found = next((item.schema for item in type_.properties if item.wire_name == discriminator), None)
    return found is not None and isinstance(without_null(place.names.final(found).type), ConstType | EnumType)


def _tag_field(wire_name: str, type_: UnionType, names: Names) -> str:
    """The field that holds the tag, as the first variant with that key calls it."""
    for variant in type_.variants:
        final = names.final(variant.schema).type
        if isinstance(final, ObjectType) and any(item.wire_name == wire_name for item in final.properties):
            return names.fields(final).names[wire_name]
    return field_name(names.caser, wire_name)


def alias_of(name: str, schema: Schema, place: Place, *, holds_null: bool = False) -> TypeText:
    """A module's main alias, with the classes it needs."""
    # Source: contracts/config.md section 2.6: below an array the classes keep the name of the root.
    prefix = "" if isinstance(schema.type, UnionType) else name
    if isinstance(schema.type, ArrayType):
        prefix = singular_name(name)
    opened = (*place.open, (schema.origin, ""))
    inside = place._replace(open=opened, in_alias=True, words=("item",), prefix=prefix)
    body = typed(schema, inside)
    if holds_null:
        body = _with_null(body)
    # One text as a whole, which mypy wants, in which no name has quotes of its own.
    whole = _QUOTED.sub(lambda match: match.group(1) or match.group(), body.code)
    recursive = whole != body.code
    alias = py_str(whole) if recursive else body.code
    definition = Definition(Code(name), schema.origin, schema.description, alias=alias, recursive=recursive)
    imports = body.imports | named("typing_extensions", "TypeAliasType" if recursive else "TypeAlias").imports
    return TypeText(Code(name), imports, (*body.definitions, definition))


def class_of(name: str, schema: Schema, type_: ObjectType, place: Place) -> TypeText:
    """A class for an object: a model in responses, a TypedDict in requests. The place is that inside the class."""
    if place.direction == "response":
        return _model_class(name, schema, type_, place)
    names = place.names.keys(type_).names
    inside = place._replace(shadowed=frozenset(names.values()))
    bases = inherited(type_, place)
    return typed_dict(
        name,
        schema,
        tuple(_key(item, names[item.wire_name], inside) for item in bases.own(ordered_properties(type_, inside))),
        _extra(type_, place),
        bases,
    )


def _key(item: Property, name: str, place: Place) -> Key:
    inner = _called(item, place)
    return key_of(item.wire_name, name, inner, item.schema, required=item.required)


def _model_class(name: str, schema: Schema, type_: ObjectType, place: Place) -> TypeText:
    bases = inherited(type_, place)
    fields = bases.own(ordered_properties(type_, place))
    names = place.names.fields(type_).names
    inside = place._replace(shadowed=frozenset(names.values()))
    made = tuple(_field(item, names[item.wire_name], inside) for item in fields)
    extra = _extra(type_, inside)
    if extra:
        extra = generic(named("typing", "Dict"), visible("str", inside), extra)
    definition = Definition(
        Code(name),
        schema.origin,
        schema.description,
        base=Code(", ".join(bases.classes) or "BaseModel"),
        fields=tuple(view for view, _ in made),
        extra=extra.code if extra else None,
        redeclares=bases.redeclares,
    )
    parts = [*(bases.texts or (internal("BaseModel", "_models"),)), *(text for _, text in made)]
    if extra:
        parts += [extra, named("pydantic", "Field", "FieldInfo")]
    inner = merged(Code(name), parts)
    return TypeText(inner.code, inner.imports, (*inner.definitions, definition))


def _field(item: Property, name: str, place: Place) -> tuple[FieldView, TypeText]:
    text = _called(item, place)
    if not item.required:
        text = optional(text)
    default = Code("None") if takes_none(text.code) else None
    if name != item.wire_name:
        text = merged(text.code, (text, named("pydantic", "Field", "FieldInfo")))
        alias = py_str(item.wire_name)
        default = code("FieldInfo(alias=", alias, *([", default=None"] if default else []), ")")
    return FieldView(Code(name), text.code, default, item.schema.description), text


def _called(item: Property, place: Place) -> TypeText:
    """The type of a property. A class in it is named after the property, or after the document's word."""
    if _is_named(item.schema.type, place):
        return typed(item.schema, place)
    word = item.schema.naming("python").type_name if item.schema.namings else None
    return typed(item.schema, place.called(word or item.wire_name))


def _is_named(type_: Type, place: Place) -> bool:
    """Whether a type has its name already or needs none, as nearly all do."""
    type_ = without_null(type_)
    if isinstance(type_, RefType):
        return type_.target in place.names.models and not place.opened
    return isinstance(type_, _CLASSLESS)


def _extra(type_: ObjectType, place: Place) -> TypeText | None:
    return typed(type_.extra, place.called("extra")) if type_.extra is not None else None


def ordered_properties(type_: ObjectType, place: Place) -> tuple[Property, ...]:
    is_request = place.direction == "request"
    shown = (item for item in type_.properties if not (item.read_only if is_request else item.write_only))
    return tuple(sorted(shown, key=property_order) if place.names.api.sorts_properties else shown)


def property_order(item: Property) -> tuple[int, int, str]:
    """Required, null or not, then optional; in both groups id, token, then by wire name, as in published SDKs."""
    return (0 if item.required else 1, *name_order(item.wire_name))

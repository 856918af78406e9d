"""Make the functions that give a request union with one variant set, and those that give an object of constants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bessemer.encode.code import Code, code, joined
from bessemer.encode.go import go_identifier
from bessemer.frozen import frozen
from bessemer.naming.scope import free
from bessemer.targets.go.docs import maker_doc
from bessemer.targets.go.names import Names, joined_base
from bessemer.targets.go.types import (
    CONSTANT,
    PARAM,
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
    Shape,
    Slice,
    Struct,
    Time,
    Union,
    UnionVariant,
    field_text,
    is_wrapped_variant,
    type_text,
)
from bessemer.targets.go.views import MakerCase, MakerField, MakerView

# A variant with more required properties is written out: the order of so many arguments says nothing.
_MOST = 3
_TYPE_PARAMETERS = "TUV"
_LOCALS = frozenset({"v", "variant"})


@frozen
class Maker:
    """A function that makes a union of a variant: a constant, or a struct whose `fields` are its arguments."""

    name: str
    union: Union
    variant: UnionVariant
    struct: Struct | None
    fields: tuple[Field, ...]


def makers(declared: Mapping[str, Declaration], taken: frozenset[str]) -> Mapping[str, tuple[Maker, ...]]:
    """The functions of each request union, under names that nothing else has. Source: contracts/go-sdk.md U6."""
    spoken = {*taken, *declared}
    for item in declared.values():
        if isinstance(item, Enum):
            spoken.update(member.name for member in item.members)
        if isinstance(item, Struct) and (name := constructor(item)) is not None:
            spoken.add(name)
    found: dict[str, tuple[Maker, ...]] = {}
    for name, item in declared.items():
        if isinstance(item, Union) and item.direction == "request":
            made = {maker.name: maker for maker in _makers(item, declared) if maker.name not in spoken}
            found[name] = tuple(made.values())
            spoken.update(made)
    return found


def constructor(struct: Struct) -> str | None:
    """Where all fields are constants the zero value counts as omitted. Source: contracts/go-sdk.md P14."""
    if struct.params or struct.direction != "request":
        return None
    constant = bool(struct.fields) and all(isinstance(item.shape, Constant) for item in struct.fields)
    return joined_base("New", struct.name) if constant or struct.constructed else None


def maker_view(maker: Maker, declared: Mapping[str, Declaration], names: Names) -> tuple[MakerView, frozenset[Import]]:
    spoken = set(_LOCALS)
    fields: list[MakerField] = []
    arguments: list[Code] = []
    generic: list[Code] = []
    imports: set[Import] = set()
    for field in maker.fields:
        argument = go_identifier(free(names.argument(field.wire_name), spoken))
        spoken.add(argument)
        cases = tuple(_cases(field, declared))
        text = type_text(field.shape)
        if cases:
            parameter = Code(_TYPE_PARAMETERS[len(generic)])
            generic.append(code(parameter, " ", joined(" | ", (case.type for case, _ in cases))))
            arguments.append(code(argument, " ", parameter))
            imports.update(*(needed for _, needed in cases))
        else:
            imports |= text.imports
            arguments.append(code(argument, " ", "..." if _is_said(field, maker, declared) else "", text.code))
        if field_text(field, "request") != text:
            imports.add(PARAM)
        fields.append(_field(field, maker, argument, tuple(case for case, _ in cases), declared))
    view = MakerView(
        maker_doc(maker.name, maker.union, maker.variant),
        go_identifier(maker.name),
        code("[", joined(", ", generic), "]") if generic else Code(""),
        joined(", ", arguments),
        go_identifier(maker.variant.field),
        Code("") if maker.struct is None else go_identifier(maker.struct.name),
        tuple(fields),
        Code("&variant") if maker.struct else code("constant.ValueOf[", type_text(maker.variant.shape).code, "]()"),
    )
    return view, frozenset(imports) | (frozenset() if maker.struct else {CONSTANT})


def _makers(union: Union, declared: Mapping[str, Declaration]) -> Iterator[Maker]:
    for variant in union.variants:
        shape = variant.shape.target if isinstance(variant.shape, Recursive) else variant.shape
        struct = declared[shape.name] if isinstance(shape, Named) else None
        if variant.maker is not None and isinstance(shape, Constant):
            yield Maker(variant.maker, union, variant, None, ())
        if variant.maker is None or not isinstance(struct, Struct):
            continue
        given = (field for field in struct.fields if field.required and not _is_constant(field))
        fields = tuple(sorted(given, key=lambda field: field.wire_name))
        if 0 < len(fields) <= _MOST:
            yield Maker(variant.maker, union, variant, struct, fields)


def _is_constant(field: Field) -> bool:
    return isinstance(field.shape, Constant) or field.literal is not None


def _is_said(field: Field, maker: Maker, declared: Mapping[str, Declaration]) -> bool:
    """Whether an argument has one value only, and comes last, so that it may be left out."""
    held = declared[field.shape.name] if isinstance(field.shape, Named) else None
    return field is maker.fields[-1] and isinstance(held, Enum) and len(held.members) == 1 and not held.is_alias


def _field(
    field: Field, maker: Maker, argument: Code, cases: tuple[MakerCase, ...], declared: Mapping[str, Declaration]
) -> MakerField:
    target = code("variant.", go_identifier(field.name))
    if _is_said(field, maker, declared):
        held = declared[field.shape.name] if isinstance(field.shape, Named) else None
        assert isinstance(held, Enum), field
        return MakerField(target, go_identifier(held.members[0].name), argument, (), others=True)
    is_wrapped = field_text(field, "request") != type_text(field.shape)
    value = code("param.NewOpt(", argument, ")") if is_wrapped else argument
    return MakerField(target, value, argument, cases, others=False)


def _cases(field: Field, declared: Mapping[str, Declaration]) -> Iterator[tuple[MakerCase, frozenset[Import]]]:
    """The types that an argument can have which is a union itself; none where Go cannot tell its variants apart."""
    union = declared[field.shape.name] if isinstance(field.shape, Named) else None
    if not isinstance(union, Union):
        return
    resolved = {_resolved(variant.shape, declared) for variant in union.variants}
    if None in resolved or len(resolved) != len(union.variants):
        return
    for variant in union.variants:
        target = code("variant.", go_identifier(field.name), ".", go_identifier(variant.field))
        text, value, needed = type_text(variant.shape), Code("v"), frozenset[Import]()
        if isinstance(variant.shape, Named) and variant.shape.kind != "enum":
            value = Code("&v")
        elif is_wrapped_variant(variant.shape):
            value, needed = Code("param.NewOpt(v)"), frozenset({PARAM})
        yield MakerCase(text.code, target, value), text.imports | needed


def _resolved(shape: Shape, declared: Mapping[str, Declaration]) -> str | None:
    """The text of a type with names that are only others of it resolved; None for one that holds anything."""
    match shape:
        case Plain("any") | Reader():
            return None
        case Named(name):
            held = declared[name]
            return type_text(held.underlying).code if isinstance(held, Enum) and held.is_alias else name
        case Slice(_, str(name)) | Map(_, str(name)):
            return name
        case Slice(inner):
            return f"[]{_resolved(inner, declared)}"
        case Map(inner):
            return f"map[string]{_resolved(inner, declared)}"
        case Plain() | Time() | Constant() | Recursive():
            return type_text(shape).code

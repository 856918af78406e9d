"""Give the fields, variants and constants of each declaration names of their own."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from bessemer.diagnostics.finding import Finding, Source
from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.naming.apart import Apart, Claim, apart
from bessemer.targets.go.labels import element_label
from bessemer.targets.go.names import Names
from bessemer.targets.go.types import (
    Constant,
    Declaration,
    Defined,
    Enum,
    Field,
    Map,
    Member,
    Named,
    Place,
    Plain,
    Reader,
    Recursive,
    Shape,
    Slice,
    Struct,
    Time,
    Union,
    UnionVariant,
    is_object,
)

Owner = TypeVar("Owner", bound=Hashable)
_RESPONSE_FIELDS = frozenset("JSON ExtraFields RawJSON UnmarshalJSON ToParam AsAny".split())
_REQUEST_FIELDS = frozenset(
    "APIObject APIUnion ExtraFields SetExtraFields Overrides "
    "MarshalJSON UnmarshalJSON URLQuery RawQuery MarshalForm MarshalMultipart MultipartForm".split()
)
_TAKEN, _ANOTHERS = "a name that every Go SDK has", "another's"
_PROPERTY = 'name it in the document, with `x-stainless-naming: {go: {property_name: "…"}}`'
_MEMBER = "name it in the document, with `x-enum-varnames`"

# Which parameter keeps a name that stands in several places; the others have their place after it.
_PLACES: Mapping[Place, tuple[int, str]] = {
    "path": (0, "Path"),
    "json": (1, "Body"),
    "body": (1, "Body"),
    "query": (2, "Query"),
    "querystring": (2, "Query"),
    "header": (3, "Header"),
    "cookie": (4, "Cookie"),
}


@frozen
class Settled:
    declarations: Mapping[str, Declaration]
    findings: tuple[Finding, ...]


def settle_members(declared: Mapping[str, Declaration], names: Names, taken: frozenset[str]) -> Settled:
    """The declarations with members that all have names of their own; `taken` is what the package has beside them."""
    settled: dict[str, Declaration] = {}
    findings: list[Finding] = []
    for name, declaration in declared.items():
        match declaration:
            case Struct():
                fields, found = _fields(declaration.fields, declaration, names, frozenset())
                settled[name] = replace(declaration, fields=fields)
            case Union():
                variants, of_variants = _variants(declaration, names)
                spoken = frozenset(name for item in variants for name in (f"As{item.name}", item.field))
                fields, found = _fields(declaration.fields, declaration, names, spoken)
                found = (*of_variants, *found)
                settled[name] = replace(declaration, fields=fields, variants=variants)
            case Enum() | Defined():
                found = ()
                settled[name] = declaration
        findings += found
    settled = {name: _embedding(declaration) for name, declaration in settled.items()}
    enums, found = _constants(settled, names, taken | frozenset(declared))
    return Settled({**settled, **enums}, (*findings, *found))


def _embedding(declaration: Declaration) -> Declaration:
    """A struct that embeds none where a field of it is called as what it would embed."""
    if not isinstance(declaration, Struct) or not declaration.bases:
        return declaration
    names = {field.name for field in declaration.fields} | _RESPONSE_FIELDS
    free = names.isdisjoint(base.name for base in declaration.bases)
    return declaration if free else replace(declaration, bases=())


def _fields(
    fields: tuple[Field, ...], owner: Struct | Union, names: Names, spoken: frozenset[str]
) -> tuple[tuple[Field, ...], tuple[Finding, ...]]:
    reserved = (_REQUEST_FIELDS if owner.direction == "request" else _RESPONSE_FIELDS) | spoken
    wanted = [field.name for field in fields]
    if len(set(wanted)) == len(wanted) and reserved.isdisjoint(wanted):
        return fields, ()
    made = apart((_field(field, names) for field in fields), reserved)
    named = tuple(replace(field, name=made.names[_key(field)]) for field in fields)
    origins = {_key(field): field.origin for field in fields}
    return named, tuple(_findings(f"a field of {owner.name}", made, origins, _PROPERTY))


def _key(field: Field) -> tuple[Place, str]:
    return field.place, field.wire_name


def _field(field: Field, names: Names) -> Claim[tuple[Place, str]]:
    place, suffix = _PLACES[field.place]
    spelling = field.wire_name

    def others() -> Iterator[str]:
        yield names.spelled_out(spelling)
        yield f"{field.name}{suffix if field.place != 'json' else 'Field'}"

    # of two in one place, the one whose name it is most plainly
    rank = 2 * place + int(not spelling[:1].isalpha())
    return Claim(_key(field), field.name, f"{spelling} {field.place}", rank, others)


def _variants(union: Union, names: Names) -> tuple[tuple[UnionVariant, ...], tuple[Finding, ...]]:
    # an object is no member of a union that stands for a field
    held = {
        index: variant
        for index, variant in enumerate(union.variants)
        if not union.nested or not is_object(variant.shape)
    }
    wanted = [variant.name for variant in held.values()]
    # without a word before it a variant could take the name of what every union has
    reserved = frozenset() if names.of else _REQUEST_FIELDS | _RESPONSE_FIELDS
    if len(set(wanted)) == len(wanted) and reserved.isdisjoint(wanted):
        return union.variants, ()
    made = apart((_variant(index, variant, names) for index, variant in held.items()), reserved)
    named = tuple(
        _called(variant, made.names[index]) if index in held else variant
        for index, variant in enumerate(union.variants)
    )
    origins = {index: variant.origin for index, variant in enumerate(union.variants)}
    return named, tuple(_findings(f"a variant of {union.name}", made, origins, "give the variant a title"))


def _called(variant: UnionVariant, name: str) -> UnionVariant:
    """A variant of that name, which what makes it has too."""
    maker, said = variant.maker, f"Of{variant.name}"
    if maker is not None and maker.endswith(said):
        maker = f"{maker.removesuffix(said)}Of{name}"
    return replace(variant, name=name, maker=maker)


def _variant(index: int, variant: UnionVariant, names: Names) -> Claim[int]:
    def others() -> Iterator[str]:
        if variant.tag is not None:
            yield names.spelled_out(variant.tag)
        if isinstance(variant.shape, Slice | Map):
            yield element_label(variant.shape).replace("Param", "", 1)
        yield f"{variant.name}{_kind(variant.shape)}"

    return Claim(index, variant.name, f"{variant.origin} {variant.shape}", 0, others)


def _kind(shape: Shape) -> str:
    """What tells a variant from another of its name, in a word."""
    match shape:
        case Time(format_):
            return "Date" if format_ == "date" else "Time"
        case Slice():
            return "Array"
        case Map():
            return "Map"
        case Constant():
            return "Constant"
        case Plain(name):
            return name.capitalize()
        case Named(_, kind):
            return kind.capitalize()
        case Reader() | Recursive():
            return "Value"


def _constants(
    declared: Mapping[str, Declaration], names: Names, taken: frozenset[str]
) -> tuple[dict[str, Declaration], tuple[Finding, ...]]:
    enums = [item for item in declared.values() if isinstance(item, Enum)]
    wanted = [member.name for enum in enums for member in enum.members]
    if len(set(wanted)) == len(wanted) and taken.isdisjoint(wanted):
        return {}, ()
    claims = [
        Claim(
            (enum.name, index), member.name, f"{member.value!r} {enum.name}", 0, partial(_others, enum, member, names)
        )
        for enum in enums
        for index, member in enumerate(enum.members)
    ]
    made = apart(claims, taken)
    settled: dict[str, Declaration] = {
        enum.name: replace(
            enum,
            members=tuple(
                replace(member, name=made.names[enum.name, index]) for index, member in enumerate(enum.members)
            ),
        )
        for enum in enums
    }
    origins = {
        (enum.name, index): Pointer(f"{enum.origin}/enum/{index}")
        for enum in enums
        for index in range(len(enum.members))
    }
    return settled, tuple(_findings("a constant", made, origins, _MEMBER))


def _others(enum: Enum, member: Member, names: Names) -> Iterator[str]:
    """What a constant is called that cannot have the name it asks for."""
    yield enum.name + names.spelled_out(str(member.value))
    yield f"{member.name}Value"


def _findings(what: str, made: Apart[Owner], origins: Mapping[Owner, Pointer], help_: str) -> Iterator[Finding]:
    for item in made.renamed:
        holder = None if item.holder is None else origins[item.holder]
        yield Finding(
            "name-settled",
            f"{what} is called {item.name} in Go, for {item.wanted} is {_TAKEN if holder is None else _ANOTHERS}",
            Source("spec", origins[item.owner]),
            help_,
            () if holder is None else (("the other is here", Source("spec", holder)),),
        )

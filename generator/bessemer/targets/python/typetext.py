"""Put together type expressions of Python, each with the imports and the classes it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bessemer.document.pointer import Pointer
from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.targets.python.imports import Import

# A file to read what is sent as base64: a path, or one that is open.
FILE_INPUT = "Base64FileInput"
_LITERAL = "Literal["
_WORD = re.compile(r"\w+")
_UNION = "Union["
_NONE = ("Optional[", _UNION)


class FieldView(NamedTuple):
    """A field of a class. `default` stands after the equals sign."""

    name: Code
    annotation: Code
    default: Code | None = None
    doc: str | None = None

    @property
    def quoted(self) -> Code:
        return py_str(self.name)


@frozen
class Definition:
    """A class or an alias in a module of types: an alias where `alias` has a type, else a class.

    A `recursive` alias names itself in quotes, or others that do, which only a TypeAliasType can.

    `reserved` are the keys of a TypedDict that are keywords: they are declared in a functional base class.
    `extra` is the type of the fields that are not listed. `redeclares`: a field is another thing than in a base.
    """

    name: Code
    origin: Pointer
    doc: str | None = None
    alias: Code | None = None
    recursive: bool = False
    base: Code = Code("BaseModel")
    fields: tuple[FieldView, ...] = ()
    reserved_name: Code | None = None
    reserved: tuple[FieldView, ...] = ()
    extra: Code | None = None
    redeclares: bool = False

    @property
    def quoted(self) -> Code:
        return py_str(self.name)

    @property
    def reserved_quoted(self) -> Code:
        return py_str(self.reserved_name or "")

    @property
    def has_extra_items(self) -> bool:
        return "extra_items=" in self.base

    @property
    def takes_open_files(self) -> bool:
        """Whether pydantic must take types that it does not know."""
        return any(FILE_INPUT in field.annotation for field in (*self.fields, *self.reserved))

    @property
    def empty(self) -> bool:
        return not self.fields and self.extra is None and self.doc is None


def depth_first(definitions: Sequence[Definition]) -> list[Code]:
    """The names of a module's classes, each before those that it stands on. Source: contracts/config.md section 2.6.

    The definitions themselves come dependencies first, that of the module last.
    """
    if len(definitions) < 3:
        return [item.name for item in reversed(definitions)]
    listed = {str(item.name): item for item in definitions}
    found: dict[str, Code] = {}
    waiting = [str(definitions[-1].name)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        item = listed[name]
        found[name] = item.name
        said = (item.base, *(field.annotation for field in (*item.reserved, *item.fields)), item.extra or "")
        words = _WORD.findall(item.alias if item.alias is not None else " ".join(said))
        waiting += [word for word in reversed(words) if word in listed and word not in found]
    return [*found.values(), *(item.name for item in definitions if str(item.name) not in found)]


class TypeText(NamedTuple):
    """A type expression; `definitions` are the classes of its module that it stands on, dependencies first."""

    code: Code
    imports: frozenset[Import] = frozenset()
    definitions: tuple[Definition, ...] = ()


@lru_cache(maxsize=1 << 10)
def named(module: str, name: str, alias: str = "") -> TypeText:
    """A name imported from a module outside the SDK."""
    return TypeText(Code(alias or name), frozenset({Import(module, name, alias)}))


@lru_cache(maxsize=1 << 13)
def internal(name: str, *module: str) -> TypeText:
    """A name imported from a module of the SDK."""
    return TypeText(Code(name), frozenset({Import(module, name)}))


@lru_cache(maxsize=1 << 10)
def builtin(name: str) -> TypeText:
    return TypeText(Code(name))


def generic(outer: TypeText, *arguments: TypeText) -> TypeText:
    """`Outer[a, b]`"""
    listed = ", ".join(item.code for item in arguments)
    return merged(code(outer.code, "[", listed, "]"), (outer, *arguments))


def merged(text: Code, parts: Iterable[TypeText]) -> TypeText:
    """The text, with everything its parts need."""
    parts = tuple(parts)
    definitions = [item for part in parts for item in part.definitions]
    if len(definitions) > 1:
        definitions = list(dict.fromkeys(definitions))
    return TypeText(text, frozenset().union(*[part.imports for part in parts]), tuple(definitions))


def literal(values: Sequence[Code]) -> TypeText:
    """`Literal[...]`. Several values have a trailing comma, so that each keeps a line of its own."""
    comma = "," if len(values) > 1 else ""
    outer = named("typing_extensions", "Literal")
    return merged(code("Literal[", ", ".join(values), comma, "]"), (outer,))


def optional(inner: TypeText) -> TypeText:
    """`Optional[a]`, and `Union[a, b, None]` for what is a union already."""
    if inner.definitions:
        return _with_none(inner)
    # nearly every field is optional, and of few types
    return _known_with_none(inner)


def _with_none(inner: TypeText) -> TypeText:
    if inner.code == "None" or takes_none(inner.code):
        return inner
    if inner.code.startswith(_UNION):
        return inner._replace(code=code(inner.code.removesuffix("]").removesuffix(","), ", None]"))
    return generic(named("typing", "Optional"), inner)


_known_with_none = lru_cache(maxsize=1 << 12)(_with_none)


def takes_none(text: str) -> bool:
    """Whether a type is one that `optional` made."""
    return text.startswith(_NONE) and (text[0] == "O" or text.endswith(", None]"))


def union(members: Sequence[TypeText]) -> TypeText:
    """Equal members are written once, and listed values together; a union of one is that one.

    What all members define is kept: of classes that are called alike, all but one are to be called otherwise yet.
    """
    distinct = _listed_together(tuple({member.code: member for member in members}.values()))
    whole = distinct[0] if len(distinct) == 1 else generic(named("typing", "Union"), *distinct)
    return whole if len(distinct) == len(members) else merged(whole.code, (whole, *members))


def _listed_together(members: tuple[TypeText, ...]) -> tuple[TypeText, ...]:
    """One Literal of all that there are, where the first of them stands."""
    listed = [member for member in members if member.code.startswith(_LITERAL)]
    if len(listed) < 2:
        return members
    values = (member.code.removeprefix(_LITERAL).removesuffix("]").removesuffix(",") for member in listed)
    whole = merged(code(_LITERAL, ", ".join(values), ",]"), listed)
    return tuple(whole if member is listed[0] else member for member in members if member not in listed[1:])


def annotated(inner: TypeText, **info: Code) -> TypeText:
    """`Annotated[inner, PropertyInfo(alias="x")]`, leaving out arguments without a value."""
    given = ", ".join(f"{name}={value}" for name, value in info.items() if value)
    if not given:
        return inner
    parts = (inner, named("typing_extensions", "Annotated"), internal("PropertyInfo", "_utils"))
    return merged(code("Annotated[", inner.code, ", PropertyInfo(", given, ")]"), parts)

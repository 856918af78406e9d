"""Put together a TypedDict from its keys."""

from __future__ import annotations

import keyword

from bessemer.document.pointer import Pointer
from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.ir.types import Schema
from bessemer.targets.python.bases import NO_BASES, Bases
from bessemer.targets.python.typetext import (
    Definition,
    FieldView,
    TypeText,
    annotated,
    generic,
    internal,
    merged,
    named,
)


@frozen
class Key:
    """A key of a TypedDict, with its place in the document."""

    view: FieldView
    text: TypeText
    origin: Pointer


def typed_dict(
    name: str, schema: Schema, keys: tuple[Key, ...], extra: TypeText | None, bases: Bases = NO_BASES
) -> TypeText:
    """Keys that are keywords stand in a functional base class."""
    plain = tuple(key for key in keys if not keyword.iskeyword(key.view.name))
    reserved = tuple(key for key in keys if keyword.iskeyword(key.view.name))
    reserved_name = f"_{name}ReservedKeywords" if reserved else ""
    classes = [*bases.classes, *([Code(reserved_name)] if reserved else [])]
    base = f"{', '.join(classes or ['TypedDict'])}, total=False"
    definition = Definition(
        Code(name),
        schema.origin,
        schema.description,
        base=code(base, ", extra_items=", extra.code) if extra else Code(base),
        fields=tuple(key.view for key in plain),
        reserved_name=Code(reserved_name) if reserved else None,
        reserved=tuple(key.view for key in reserved),
        redeclares=bases.redeclares,
    )
    dictionary = [] if bases.classes and not reserved else [named("typing_extensions", "TypedDict")]
    parts = [*dictionary, *bases.texts, *(key.text for key in keys), *([extra] if extra else [])]
    if definition.takes_open_files:
        parts.append(internal("set_pydantic_config", "_models"))
    inner = merged(Code(name), parts)
    return inner._replace(definitions=(*inner.definitions, definition))


def key_of(wire_name: str, name: str, inner: TypeText, schema: Schema, *, required: bool) -> Key:
    """A key of a TypedDict; where its name is not the wire's, the annotation says so."""
    alias = py_str(wire_name) if name != wire_name else Code("")
    text = _aliased(inner, alias)
    if required:
        text = generic(named("typing_extensions", "Required"), text)
    return Key(FieldView(Code(name), text.code, doc=schema.description), text, schema.origin)


def _aliased(inner: TypeText, alias: Code) -> TypeText:
    """Only the outermost PropertyInfo of an annotation counts, so a format already there moves into it."""
    if not alias:
        return inner
    annotation, mark, info = inner.code.rpartition(", PropertyInfo(")
    if mark and inner.code.startswith("Annotated["):
        return inner._replace(code=code(annotation, mark, "alias=", alias, ", ", info))
    return annotated(inner, alias=alias)

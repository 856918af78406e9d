"""Say what those parts of an API that decide names can see of a schema or an operation, and leave the rest out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from bessemer.diagnostics.finding import Finding
from bessemer.ir.operations import Operation
from bessemer.ir.types import (
    BooleanType,
    IntegerType,
    NumberType,
    ObjectType,
    Property,
    Schema,
    StringType,
)
from bessemer.targets.python.clashes import operation_clashes, schema_clashes
from bessemer.targets.python.names import Names

# Words, which only documentation and samples hold.
_WORDS = frozenset({"description", "examples", "summary"})
_PLAIN = (StringType, IntegerType, NumberType, BooleanType)


def is_decided_alike(before: Schema | Operation, after: Schema | Operation, names: Names) -> bool:
    """Whether all names and all files of the SDK are the same with one in place of the other."""
    return outline(before) == outline(after) and _findings(before, names) == _findings(after, names)


def _findings(value: Schema | Operation, names: Names) -> tuple[Finding, ...]:
    if isinstance(value, Operation):
        return tuple(operation_clashes(value, names))
    return tuple(schema_clashes(value, names))


def outline(value: object) -> object:
    """Without words, without what must be given, without the values of enums, and without plain properties.

    A decision never turns on these: names come from places and from what refers to what, and an object is a class
    where it has any property at all.
    """
    if isinstance(value, tuple):
        return tuple(outline(item) for item in value)
    if isinstance(value, ObjectType):
        properties = tuple(outline(item) for item in value.properties if not _is_plain(item))
        return ObjectType, bool(value.properties), properties, outline(value.extra), value.bases
    if isinstance(value, Property):
        return value.wire_name, outline(value.schema), value.read_only, value.write_only
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(_of(value))
    return value


def _of(value: object) -> Iterator[object]:
    for item in fields(value):  # type: ignore[arg-type]
        if item.name == "members":
            yield frozenset(type(member.value) for member in getattr(value, item.name))
        elif item.name not in _WORDS:
            yield outline(getattr(value, item.name))


def _is_plain(item: Property) -> bool:
    """A property that asks for no class, no module and no direction of its own."""
    schema = item.schema
    said = item.read_only or item.write_only or schema.namings or schema.default is not None
    is_plain = isinstance(schema.type, _PLAIN) and not (
        isinstance(schema.type, StringType) and schema.type.format in ("binary", "byte")
    )
    return is_plain and not said

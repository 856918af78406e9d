"""Give the values of a call the keys that TypedDicts have: those of the document are the wire's."""

from __future__ import annotations

from collections.abc import Mapping

from bessemer.ir.types import (
    ArrayType,
    Json,
    MapType,
    NullableType,
    ObjectType,
    Schema,
    TupleType,
    UnionType,
)
from bessemer.samples.fit import fits
from bessemer.targets.python.names import Names


def as_typed(value: Json, schema: Schema, names: Names) -> Json:
    """The value as a caller writes it, whose editor knows the types."""
    if not isinstance(value, Mapping | list | tuple):
        return value
    match names.final(schema).type:
        case NullableType(inner):
            return as_typed(value, schema.as_type(inner), names)
        case UnionType(variants):
            held = (item.schema for item in variants if fits(value, item.schema.type, names.api.schemas))
            chosen = next(held, None)
            return value if chosen is None else as_typed(value, chosen, names)
        case ArrayType(items):
            # what stands for an item is told by its list
            is_item = isinstance(value, Mapping)
            return as_typed(value, items, names) if is_item else [as_typed(item, items, names) for item in value]
        case TupleType(items) if not isinstance(value, Mapping) and len(items) == len(value):
            return [as_typed(item, one, names) for item, one in zip(value, items, strict=True)]
        case MapType(values) if isinstance(value, Mapping):
            return {key: as_typed(item, values, names) for key, item in value.items()}
        case ObjectType() as object_ if isinstance(value, Mapping):
            return _keyed(value, object_, names)
    return value


def _keyed(value: Mapping[str, Json], object_: ObjectType, names: Names) -> Json:
    keys, schemas = names.keys(object_).names, {item.wire_name: item.schema for item in object_.properties}
    held = ((key, schemas.get(key, object_.extra), item) for key, item in value.items())
    return {keys.get(key, key): item if one is None else as_typed(item, one, names) for key, one, item in held}

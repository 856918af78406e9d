"""Visit every object of an OpenAPI document and say which are schemas."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import Any, NamedTuple

from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.document.pointer import below as inside


class _Kind(Enum):
    OBJECT = auto()
    SCHEMA = auto()
    OBJECTS_BY_NAME = auto()
    SCHEMAS_BY_NAME = auto()


class Visit(NamedTuple):
    """An object of the specification: never a map of names, never part of an example or a default."""

    pointer: Pointer
    node: dict[str, Any]
    is_schema: bool


_SCHEMA_MAPS = frozenset(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"))
_SCHEMAS = frozenset(
    (
        *("items", "additionalItems", "prefixItems", "contains", "unevaluatedItems"),
        *("additionalProperties", "unevaluatedProperties", "propertyNames", "contentSchema"),
        *("allOf", "anyOf", "oneOf", "not", "if", "then", "else"),
        "x-stainless-override-schema",
    )
)
_OBJECT_MAPS = frozenset(
    (
        *("paths", "webhooks", "x-webhooks", "pathItems", "additionalOperations", "callbacks"),
        *("parameters", "requestBodies", "responses", "headers", "content", "encoding"),
        *("mediaTypes", "examples", "links", "securitySchemes", "variables"),
    )
)
_LITERALS = frozenset(("example", "default", "enum", "const", "value"))


def walk(data: Any) -> Iterator[Visit]:
    """Every object in document order."""
    stack: list[tuple[Pointer, Any, _Kind]] = [(ROOT, data, _Kind.OBJECT)]
    while stack:
        pointer, node, kind = stack.pop()
        below: list[tuple[Pointer, Any, _Kind]] = []
        if isinstance(node, list):
            below = [(child(pointer, index), item, kind) for index, item in enumerate(node)]
        elif isinstance(node, dict):
            if kind is _Kind.OBJECT or kind is _Kind.SCHEMA:
                yield Visit(pointer, node, kind is _Kind.SCHEMA)
            below = [
                (inside(pointer, key), value, found)
                for key, value in node.items()
                if isinstance(value, (dict, list)) and (found := _child_kind(key, value, kind)) is not None
            ]
        below.reverse()
        stack += below


def _child_kind(key: str, value: Any, kind: _Kind) -> _Kind | None:
    if kind is _Kind.SCHEMA:
        if key in _SCHEMA_MAPS:
            return _Kind.SCHEMAS_BY_NAME
        return _Kind.SCHEMA if key in _SCHEMAS else None
    if kind is _Kind.SCHEMAS_BY_NAME:
        return _Kind.SCHEMA
    return _Kind.OBJECT if kind is _Kind.OBJECTS_BY_NAME else _object_child_kind(key, value)


def _object_child_kind(key: str, value: Any) -> _Kind | None:
    if key in ("schema", "itemSchema"):
        return _Kind.SCHEMA
    if key == "schemas":
        return _Kind.SCHEMAS_BY_NAME
    if key in _OBJECT_MAPS:
        if isinstance(value, dict):
            return _Kind.OBJECTS_BY_NAME
        # A list of examples holds values, a list of parameters holds objects.
        return None if key == "examples" else _Kind.OBJECT
    if key in _LITERALS or key.startswith("x-"):
        return None
    return _Kind.OBJECT

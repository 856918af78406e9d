"""Respell OpenAPI 3.0 schemas as 3.1."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bessemer.document.document import Document, Origin
from bessemer.document.pointer import Pointer, child
from bessemer.openapi.version import Version
from bessemer.openapi.walk import Visit, walk

_NULL = {"type": "null"}


def normalize(document: Document, version: Version) -> Document:
    """The document with each schema in 3.1 spelling; a 3.1 or 3.2 document is returned as it is.

    nullable becomes a type 'null' or an anyOf branch, boolean exclusive limits become numbers, and example becomes
    examples. Pointers keep their meaning, but for a nullable '$ref' or allOf without a type, which moves to
    anyOf/0; its place is still the one in the source.
    """
    if version != "3.0":
        return document
    changed: dict[Pointer, dict[str, Any]] = {}
    origins = dict(document.origins)
    for visit in walk(document.data):
        if visit.is_schema and visit.node.keys() & _OLD:
            changed[visit.pointer] = _respell(visit)
            if _moves(visit.node):
                origins[child(visit.pointer, "anyOf", 0)] = Origin(document, visit.pointer)
                origins[child(visit.pointer, "anyOf", 1)] = Origin(document, child(visit.pointer, "nullable"))
    if not changed:
        return document
    data = _rebuilt(document.data, Pointer(""), changed, _ancestors(changed))
    return replace(document, data=data, origins=origins)


_OLD = frozenset(("nullable", "exclusiveMinimum", "exclusiveMaximum", "example"))


def _respell(visit: Visit) -> dict[str, Any]:
    schema = dict(visit.node)
    if "example" in schema and "examples" not in schema:
        schema["examples"] = [schema.pop("example")]
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(schema.get(exclusive), bool):
            strict = schema.pop(exclusive)
            if strict and limit in schema:
                schema[exclusive] = schema.pop(limit)
    if not isinstance(schema.get("nullable"), bool):
        return schema
    return _with_null(schema) if schema.pop("nullable") else schema


def _with_null(schema: dict[str, Any]) -> dict[str, Any]:
    written = schema.get("type")
    if isinstance(written, str):
        return {**schema, "type": [written, "null"]}
    for union in ("anyOf", "oneOf"):
        members = schema.get(union)
        if isinstance(members, list):
            return {**schema, union: [*members, _NULL]}
    for moved in ("$ref", "allOf"):
        if moved in schema:
            rest = {key: value for key, value in schema.items() if key != moved}
            return {**rest, "anyOf": [{moved: schema[moved]}, _NULL]}
    return schema


def _moves(schema: dict[str, Any]) -> bool:
    unmoved = isinstance(schema.get("type"), str) or "anyOf" in schema or "oneOf" in schema
    return schema.get("nullable") is True and not unmoved and ("$ref" in schema or "allOf" in schema)


def _ancestors(changed: dict[Pointer, dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    for pointer in changed:
        while pointer not in found:
            found.add(pointer)
            pointer = Pointer(pointer[: max(0, pointer.rfind("/"))])
    return found


def _rebuilt(node: Any, pointer: Pointer, changed: dict[Pointer, dict[str, Any]], touched: set[str]) -> Any:
    """The node with the changed schemas in it; what is not touched is shared with the source."""
    if pointer not in touched:
        return node
    if isinstance(node, list):
        return [_rebuilt(item, child(pointer, index), changed, touched) for index, item in enumerate(node)]
    if not isinstance(node, dict):
        return node
    inner = {key: _rebuilt(value, child(pointer, key), changed, touched) for key, value in node.items()}
    if pointer not in changed:
        return inner
    return _respell(Visit(pointer, inner, is_schema=True))

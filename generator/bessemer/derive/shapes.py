"""Tell from its answer whether a call gives many things or one."""

from __future__ import annotations

from typing import Any

from bessemer.document.document import Document
from bessemer.openapi.endpoints import Endpoint
from bessemer.openapi.refs import resolve

# Where an answer that is HAL has what it is about, beside `_links`.
_HAL = "_embedded"
_SUCCESS = ("200", "201", "2XX", "206", "default")


def answer(document: Document, endpoint: Endpoint) -> dict[str, Any] | None:
    """The JSON schema of the answer, references followed; None where there is none."""
    return resolved(document, answer_schema(document, endpoint))


def answer_schema(document: Document, endpoint: Endpoint) -> dict[str, Any] | None:
    """The JSON schema of the answer as it is written; None where there is none."""
    responses = endpoint.operation.get("responses")
    if not isinstance(responses, dict):
        return None
    for status in _SUCCESS:
        response = resolved(document, responses.get(status))
        content = response.get("content") if response else None
        for media, body in content.items() if isinstance(content, dict) else ():
            if "json" in media and isinstance(body, dict):
                schema = body.get("schema")
                return schema if isinstance(schema, dict) else None
    return None


def gives_one(document: Document, endpoint: Endpoint) -> bool:
    """Whether all successes give the same JSON: what a call gives is one of several things elsewhere."""
    responses = endpoint.operation.get("responses")
    found: list[Any] = []
    for status, item in responses.items() if isinstance(responses, dict) else ():
        content = (resolved(document, item) or {}).get("content") if str(status).startswith("2") else None
        bodies = content.items() if isinstance(content, dict) else ()
        schemas = (body.get("schema") for media, body in bodies if "json" in media and isinstance(body, dict))
        found += [schema for schema in list(schemas)[:1] if schema not in found]
    return len(found) < 2


def resolved(document: Document, node: Any) -> dict[str, Any] | None:
    """An object behind its references, and behind an `allOf` of one."""
    for _ in range(20):
        try:
            node, _pointer = resolve(document, node)
        except KeyError:
            return None
        only = node.get("allOf") if isinstance(node, dict) else None
        if not (isinstance(only, list) and len(only) == 1 and "properties" not in node):
            break
        node = only[0]
    return node if isinstance(node, dict) else None


def is_array(schema: dict[str, Any] | None) -> bool:
    if schema is None:
        return False
    kind = schema.get("type")
    return kind == "array" or (isinstance(kind, list) and "array" in kind)


def properties(document: Document, schema: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
    """The properties of an object schema, those of its `allOf` members included, references followed."""
    found: dict[str, dict[str, Any]] = {}
    waiting: list[dict[str, Any] | None] = [schema]
    for _ in range(20):
        if not waiting:
            break
        current = waiting.pop(0)
        if current is None:
            continue
        written = current.get("properties")
        for name, item in written.items() if isinstance(written, dict) else ():
            found.setdefault(name, resolved(document, item) or {})
        members = current.get("allOf")
        waiting += [resolved(document, item) for item in members] if isinstance(members, list) else []
    return found


def lists(document: Document, schema: dict[str, Any] | None) -> dict[tuple[str, ...], dict[str, Any]]:
    """The lists of an answer: those that are properties of it, and those of HAL, which are one level down."""
    named = properties(document, schema)
    inner = properties(document, named.get(_HAL))
    found = {(name,): item for name, item in named.items() if is_array(item)}
    return found | {(_HAL, name): item for name, item in inner.items() if is_array(item)}

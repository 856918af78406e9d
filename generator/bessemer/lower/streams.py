"""Lower results that are a sequence of values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from bessemer.document.pointer import Pointer, child, tokens
from bessemer.frozen import frozen
from bessemer.ir.operations import Body, Operation, Protocol, RawBody, Streaming, StreamResult
from bessemer.ir.types import AnyType, ObjectType, Schema, UnionType, Variant
from bessemer.lower.context import Context
from bessemer.lower.schemas import lower_schema
from bessemer.lower.words import media_examples
from bessemer.naming.words import split

_LINES = frozenset(
    "application/jsonl application/x-jsonl application/jsonlines application/x-jsonlines application/json-lines "
    "application/ndjson application/x-ndjson application/json-seq application/stream+json "
    "application/x-json-stream".split()
)
_DEEPEST = 16
_STREAM_WORDS = frozenset({"stream", "streaming", "streamed"})
# The fields of a server-sent event. Source: OpenAPI 3.2, "Server-Sent Event Streams".
_OF_EVENTS = frozenset({"event", "data", "id", "retry", "comment"})


def protocol(media_type: str) -> Protocol | None:
    """How a media type puts values one after the other; None where it does not."""
    name = media_type.partition(";")[0].strip().lower()
    if name == "text/event-stream":
        return "sse"
    return "jsonl" if name in _LINES or name.endswith("+json-seq") else None


def lower_stream(context: Context, pointer: Pointer, status: str) -> StreamResult:
    """The stream described by the media type object at a pointer, whose key names a protocol."""
    media_type = tokens(pointer)[-1]
    kind = protocol(media_type) or "sse"
    raw = context.at(pointer) or {}
    result = StreamResult(None, status, media_type, kind, examples=media_examples(raw))
    found = _item(context, pointer, raw)
    if found is None or _is_text(context, found) or (kind == "sse" and _is_some_text(context, found)):
        event = None if kind == "sse" else Schema(child(pointer, "schema"), AnyType())
        return replace(result, event=event)
    if kind == "sse" and _is_whole(context, found):
        return replace(result, event=_whole_event(context, found), whole=True)
    return replace(result, event=lower_schema(context, found))


def _item(context: Context, pointer: Pointer, raw: dict[str, Any]) -> Pointer | None:
    """Where the schema of one value is: `itemSchema`, else the items of a list, else the schema itself."""
    if "itemSchema" in raw:
        return child(pointer, "itemSchema")
    if not isinstance(raw.get("schema"), dict):
        return None
    schema = context.resolved(child(pointer, "schema"))
    whole = context.at(schema)
    if isinstance(whole, dict) and whole.get("type") == "array" and isinstance(whole.get("items"), dict):
        return child(schema, "items")
    # not the resolved one: a reference is a name
    return child(pointer, "schema")


def _is_text(context: Context, pointer: Pointer) -> bool:
    raw = context.at(context.resolved(pointer))
    return not isinstance(raw, dict) or not raw or raw.get("type") == "string"


def _is_some_text(context: Context, pointer: Pointer, depth: int = 0) -> bool:
    """Whether data can only be text or null, in whatever way that is written: what nobody writes as JSON."""
    at = context.resolved(pointer)
    raw = context.at(at)
    if not isinstance(raw, dict) or depth > _DEEPEST:
        return False
    types = raw.get("type", ())
    if types:
        listed = {types} if isinstance(types, str) else set(types)
        return "string" in listed and listed <= {"string", "null"}
    values = [raw["const"]] if "const" in raw else raw.get("enum")
    if isinstance(values, list):
        return any(isinstance(item, str) for item in values) and all(isinstance(item, str | None) for item in values)
    word = _choice(raw) or "allOf"
    parts = [child(at, word, index) for index in range(len(raw.get(word) or ()))]
    said = [part for part in parts if not _is_null(context.at(context.resolved(part)))]
    return bool(said) and all(_is_some_text(context, part, depth + 1) for part in said)


def _is_null(raw: Any) -> bool:
    return isinstance(raw, dict) and (raw.get("type") == "null" or raw.get("enum") == [None])


def _is_whole(context: Context, pointer: Pointer) -> bool:
    """Whether a schema describes events, with their data among other fields, and not only their data."""
    raw = context.at(context.resolved(pointer))
    if not isinstance(raw, dict):
        return False
    word = _choice(raw)
    if word is not None:
        at = context.resolved(pointer)
        return all(_is_whole(context, child(at, word, index)) for index in range(len(raw[word])))
    properties = raw.get("properties")
    return isinstance(properties, dict) and "data" in properties and set(properties) <= _OF_EVENTS


def _choice(raw: dict[str, Any]) -> str | None:
    return next((word for word in ("oneOf", "anyOf") if isinstance(raw.get(word), list) and raw[word]), None)


def _whole_event(context: Context, pointer: Pointer) -> Schema:
    """Events as they are described; data that is text with a schema of its own is what that schema says."""
    resolved = context.resolved(pointer)
    raw = context.at(resolved)
    if not _has_inner(context, resolved):
        return lower_schema(context, pointer)
    word = _choice(raw)
    made = lower_schema(context, resolved)
    if word is not None:
        events = (_whole_event(context, child(resolved, word, index)) for index in range(len(raw[word])))
        return replace(made, type=UnionType(tuple(Variant(event) for event in events)))
    if not isinstance(made.type, ObjectType):
        return made
    data = child(resolved, "properties", "data")
    inner = lower_schema(context, child(context.resolved(data), "contentSchema"))
    properties = (replace(item, schema=inner) if item.wire_name == "data" else item for item in made.type.properties)
    return replace(made, type=ObjectType(tuple(properties), made.type.extra))


def _has_inner(context: Context, pointer: Pointer) -> bool:
    raw = context.at(context.resolved(pointer))
    word = _choice(raw)
    if word is not None:
        at = context.resolved(pointer)
        return any(_has_inner(context, child(at, word, index)) for index in range(len(raw[word])))
    data = context.at(context.resolved(child(context.resolved(pointer), "properties", "data")))
    return isinstance(data, dict) and isinstance(data.get("contentSchema"), dict)


def lower_streaming(context: Context, operation: Operation, stream: StreamResult) -> Streaming | None:
    """The stream with the boolean of the call that asks for it: `stream`, else one with that word in its name."""
    found = [item for item in _arguments(context, operation) if _is_switch(item.name, item.raw)]
    chosen = next((item for item in found if item.name.lower() == "stream"), next(iter(found), None))
    return None if chosen is None else chosen.asking_for(stream)


def asked_by(context: Context, operation: Operation, name: str, stream: StreamResult) -> Streaming | None:
    """The stream with the argument of a name that asks for it; None where the operation does not have it."""
    found = (item for item in _arguments(context, operation) if item.name == name)
    return next((item.asking_for(stream) for item in found), None)


@frozen
class _Argument:
    """A property of the body or a query parameter, with its schema as written."""

    name: str
    location: Literal["body", "query"]
    raw: Any

    def asking_for(self, stream: StreamResult) -> Streaming:
        default = isinstance(self.raw, dict) and self.raw.get("default") is True
        return Streaming(stream, self.name, self.location, default)


def _arguments(context: Context, operation: Operation) -> Iterator[_Argument]:
    for name, schema in _body_properties(context, operation.body).items():
        yield _Argument(name, "body", context.at(schema))
    for item in operation.located("query"):
        parameter = context.at(item.origin)
        if isinstance(parameter, dict):
            yield _Argument(item.wire_name, "query", parameter.get("schema"))


def _is_switch(name: str, raw: Any) -> bool:
    if not isinstance(raw, dict) or not _STREAM_WORDS & set(split(name)):
        return False
    types = raw.get("type")
    listed = types if isinstance(types, list) else [types]
    if "anyOf" in raw or "oneOf" in raw:
        word = "anyOf" if "anyOf" in raw else "oneOf"
        listed = [item.get("type") for item in raw[word] if isinstance(item, dict)]
    return "boolean" in listed and set(listed) <= {"boolean", "null"} and "const" not in raw


def _body_properties(context: Context, body: Body | None) -> dict[str, Pointer]:
    """The properties of an object body, with where their schemas are."""
    if body is None or isinstance(body, RawBody) or not context.has(body.schema.origin):
        return {}
    return _properties(context, body.schema.origin, frozenset())


def _properties(context: Context, pointer: Pointer, seen: frozenset[Pointer]) -> dict[str, Pointer]:
    at = context.resolved(pointer)
    raw = context.at(at)
    if not isinstance(raw, dict) or at in seen:
        return {}
    found: dict[str, Pointer] = {}
    for index in range(len(raw.get("allOf") or [])):
        found.update(_properties(context, child(at, "allOf", index), seen | {at}))
    for name in raw.get("properties") or {}:
        found[name] = context.resolved(child(at, "properties", name))
    return found

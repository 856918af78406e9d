"""Lower results that are a sequence of values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    found = [item for item in _arguments(context, operation) if _is_switch(item)]
    chosen = next((item for item in found if item.name.lower() == "stream"), next(iter(found), None))
    return None if chosen is None else chosen.asking_for(stream)


def asked_by(context: Context, operation: Operation, name: str, stream: StreamResult) -> Streaming | None:
    """The stream with the argument of a name that asks for it; None where the operation does not have it."""
    found = (item for item in _arguments(context, operation) if item.name == name)
    return next((item.asking_for(stream) for item in found), None)


@frozen
class _Argument:
    """A property of the body or a query parameter, with its schema as written.

    One of a body that is one of several objects has the schema that each of them has for it, None for those without it.
    """

    name: str
    location: Literal["body", "query"]
    raw: tuple[Any, ...]

    def asking_for(self, stream: StreamResult) -> Streaming:
        default = any(isinstance(item, dict) and item.get("default") is True for item in self.raw)
        return Streaming(stream, self.name, self.location, default)


def _arguments(context: Context, operation: Operation) -> Iterator[_Argument]:
    objects = _body_objects(context, operation.body)
    for name in dict.fromkeys(name for object_ in objects for name in object_):
        schemas = [object_.get(name) for object_ in objects]
        yield _Argument(name, "body", tuple(None if schema is None else context.at(schema) for schema in schemas))
    for item in operation.located("query"):
        parameter = context.at(item.origin)
        if isinstance(parameter, dict):
            yield _Argument(item.wire_name, "query", (parameter.get("schema"),))


def _is_switch(argument: _Argument) -> bool:
    """Whether an argument is called like one that asks for a stream, and can ask for it and for none."""
    if not _STREAM_WORDS & set(split(argument.name)):
        return False
    given = [item for item in argument.raw if item is not None]
    if all(_is_boolean(item) and _constant(item) is None for item in given):
        return True
    said = {_constant(item) if item is not None else False for item in argument.raw}
    return said == {True, False} and all(_constant(item) is not None for item in given)


def _constant(raw: Any) -> bool | None:
    """The boolean that a value always is; None for any other."""
    if not isinstance(raw, dict):
        return None
    listed = [raw["const"]] if "const" in raw else raw.get("enum")
    return listed[0] if isinstance(listed, list) and len(listed) == 1 and isinstance(listed[0], bool) else None


def _is_boolean(raw: Any) -> bool:
    if not isinstance(raw, dict):
        return False
    types = raw.get("type")
    listed = types if isinstance(types, list) else [types]
    if "anyOf" in raw or "oneOf" in raw:
        word = "anyOf" if "anyOf" in raw else "oneOf"
        listed = [item.get("type") for item in raw[word] if isinstance(item, dict)]
    return "boolean" in listed and set(listed) <= {"boolean", "null"}


def _body_objects(context: Context, body: Body | None) -> tuple[Mapping[str, Pointer], ...]:
    """Each object that a body may be, as its properties and where their schemas are; none where it may be no object."""
    if body is None or isinstance(body, RawBody) or not context.has(body.schema.origin):
        return ()
    found = tuple(_objects(context, body.schema.origin, set()))
    return found if all(found) else ()


def _objects(context: Context, pointer: Pointer, done: set[Pointer]) -> Iterator[Mapping[str, Pointer]]:
    """The objects of a schema, and of the unions in it, each once; what may be no object has no properties."""
    at = context.resolved(pointer)
    raw = context.at(at)
    if at in done:
        return
    done.add(at)
    if not isinstance(raw, dict) or "null" in (raw.get("type") or ()):
        yield {}
        return
    own, word = _properties(context, at, frozenset()), _choice(raw)
    if word is None:
        yield own
        return
    for index in range(len(raw[word])):
        for object_ in _objects(context, child(at, word, index), done):
            yield {**own, **object_}


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

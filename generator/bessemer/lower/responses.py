"""Lower what a call gives back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bessemer.document.pointer import Pointer, child, tokens
from bessemer.frozen import frozen
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    ErrorResponse,
    JsonResult,
    Result,
    StreamResult,
    TextResult,
)
from bessemer.ir.types import AnyType, NullableType, NullType, Schema, UnionType, Variant
from bessemer.lower.context import Context
from bessemer.lower.failures import usual_error
from bessemer.lower.media import is_json, media_schema
from bessemer.lower.streams import lower_stream, protocol
from bessemer.lower.words import media_examples, text

# They have no content, whatever a document says. Source: RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5.
_BARE = frozenset({"204", "205", "304"})
_FAILURE = re.compile("error|problem|fault|fail|exception", re.IGNORECASE)
_TEXTS = frozenset({"application/xml", "application/yaml", "application/x-yaml", "application/javascript"})


@frozen
class Answers:
    """What a successful call gives back, and the stream that it can give back instead."""

    result: Result
    stream: StreamResult | None = None


@frozen
class _Media:
    """One representation of a response: the media type object at `pointer`, of the type `name`.

    `is_alone`: there is no other, but streams.
    """

    pointer: Pointer
    name: str
    status: str
    is_alone: bool


def lower_answers(context: Context, operation: Pointer) -> Answers:
    """What each described success gives back, as one result."""
    responses: dict[str, Any] = context.at(operation).get("responses") or {}
    good = sorted(status for status in responses if status.startswith("2"))
    if tokens(operation)[-1] == "head":
        return Answers(EmptyResult(good[0] if good else "200"))
    if not good:
        return Answers(_undescribed(context, operation, responses))
    content = {status: tuple(_media(context, operation, status)) for status in good}
    streams = [item for listed in content.values() for item in listed if protocol(item.name)]
    plain = {status: _chosen(context, listed) for status, listed in content.items()}
    if streams and not any(plain.values()):
        return Answers(lower_stream(context, streams[0].pointer, streams[0].status))
    result = _together(context, operation, plain)
    return Answers(result, lower_stream(context, streams[0].pointer, streams[0].status) if streams else None)


def lower_errors(context: Context, operation: Pointer) -> tuple[ErrorResponse, ...]:
    """The failures that the document describes, in its order; last what the config says of all others."""
    made = []
    responses = context.at(operation).get("responses") or {}
    only_default = not any(status.startswith(("2", "3")) for status in responses)
    for status in responses:
        pointer = context.resolved(child(operation, "responses", status))
        if status.startswith(("2", "3")) or (status == "default" and only_default and not _is_error(context, pointer)):
            continue
        raw = context.at(pointer)
        content = raw.get("content") or {}
        chosen = next((name for name in content if is_json(name)), None)
        schema = media_schema(context, child(pointer, "content", chosen)) if chosen else None
        made.append(ErrorResponse(status, text(raw, "description"), schema))
    usual = None if "default" in responses else usual_error(context)
    return (*made, usual) if usual else tuple(made)


def _media(context: Context, operation: Pointer, status: str) -> Iterator[_Media]:
    pointer = context.resolved(child(operation, "responses", status))
    raw = context.at(pointer)
    names = tuple(raw.get("content") or {}) if status not in _BARE else ()
    is_alone = sum(not protocol(name) for name in names) == 1
    for name in names:
        yield _Media(child(pointer, "content", name), name, status, is_alone)


def _chosen(context: Context, listed: tuple[_Media, ...]) -> _Media | None:
    """The representation that is asked for: JSON proper, else another JSON, else the first that is not a stream.

    JSON that is text stands for the bytes beside it.
    """
    plain = [item for item in listed if not protocol(item.name)]
    json = [item for item in plain if is_json(item.name)]
    if any(_is_text(context, item, "binary") for item in plain):
        json = [item for item in json if not _is_text(context, item, None)]
        plain = [item for item in plain if item in json or not is_json(item.name)]
    proper = (item for item in json if item.name.partition(";")[0].strip().lower() == "application/json")
    return next(proper, None) or next(iter(json or plain), None)


def _together(context: Context, operation: Pointer, plain: dict[str, _Media | None]) -> Result:
    """One result for every success: a union of what differs, or nothing where one of them is empty."""
    found = [_result(context, item) for item in plain.values() if item is not None]
    if not found:
        return EmptyResult(next(iter(plain)))
    values = [item for item in found if isinstance(item, JsonResult)]
    first = values[0] if values else found[0]
    for item in found:
        if type(item) is not type(first):
            what = f"an answer of status {item.status} that is not like that of {first.status} is given back as text"
            context.loosen(child(operation, "responses"), what)
    if not values:
        return first
    empty = any(item is None for item in plain.values())
    return _union(context, child(operation, "responses"), values, empty=empty)


def _union(context: Context, pointer: Pointer, values: list[JsonResult], *, empty: bool) -> JsonResult:
    distinct: list[JsonResult] = []
    for item in values:
        if not any(_same(context, item.schema, other.schema) for other in distinct):
            distinct.append(item)
    first = distinct[0]
    schema = first.schema
    if len(distinct) > 1:
        anything = next((item.schema for item in distinct if isinstance(item.schema.type, AnyType)), None)
        variants = tuple(Variant(item.schema) for item in distinct)
        schema = anything or Schema(pointer, UnionType(variants))
    if empty and not isinstance(schema.type, NullableType | NullType | AnyType):
        schema = schema.as_type(NullableType(schema.type))
    return replace(first, schema=schema)


def _same(context: Context, one: Schema, other: Schema) -> bool:
    """Whether two schemas are written alike, or stand at one place."""
    places = [context.resolved(item.origin) if context.has(item.origin) else item.origin for item in (one, other)]
    if places[0] == places[1]:
        return True
    return all(context.has(place) for place in places) and bool(context.at(places[0]) == context.at(places[1]))


def _result(context: Context, item: _Media) -> Result:
    raw = context.at(item.pointer) or {}
    if _is_text(context, item, "binary"):
        return _bytes(item, item.name.partition(";")[0].strip().lower())
    if is_json(item.name):
        return JsonResult(media_schema(context, item.pointer), item.status, media_examples(raw), item.name)
    name = item.name.partition(";")[0].strip().lower()
    if name.startswith("text/") or name in _TEXTS or name.endswith(("+xml", "+yaml")):
        if _is_structured(context, item.pointer, raw):
            context.loosen(item.pointer, f"a value written as {name} is given back as its text")
        return TextResult(item.status, item.name)
    if name.startswith("multipart/"):
        context.loosen(item.pointer, f"the parts of {name} are given back as bytes, not one by one")
    return _bytes(item, None)


def _bytes(item: _Media, asked_as: str | None) -> BinaryResult:
    """Published SDKs ask for bytes of several types in a word of their own."""
    return BinaryResult(item.status, item.name, asked_as if item.is_alone else "application/binary")


def _is_text(context: Context, item: _Media, format_: str | None) -> bool:
    """Whether a representation is described as text of that format."""
    raw = context.at(item.pointer) or {}
    if not isinstance(raw.get("schema"), dict):
        return False
    schema = context.at(context.resolved(child(item.pointer, "schema")))
    return isinstance(schema, dict) and schema.get("type") == "string" and schema.get("format") == format_


def _is_structured(context: Context, pointer: Pointer, raw: dict[str, Any]) -> bool:
    if not isinstance(raw.get("schema"), dict):
        return False
    schema = context.at(context.resolved(child(pointer, "schema")))
    words = ("properties", "items", "additionalProperties", "oneOf", "anyOf", "allOf")
    return isinstance(schema, dict) and any(word in schema for word in words)


def _undescribed(context: Context, operation: Pointer, responses: dict[str, Any]) -> Result:
    """No 2xx: what `default` describes, unless that is an error; what a redirect leads to; else any value."""
    pointer = child(operation, "responses")
    if "default" in responses:
        at = context.resolved(child(pointer, "default"))
        if not _is_error(context, at):
            chosen = _chosen(context, tuple(_media(context, operation, "default")))
            return _result(context, chosen) if chosen else EmptyResult("default")
    redirects = [status for status in responses if status.startswith("3") and status not in _BARE]
    if redirects:
        context.loosen(pointer, "only a redirect is described: what it leads to is given back as bytes")
        return BinaryResult(redirects[0], "*/*")
    # nothing is said of it, so any value is exactly what it is
    return JsonResult(Schema(pointer, AnyType()), "200")


def _is_error(context: Context, response: Pointer) -> bool:
    """Whether a response that stands for every status is written for failures, as its words say."""
    raw = context.at(response)
    described = str(raw.get("description", ""))
    content = raw.get("content") or {}
    refs = [str(item.get("schema", {}).get("$ref", "")) for item in content.values() if isinstance(item, dict)]
    names = [tokens(response)[-1], *(ref.rpartition("/")[2] for ref in refs)]
    return any(_FAILURE.search(word) for word in (described, *(name for name in names if name != "default")))

"""Lower what a call gives back."""

from __future__ import annotations

from typing import Any

from bessemer.document.pointer import Pointer, child
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    ErrorResponse,
    JsonResult,
    Result,
    TextResult,
)
from bessemer.ir.types import AnyType, Schema
from bessemer.lower.context import Context
from bessemer.lower.media import is_json, media_schema
from bessemer.lower.words import media_examples, text


def lower_result(context: Context, operation: Pointer) -> Result:
    """What a successful call gives back: the lowest 2xx with content, else nothing."""
    responses = context.at(operation).get("responses") or {}
    good = sorted(status for status in responses if status.startswith("2"))
    for status in good:
        pointer = context.resolved(child(operation, "responses", status))
        content = context.at(pointer).get("content")
        if content:
            return _content_result(context, child(pointer, "content"), status)
    if not good and "default" in responses:
        context.loosen(child(operation, "responses"), "no success is described: the answer is given back as any value")
        return JsonResult(Schema(child(operation, "responses"), AnyType()), "200")
    return EmptyResult(good[0] if good else "200")


def lower_errors(context: Context, operation: Pointer) -> tuple[ErrorResponse, ...]:
    """The failures that the document describes, in its order."""
    made = []
    for status in context.at(operation).get("responses") or {}:
        if status.startswith(("2", "3")):
            continue
        pointer = context.resolved(child(operation, "responses", status))
        raw = context.at(pointer)
        content = raw.get("content") or {}
        chosen = next((name for name in content if is_json(name)), None)
        schema = media_schema(context, child(pointer, "content", chosen)) if chosen else None
        made.append(ErrorResponse(status, text(raw, "description"), schema))
    return tuple(made)


def _content_result(context: Context, pointer: Pointer, status: str) -> Result:
    content: dict[str, Any] = context.at(pointer)
    chosen = next((name for name in content if is_json(name)), None)
    if chosen is not None:
        media = child(pointer, chosen)
        return JsonResult(media_schema(context, media), status, media_examples(content[chosen] or {}))
    first = next(iter(content))
    name = first.partition(";")[0].strip().lower()
    if name in {"text/event-stream", "application/jsonl", "application/x-jsonl", "application/x-ndjson"}:
        context.loosen(child(pointer, first), f"a stream of {name} is given back as its bytes, not as its events")
        return BinaryResult(status, first)
    return TextResult(status) if name.startswith("text/") else BinaryResult(status, first)

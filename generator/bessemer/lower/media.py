"""Read the media types of a request or a response."""

from __future__ import annotations

from bessemer.document.pointer import Pointer, child
from bessemer.ir.types import AnyType, Schema
from bessemer.lower.context import Context
from bessemer.lower.schemas import lower_schema


def is_json(media_type: str) -> bool:
    """`application/json`, any `+json`, and `*/*`, which servers mean as JSON."""
    name = media_type.partition(";")[0].strip().lower()
    return name in {"application/json", "text/json", "*/*"} or name.endswith("+json")


def media_schema(context: Context, pointer: Pointer) -> Schema:
    raw = context.at(pointer)
    if isinstance(raw, dict) and "schema" in raw:
        return lower_schema(context, child(pointer, "schema"))
    return Schema(child(pointer, "schema"), AnyType())

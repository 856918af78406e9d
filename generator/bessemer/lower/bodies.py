"""Lower what a call sends as its body."""

from __future__ import annotations

from bessemer.document.pointer import Pointer, child
from bessemer.ir.operations import Body, JsonBody, RawBody
from bessemer.lower.context import Context
from bessemer.lower.media import is_json, media_schema


def lower_body(context: Context, operation: Pointer) -> Body | None:
    """The request body. Of several content types JSON is chosen, else the first."""
    if not context.at(operation).get("requestBody"):
        return None
    pointer = context.resolved(child(operation, "requestBody"))
    raw = context.at(pointer)
    content = raw.get("content") or {}
    chosen = next((name for name in content if is_json(name)), next(iter(content), None))
    if chosen is None:
        return None
    required = raw.get("required") is True
    if is_json(chosen):
        return JsonBody(media_schema(context, child(pointer, "content", chosen)), required, chosen, pointer)
    if chosen.startswith(("multipart/", "application/x-www-form-urlencoded")):
        context.loosen(child(pointer, "content", chosen), f"a body of {chosen} is taken as bytes, not as its fields")
    return RawBody(chosen, required, pointer)

"""Lower the links of an operation's answers: which operations an answer leads on to, and with which arguments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bessemer.document.pointer import Pointer, child, from_ref
from bessemer.ir.operations import Link
from bessemer.lower.context import Context
from bessemer.lower.words import text


def lower_links(context: Context, operation: Pointer) -> tuple[Link, ...]:
    """The links of every answer, those that say the same only once."""
    found: dict[Link, None] = {}
    for status in context.at(operation).get("responses") or ():
        response = context.resolved(child(operation, "responses", status))
        for name in context.at(response).get("links") or ():
            written = child(response, "links", name)
            found |= dict.fromkeys(_link(context, str(name), written, context.resolved(written)))
    return tuple(found)


def _link(context: Context, name: str, written: Pointer, pointer: Pointer) -> Iterator[Link]:
    raw: dict[str, Any] = context.at(pointer)
    target = _target(context, raw)
    if target is None:
        asked = raw.get("operationId") or raw.get("operationRef")
        what = f"leads to {asked!r}, which is no operation of the document" if asked else "leads nowhere"
        context.loosen(written, f"the link {name!r} {what}: it is left out")
        return
    arguments = [(str(key), _value(value)) for key, value in (raw.get("parameters") or {}).items()]
    if "requestBody" in raw:
        arguments.append(("the body", _value(raw["requestBody"])))
    if "server" in raw:
        context.loosen(child(pointer, "server"), f"the link {name!r} is followed where the client sends its requests")
    yield Link(name, target, tuple(arguments), text(raw, "description"))


def _target(context: Context, raw: dict[str, Any]) -> str | None:
    """The endpoint of a link: by its operationId, else by a reference within the document."""
    if isinstance(raw.get("operationId"), str):
        return context.operation_ids.get(raw["operationId"])
    reference = raw.get("operationRef")
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    pointer = from_ref(reference)
    return next((name for name, item in context.endpoints.items() if item.pointer == pointer), None)


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)

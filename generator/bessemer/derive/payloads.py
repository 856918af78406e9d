"""Name the payloads that an API sends to its users: those of webhooks and of callbacks."""

from __future__ import annotations

from collections.abc import Container

from bessemer.derive.routes import name_of
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.naming.apart import Claim, apart
from bessemer.openapi.payloads import Payload, payloads


def payload_models(document: Document, taken: Container[str]) -> dict[str, str]:
    """Key of each model → reference to its schema: webhooks, then callbacks, in the document's order."""
    found = {item.schema: item for item in payloads(document) if item.schema is not None}
    settled = apart(_claim(pointer, item, taken) for pointer, item in found.items())
    return {settled.names[pointer]: f"#{pointer}" for pointer in found}


def _claim(pointer: Pointer, item: Payload, taken: Container[str]) -> Claim[Pointer]:
    """What a payload is called, best first: what it is of, and where that is not enough what asks for it, its verb."""
    ending, words = "webhook_event", [item.verb]
    if item.asked_by is not None:
        ending = "callback_event"
        asker = str(item.asked_by.operation.get("operationId") or item.asked_by)
        words = [asker, item.verb, f"{asker} {item.verb}"]
    else:
        words.append(item.verb)
    names = [name_of(f"{item.name} {ending}"), *(name_of(f"{word} {item.name} {ending}") for word in words)]
    free = [name for name in names if name not in taken]
    return Claim(pointer, free[0] if free else names[0], pointer, 0, lambda: free[1:])

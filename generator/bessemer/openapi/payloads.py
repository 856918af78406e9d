"""List what an API sends to its users: the operations of webhooks and callbacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.frozen import frozen
from bessemer.openapi.endpoints import VERBS, Endpoint, endpoints
from bessemer.openapi.refs import resolve


@frozen
class Payload:
    """An operation that users of the API answer, written at `pointer`. `schema` is where its payload's schema is.

    `asked_by` is the operation of which it is a callback, None for a webhook.
    """

    name: str
    verb: str
    pointer: Pointer
    schema: Pointer | None
    asked_by: Endpoint | None = None

    def __str__(self) -> str:
        if self.asked_by is None:
            return f"webhook {self.verb} {self.name}"
        return f"callback {self.verb} {self.name} of {self.asked_by}"


def payloads(document: Document) -> Iterator[Payload]:
    """Webhooks, then callbacks, in the document's order. What is of no such shape is passed over."""
    yield from webhooks(document)
    for endpoint in endpoints(document):
        callbacks = endpoint.operation.get("callbacks")
        for name, written in callbacks.items() if isinstance(callbacks, dict) else ():
            found = _resolved(document, written, child(endpoint.pointer, "callbacks", name))
            for expression, item in found[0].items() if found else ():
                if found and not str(expression).startswith("x-"):
                    yield from _of_item(document, (item, child(found[1], expression)), str(name), endpoint)


def webhooks(document: Document) -> Iterator[Payload]:
    listed = document.data.get("webhooks")
    for name, written in listed.items() if isinstance(listed, dict) else ():
        yield from _of_item(document, (written, child(ROOT, "webhooks", name)), str(name), None)


def _of_item(document: Document, where: tuple[Any, Pointer], name: str, asked_by: Endpoint | None) -> Iterator[Payload]:
    found = _resolved(document, *where)
    if found is None:
        return
    for verb in (verb for verb in VERBS if isinstance(found[0].get(verb), dict)):
        pointer = child(found[1], verb)
        yield Payload(name, verb, pointer, _schema(document, found[0][verb], pointer), asked_by)


def _schema(document: Document, operation: dict[str, Any], pointer: Pointer) -> Pointer | None:
    """Where the schema of what an operation is sent is written: of JSON, else of the first content type."""
    found = _resolved(document, operation.get("requestBody"), child(pointer, "requestBody"))
    content = found[0].get("content") if found else None
    if not found or not isinstance(content, dict):
        return None
    described = [name for name, media in content.items() if isinstance(media, dict) and "schema" in media]
    chosen = next((name for name in described if "json" in name), next(iter(described), None))
    return None if chosen is None else child(found[1], "content", chosen, "schema")


def _resolved(document: Document, node: Any, pointer: Pointer) -> tuple[dict[str, Any], Pointer] | None:
    try:
        found, where = resolve(document, node, pointer)
    except KeyError:
        return None
    return (found, where) if isinstance(found, dict) else None

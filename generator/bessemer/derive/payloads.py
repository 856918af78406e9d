"""Name the payloads that an API sends to its users: those of webhooks and of callbacks."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from bessemer.derive.routes import name_of
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.naming.apart import Claim, apart
from bessemer.openapi.endpoints import VERBS, endpoints
from bessemer.openapi.refs import resolve


@dataclass(frozen=True, slots=True)
class _Payload:
    """The schema of a payload, where it is written, and what it is called: best first."""

    pointer: Pointer
    name: str
    others: tuple[str, ...]


def payload_models(document: Document, taken: Container[str]) -> dict[str, str]:
    """Key of each model → reference to its schema: webhooks, then callbacks, in the document's order."""
    found = {item.pointer: item for item in (*_webhooks(document), *_callbacks(document))}
    settled = apart(_claim(item, taken) for item in found.values())
    return {settled.names[pointer]: f"#{pointer}" for pointer in found}


def _claim(item: _Payload, taken: Container[str]) -> Claim[Pointer]:
    free = [name for name in (item.name, *item.others) if name not in taken]
    return Claim(item.pointer, free[0] if free else item.name, item.pointer, 0, lambda: free[1:])


def _webhooks(document: Document) -> Iterator[_Payload]:
    webhooks = document.data.get("webhooks")
    for name, written in webhooks.items() if isinstance(webhooks, dict) else ():
        yield from _of_item(document, (written, child(ROOT, "webhooks", name)), name, ("webhook_event",))


def _callbacks(document: Document) -> Iterator[_Payload]:
    for endpoint in endpoints(document):
        callbacks = endpoint.operation.get("callbacks")
        for name, written in callbacks.items() if isinstance(callbacks, dict) else ():
            found = _resolved(document, written, child(endpoint.pointer, "callbacks", name))
            asked_by = str(endpoint.operation.get("operationId") or str(endpoint))
            for expression, item in found[0].items() if found else ():
                if found and not str(expression).startswith("x-"):
                    where = (item, child(found[1], expression))
                    yield from _of_item(document, where, name, ("callback_event", asked_by))


def _of_item(document: Document, where: tuple[Any, Pointer], name: str, words: tuple[str, ...]) -> Iterator[_Payload]:
    """The payloads of a path item; `words` end a name, and say more where that is not enough."""
    found = _resolved(document, *where)
    if found is None:
        return
    ending, *more = words
    for verb in (verb for verb in VERBS if verb in found[0]):
        schema = _schema(document, found[0][verb], child(found[1], verb))
        if schema is not None:
            others = (name_of(f"{word} {name} {ending}") for word in (*more, verb, " ".join((*more, verb))))
            yield _Payload(schema, name_of(f"{name} {ending}"), tuple(others))


def _schema(document: Document, operation: Any, pointer: Pointer) -> Pointer | None:
    """Where the schema of what an operation is sent is written: of JSON, else of the first content type."""
    body = operation.get("requestBody") if isinstance(operation, dict) else None
    found = _resolved(document, body, child(pointer, "requestBody"))
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

"""Tell whether a config that was derived of a document would be the same with one of its schemas changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bessemer.derive.methods import wish
from bessemer.derive.paging import recognised
from bessemer.derive.routes import route
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, child
from bessemer.document.watching import Key, Reads
from bessemer.openapi.endpoints import VERBS, Endpoint
from bessemer.openapi.refs import resolve


def same_config(before: Document, after: Document, reads: Reads, touched: Iterable[Key]) -> bool:
    """`touched` are those things made of the document, among them those of the config, that read the schema."""
    return all(
        _made(before, key, reads.given[key]) == _made(after, key, reads.given[key])
        for key in touched
        if key[0] in ("wish", "paging")
    )


def _made(document: Document, key: Key, given: Any) -> object:
    endpoint = _endpoint(document, key[1])
    if key[0] == "paging":
        return recognised(document, endpoint)
    return wish(document, endpoint, route(endpoint.path), given)


def _endpoint(document: Document, name: str) -> Endpoint:
    """The operation of a verb and a path, as `endpoints` gives it."""
    verb, _, path = name.partition(" ")
    item, pointer = resolve(document, document.data["paths"][path], child(ROOT, "paths", path))
    if verb in VERBS and isinstance(item.get(verb), dict):
        return Endpoint(verb, path, child(pointer, verb), item, item[verb])
    operation = item["additionalOperations"][verb]
    return Endpoint(verb, path, child(pointer, "additionalOperations", verb), item, operation)

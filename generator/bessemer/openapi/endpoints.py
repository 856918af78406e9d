"""List the operations of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.frozen import frozen
from bessemer.openapi.refs import resolve

VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@frozen
class Endpoint:
    """An operation under `paths`: `pointer` is where it was written, which a path item by reference moves.

    `verb` is in lower case, that of an additional operation as it is written (`LINK`).
    """

    verb: str
    path: str
    pointer: Pointer
    item: dict[str, Any]
    operation: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.verb} {self.path}"


def endpoints(document: Document) -> Iterator[Endpoint]:
    """Every operation of `paths`, in the document's order. What is no operation is passed over."""
    paths = document.data.get("paths")
    for path, written in paths.items() if isinstance(paths, dict) else ():
        try:
            item, pointer = resolve(document, written, child(ROOT, "paths", path))
        except KeyError:
            continue
        if isinstance(item, dict) and path.startswith("/"):
            for verb, operation in item.items():
                if verb in VERBS and isinstance(operation, dict):
                    yield Endpoint(verb, path, child(pointer, verb), item, operation)
            additional = item.get("additionalOperations")
            for verb, operation in additional.items() if isinstance(additional, dict) else ():
                if isinstance(operation, dict):
                    yield Endpoint(verb, path, child(pointer, "additionalOperations", verb), item, operation)

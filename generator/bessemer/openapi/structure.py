"""Our own rules, which say what is wrong better than a JSON Schema can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, child
from bessemer.openapi.operation_rules import check_operations
from bessemer.openapi.schema_rules import check_schema, is_plain
from bessemer.openapi.walk import Visit
from bessemer.openapi.wire_rules import check_wire


def check_structure(document: Document, visits: Sequence[Visit]) -> tuple[Diagnostic, ...]:
    """The problems of a document of OpenAPI 3, references apart; visits are all of its objects."""
    schemas = (visit for visit in visits if visit.is_schema and not is_plain(visit.node))
    found = [problem for visit in schemas for problem in check_schema(document, visit)]
    return (*found, *check_operations(document), *check_wire(document, visits), *_check_tags(document))


def _check_tags(document: Document) -> Iterator[Diagnostic]:
    tags = document.data.get("tags")
    seen: set[str] = set()
    for index, tag in enumerate(tags if isinstance(tags, list) else []):
        name = tag.get("name") if isinstance(tag, dict) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            pointer = child(ROOT, "tags", index, "name")
            message = f"the tag {name!r} is declared twice"
            place = document.place(pointer)
            yield Diagnostic("schema-invalid", message, place, pointer, "remove one of the two")
        seen.add(name)

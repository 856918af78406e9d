"""Take a document that is whole to sound 3.1 shape, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bessemer.diagnostics.diagnostic import Diagnostic, in_file_order
from bessemer.document.document import Document
from bessemer.openapi.extensions import check_extensions
from bessemer.openapi.mend import mend
from bessemer.openapi.refs import check_refs
from bessemer.openapi.structure import check_structure
from bessemer.openapi.validate import validate
from bessemer.openapi.version import version
from bessemer.openapi.walk import walk


def sound(
    document: Document, found: list[Diagnostic], lap: Callable[[str], None] = lambda _: None
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A document that is whole in sound 3.1 shape, with what is wrong with it besides what was found before."""
    followed = version(document)
    if isinstance(followed, Diagnostic):
        return None, in_file_order([*found, followed])
    source = document
    if followed == "2.0":
        # few documents are of that kind still
        from bessemer.openapi.swagger import as_three

        document, problems = as_three(document)
        found += problems
    visits = tuple(walk(document.data))
    broken = [*check_refs(document, visits), *check_structure(document, visits)]
    broken += check_extensions(document, visits)
    found += _news(_as_written(broken, document, source), found)
    lap("references")
    found += validate(source, followed, found)
    lap("validate")
    made, mended = mend(document, circles=any(item.code == "ref-cycle" for item in found))
    lap("mend")
    return made, in_file_order([*found, *_news(_as_written(mended, document, source), found)])


def _as_written(found: Iterable[Diagnostic], document: Document, source: Document) -> list[Diagnostic]:
    """The diagnostics of a respelled document by the pointers of its source."""
    if document is source:
        return list(found)
    return [
        item if item.pointer is None else replace(item, pointer=document.origin(item.pointer).pointer) for item in found
    ]


def _news(found: Iterable[Diagnostic], known: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is found at places of which nothing is said yet."""
    said = {_at(item) for item in known} | {item.pointer for item in known}
    return [item for item in found if _at(item) not in said and item.pointer not in said]


def _at(item: Diagnostic) -> tuple[str, int, int] | None:
    return (item.place.path, item.place.line, item.place.column) if item.place else None

"""Take a file to a sound OpenAPI document: the steps in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bessemer.diagnostics.diagnostic import Diagnostic, from_fault, in_file_order
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.document.reader import read
from bessemer.openapi import overlay
from bessemer.openapi.bundle import bundle
from bessemer.openapi.mend import mend
from bessemer.openapi.more_paths import with_more_paths
from bessemer.openapi.refs import check_refs
from bessemer.openapi.structure import check_structure
from bessemer.openapi.swagger import as_three
from bessemer.openapi.transforms import transform
from bessemer.openapi.validate import validate
from bessemer.openapi.version import version
from bessemer.openapi.walk import walk


def load(
    spec: tuple[Path, str],
    overlays: Sequence[tuple[Path, str]] = (),
    top: Path | None = None,
    transforms: tuple[Document, Sequence[Pointer]] | None = None,
    lap: Callable[[str], None] = lambda _: None,
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document in sound 3.1 shape with all corrections applied, and everything wrong with it.

    spec and overlays are paths with the names shown to people, overlays applied in order; transforms are places in a
    config, applied after them. There is a document even when rules are broken, unless it cannot be read or is of
    another kind. Opens these files, and of those that the document refers to the ones inside the folder `top` (by
    default its own), which are then in it; nothing else. lap is told of each step that ends.
    """
    reading = read(*spec)
    found = [from_fault(fault) for fault in reading.faults]
    document = reading.document
    lap("read")
    if document is None:
        return None, in_file_order(found)
    bundled = bundle(document, spec[0].parent if top is None else top)
    document, found = bundled.document, [*found, *bundled.problems]
    for path, shown in overlays:
        laid = read(path, shown)
        found += [from_fault(fault) for fault in laid.faults]
        if laid.document is not None:
            document, problems = overlay.apply(document, laid.document)
            found += problems
    if transforms is not None:
        document, problems = transform(document, *transforms)
        found += problems
    document, problems = with_more_paths(document)
    found += problems
    return sound(document, found, lap)


def sound(
    document: Document, found: list[Diagnostic], lap: Callable[[str], None] = lambda _: None
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A document that is whole in sound 3.1 shape, with what is wrong with it besides what was found before."""
    followed = version(document)
    if isinstance(followed, Diagnostic):
        return None, in_file_order([*found, followed])
    source = document
    if followed == "2.0":
        document, problems = as_three(document)
        found += problems
    visits = tuple(walk(document.data))
    broken = [*check_refs(document, visits), *check_structure(document, visits)]
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

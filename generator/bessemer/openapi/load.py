"""Take a file to a sound OpenAPI document: the steps in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bessemer.diagnostics.diagnostic import Diagnostic, from_fault, in_file_order
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.document.reader import read
from bessemer.openapi import overlay
from bessemer.openapi.bundle import bundle
from bessemer.openapi.more_paths import with_more_paths
from bessemer.openapi.sound import sound
from bessemer.openapi.transforms import transform


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

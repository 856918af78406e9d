"""Take a file to a sound OpenAPI document: the steps in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bessemer.diagnostics.diagnostic import Diagnostic, from_fault, in_file_order
from bessemer.document.document import Document
from bessemer.document.reader import read
from bessemer.openapi import overlay
from bessemer.openapi.dialect import normalize
from bessemer.openapi.nulls import without_nulls
from bessemer.openapi.refs import check_refs
from bessemer.openapi.structure import check_structure
from bessemer.openapi.validate import validate
from bessemer.openapi.version import version


def load(
    spec: Path, display: str, overlays: Sequence[tuple[Path, str]] = ()
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document in 3.1 spelling with all overlays applied, and everything wrong with it.

    overlays are paths with the names shown to people, applied in order. There is a document even when rules
    are broken, unless it cannot be read or is of another kind. Opens these files and nothing else.
    """
    reading = read(spec, display)
    found = [from_fault(fault) for fault in reading.faults]
    document = reading.document
    if document is None:
        return None, in_file_order(found)
    for path, shown in overlays:
        laid = read(path, shown)
        found += [from_fault(fault) for fault in laid.faults]
        if laid.document is not None:
            document, problems = overlay.apply(document, laid.document)
            found += problems
    followed = version(document)
    if isinstance(followed, Diagnostic):
        return None, in_file_order([*found, followed])
    found += check_refs(document)
    normal = normalize(document, followed)
    found += check_structure(normal)
    found += validate(document, followed, found)
    return without_nulls(normal), in_file_order(found)

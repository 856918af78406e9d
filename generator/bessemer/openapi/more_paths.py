"""Read `x-ms-paths`, where Azure's documents write the paths that differ from others only in their query.

Source: the extensions of AutoRest; a path there is an ordinary one, with the query that tells it apart.
"""

from __future__ import annotations

from dataclasses import replace

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, child

_KEY = "x-ms-paths"


def with_more_paths(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with the paths of the extension among the others, each still where it was written."""
    data = document.data
    more = data.get(_KEY) if isinstance(data, dict) else None
    if not isinstance(more, dict) or not more or not isinstance(data.get("paths", {}), dict):
        return document, ()
    paths = dict(data.get("paths", {}))
    origins = dict(document.origins)
    problems: list[Diagnostic] = []
    for path, item in more.items():
        written = child(ROOT, _KEY, path)
        if path in paths:
            message = f"the path {path!r} is written in `paths` too: left out"
            place = document.place(written, key=True)
            problems.append(Diagnostic("shape-invalid", message, place, written, "write all its operations in one"))
            continue
        paths[path] = item
        origins[child(ROOT, "paths", path)] = document.origin(written)
    # a reference into the extension still finds what it names
    return replace(document, data={**data, "paths": paths}, origins=origins), tuple(problems)

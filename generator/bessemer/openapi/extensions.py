"""Find the `x-stainless-` keys that nothing is made of: mistyped ones, and those that have no effect yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.pointer import child
from bessemer.openapi.walk import Visit

_PREFIX = "x-stainless-"
_READ = (
    *("any", "auth", "const", "deprecation-message", "empty-object", "extend-default", "go-constant-constructor"),
    *("go-variant-constructor", "method", "naming", "nominal", "override-schema", "pagination-property", "param"),
    *("python-custom-imports", "python-extend-union", "renameMap", "skip", "variantName"),
)
# Of other products, or without an effect in these languages. Source: contracts/config.md section 6.2.
_OF_OTHERS = ("cli-data-alias", "python-extend-union-imports", "snippets")
_KNOWN = frozenset((*_READ, *_OF_OTHERS))


def check_extensions(document: Document, visits: Sequence[Visit]) -> Iterator[Diagnostic]:
    """A warning at each such key; visits are all objects of the document."""
    # most documents have none at all; what was moved or added may be of another text
    if not document.origins and not document.files and _PREFIX not in document.text:
        return
    for visit in visits:
        for key in visit.node:
            if key.startswith(_PREFIX) and key.removeprefix(_PREFIX) not in _KNOWN:
                pointer = child(visit.pointer, key)
                near = nearest(key.removeprefix(_PREFIX), _READ)
                help_ = f"did you mean {_PREFIX + near!r}?" if near else "nothing needs to be done"
                place = document.place(pointer, key=True)
                yield Diagnostic("extension-inert", f"{key!r} has no effect", place, pointer, help_)

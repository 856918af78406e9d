"""Hold a document against the OpenAPI specification, by the schemas of openapi-spec-validator."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.openapi.messages import Violation, violations
from bessemer.openapi.version import Version

_METASCHEMA = "https://json-schema.org/draft/2020-12/schema"
_LIMIT = 100
_OURS = frozenset(("type-unknown", "default-type", "schema-invalid", "shape-invalid", "harmless-slip"))


def validate(document: Document, version: Version, known: Iterable[Diagnostic] = ()) -> tuple[Diagnostic, ...]:
    """The rules of the specification that the document breaks, at most one for each place.

    What is reported in known already is not reported again. At most 100 come back.
    """
    taken = _taken(known)
    found: dict[Pointer, Diagnostic] = {}
    for violation in _violations(document, version):
        pointer = violation.pointer
        if pointer in found or pointer in taken:
            continue
        place = document.place(pointer, key=violation.at_key)
        code = "shape-invalid" if violation.shapeless else "schema-invalid"
        code = "harmless-slip" if violation.harmless else code
        found[pointer] = Diagnostic(code, violation.message, place, pointer, violation.help)
        if len(found) == _LIMIT:
            break
    return tuple(found.values())


def _taken(known: Iterable[Diagnostic]) -> set[Pointer]:
    """Where the validator would say the same as our own rules have said."""
    taken: set[Pointer] = set()
    for diagnostic in known:
        if diagnostic.pointer is not None and diagnostic.code in _OURS:
            taken |= {diagnostic.pointer, child(diagnostic.pointer, "$ref")}
    return taken


def _violations(document: Document, version: Version) -> Iterator[Violation]:
    try:
        for error in _validator(version).iter_errors(document.data):
            yield from violations(error)
    # The validator raises plain Python errors on input it does not expect; none may reach the user.
    except Exception as error:
        name = type(error).__name__
        yield Violation(f"the document cannot be checked ({name})", ROOT, "report this as a bug", shapeless=True)


@cache
def _validator(version: Version) -> Any:
    """A validator of the published schema that opens no files or addresses and runs no Python on the document.

    The library's own classes walk the document once more for operation ids, parameters and defaults: they check a
    default against a pattern with Python's re, which one hostile pattern keeps busy for minutes, and raise
    RecursionError on circles. Our own rules do that part.
    """
    import jsonschema_rs

    draft4 = version in ("2.0", "3.0")
    rust = jsonschema_rs.Draft4Validator if draft4 else jsonschema_rs.Draft202012Validator
    return rust(_schema(version))


def _schema(version: Version) -> dict[str, Any]:
    """The schema that openapi-spec-validator carries, read where it lies: to import the library takes longer."""
    library = find_spec("openapi_spec_validator")
    assert library is not None, "openapi-spec-validator is a dependency"
    file = Path(library.origin or "").parent / "resources" / "schemas" / f"v{version}" / "schema.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if version in ("2.0", "3.0"):
        return schema
    # The published schema leaves Schema Objects open for other dialects; check them as JSON Schema.
    definitions = dict(schema["$defs"])
    definitions["schema"] = {"$dynamicAnchor": "meta", "$ref": _METASCHEMA}
    return {**schema, "$defs": definitions}

"""Hold a document against the OpenAPI specification, by openapi-spec-validator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
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
    from jsonschema_path import SchemaPath

    validator = _validator(version)(SchemaPath.from_dict(document.data, handlers={}))
    try:
        for error in validator.iter_errors():
            yield from violations(error.cause)
    # The validator raises plain Python errors on input it does not expect; none may reach the user.
    except Exception as error:
        name = type(error).__name__
        yield Violation(f"the document cannot be checked ({name})", ROOT, "report this as a bug", shapeless=True)


@cache
def _validator(version: Version) -> Any:
    """A validator class that opens no files or addresses, runs no regex of the document and reads no
    environment variable.

    The stock classes walk the document once more for operation ids, parameters and defaults: they check a
    default against a pattern with Python's re, which one hostile pattern keeps busy for minutes, and raise
    RecursionError on circles. Our own rules do that part, so the keyword validators are left out.
    """
    from openapi_spec_validator import OpenAPIV2SpecValidator, OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
    from openapi_spec_validator.validation.validators import OpenAPIV32SpecValidator

    bases: dict[Version, Any] = {
        "2.0": OpenAPIV2SpecValidator,
        "3.0": OpenAPIV30SpecValidator,
        "3.1": OpenAPIV31SpecValidator,
        "3.2": OpenAPIV32SpecValidator,
    }
    members = {
        "schema_validator": _RustValidator(version),
        "keyword_validators": {"__root__": _NoKeywords},
    }
    return type("Validator", (bases[version],), members)


class _NoKeywords:
    """Stands where the library walks the document by keyword."""

    def __init__(self, registry: object) -> None:
        self.registry = registry

    def __call__(self, _document: object) -> Iterator[Any]:
        return iter(())


class _RustValidator:
    """Validates with jsonschema-rs always, and keeps its errors whole.

    The library's own wrapper flattens them to one line, and picks its backend by what is installed.
    """

    def __init__(self, version: Version) -> None:
        import jsonschema_rs

        schema = _schema(version)
        draft4 = version in ("2.0", "3.0")
        rust = jsonschema_rs.Draft4Validator if draft4 else jsonschema_rs.Draft202012Validator
        self._validator = rust(schema)

    def iter_errors(self, instance: Any) -> Iterator[Any]:
        """The library's errors; cause is the error of jsonschema-rs."""
        from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

        for error in self._validator.iter_errors(instance):
            yield OpenAPIValidationError(error.message, cause=error)


def _schema(version: Version) -> dict[str, Any]:
    from openapi_spec_validator import schemas

    if version in ("2.0", "3.0"):
        return dict(schemas.schema_v2 if version == "2.0" else schemas.schema_v30)
    schema = dict(schemas.schema_v31 if version == "3.1" else schemas.schema_v32)
    # The published schema leaves Schema Objects open for other dialects; check them as JSON Schema.
    definitions = dict(schema["$defs"])
    definitions["schema"] = {"$dynamicAnchor": "meta", "$ref": _METASCHEMA}
    return {**schema, "$defs": definitions}

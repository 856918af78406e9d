"""Say which errors this API has beside those of every SDK, and where its answers say what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bessemer.diagnostics.finding import Finding, Source
from bessemer.encode.code import Code
from bessemer.encode.python import py_str, py_value
from bessemer.frozen import frozen
from bessemer.ir.api import ErrorClass
from bessemer.naming.words import split
from bessemer.targets.python.names import Names
from bessemer.targets.python.project_views import StatusError
from bessemer.targets.python.views import ErrorClasses, OwnError, OwnStatus, OwnValue

# Those of every SDK, as templates/python/PACKAGE/_exceptions.py has them.
STATUS_ERRORS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
ABOVE = "InternalServerError"
_SPELLED = re.compile(r"[A-Z][A-Za-z0-9]*")
_ENDING = ("Error", "Exception")


@frozen
class _Own:
    """A kind of error with its class; `base` is None where that is one of every SDK."""

    error: ErrorClass
    name: str
    base: str | None


def own_errors(names: Names) -> tuple[str, ...]:
    """The classes that other SDKs do not have."""
    return tuple(item.name for item in _own(names) if item.base)


def error_classes(names: Names) -> ErrorClasses:
    found = tuple(_own(names))
    own = [item for item in found if item.base]
    classes = tuple(_view(item) for item in own)
    rules = names.api.client.errors
    listed = [item.error.status for item in found]
    return ErrorClasses(
        bases=Code(", ".join(sorted({"APIStatusError", *(item.base or item.name for item in found)}))),
        literals=any(item.status for item in classes),
        classes=classes,
        statuses=tuple(
            OwnStatus(item.error.status, Code(item.name))
            for item in own
            if item.error.status is not None and listed.count(item.error.status) == 1
        ),
        values=tuple(OwnValue(value, Code(item.name)) for item in found for value in item.error.values),
        kind=_keys(rules.kind),
        message=_keys(rules.message),
        status=_keys(rules.status),
    )


def error_rows(names: Names) -> tuple[StatusError, ...]:
    """When each class is raised: by status, those of the API's own after those of every SDK."""
    usual = [StatusError(str(status), Code(name)) for status, name in STATUS_ERRORS.items()]
    own = [StatusError(_raised(item.error), Code(item.name)) for item in _own(names) if item.base]
    return (*usual, *own, StatusError("500 and above", Code(ABOVE)))


def _raised(error: ErrorClass) -> str:
    said = [f"'{value}'" for value in error.values]
    return ", ".join([str(error.status), *said] if error.status else said)


def error_clashes(names: Names, taken: frozenset[str]) -> Iterator[Finding]:
    """Classes that are something else already: `taken` are the names that the package gives out."""
    seen: dict[str, ErrorClass] = {}
    for item in _own(names):
        if item.base and (item.name in taken or item.name in seen):
            yield Finding(
                "name-clash",
                f"an error comes out as {item.name}, which is another's name",
                Source("config", item.error.config),
                "give it another `name`",
            )
        seen[item.name] = item.error


def _own(names: Names) -> Iterator[_Own]:
    for error in names.api.client.errors.classes:
        spelled = error.name if _SPELLED.fullmatch(error.name) else names.caser.pascal(split(error.name))
        name = spelled if spelled.endswith(_ENDING) else f"{spelled}Error"
        status = error.status or 0
        base = STATUS_ERRORS.get(status, ABOVE if status >= 500 else "APIStatusError")
        is_known = name == base and name != "APIStatusError"
        yield _Own(error, name, None if is_known else base)


def _view(item: _Own) -> OwnError:
    stated = item.error.status if item.base in (ABOVE, "APIStatusError") else None
    said = " or ".join(f"'{value}'" for value in item.error.values)
    doc = f"The body says {said}." if said else f"The status is {item.error.status}."
    return OwnError(Code(item.name), py_str(item.name), Code(item.base or ""), stated, doc)


def _keys(path: tuple[str, ...]) -> Code:
    listed = ", ".join(py_value(key) for key in path)
    return Code(f"({listed},)" if path else "()")

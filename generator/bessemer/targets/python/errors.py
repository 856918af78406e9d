"""Say which type the body of each error has, for the module that is loaded when one is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code
from bessemer.ir.operations import ErrorResponse, Operation
from bessemer.ir.types import NullableType, RefType
from bessemer.targets.python.imports import relative
from bessemer.targets.python.names import Names
from bessemer.targets.python.views import ErrorGroup, ErrorType, ErrorTypes


def error_types(names: Names) -> ErrorTypes:
    """Endpoints with the same errors stand together."""
    groups: dict[tuple[ErrorType, ...], list[str]] = {}
    for operation in names.api.operations():
        errors = tuple(_errors(operation, names))
        if errors:
            endpoint = f"{operation.http_method} {operation.path.partition('?')[0]}"
            groups.setdefault(errors, []).append(endpoint)
    return ErrorTypes(tuple(ErrorGroup(tuple(dict.fromkeys(listed)), errors) for errors, listed in groups.items()))


def _errors(operation: Operation, names: Names) -> Iterator[ErrorType]:
    for error in operation.errors:
        spelled = error_class(error, names)
        if spelled is not None:
            yield ErrorType(error.status.upper() if error.status[:1].isdigit() else error.status, spelled)


def error_class(error: ErrorResponse, names: Names) -> str | None:
    """`.types.shared.problem:Problem`; None for a body that is no model."""
    if error.schema is None:
        return None
    type_ = names.resolved(error.schema).type
    type_ = type_.inner if isinstance(type_, NullableType) else type_
    model = names.models.get(type_.target) if isinstance(type_, RefType) else None
    if model is None:
        return None
    class_name, module = model.spelled("response")
    return f"{Code(relative(module, ()))}:{class_name}"

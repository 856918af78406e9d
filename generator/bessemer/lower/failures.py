"""Lower the errors that an API has of its own, and where its answers say what is wrong."""

from __future__ import annotations

from bessemer.ir.api import ErrorClass, ErrorRules
from bessemer.ir.operations import ErrorResponse
from bessemer.ir.types import RefType, Schema
from bessemer.lower.context import Context
from bessemer.lower.models import model_schema, why_not


def error_rules(context: Context) -> ErrorRules:
    """Variants of one name are one class."""
    said = context.config.errors
    classes: dict[str, ErrorClass] = {}
    for item in said.variants:
        earlier = classes.get(item.name, ErrorClass(item.name, item.status, (), item.pointer))
        values = (*earlier.values, item.value) if said.discriminator else ()
        classes[item.name] = ErrorClass(item.name, item.status, values, item.pointer)
    return ErrorRules(_path(said.discriminator), _path(said.message), _path(said.status), tuple(classes.values()))


def usual_error(context: Context) -> ErrorResponse | None:
    """What every failure has that the document does not describe; None where the config does not say."""
    source = context.config.errors.source
    target = model_schema(context, source) if source is not None else None
    if target is None:
        return None
    context.want(target)
    return ErrorResponse("default", None, Schema(target, RefType(target)))


def check_source(context: Context) -> None:
    """Report a schema of errors that is not there."""
    said = context.config.errors
    if said.source is None or model_schema(context, said.source) is not None:
        return
    why, help_ = why_not(context, said.source)
    message = f"the errors are those of {why}"
    context.config_problem("model-not-found", message, said.source_pointer, help_)


def _path(said: str | None) -> tuple[str, ...]:
    return tuple(said.split(".")) if said else ()

"""Lower the parameters of an operation, those of its path item included."""

from __future__ import annotations

from typing import Any

from bessemer.document.pointer import Pointer, child
from bessemer.ir.operations import Location, Parameter
from bessemer.ir.types import Schema, StringType
from bessemer.lower.context import Context
from bessemer.lower.schemas import OVERRIDE, lower_schema
from bessemer.lower.words import deprecation, text

# RFC 9110 fields that OpenAPI leaves to the client ("shall be ignored" as parameters).
_CLIENTS_OWN = frozenset({"accept", "content-type", "authorization"})
_EXTENDS = "x-stainless-extend-default"
_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


def lower_parameters(context: Context, operation: Pointer, suppressed: frozenset[str]) -> tuple[Parameter, ...]:
    """The parameters in the document's order. `suppressed` are the headers, lower case, that the client itself sets."""
    path_item = Pointer(operation.rpartition("/")[0])
    found: dict[tuple[str, str], Pointer] = {}
    for holder in (path_item, operation):
        for index in range(len(context.at(holder).get("parameters") or ())):
            pointer = context.resolved(child(holder, "parameters", index))
            raw = context.at(pointer)
            found[(raw["in"], raw["name"])] = pointer
    lowered = (_parameter(context, pointer) for pointer in found.values())
    return tuple(
        item for item in lowered if item.location != "header" or item.wire_name.lower() not in suppressed | _CLIENTS_OWN
    )


def _parameter(context: Context, pointer: Pointer) -> Parameter:
    raw = context.at(pointer)
    location: Location = raw["in"]
    _check_style(context, pointer, raw)
    at = _schema_at(raw, pointer)
    schema = lower_schema(context, at) if at else Schema(child(pointer, "schema"), StringType())
    written = context.at(at) if at else {}
    hints = _hints(written)
    return Parameter(
        wire_name=raw["name"],
        location=location,
        schema=schema,
        required=raw.get("required") is True or location == "path",
        origin=pointer,
        name=text(hints, "x-stainless-param") or text(raw, "x-stainless-param"),
        # the words of an override are those meant for SDKs
        description=(schema.description if hints is not written else None)
        or text(raw, "description")
        or schema.description,
        deprecated=deprecation(raw),
        extends_default=True in (hints.get(_EXTENDS), raw.get(_EXTENDS)),
    )


def _hints(schema: Any) -> dict[str, Any]:
    """The schema that says what the SDKs see: the override where there is one."""
    if not isinstance(schema, dict):
        return {}
    override = schema.get(OVERRIDE)
    return override if isinstance(override, dict) else schema


def _schema_at(raw: dict[str, Any], pointer: Pointer) -> Pointer | None:
    if "schema" in raw:
        return child(pointer, "schema")
    content = raw.get("content")
    if not isinstance(content, dict) or not content:
        return None
    media_type, media = next(iter(content.items()))
    return child(pointer, "content", media_type, "schema") if "schema" in media else None


def _check_style(context: Context, pointer: Pointer, raw: dict[str, Any]) -> None:
    if raw["in"] == "cookie":
        context.loosen(pointer, f"the cookie parameter {raw['name']!r} is not sent: give it with extra_headers")
    style = raw.get("style")
    if style not in (None, _STYLES.get(raw["in"]), "deepObject"):
        context.loosen(child(pointer, "style"), f"the style {style!r} is sent as {_STYLES.get(raw['in'])!r}")
    if "content" in raw:
        context.loosen(
            child(pointer, "content"), f"the parameter {raw['name']!r} is sent as plain text, not as its media type"
        )

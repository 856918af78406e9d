"""Spell the schemas, parameters and security schemes of Swagger 2.0 as OpenAPI 3.0."""

from __future__ import annotations

from typing import Any

from bessemer.openapi.shapes import SCHEMA, Shape

_MOVED = {
    "#/definitions/": "#/components/schemas/",
    "#/parameters/": "#/components/parameters/",
    "#/responses/": "#/components/responses/",
    "#/securityDefinitions/": "#/components/securitySchemes/",
}
# What a parameter says of itself; all else is said of its value.
_PARAMETER = frozenset(("name", "in", "description", "required", "allowEmptyValue", "deprecated", "x-deprecated"))
_DROPPED = frozenset(("collectionFormat", "x-example", "x-examples", "allowEmptyValue"))
_STYLES = {
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}
_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}


def moved_ref(ref: Any) -> Any:
    """A reference to where 3.0 has what it names."""
    for old, new in _MOVED.items():
        if isinstance(ref, str) and ref.startswith(old):
            return new + ref.removeprefix(old)
    return ref


def schema(node: Any) -> Any:
    """A schema and all inside it."""
    if isinstance(node, list):
        return [schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    made: dict[str, Any] = {}
    for key, value in node.items():
        field = SCHEMA.get(key)
        if key == "$ref":
            made[key] = moved_ref(value)
        elif key == "discriminator" and isinstance(value, str):
            made[key] = {"propertyName": value}
        elif key == "x-nullable":
            made["nullable"] = value
        elif field is None or field.kind != "schema":
            made[key] = value
        elif field.shape is Shape.MAP and isinstance(value, dict):
            made[key] = {name: schema(item) for name, item in value.items()}
        else:
            made[key] = schema(value)
    if made.get("type") == "file":
        made |= {"type": "string", "format": "binary"}
    return made


def as_parameter(written: dict[str, Any]) -> dict[str, Any]:
    """A parameter whose value is described by a schema of its own."""
    made = {key: value for key, value in written.items() if key in _PARAMETER or _says_of_parameter(key)}
    style = collected(written)
    if style and written.get("in") == "query":
        made |= style
    for key in ("x-example", "x-examples"):
        if key in written and "example" not in made:
            made["example"] = written[key]
    # a schema is no part of a parameter outside the body, but some are written so
    value = schema(written["schema"]) if isinstance(written.get("schema"), dict) else value_schema(written)
    if value:
        made["schema"] = value
    return made


def value_schema(written: dict[str, Any]) -> dict[str, Any]:
    """What a parameter, a header or a form field says of its value."""
    kept = {key: value for key, value in written.items() if key not in _PARAMETER and not _says_of_parameter(key)}
    made: dict[str, Any] = schema({key: value for key, value in kept.items() if key not in _DROPPED})
    items = made.get("items")
    if isinstance(items, dict) and "collectionFormat" in items:
        made["items"] = {key: value for key, value in items.items() if key != "collectionFormat"}
    return made


def collected(written: dict[str, Any]) -> dict[str, Any]:
    """The style in which 3.0 sends an array as its collectionFormat says; csv is what 2.0 sends otherwise."""
    if written.get("type") != "array":
        return {}
    return _STYLES.get(str(written.get("collectionFormat")), {"style": "form", "explode": False})


def secured(written: Any) -> Any:
    """A security scheme."""
    if not isinstance(written, dict):
        return written
    match written.get("type"):
        case "basic":
            return {**_rest(written, ("type",)), "type": "http", "scheme": "basic"}
        case "oauth2":
            words = ("flow", "authorizationUrl", "tokenUrl", "scopes")
            flow = {key: written[key] for key in words[1:] if key in written}
            flow.setdefault("scopes", {})
            name = _FLOWS.get(str(written.get("flow")), "implicit")
            return {**_rest(written, words), "flows": {name: flow}}
        case _:
            return written


def _says_of_parameter(key: str) -> bool:
    return key.startswith("x-") and key not in ("x-nullable", "x-example", "x-examples", "x-enum-varnames", "x-ms-enum")


def _rest(written: dict[str, Any], taken: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in written.items() if key not in taken}

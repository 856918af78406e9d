"""Say of each object of OpenAPI 3 what stands under its keys: the table that those who visit every object share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum, auto
from typing import Any

from bessemer.document.pointer import Pointer, tokens
from bessemer.frozen import frozen


class Shape(IntEnum):
    """What a key holds. An OPEN_MAP may also hold extensions, which say nothing of what the map lists."""

    ONE = auto()
    LIST = auto()
    MAP = auto()
    OPEN_MAP = auto()
    TEXT = auto()
    TEXTS = auto()
    TEXT_MAP = auto()
    FLAG = auto()
    NUMBER = auto()


@frozen
class Field:
    """What stands under a key; kind names an object of the table."""

    shape: Shape
    kind: str = ""


Fields = Mapping[str, Field]

# The key that stands for every key that is not an extension.
ANY = "*"

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

_TEXT, _FLAG, _TEXTS, _NUMBER = Field(Shape.TEXT), Field(Shape.FLAG), Field(Shape.TEXTS), Field(Shape.NUMBER)
_TEXT_MAP = Field(Shape.TEXT_MAP)


def one(kind: str) -> Field:
    return Field(Shape.ONE, kind)


def many(kind: str) -> Field:
    return Field(Shape.LIST, kind)


def named(kind: str) -> Field:
    return Field(Shape.MAP, kind)


def keyed(kind: str) -> Field:
    return Field(Shape.OPEN_MAP, kind)


def _each(words: str, field: Field) -> dict[str, Field]:
    return dict.fromkeys(words.split(), field)


SCHEMA: Fields = {
    **_each("properties patternProperties $defs definitions dependentSchemas", named("schema")),
    **_each("additionalItems contains unevaluatedItems additionalProperties", one("schema")),
    **_each("unevaluatedProperties propertyNames contentSchema not if then else items", one("schema")),
    **_each("allOf anyOf oneOf prefixItems", many("schema")),
    **_each("title description format pattern $ref $id $anchor contentEncoding contentMediaType", _TEXT),
    **_each("readOnly writeOnly deprecated uniqueItems nullable", _FLAG),
    **_each("minLength maxLength minItems maxItems minProperties maxProperties multipleOf minimum maximum", _NUMBER),
    "required": _TEXTS,
    "discriminator": one("discriminator"),
    "x-stainless-override-schema": one("schema"),
}

_HEADER: Fields = {
    **_each("description style", _TEXT),
    **_each("required deprecated explode allowEmptyValue allowReserved", _FLAG),
    "schema": one("schema"),
    "content": named("media"),
    "examples": named("example"),
}

TABLE: Mapping[str, Fields] = {
    "document": {
        "info": one("info"),
        "servers": many("server"),
        "paths": keyed("path_item"),
        "webhooks": named("path_item"),
        "x-webhooks": named("path_item"),
        "components": one("components"),
        "security": many("requirement"),
        "tags": many("tag"),
    },
    "info": _each("title version summary description", _TEXT),
    "components": {
        "schemas": named("schema"),
        "responses": named("response"),
        "parameters": named("parameter"),
        "examples": named("example"),
        "requestBodies": named("body"),
        "headers": named("header"),
        "securitySchemes": named("security_scheme"),
        "links": named("link"),
        "callbacks": named("callback"),
        "pathItems": named("path_item"),
        "mediaTypes": named("media"),
    },
    "path_item": {
        **dict.fromkeys(METHODS, one("operation")),
        **_each("$ref summary description", _TEXT),
        "additionalOperations": named("operation"),
        "parameters": many("parameter"),
        "servers": many("server"),
    },
    "operation": {
        **_each("summary description operationId", _TEXT),
        "tags": _TEXTS,
        "parameters": many("parameter"),
        "requestBody": one("body"),
        "responses": keyed("response"),
        "callbacks": named("callback"),
        "deprecated": _FLAG,
        "security": many("requirement"),
        "servers": many("server"),
    },
    "parameter": {**_HEADER, **_each("$ref name in", _TEXT)},
    "header": {**_HEADER, "$ref": _TEXT},
    "body": {"$ref": _TEXT, "description": _TEXT, "content": named("media"), "required": _FLAG},
    "media": {
        "$ref": _TEXT,
        **_each("schema itemSchema", one("schema")),
        "encoding": named("encoding"),
        "prefixEncoding": many("encoding"),
        "itemEncoding": one("encoding"),
        "examples": named("example"),
    },
    "encoding": {
        **_each("contentType style", _TEXT),
        **_each("explode allowReserved", _FLAG),
        "headers": named("header"),
        "encoding": named("encoding"),
        "prefixEncoding": many("encoding"),
        "itemEncoding": one("encoding"),
    },
    "response": {
        **_each("$ref summary description", _TEXT),
        "headers": named("header"),
        "content": named("media"),
        "links": named("link"),
    },
    "example": _each("$ref summary description externalValue", _TEXT),
    "link": {**_each("$ref operationRef operationId description", _TEXT), "server": one("server")},
    "callback": {"$ref": _TEXT, ANY: one("path_item")},
    "server": {**_each("url description name", _TEXT), "variables": named("server_variable")},
    "server_variable": {**_each("default description", _TEXT), "enum": _TEXTS},
    "tag": _each("name summary description parent kind", _TEXT),
    "security_scheme": {
        **_each("$ref type description name in scheme bearerFormat openIdConnectUrl", _TEXT),
        "flows": one("flows"),
    },
    "flows": _each("implicit password clientCredentials authorizationCode deviceAuthorization", one("flow")),
    "flow": {
        **_each("authorizationUrl tokenUrl refreshUrl deviceAuthorizationUrl", _TEXT),
        "scopes": _TEXT_MAP,
    },
    "requirement": {ANY: _TEXTS},
    "schema": SCHEMA,
    "discriminator": {**_each("propertyName defaultMapping", _TEXT), "mapping": _TEXT_MAP},
}

# Where each kind has its place among the components of OpenAPI 3.
HOMES: Mapping[str, str] = {field.kind: name for name, field in TABLE["components"].items()}


def operations(item: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """The operations of a path item and where they stand in it, those of other methods too."""
    for method in METHODS:
        if isinstance(item.get(method), dict):
            yield (method,), item[method]
    additional = item.get("additionalOperations")
    for method, operation in additional.items() if isinstance(additional, dict) else ():
        if isinstance(operation, dict):
            yield ("additionalOperations", method), operation


def field_of(fields: Fields, key: str) -> Field | None:
    """What stands under a key; None where the specification says nothing of it."""
    found = fields.get(key)
    return found if found is not None or key.startswith("x-") else fields.get(ANY)


def kind_at(pointer: Pointer, table: Mapping[str, Fields] = TABLE) -> str | None:
    """The kind of the object at a pointer, or None where the table has no object there."""
    kind, shape = "document", Shape.ONE
    for token in tokens(pointer):
        if shape is not Shape.ONE:
            shape = Shape.ONE
            continue
        field = field_of(table[kind], token)
        if field is None or not field.kind:
            return None
        kind, shape = field.kind, field.shape
    return kind if shape is Shape.ONE else None


_SWAGGER_VALUE: Fields = {**_each("$ref name in description", _TEXT), **_each("schema items", one("schema"))}

# The same for Swagger 2.0, as far as references are looked for.
SWAGGER: Mapping[str, Fields] = {
    **TABLE,
    "document": {
        **{key: TABLE["document"][key] for key in ("info", "paths", "x-webhooks", "tags")},
        "definitions": named("schema"),
        "parameters": named("parameter"),
        "responses": named("response"),
    },
    "path_item": {**dict.fromkeys(METHODS, one("operation")), "parameters": many("parameter")},
    "operation": {"parameters": many("parameter"), "responses": keyed("response")},
    "parameter": _SWAGGER_VALUE,
    "header": _SWAGGER_VALUE,
    "response": {"$ref": _TEXT, "schema": one("schema"), "headers": named("header")},
}

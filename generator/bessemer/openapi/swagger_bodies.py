"""Spell what Swagger 2.0 says of bodies as request bodies and responses of OpenAPI 3.0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.openapi.swagger_schema import collected, moved_ref, schema, value_schema

JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"


@frozen
class Body:
    """A parameter as written, perhaps a body or a part of one, and where it is written."""

    written: Any
    pointer: Pointer


def media_types(operation: dict[str, Any], data: dict[str, Any], key: str) -> list[str]:
    """What an operation consumes or produces: as it says, else as the document says, else JSON."""
    for holder in (operation, data):
        written = holder.get(key)
        if isinstance(written, list) and written:
            return [item for item in dict.fromkeys(map(str, written)) if item]
    return [JSON]


def whole_body(written: dict[str, Any], consumed: Sequence[str]) -> dict[str, Any]:
    """The body that one parameter describes, in each of the media types."""
    made = _words(written)
    media = {"schema": schema(written["schema"])} if "schema" in written else {}
    for key in ("x-example", "example"):
        if key in written:
            media["example"] = written[key]
    made["content"] = {media_type: dict(media) for media_type in consumed}
    if isinstance(written.get("required"), bool):
        made["required"] = written["required"]
    return made


def form_body(fields: Sequence[dict[str, Any]], consumed: Sequence[str]) -> dict[str, Any]:
    """The body that form fields make up together: multipart where one is a file."""
    properties = {field["name"]: {**_words(field), **value_schema(field)} for field in fields}
    required = [field["name"] for field in fields if field.get("required") is True]
    whole: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        whole["required"] = required
    encoding = {field["name"]: style for field in fields if (style := collected(field))}
    content: dict[str, Any] = {}
    for media_type in _forms(fields, consumed):
        content[media_type] = {"schema": whole}
        if encoding and media_type == _FORM:
            content[media_type]["encoding"] = encoding
    made: dict[str, Any] = {"content": content}
    if required:
        made["required"] = True
    return made


def _forms(fields: Sequence[dict[str, Any]], consumed: Sequence[str]) -> list[str]:
    if any(field.get("type") == "file" for field in fields):
        return [_MULTIPART]
    return [item for item in consumed if item.partition(";")[0] in (_FORM, _MULTIPART)] or [_FORM]


def response(written: dict[str, Any], produced: Sequence[str]) -> dict[str, Any]:
    """A response, its schema in each of the media types that are produced."""
    if "$ref" in written:
        return {**written, "$ref": moved_ref(written["$ref"])}
    made = {key: value for key, value in written.items() if key not in ("schema", "headers", "examples")}
    headers = written.get("headers")
    if isinstance(headers, dict):
        made["headers"] = {name: _header(header) for name, header in headers.items()}
    written_schema = written.get("schema")
    examples = written.get("examples") if isinstance(written.get("examples"), dict) else {}
    if not isinstance(written_schema, dict):
        return made
    is_file = written_schema.get("type") == "file"
    types = ["application/octet-stream"] if is_file and list(produced) == [JSON] else list(produced)
    content: dict[str, Any] = {}
    for media_type in types:
        content[media_type] = {"schema": schema(written_schema)}
        if examples and media_type in examples:
            content[media_type]["example"] = examples[media_type]
    made["content"] = content
    return made


def _header(written: Any) -> Any:
    if not isinstance(written, dict):
        return written
    made = _words(written)
    value = value_schema(written)
    if value:
        made["schema"] = value
    return made


def _words(written: dict[str, Any]) -> dict[str, Any]:
    kept = ("description",)
    return {
        key: value for key, value in written.items() if key in kept or (key.startswith("x-") and key != "x-example")
    }

"""Lower what a call sends as its body."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bessemer.document.pointer import Pointer, child, from_ref
from bessemer.frozen import frozen
from bessemer.ir.operations import Body, Field, FormBody, JsonBody, MultipartBody, RawBody
from bessemer.ir.types import AnyType, MapType, Schema
from bessemer.lower.context import Context
from bessemer.lower.media import is_json, media_schema
from bessemer.lower.parameters import AS_DOCUMENTED, style_of
from bessemer.naming.words import split

# Alternatives of alternatives are looked into so deep for a file.
_DEEPEST = 4
_FORM_DATA = "multipart/form-data"
_FORM = "application/x-www-form-urlencoded"
# How deep alternatives within alternatives are looked at: they may come back to themselves.
_MOST_NESTED = 5
_VALUES = frozenset({"array", "integer", "number", "boolean"})
_LISTED = frozenset({"const", "enum"})
_STYLED = frozenset({"style", "explode", "allowReserved"})


@frozen
class Bodies:
    """A body that one method takes as its arguments, and the bodies of other content types that take the same.

    `word` tells the method from the others of its operation; None for the operation's own.
    """

    word: str | None
    body: Body | None
    others: tuple[Body, ...] = ()


def lower_bodies(context: Context, operation: Pointer) -> tuple[Bodies, ...]:
    """What an operation sends, by what a call gives; first what the method of the operation's own name takes.

    JSON comes first, but for a form with files; then the forms, then what is sent as given; among equals the document's
    order holds.
    """
    if not context.at(operation).get("requestBody"):
        return (Bodies(None, None),)
    pointer = context.resolved(child(operation, "requestBody"))
    raw = context.at(pointer)
    content = raw.get("content") or {}
    with_files = _has_files(context, content.get(_FORM_DATA))
    nameless = {name for name in content if _is_nameless(context, child(pointer, "content", name), bare(name))}
    names = sorted(content, key=lambda name: (name in nameless, _rank(name, with_files=with_files)))
    if not names:
        context.loosen(pointer, "a body without a content type: it is given with extra_body")
        return (Bodies(None, None),)
    required = _is_required(context, pointer)
    made = {name: _body(context, child(pointer, "content", name), name, required=required) for name in names}
    groups: list[list[str]] = []
    for name in names:
        group = next((item for item in groups if _are_alike(content, made, (item[0], name))), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    words = _words([(group[0], made[group[0]]) for group in groups[1:]])
    return tuple(
        Bodies(word, made[group[0]], tuple(made[name] for name in group[1:]))
        for word, group in zip((None, *words), groups, strict=True)
    )


def _are_alike(content: dict[str, Any], made: dict[str, Body], names: tuple[str, str]) -> bool:
    """Whether the arguments of one content type say all that another takes."""
    one, other = (made[name] for name in names)
    if isinstance(one, RawBody) or isinstance(other, RawBody):
        return isinstance(one, RawBody) and isinstance(other, RawBody) and one.is_text == other.is_text
    if isinstance(one.schema.type, MapType) != isinstance(other.schema.type, MapType):
        return False
    first, second = ((content[name] or {}).get("schema") for name in names)
    return bool(first == second)


def _words(bodies: list[tuple[str, Body]]) -> list[str]:
    """What tells each body apart: its kind, or the whole of its content type where that is taken."""
    found: list[str] = []
    for media_type, body in bodies:
        word = _word(media_type, body)
        found.append(word if word not in found else "_".join(split(media_type)))
    return found


def _word(media_type: str, body: Body) -> str:
    match body:
        case JsonBody():
            subtype = media_type.lower().partition("/")[2].replace("+json", "").removeprefix("x-")
            return "_".join(split(subtype)) or "json"
        case FormBody():
            return "form"
        case MultipartBody():
            return "multipart"
        case RawBody():
            return "text" if body.is_text else "bytes"


def _has_files(context: Context, media: Any) -> bool:
    """Whether a multipart form has files, which JSON cannot say."""
    schema = _followed(context, media.get("schema") if isinstance(media, dict) else None)
    properties = schema.get("properties")
    return isinstance(properties, dict) and any(_is_file(context, item, 0) for item in properties.values())


def _is_file(context: Context, raw: Any, depth: int) -> bool:
    """Whether a value is a file, or can be one or several."""
    schema = _followed(context, raw)
    if schema.get("format") == "binary" or depth > _DEEPEST:
        return schema.get("format") == "binary"
    choices = (item for key in ("oneOf", "anyOf", "allOf") if isinstance(schema.get(key), list) for item in schema[key])
    return any(_is_file(context, item, depth + 1) for item in (*choices, schema.get("items")))


def _followed(context: Context, raw: Any) -> dict[str, Any]:
    if isinstance(raw, dict) and isinstance(raw.get("$ref"), str):
        raw = context.at(context.resolved(from_ref(raw["$ref"])))
    return raw if isinstance(raw, dict) else {}


def _rank(media_type: str, *, with_files: bool) -> int:
    name = bare(media_type)
    if with_files and name == _FORM_DATA:
        return -1
    if name == "application/json":
        return 0
    if is_json(name):
        return 1 if name != "*/*" else 4
    return {_FORM_DATA: 2, _FORM: 3}.get(name, 5)


def bare(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def _is_required(context: Context, pointer: Pointer) -> bool:
    """Whether there must be a body: where the document does not say, it must hold the keys that it requires."""
    raw = context.at(pointer)
    if isinstance(raw.get("required"), bool):
        return bool(raw["required"])
    for media in raw["content"].values():
        schema = media.get("schema") if isinstance(media, dict) else None
        if isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
            schema = context.at(context.resolved(from_ref(schema["$ref"])))
        if isinstance(schema, dict) and schema.get("required"):
            return True
    return False


def _body(context: Context, pointer: Pointer, media_type: str, *, required: bool) -> Body:
    name = bare(media_type)
    origin = Pointer(pointer.rpartition("/")[0].rpartition("/")[0])
    schema = media_schema(context, pointer)
    if _is_nameless(context, pointer, name):
        what = "a form without the names of its fields: they are given with the values, as a mapping"
        context.loosen(child(pointer, "schema"), what)
        schema = Schema(pointer, MapType(schema))
    elif name in (_FORM_DATA, _FORM) and isinstance(schema.type, AnyType):
        # a form has fields, also where nothing is said of them
        schema = Schema(pointer, MapType(schema))
    elif name in (_FORM_DATA, _FORM) and isinstance(schema.type, MapType) and schema.type.is_bare:
        schema = schema.as_type(replace(schema.type, is_bare=False))
    documented = context.config.array_format == AS_DOCUMENTED
    if name == "*/*" and _is_given_as_it_is(context, pointer):
        return RawBody("application/octet-stream", required, origin)
    if is_json(name):
        media_type = "application/json" if name == "*/*" else media_type
        # published SDKs send an empty object
        return JsonBody(schema, required, media_type, origin, required or not documented)
    if name == _FORM:
        return FormBody(schema, required, name, origin, _fields(context, pointer), documented)
    if name == _FORM_DATA:
        documented = documented and context.config.multipart_format is None
        return MultipartBody(schema, required, name, origin, _fields(context, pointer), documented)
    if name.startswith("multipart/"):
        context.loosen(pointer, f"a body of {name} is taken as its bytes, not as its parts")
        return RawBody(media_type, required, origin)
    if "*" in name:
        context.loosen(pointer, f"a body of {name} is sent as application/octet-stream, unless a header says otherwise")
        return RawBody("application/octet-stream", required, origin)
    return RawBody(media_type, required, origin, is_text=_is_text(name))


def _is_nameless(context: Context, pointer: Pointer, name: str) -> bool:
    """Whether a form is described as a value, such as a file or a list, and not by its fields.

    Text is a form already written.
    """
    media = context.at(pointer) or {}
    if name not in (_FORM_DATA, _FORM) or not isinstance(media.get("schema"), dict):
        return False
    return _is_value(context, child(pointer, "schema"), name, _MOST_NESTED)


def _is_value(context: Context, pointer: Pointer, name: str, depth: int) -> bool:
    """Whether a schema, or an alternative of it, is that of a value without fields."""
    pointer = context.resolved(pointer)
    schema = context.at(pointer)
    if not isinstance(schema, dict) or depth == 0:
        return False
    kind = schema.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if _VALUES.intersection(kinds) or (name == _FORM_DATA and ("string" in kinds or schema.keys() & _LISTED)):
        return True
    return any(
        _is_value(context, child(pointer, key, index), name, depth - 1)
        for key in ("oneOf", "anyOf")
        for index in range(len(schema.get(key) or ()))
    )


def _is_given_as_it_is(context: Context, pointer: Pointer) -> bool:
    """Whether a body of any type is no structure: nothing is said of it, or that it is text."""
    media = context.at(pointer) or {}
    schema = media.get("schema") or {}
    return isinstance(schema, dict) and (not schema or schema.get("type") == "string")


def _is_text(name: str) -> bool:
    return name.startswith("text/") or name.endswith(("/xml", "+xml", "/yaml", "+yaml", "/x-yaml", "/graphql"))


def _fields(context: Context, pointer: Pointer) -> tuple[Field, ...]:
    """What `encoding` says of each property of a form."""
    encoding: dict[str, Any] = (context.at(pointer) or {}).get("encoding") or {}
    return tuple(
        _field(context, child(pointer, "encoding", name), name, raw)
        for name, raw in encoding.items()
        if isinstance(raw, dict)
    )


def _field(context: Context, pointer: Pointer, name: str, raw: dict[str, Any]) -> Field:
    if raw.keys() & _STYLED:
        return Field(name, serialization=style_of(context, pointer, raw, "query"))
    media_type = raw.get("contentType")
    if not isinstance(media_type, str) or "," in media_type or "*" in media_type:
        return Field(name)
    return Field(name, media_type.strip())

"""Lower what a call sends as its body."""

from __future__ import annotations

from typing import Any

from bessemer.document.pointer import Pointer, child, from_ref
from bessemer.ir.operations import Body, Field, FormBody, JsonBody, MultipartBody, RawBody
from bessemer.lower.context import Context
from bessemer.lower.media import is_json, media_schema
from bessemer.lower.parameters import AS_DOCUMENTED, style_of

_FORM_DATA = "multipart/form-data"
_STYLED = frozenset({"style", "explode", "allowReserved"})


def lower_bodies(context: Context, operation: Pointer) -> tuple[Body | None, tuple[Body, ...]]:
    """The body that the method takes as its arguments, and those of other content types.

    JSON comes first, but for a form with files; then the forms, then what is sent as given; among equals the document's
    order holds.
    """
    if not context.at(operation).get("requestBody"):
        return None, ()
    pointer = context.resolved(child(operation, "requestBody"))
    raw = context.at(pointer)
    content = raw.get("content") or {}
    names = sorted(content, key=lambda name: _rank(name, with_files=_has_files(context, content.get(_FORM_DATA))))
    if not names:
        context.loosen(pointer, "a body without a content type: it is given with extra_body")
        return None, ()
    required = raw.get("required") is True
    main, *others = (_body(context, child(pointer, "content", name), name, required=required) for name in names)
    for other, name in zip(others, names[1:], strict=True):
        if isinstance(other, RawBody) or not _are_alike(raw["content"], names[0], name):
            what = f"a body of {name} is given whole, with extra_body and the header Content-Type"
            context.loosen(child(pointer, "content", name), what)
    return main, tuple(others)


def _are_alike(content: dict[str, Any], one: str, other: str) -> bool:
    """Whether the arguments of one content type say all that another takes."""
    return bool((content[one] or {}).get("schema") == (content[other] or {}).get("schema"))


def _has_files(context: Context, media: Any) -> bool:
    """Whether a multipart form has files, which JSON cannot say."""
    schema = media.get("schema") if isinstance(media, dict) else None
    if isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
        schema = context.at(context.resolved(from_ref(schema["$ref"])))
    properties = schema.get("properties") if isinstance(schema, dict) else None
    listed = properties.values() if isinstance(properties, dict) else ()
    return any(isinstance(item, dict) and item.get("format") == "binary" for item in listed)


def _rank(media_type: str, *, with_files: bool) -> int:
    name = bare(media_type)
    if with_files and name == _FORM_DATA:
        return -1
    if name == "application/json":
        return 0
    if is_json(name):
        return 1 if name != "*/*" else 4
    return {_FORM_DATA: 2, "application/x-www-form-urlencoded": 3}.get(name, 5)


def bare(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def _body(context: Context, pointer: Pointer, media_type: str, *, required: bool) -> Body:
    name = bare(media_type)
    origin = Pointer(pointer.rpartition("/")[0].rpartition("/")[0])
    schema = media_schema(context, pointer)
    documented = context.config.array_format == AS_DOCUMENTED
    if name == "*/*" and _is_given_as_it_is(context, pointer):
        return RawBody("application/octet-stream", required, origin)
    if is_json(name):
        return JsonBody(schema, required, "application/json" if name == "*/*" else media_type, origin)
    if name == "application/x-www-form-urlencoded":
        return FormBody(schema, required, name, origin, _fields(context, pointer), documented)
    if name == _FORM_DATA:
        return MultipartBody(schema, required, name, origin, _fields(context, pointer), documented)
    if name.startswith("multipart/"):
        context.loosen(pointer, f"a body of {name} is taken as its bytes, not as its parts")
        return RawBody(media_type, required, origin)
    if "*" in name:
        context.loosen(pointer, f"a body of {name} is sent as application/octet-stream, unless a header says otherwise")
        return RawBody("application/octet-stream", required, origin)
    return RawBody(media_type, required, origin, is_text=_is_text(name))


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

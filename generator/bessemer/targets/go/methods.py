"""Decide the signature of each method and the struct of its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.bodies import object_body
from bessemer.ir.operations import (
    Field as FormField,
)
from bessemer.ir.operations import (
    FormBody,
    JsonBody,
    JsonResult,
    MultipartBody,
    Operation,
    PagedResult,
    Parameter,
    RawBody,
    StreamResult,
)
from bessemer.ir.types import ObjectType, RefType, Schema
from bessemer.naming.scope import free
from bessemer.targets.go.declare import Declarer
from bessemer.targets.go.names import joined_base
from bessemer.targets.go.sites import Site, is_map, ordered
from bessemer.targets.go.types import (
    Constant,
    Defined,
    Doc,
    Field,
    Map,
    Named,
    Place,
    Plain,
    Reader,
    Shape,
    Slice,
    Struct,
    Time,
)

_FILES = (Reader(part=True), Slice(Reader(part=True)))
ArgumentName: TypeAlias = Literal["body", "query", "params"]


@frozen
class Positional:
    """A path parameter given by position."""

    wire_name: str
    name: str
    shape: Shape
    parameter: Parameter


@frozen
class Method:
    """A method of a service. `params` is the name of its arguments' struct, `result` the shape of a JSON answer.

    `result` of a list that is paged is the shape of an item. `event` is what a stream gives out, None where that is
    the server-sent event itself. `page` is the type of a page. `envelope` is the struct of the object around a result.
    """

    operation: Operation
    name: str
    positional: tuple[Positional, ...]
    params: str | None
    argument: ArgumentName
    result: Shape | None
    event: Shape | None = None
    page: str | None = None
    envelope: str | None = None

    @property
    def stream(self) -> StreamResult | None:
        """The stream that it gives back, alone or where it is asked for."""
        if isinstance(self.operation.result, StreamResult):
            return self.operation.result
        return None if self.operation.streaming is None else self.operation.streaming.result

    @property
    def stream_name(self) -> str:
        """The method that gives back a stream. Source: contracts/go-sdk.md M8."""
        return "StreamEvents" if self.name == "Stream" else f"{self.name}Streaming"

    @property
    def paging_name(self) -> str:
        """The method that goes through all pages. Source: contracts/go-sdk.md M10."""
        return f"{self.name}AutoPaging"


def declare_method(operation: Operation, declarer: Declarer) -> Method:
    """The method of an operation; its types are declared on the way."""
    names = declarer.names
    result = _result(operation, declarer)
    site = _site(names.params(operation), operation)
    fields = tuple(_fields(operation, declarer, site))
    params = None
    if fields:
        params = declarer.own(_params_struct(operation, declarer, site, fields), operation.resource)
    positional = _positional(operation, declarer)
    argument = _argument(operation, fields)
    method = Method(operation, names.method(operation), positional, params, argument, result)
    page = names.exported(operation.result.scheme.name) if isinstance(operation.result, PagedResult) else None
    return replace(method, event=_event(method, declarer), page=page, envelope=_envelope(method, declarer))


def _site(base: str, operation: Operation) -> Site:
    return Site(base, joined_base(base, "Item"), "request", operation.resource, marked=True)


def _positional(operation: Operation, declarer: Declarer) -> tuple[Positional, ...]:
    found = {parameter.wire_name: parameter for parameter in operation.located("path")}
    positional: list[Positional] = []
    for wire_name in operation.positional:
        taken = {item.name for item in positional}
        name = free(declarer.names.argument(wire_name), taken)
        site = _site(joined_base(declarer.names.params(operation), declarer.names.exported(wire_name)), operation)
        shape = _in_path(declarer.shape(found[wire_name].schema, site))
        positional.append(Positional(wire_name, name, shape, found[wire_name]))
    return tuple(positional)


def _result(operation: Operation, declarer: Declarer) -> Shape | None:
    match operation.result:
        case JsonResult(schema=schema) | PagedResult(item=schema):
            base = _base(operation, declarer)
            inner = joined_base(base, "Item") if is_map(declarer.followed(schema).type) else base
            shape = declarer.shape(schema, Site(inner, inner, "response", operation.resource, marked=False))
            is_whole = isinstance(operation.result, JsonResult) and operation.result.envelope is None
            return _called(shape, base, operation, declarer) if is_whole else shape
    return None


def _called(shape: Shape, base: str, operation: Operation, declarer: Declarer) -> Shape:
    """What a method gives back: a map has a type of its own, and any value another name."""
    is_any = shape == Plain("any")
    if not is_any and not (isinstance(shape, Map) and shape.name is None):
        return shape
    made = Defined(base, shape, operation.config, Doc(), is_alias=is_any, direction="response")
    name = declarer.own(made, operation.resource)
    return replace(shape, name=name) if isinstance(shape, Map) else Plain("any", name)


def _base(operation: Operation, declarer: Declarer) -> str:
    """What a result is called that is no model: a property of the model around it, or what the method gives."""
    envelope = operation.result.envelope if isinstance(operation.result, JsonResult) else None
    around = None if envelope is None else envelope.schema.type
    if envelope is None or not isinstance(around, RefType) or around.target not in declarer.models:
        return declarer.names.response(operation)
    model = declarer.model_name(declarer.models[around.target])
    return joined_base(model, declarer.names.item(envelope.property))


def _envelope(method: Method, declarer: Declarer) -> str | None:
    """The struct of the object around a result, which is one of its fields."""
    operation, shape = method.operation, method.result
    if not isinstance(operation.result, JsonResult) or operation.result.envelope is None or shape is None:
        return None
    envelope = operation.result.envelope
    base = f"{declarer.names.response(operation)}Envelope"
    site = Site(base, base, "response", operation.resource, marked=False)
    whole = declarer.followed(envelope.schema).type
    fields = tuple(
        declarer.field(item, site, shape if item.wire_name == envelope.property else None)
        for item in (whole.properties if isinstance(whole, ObjectType) else ())
    )
    doc = Doc(description=f"{base} is the object around the result of a call.")
    struct = Struct(base, "response", ordered(fields, "response"), operation.config, doc)
    return declarer.own(struct, operation.resource)


def _event(method: Method, declarer: Declarer) -> Shape | None:
    if method.stream is None or method.stream.event is None:
        return None
    operation = method.operation
    base = declarer.names.response(operation)
    if not isinstance(operation.result, StreamResult):
        base = f"{base.removesuffix('Response')}Event"
    return declarer.shape(method.stream.event, Site(base, base, "response", operation.resource, marked=False))


def _fields(operation: Operation, declarer: Declarer, site: Site) -> Iterator[Field]:
    for parameter in operation.located("path"):
        if parameter.wire_name not in operation.positional:
            yield _parameter(parameter, "path", declarer, site)
    yield from _body_fields(operation, declarer, site)
    switch = _switch(operation, "query")
    for parameter in operation.located("query"):
        if parameter.wire_name != switch:
            yield _parameter(parameter, "query", declarer, site)
    places: tuple[Literal["querystring", "header", "cookie"], ...] = ("querystring", "header", "cookie")
    for place in places:
        for parameter in operation.located(place):
            yield _parameter(parameter, place, declarer, site)


def _switch(operation: Operation, location: Literal["body", "query"]) -> str | None:
    """What asks for a stream is no argument: there is a method for it."""
    streaming = operation.streaming
    return streaming.switch if streaming is not None and streaming.location == location else None


def _parameter(parameter: Parameter, place: Place, declarer: Declarer, site: Site) -> Field:
    word = parameter.word("go")
    name = declarer.names.exported(word)
    inner = replace(
        site,
        base=joined_base(site.base, name),
        item=joined_base(site.base, declarer.names.item(word)),
        required=parameter.required,
    )
    shape = declarer.shape(parameter.schema, inner)
    if place == "path":
        shape = _in_path(shape)
    described = declarer.described(parameter.schema)
    doc = Doc(described.title, parameter.description or described.description, parameter.deprecated)
    nullable = declarer.is_nullable(parameter.schema)
    field = Field(name, parameter.wire_name, shape, parameter.required, nullable, parameter.origin, doc, place)
    return replace(field, style=style_of(parameter, shape))


def style_of(parameter: Parameter, shape: Shape) -> str | None:
    """The style that a tag or a call names; None where the value is written alike without it."""
    how = parameter.serialization
    if how is None:
        return None
    plain = isinstance(shape, Time | Constant) or (isinstance(shape, Plain) and shape.name != "any")
    plain = plain or (isinstance(shape, Named) and shape.kind == "enum")
    match parameter.location:
        case "query":
            return how.spelled
        case "querystring":
            return "*json" if how.style == "json" else "*"
        case "header":
            # one line for each item of a list
            return None if how.style != "json" and (plain or isinstance(shape, Slice)) else how.spelled
        case "cookie":
            return None if how.spelled == "form*" else how.spelled
        case "path":
            return None if plain and how.style in ("simple", "text") else how.spelled


def _body_fields(operation: Operation, declarer: Declarer, site: Site) -> Iterator[Field]:
    body = operation.body
    said = None if operation.body_name is None else declarer.names.exported(operation.body_name)
    match body:
        case None:
            return
        case RawBody():
            yield Field(said or "Body", "body", Reader(), body.required, False, body.origin, Doc(), "body")
        case JsonBody() | FormBody() | MultipartBody():
            properties = object_body(operation, declarer.schemas)
            name = _model_name(body, declarer)
            if properties is None or (name is not None and _switch(operation, "body") is None):
                yield _whole(body, declarer, site, said or name or "Body")
                return
            site = replace(site, in_form=isinstance(body, MultipartBody))
            switch = _switch(operation, "body")
            kept = (item for item in properties.properties if not item.read_only and item.wire_name != switch)
            parts = {} if isinstance(body, JsonBody) else {item.wire_name: item for item in body.fields}
            for item in kept:
                yield _sent(declarer.field(item, site), parts.get(item.wire_name))


def is_sent_empty(operation: Operation, schemas: Mapping[Pointer, Schema]) -> bool:
    """Whether a body is sent of which nothing is given: one that must be there, or whose properties are arguments."""
    body = operation.body
    if body is None or isinstance(body, RawBody):
        return False
    return body.required or (body.is_sent_empty and object_body(operation, schemas) is not None)


def _model_name(body: JsonBody | FormBody | MultipartBody, declarer: Declarer) -> str | None:
    """What a JSON body is called that is a model of the config: the argument is the model, not what it has."""
    type_ = body.schema.type
    while isinstance(type_, RefType) and type_.target not in declarer.models:
        type_ = declarer.schemas[type_.target].type
    if not isinstance(body, JsonBody) or not isinstance(type_, RefType):
        return None
    return declarer.model_name(declarer.models[type_.target])


def _whole(body: JsonBody | FormBody | MultipartBody, declarer: Declarer, site: Site, name: str) -> Field:
    """A body that is given as one value."""
    inner = replace(site, base=joined_base(site.base, "Body"), item=joined_base(site.base, "Body"))
    shape = declarer.shape(body.schema, inner)
    if isinstance(body, MultipartBody) and (isinstance(shape, Map) or shape == Plain("any")):
        # its values may be files
        shape = Map(Plain("any"))
    doc = declarer.described(body.schema)
    return Field(name, "body", shape, body.required, declarer.is_nullable(body.schema), body.origin, doc, "body")


def _sent(field: Field, said: FormField | None) -> Field:
    """A field of a form, with what the document says of how it is sent."""
    if said is None:
        return field
    style = None if said.serialization is None or field.shape in _FILES else said.serialization.spelled
    return replace(field, style=style, content=said.media_type)


def _params_struct(operation: Operation, declarer: Declarer, site: Site, fields: tuple[Field, ...]) -> Struct:
    is_whole = any(field.place == "body" for field in fields)
    properties = None if is_whole else object_body(operation, declarer.schemas)
    extra = None if properties is None else declarer.additional(properties, site)
    return Struct(site.base, "request", ordered(fields, "request"), operation.config, Doc(), extra, params=True)


def _argument(operation: Operation, fields: tuple[Field, ...]) -> ArgumentName:
    """What the struct is called in the signature. Source: contracts/go-sdk.md M6."""
    places = {"body" if field.place == "json" else field.place for field in fields}
    if places <= {"header", "cookie"} or places == {"path"}:
        return "query" if operation.http_method == "get" else "body"
    if places <= {"query", "querystring"}:
        return "query"
    return "body" if places == {"body"} else "params"


def _in_path(shape: Shape) -> Shape:
    """What is no text of its own, a time or any value, is given as the text that stands there."""
    return Plain("string") if isinstance(shape, Time | Constant | Reader) or shape == Plain("any") else shape

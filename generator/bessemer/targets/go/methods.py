"""Decide the signature of each method and the struct of its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
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
from bessemer.ir.plain import beyond_plain
from bessemer.ir.types import Schema
from bessemer.naming.scope import free
from bessemer.samples.calls import object_body
from bessemer.targets.go.declare import Declarer
from bessemer.targets.go.names import joined_base
from bessemer.targets.go.sites import Site, ordered
from bessemer.targets.go.types import Doc, Field, Named, Place, Plain, Reader, Shape, Struct

ArgumentName: TypeAlias = Literal["body", "query", "params"]


@dataclass(frozen=True, slots=True)
class Positional:
    """A path parameter given by position."""

    wire_name: str
    name: str
    shape: Shape
    parameter: Parameter


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a service. `params` is the name of its arguments' struct, `result` the shape of a JSON answer.

    `result` of a list that is paged is the shape of an item. `event` is what a stream gives out, None where that is
    the server-sent event itself. `page` is the type of a page.
    """

    operation: Operation
    name: str
    positional: tuple[Positional, ...]
    params: str | None
    argument: ArgumentName
    result: Shape | None
    event: Shape | None = None
    page: str | None = None

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
        params = declarer.arguments(_params_struct(operation, declarer, site, fields), operation.resource)
    positional = _positional(operation, declarer)
    argument = _argument(operation, fields)
    method = Method(operation, names.method(operation), positional, params, argument, result)
    page = names.exported(operation.result.scheme.name) if isinstance(operation.result, PagedResult) else None
    return replace(method, event=_event(method, declarer), page=page)


def sends_exactly(operation: Operation, schemas: Mapping[Pointer, Schema]) -> bool:
    """Whether the Go SDK writes every argument as the document says, from values that are written down here."""
    return not isinstance(operation.body, RawBody) and not any(beyond_plain(operation, schemas))


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
            base = declarer.names.response(operation)
            return declarer.shape(schema, Site(base, base, "response", operation.resource, marked=False))
    return None


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
    for parameter in (*operation.located("query"), *operation.located("querystring")):
        if parameter.wire_name != switch:
            yield _parameter(parameter, "query", declarer, site)
    for parameter in operation.located("header"):
        yield _parameter(parameter, "header", declarer, site)


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
    return Field(name, parameter.wire_name, shape, parameter.required, nullable, parameter.origin, doc, place)


def _body_fields(operation: Operation, declarer: Declarer, site: Site) -> Iterator[Field]:
    body = operation.body
    match body:
        case None:
            return
        case RawBody() | FormBody() | MultipartBody():
            # the fields of a form are given encoded
            yield Field("Body", "body", Reader(), body.required, False, body.origin, Doc(), "body")
        case JsonBody(schema, required, _, origin):
            properties = object_body(operation, declarer.schemas)
            if properties is None:
                inner = replace(site, base=joined_base(site.base, "Body"), item=joined_base(site.base, "Body"))
                shape = declarer.shape(schema, inner)
                doc = declarer.described(schema)
                yield Field("Body", "body", shape, required, declarer.is_nullable(schema), origin, doc, "body")
                return
            switch = _switch(operation, "body")
            kept = (item for item in properties.properties if not item.read_only and item.wire_name != switch)
            yield from (declarer.field(item, site) for item in kept)


def _params_struct(operation: Operation, declarer: Declarer, site: Site, fields: tuple[Field, ...]) -> Struct:
    properties = object_body(operation, declarer.schemas)
    extra = None if properties is None else declarer.additional(properties, site)
    return Struct(site.base, "request", ordered(fields, "request"), operation.config, Doc(), extra, params=True)


def _argument(operation: Operation, fields: tuple[Field, ...]) -> ArgumentName:
    """What the struct is called in the signature. Source: contracts/go-sdk.md M6."""
    places = {"body" if field.place == "json" else field.place for field in fields}
    if places == {"header"}:
        return "query" if operation.http_method == "get" else "body"
    if places == {"query"}:
        return "query"
    return "body" if places == {"body"} else "params"


def _in_path(shape: Shape) -> Shape:
    """A path holds scalars; any other value is given as the text that stands there."""
    if isinstance(shape, Plain) and shape.name != "any":
        return shape
    return shape if isinstance(shape, Named) and shape.kind == "enum" else Plain("string")

"""Say what a call sends and what comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.paging import PageScheme
from bessemer.ir.types import Json, Schema

# Alternatives, each the names of security schemes that are needed together.
Requirements: TypeAlias = "tuple[tuple[str, ...], ...]"
Location: TypeAlias = Literal["path", "query", "querystring", "header", "cookie"]
Style: TypeAlias = Literal[
    "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie", "json", "text"
]
# Lower case for those that OpenAPI names (`get`, `query`); one of its additional operations is in the document's case.
HttpMethod: TypeAlias = str


@frozen
class Serialization:
    """How a value becomes text: by a style of OpenAPI, exploded or not; `json`: as JSON text, `text`: as it is.

    `allow_reserved`: what RFC 3986 reserves is not percent-encoded, where a query can hold it.
    """

    style: Style
    explode: bool = False
    allow_reserved: bool = False

    @property
    def spelled(self) -> str:
        """As the runtimes of the SDKs read it: exploded with a star, reserved characters left alone with a plus."""
        return self.style + ("*" if self.explode else "") + ("+" if self.allow_reserved else "")


@frozen
class Parameter:
    """A value outside the body; the location `querystring` is the whole query.

    `name` is what the SDKs call it where the document says so (`betas` for the header `anthropic-beta`), else None.
    `extends_default`: the caller's values are added to the operation's default for this header, not put in its place.
    `serialization` is None for a query parameter that is written as the client writes every query.
    """

    wire_name: str
    location: Location
    schema: Schema
    required: bool
    origin: Pointer
    name: str | None = None
    description: str | None = None
    deprecated: str | None = None
    extends_default: bool = False
    serialization: Serialization | None = None

    def word(self, language: str) -> str:
        """What a language's name for it is made from: the document's own word for that language or for all, else it."""
        return self.schema.naming(language).property_name or self.name or self.wire_name


@frozen
class JsonBody:
    """A JSON request body. Where its schema is an object the SDKs take its properties as arguments of the call.

    `is_sent_empty`: an object is also sent where nothing of it is given, as always where the body is required.
    """

    schema: Schema
    required: bool
    media_type: str
    origin: Pointer
    is_sent_empty: bool = True


@frozen
class Field:
    """How one property of a form is sent, where the document says so.

    A `serialization` wins over a media type. Of several media types that a part may have, it has none.
    """

    wire_name: str
    media_type: str | None = None
    serialization: Serialization | None = None


@frozen
class FormBody:
    """A request body of form-urlencoded fields.

    `documented`: what `fields` do not say goes by OpenAPI's defaults, else as the client writes a query.
    """

    schema: Schema
    required: bool
    media_type: str
    origin: Pointer
    fields: tuple[Field, ...] = ()
    documented: bool = False

    @property
    def is_sent_empty(self) -> bool:
        """A form of which nothing is given is only sent where there must be one."""
        return self.required


@frozen
class MultipartBody:
    """A request body of multipart/form-data; `documented` as in FormBody, else in the client's `multipart_format`."""

    schema: Schema
    required: bool
    media_type: str
    origin: Pointer
    fields: tuple[Field, ...] = ()
    documented: bool = False

    @property
    def is_sent_empty(self) -> bool:
        """A form of nothing is sent, as published SDKs do; as documented only where there must be one."""
        return self.required or not self.documented


@frozen
class RawBody:
    """A request body that is sent as given: bytes, or also text."""

    media_type: str
    required: bool
    origin: Pointer
    is_text: bool = False


Body: TypeAlias = JsonBody | FormBody | MultipartBody | RawBody


@frozen
class JsonResult:
    """A JSON value. Where several statuses answer with different ones the schema is their union.

    `envelope`: an answer is an object around the value, of which that property alone is given back.
    """

    schema: Schema
    status: str
    examples: tuple[Json, ...] = ()
    media_type: str = "application/json"
    envelope: Envelope | None = None

    def whole(self) -> JsonResult:
        """The answer with the object around the value."""
        return self if self.envelope is None else replace(self, schema=self.envelope.schema, envelope=None)


@frozen
class Envelope:
    """An object around a value: the property with the value, and the schema of the whole."""

    property: str
    schema: Schema


@frozen
class PagedResult:
    """One page of a list, that leads on to the others. `item` is what the list holds, `schema` the whole answer."""

    scheme: PageScheme
    item: Schema
    schema: Schema
    status: str
    examples: tuple[Json, ...] = ()
    media_type: str = "application/json"

    def whole(self) -> JsonResult:
        """The answer as any other value."""
        return JsonResult(self.schema, self.status, self.examples, self.media_type)


@frozen
class TextResult:
    status: str
    media_type: str = "text/plain"


@frozen
class BinaryResult:
    """Bytes; `asked_as` is what they are asked for as, where their media type alone does not say it."""

    status: str
    media_type: str
    asked_as: str | None = None


@frozen
class EmptyResult:
    """Nothing comes back but the status."""

    status: str


Protocol: TypeAlias = Literal["sse", "jsonl"]


@frozen
class StreamResult:
    """Values that come one after the other: server-sent events, or JSON values a line each.

    `event` is what each is: the JSON data of an event, or (`whole`) the event with its name, id and data. It is None
    for server-sent events that the document says nothing more of. `documented` is the Accept header of the result that
    the document has in the stream's place, where it is the config alone that speaks of a stream.
    """

    event: Schema | None
    status: str
    media_type: str
    protocol: Protocol
    whole: bool = False
    examples: tuple[Json, ...] = ()
    documented: str | None = None


@frozen
class Streaming:
    """The stream that an operation gives back in place of its result where a boolean of the call asks for it.

    `switch` is the wire name of that boolean, a property of the body or a query parameter; `default` is what the
    server takes it for where it is not sent.
    """

    result: StreamResult
    switch: str
    location: Literal["body", "query"]
    default: bool = False


EventHandling: TypeAlias = Literal["yield", "done", "error", "continue"]


@frozen
class EventRule:
    """What every stream does with the server-sent events that match all that a rule says.

    `names` are those of the events, None among them for events without one; no list at all is any event. `starts_with`
    is how their data begins. `error_property` is a property of the data that is an error where it holds anything.
    """

    handle: EventHandling
    names: tuple[str | None, ...] | None = None
    starts_with: str | None = None
    error_property: str | None = None


Result: TypeAlias = JsonResult | PagedResult | TextResult | BinaryResult | StreamResult | EmptyResult


@frozen
class ErrorResponse:
    """What a failing call answers with. `status` is the document's key: 404, 4XX or default."""

    status: str
    description: str | None
    schema: Schema | None


@frozen
class Link:
    """Another operation that an answer leads on to: `target` is its endpoint (`get /users/{id}`).

    `arguments` are names and where each value is found, as runtime expressions (`$response.body#/id`) or texts.
    """

    name: str
    target: str
    arguments: tuple[tuple[str, str], ...]
    description: str | None = None


@frozen
class DefaultHeader:
    """A header that every call of an operation sends."""

    name: str
    value: str


@frozen
class Operation:
    """One method of the SDKs.

    `name` is the config's word for it; `resource` the config's words on the way to it. `path` is the template with
    any fixed query (`/v1/x/{id}?beta=true`). `parameters` are in the document's order and leave out those that the
    client itself sets. `positional` are the wire names of the path parameters given by position, in order.
    `other_bodies` are those of the content types that the method does not take as its arguments.
    `security` is what it needs where that is not what the whole API needs; () is no credential.
    `server` is where it is sent, where that is not where the client goes.
    `origin` is where the document has it, `config` where the config names it.
    `deprecations` are reasons for some languages alone; `skip_tests` says why its tests do not run, by language or
    for every one ("*"). `params_name` is what the config calls the type of the arguments.
    `body_name` is what a body that is not an object is called. `timeout` in seconds and `max_retries` are its own,
    where neither the call nor the client's maker said otherwise.
    `shown` is the property of the answer that samples print, False for all of it, None where nobody says.
    """

    name: str
    resource: tuple[str, ...]
    http_method: HttpMethod
    path: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    result: Result
    errors: tuple[ErrorResponse, ...]
    origin: Pointer
    config: Pointer
    summary: str | None = None
    description: str | None = None
    deprecated: str | None = None
    default_headers: tuple[DefaultHeader, ...] = ()
    positional: tuple[str, ...] = ()
    streaming: Streaming | None = None
    other_bodies: tuple[Body, ...] = ()
    security: Requirements | None = None
    server: str | None = None
    links: tuple[Link, ...] = ()
    deprecations: tuple[tuple[str, str], ...] = ()
    body_name: str | None = None
    timeout: float | None = None
    max_retries: int | None = None
    skip_tests: tuple[tuple[str, str], ...] = ()
    shown: str | Literal[False] | None = None
    params_name: str | None = None

    def located(self, location: Location) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.parameters if parameter.location == location)


def accept(result: Result) -> str:
    """The Accept header that asks for a result. Source: contracts/python-sdk.md H4."""
    match result:
        case JsonResult(media_type=media_type) | PagedResult(media_type=media_type):
            name = media_type.partition(";")[0].strip().lower()
            return name if name.endswith("+json") else "application/json"
        case StreamResult(documented=str() as documented):
            return documented
        case TextResult(media_type=media_type) | StreamResult(media_type=media_type):
            return media_type.partition(";")[0].strip().lower()
        case BinaryResult(asked_as=str() as asked):
            return asked
        case BinaryResult(media_type=media_type):
            name = media_type.partition(";")[0].strip().lower()
            return "application/binary" if name in _ANY_BYTES or "*" in name else name
        case EmptyResult():
            return "*/*"


def go_accept(result: Result, *, as_documented: bool) -> str:
    """The Accept header of Go: published SDKs ask for events as for JSON. Source: contracts/go-sdk.md H8."""
    asked = accept(result)
    return "application/json" if asked == "text/event-stream" and not as_documented else asked


# What a server calls a file of any kind; the published SDKs ask for it in their own word.
_ANY_BYTES = frozenset({"application/octet-stream", "application/zip"})

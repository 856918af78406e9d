"""Say what a call sends and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.ir.types import Json, Schema

Location: TypeAlias = Literal["path", "query", "header", "cookie"]
HttpMethod: TypeAlias = Literal["get", "put", "post", "delete", "options", "head", "patch", "trace"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value outside the body.

    `name` is what the SDKs call it where the document says so (`betas` for the header `anthropic-beta`), else None.
    `extends_default`: the caller's values are added to the operation's default for this header, not put in its place.
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

    def word(self, language: str) -> str:
        """What a language's name for it is made from: the document's own word for that language or for all, else it."""
        return self.schema.naming(language).property_name or self.name or self.wire_name


@dataclass(frozen=True, slots=True)
class JsonBody:
    """A JSON request body. Where its schema is an object the SDKs take its properties as arguments of the call."""

    schema: Schema
    required: bool
    media_type: str
    origin: Pointer


@dataclass(frozen=True, slots=True)
class RawBody:
    """A request body that is sent as given: bytes or text."""

    media_type: str
    required: bool
    origin: Pointer


Body: TypeAlias = JsonBody | RawBody


@dataclass(frozen=True, slots=True)
class JsonResult:
    """A JSON value. Where several statuses answer with different ones the schema is their union."""

    schema: Schema
    status: str
    examples: tuple[Json, ...] = ()
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class TextResult:
    status: str
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class BinaryResult:
    status: str
    media_type: str


@dataclass(frozen=True, slots=True)
class EmptyResult:
    """Nothing comes back but the status."""

    status: str


Protocol: TypeAlias = Literal["sse", "jsonl"]


@dataclass(frozen=True, slots=True)
class StreamResult:
    """Values that come one after the other: server-sent events, or JSON values a line each.

    `event` is what each is: the JSON data of an event, or (`whole`) the event with its name, id and data. It is None
    for server-sent events that the document says nothing more of.
    """

    event: Schema | None
    status: str
    media_type: str
    protocol: Protocol
    whole: bool = False
    examples: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Streaming:
    """The stream that an operation gives back in place of its result where a boolean of the call asks for it.

    `switch` is the wire name of that boolean, a property of the body or a query parameter; `default` is what the
    server takes it for where it is not sent.
    """

    result: StreamResult
    switch: str
    location: Literal["body", "query"]
    default: bool = False


Result: TypeAlias = JsonResult | TextResult | BinaryResult | StreamResult | EmptyResult


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """What a failing call answers with. `status` is the document's key: 404, 4XX or default."""

    status: str
    description: str | None
    schema: Schema | None


@dataclass(frozen=True, slots=True)
class DefaultHeader:
    """A header that every call of an operation sends."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of the SDKs.

    `name` is the config's word for it; `resource` the config's words on the way to it. `path` is the template with
    any fixed query (`/v1/x/{id}?beta=true`). `parameters` are in the document's order and leave out those that the
    client itself sets. `positional` are the wire names of the path parameters given by position, in order.
    `origin` is where the document has it, `config` where the config names it.
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

    def located(self, location: Location) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.parameters if parameter.location == location)


def accept(result: Result) -> str:
    """The Accept header that asks for a result. Source: contracts/python-sdk.md H4."""
    match result:
        case JsonResult(media_type=media_type):
            name = media_type.partition(";")[0].strip().lower()
            return name if name.endswith("+json") else "application/json"
        case TextResult(media_type=media_type) | StreamResult(media_type=media_type):
            return media_type.partition(";")[0].strip().lower()
        case BinaryResult(media_type=media_type):
            name = media_type.partition(";")[0].strip().lower()
            return "application/binary" if name in _ANY_BYTES or "*" in name else name
        case EmptyResult():
            return "*/*"


# What a server calls a file of any kind; the published SDKs ask for it in their own word.
_ANY_BYTES = frozenset({"application/octet-stream", "application/zip"})

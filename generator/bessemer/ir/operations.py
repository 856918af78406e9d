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
    schema: Schema
    status: str
    examples: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class TextResult:
    status: str


@dataclass(frozen=True, slots=True)
class BinaryResult:
    status: str
    media_type: str


@dataclass(frozen=True, slots=True)
class EmptyResult:
    """Nothing comes back but the status."""

    status: str


Result: TypeAlias = JsonResult | TextResult | BinaryResult | EmptyResult


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

    def located(self, location: Location) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.parameters if parameter.location == location)

"""Put the arguments of a method in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.ir.operations import Body, JsonBody, Operation, Parameter, RawBody
from bessemer.ir.types import ArrayType, NullableType, Property, Schema, StringType
from bessemer.samples.calls import object_body
from bessemer.targets.python.identifiers import argument_name
from bessemer.targets.python.names import Names
from bessemer.targets.python.types import name_order, property_order

Landing: TypeAlias = Literal["path", "query", "header", "body", "content"]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument by the name it has in Python and on the wire.

    It lands in the path, the query, a header, as a key of the body, or (`content`) as the whole body.
    """

    name: str
    wire_name: str
    landing: Landing
    schema: Schema
    required: bool
    origin: Pointer
    positional: bool = False
    extends_default: bool = False
    raw: bool = False

    @property
    def doc(self) -> str | None:
        return self.schema.description

    @property
    def is_list(self) -> bool:
        type_ = self.schema.type
        return isinstance(type_.inner if isinstance(type_, NullableType) else type_, ArrayType)


def arguments(operation: Operation, names: Names) -> tuple[Argument, ...]:
    """Every argument in the order of the method's signature.

    Positional ones; then other path arguments; then required ones, optional ones of the query, of the body, headers.
    Source: contracts/python-sdk.md B2.
    """
    given = [_parameter(item, operation, names) for item in operation.parameters if item.location != "cookie"]
    body = _body(operation, names)
    path = [item for item in given if item.landing == "path"]
    query = sorted((item for item in given if item.landing == "query"), key=_order)
    headers = [item for item in given if item.landing == "header"]
    return (
        *(item for name in operation.positional for item in path if item.wire_name == name),
        *(item for item in path if not item.positional),
        *_required(query),
        *_required(body),
        *(item for item in query if not item.required),
        *(item for item in body if not item.required),
        *headers,
    )


def _required(items: Iterable[Argument]) -> Iterable[Argument]:
    return (item for item in items if item.required)


def _order(item: Argument) -> tuple[int, str]:
    return name_order(item.wire_name)


def _parameter(item: Parameter, operation: Operation, names: Names) -> Argument:
    landing: Landing = "path" if item.location == "path" else "query" if item.location == "query" else "header"
    schema = item.schema
    if item.description and not schema.description:
        schema = Schema(schema.origin, schema.type, schema.title, item.description, schema.examples, schema.deprecated)
    return Argument(
        argument_name(names.caser, item.word("python")),
        item.wire_name,
        landing,
        schema,
        item.required or landing == "path",
        item.origin,
        positional=landing == "path" and item.wire_name in operation.positional,
        extends_default=item.extends_default,
    )


def _body(operation: Operation, names: Names) -> tuple[Argument, ...]:
    body: Body | None = operation.body
    match body:
        case None:
            return ()
        case RawBody():
            schema = Schema(body.origin, StringType("binary"))
            return (Argument("body", "body", "content", schema, body.required, body.origin, raw=True),)
        case JsonBody():
            properties = object_body(operation, names.api.schemas)
            if properties is None:
                return (Argument("body", "body", "content", body.schema, body.required, body.origin),)
            shown = sorted((item for item in properties.properties if not item.read_only), key=property_order)
            return tuple(_body_key(item, body, names) for item in shown)


def _body_key(item: Property, body: JsonBody, names: Names) -> Argument:
    return Argument(
        argument_name(names.caser, item.word("python")),
        item.wire_name,
        "body",
        item.schema,
        item.required and body.required,
        item.schema.origin,
    )

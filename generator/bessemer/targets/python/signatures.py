"""Put the arguments of a method in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.bodies import BodyObject, body_objects, object_body
from bessemer.ir.operations import Body, FormBody, JsonBody, MultipartBody, Operation, Parameter, RawBody, Serialization
from bessemer.ir.types import ArrayType, NullableType, Property, RefType, Schema, StringType, UnionType, Variant
from bessemer.naming.apart import Apart, Claim, Renamed, apart
from bessemer.naming.order import name_order
from bessemer.targets.python.identifiers import argument_claim, argument_name
from bessemer.targets.python.names import Names

Landing: TypeAlias = Literal["path", "query", "querystring", "header", "cookie", "body", "content"]

ArgumentKey: TypeAlias = tuple[Landing, str]
# Of two arguments that ask for one name nonetheless the first of these keeps it.
_SAID: Mapping[Landing, str] = {"querystring": "query", "content": "body"}
_RANKS: Mapping[Landing, int] = {
    "path": 0,
    "query": 1,
    "querystring": 2,
    "body": 3,
    "content": 4,
    "header": 5,
    "cookie": 6,
}


@frozen
class Argument:
    """An argument by the name it has in Python and on the wire.

    It lands in the path, in the query or as all of it (`querystring`), in a header, in a cookie, as a key of the body,
    or (`content`) as the whole body.
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
    word: str = ""
    serialization: Serialization | None = None

    @property
    def key(self) -> ArgumentKey:
        return self.landing, self.wire_name

    @property
    def is_list(self) -> bool:
        type_ = self.schema.type
        return isinstance(type_.inner if isinstance(type_, NullableType) else type_, ArrayType)


def said_of(argument: Argument, names: Names) -> str | None:
    """What the document says of an argument: where it is, else of the schema that it refers to."""
    schema, seen = argument.schema, set[Pointer]()
    while not schema.description:
        type_ = schema.type.inner if isinstance(schema.type, NullableType) else schema.type
        if not isinstance(type_, RefType) or type_.target in seen:
            break
        seen.add(type_.target)
        schema = names.api.schemas[type_.target]
    return schema.description


@frozen
class Way:
    """One of the ways to call a method whose body is one of several objects: which, and its arguments in order.

    `asking` is their order where what asks for a stream must be given.
    """

    object: BodyObject
    arguments: tuple[Argument, ...]
    asking: tuple[Argument, ...]


def ways(operation: Operation, names: Names) -> tuple[Way, ...]:
    """The ways to call a method whose body is one of several objects; none of any other method."""

    def make() -> tuple[Way, ...]:
        listed = _wanted_ways(operation, names)
        return tuple(
            Way(item, _in_order(wanted, operation, names), _asking(wanted, operation, names)) for item, wanted in listed
        )

    return names.once("ways", operation, make)


def asking(operation: Operation, names: Names) -> tuple[Argument, ...]:
    """The arguments in their order where what asks for a stream must be given."""
    return _asking(_wanted(operation, names), operation, names)


def _asking(wanted: tuple[Argument, ...], operation: Operation, names: Names) -> tuple[Argument, ...]:
    streaming = operation.streaming
    key = None if streaming is None else (streaming.location, streaming.switch)
    return _in_order(
        tuple(replace(item, required=item.required or item.key == key) for item in wanted), operation, names
    )


def arguments(operation: Operation, names: Names) -> tuple[Argument, ...]:
    """Every argument in the order of the method's signature.

    Positional ones; then other path arguments; then required ones, optional ones of the query, of the body; then
    headers and cookies. Source: contracts/python-sdk.md B2. Of several ways to call it each as it comes up.
    """

    def make() -> tuple[Argument, ...]:
        several = ways(operation, names)
        if several:
            return _merged([way.arguments for way in several])
        return _in_order(_wanted(operation, names), operation, names)

    return names.once("arguments", operation, make)


def _in_order(wanted: tuple[Argument, ...], operation: Operation, names: Names) -> tuple[Argument, ...]:
    called = argument_names(operation, names).names
    named = [item if item.name == called[item.key] else replace(item, name=called[item.key]) for item in wanted]
    given = [item for item in named if item.landing not in ("body", "content")]
    sent = [item for item in named if item.landing in ("body", "content")]
    body = sorted(sent, key=_order) if names.api.sorts_properties else sent
    path = [item for item in given if item.landing == "path"]
    asked = [item for item in given if item.landing in ("query", "querystring")]
    query = sorted(asked, key=_order) if names.api.sorts_properties else asked
    headers = [item for item in given if item.landing == "header"]
    cookies = [item for item in given if item.landing == "cookie"]
    return (
        *(item for name in operation.positional for item in path if item.wire_name == name),
        *(item for item in path if not item.positional),
        *_required(query),
        *_required(body),
        *(item for item in query if not item.required),
        *(item for item in body if not item.required),
        *headers,
        *cookies,
    )


def argument_names(operation: Operation, names: Names) -> Apart[ArgumentKey]:
    """Who is called what: first among those of one landing, then the landing itself tells them apart (`query_id`)."""
    return names.once("argument names", operation, lambda: _argument_names(operation, names))


def _argument_names(operation: Operation, names: Names) -> Apart[ArgumentKey]:
    wanted = _wanted(operation, names)
    if len({item.name for item in wanted}) == len(wanted):
        return Apart({item.key: item.name for item in wanted})
    near = [apart(_claims(wanted, landing, names)) for landing in _RANKS]
    found = {key: name for part in near for key, name in part.names.items()}
    located = tuple(_located(found))
    called = {**found, **{item.owner: item.name for item in located}}
    far = apart(Claim(item.key, called[item.key], item.wire_name, _RANKS[item.landing]) for item in wanted)
    return Apart(far.names, (*(renamed for part in near for renamed in part.renamed), *located, *far.renamed))


def _located(found: Mapping[ArgumentKey, str]) -> Iterator[Renamed[ArgumentKey]]:
    """Those that have a name in several places say where they are sent, all of them, as in published SDKs."""
    keys: dict[str, list[ArgumentKey]] = {}
    for key, name in found.items():
        keys.setdefault(name, []).append(key)
    for name, several in keys.items():
        for key in several if len(several) > 1 else ():
            holder = next(other for other in several if other != key)
            yield Renamed(key, name, f"{_SAID.get(key[0], key[0])}_{name.rstrip('_')}", holder)


def _claims(wanted: Iterable[Argument], landing: Landing, names: Names) -> Iterator[Claim[ArgumentKey]]:
    return (
        argument_claim(names.caser, item.key, item.wire_name, item.word) for item in wanted if item.landing == landing
    )


def _wanted(operation: Operation, names: Names) -> tuple[Argument, ...]:
    """Every argument by the name it asks for."""

    def make() -> tuple[Argument, ...]:
        several = _wanted_ways(operation, names)
        if several:
            return _merged([wanted for _, wanted in several])
        return (*_parameters(operation, names), *_body(operation, names))

    return names.once("arguments as they ask", operation, make)


def _wanted_ways(operation: Operation, names: Names) -> tuple[tuple[BodyObject, tuple[Argument, ...]], ...]:
    """Every argument of each way to call a method, by the name it asks for."""

    def make() -> tuple[tuple[BodyObject, tuple[Argument, ...]], ...]:
        given = _parameters(operation, names)
        return tuple(
            (item, (*given, *_body(item.operation(operation), names)))
            for item in body_objects(operation, names.api.schemas)
        )

    return names.once("ways as they ask", operation, make)


def _merged(several: Sequence[tuple[Argument, ...]]) -> tuple[Argument, ...]:
    """Each argument once, as it first comes up: it must be given where each way must have it."""
    found: dict[ArgumentKey, list[Argument]] = {}
    for listed in several:
        for item in listed:
            found.setdefault(item.key, []).append(item)
    return tuple(_any_of(items, in_all=len(items) == len(several)) for items in found.values())


def _any_of(items: list[Argument], *, in_all: bool) -> Argument:
    first = items[0]
    schema = first.schema
    distinct: list[Schema] = []
    for item in items:
        if all(item.schema.type != other.type for other in distinct):
            distinct.append(item.schema)
    if len(distinct) > 1:
        variants = tuple(Variant(item) for item in distinct)
        schema = Schema(schema.origin, UnionType(variants), description=schema.description)
    return replace(first, schema=schema, required=in_all and all(item.required for item in items))


def _required(items: Iterable[Argument]) -> Iterable[Argument]:
    return (item for item in items if item.required)


def _order(item: Argument) -> tuple[int, str]:
    return name_order(item.wire_name)


def _parameters(operation: Operation, names: Names) -> tuple[Argument, ...]:
    return tuple(_parameter(item, operation, names) for item in operation.parameters)


def _parameter(item: Parameter, operation: Operation, names: Names) -> Argument:
    landing: Landing = item.location
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
        word=item.word("python"),
        serialization=item.serialization,
    )


def _body(operation: Operation, names: Names) -> tuple[Argument, ...]:
    body: Body | None = operation.body
    word = operation.body_name or "body"
    match body:
        case None:
            return ()
        case RawBody():
            schema = Schema(body.origin, StringType(None if body.is_text else "binary"))
            name = argument_name(names.caser, word)
            return (Argument(name, "body", "content", schema, body.required, body.origin, raw=True, word=word),)
        case JsonBody() | FormBody() | MultipartBody():
            properties = object_body(operation, names.api.schemas)
            if properties is None:
                name = argument_name(names.caser, word)
                return (Argument(name, "body", "content", body.schema, body.required, body.origin, word=word),)
            return tuple(_body_key(item, body, names) for item in properties.properties if not item.read_only)


def _body_key(item: Property, body: Body, names: Names) -> Argument:
    return Argument(
        argument_name(names.caser, item.word("python")),
        item.wire_name,
        "body",
        item.schema,
        item.required and body.required,
        item.schema.origin,
        word=item.word("python"),
    )

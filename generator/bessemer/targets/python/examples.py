"""Write the sample program of a call."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Literal, cast

from bessemer.encode.code import Code, code, joined
from bessemer.encode.python import py_str, py_value
from bessemer.frozen import frozen
from bessemer.ir.api import BasicAuth, ExampleRequest
from bessemer.ir.operations import BinaryResult, JsonBody, JsonResult, Operation, PagedResult, StreamResult
from bessemer.ir.types import Json, ObjectType, Schema
from bessemer.samples.bodies import has_files, part_of
from bessemer.samples.calls import Call, full_call, minimal_call, stream_call
from bessemer.samples.credentials import example_of
from bessemer.samples.values import Sampler
from bessemer.targets.python.identifiers import argument_name, option_name
from bessemer.targets.python.names import Names
from bessemer.targets.python.results import response_name
from bessemer.targets.python.signatures import Argument, arguments
from bessemer.targets.python.spelling import as_typed

_WIDTH = 80
_NOTE = "  # This is the default and can be omitted"


@frozen
class ClientArgument:
    """An option of a sample client: read from a variable, else written down. `needed`: a client is not made without."""

    env: str | None
    example: Json
    needed: bool


@frozen
class Sample:
    """A program in pieces: what it imports, how it makes the client, the call and what it does with the result."""

    imports: tuple[Code, ...]
    client: Code
    call: Code
    result: str | None
    shown: Code | None

    def text(self) -> Code:
        """The whole program."""
        shown = [self.shown] if self.shown else []
        return Code("\n".join([*self.imports, "", self.client, self.assigned(), *shown]) + "\n")

    def assigned(self) -> Code:
        return code(self.result, " = ", self.call) if self.result else self.call


def sample(
    operation: Operation,
    names: Names,
    given: Mapping[str, Json] | None = None,
    said: ExampleRequest | None = None,
) -> Sample:
    """The program for an operation with the arguments that must be given, or with those given by wire name.

    `said` is the config's example, which may name the answer and what is printed of it.
    """
    result = response_name(operation, names)
    if result and said is not None and said.assign_to:
        result = argument_name(names.caser, said.assign_to)
    shown = said.response_property if said is not None else None
    reads_env = any(option.env and isinstance(option.example, str) for option, _ in credentials(names))
    imports = [Code("import os")] if reads_env else []
    return Sample(
        (*imports, Code(f"from {names.package} import {names.client_class}")),
        client(names, names.client_class),
        call(operation, names, call_arguments(operation, names, given)),
        result,
        _shown(operation, names, result, shown or operation.shown) if result else None,
    )


def credentials(names: Names) -> tuple[tuple[ClientArgument, str], ...]:
    """The options a sample client is made with, with their names: those that must be given, else a credential."""
    found: list[tuple[ClientArgument, str]] = []
    halves = False
    for option in names.api.client.options:
        is_half = isinstance(option.auth, BasicAuth)
        needed = not option.nullable and option.default is None
        if needed or (option.auth is not None and (not found or halves & is_half)):
            halves |= is_half
            text = example_of(option, names.api)
            example: Json = text if option.type == "string" else json.loads(text)
            found.append((ClientArgument(option.env, example, needed), option_name(names.caser, option.name)))
    return tuple(found)


def client(names: Names, class_name: str) -> Code:
    # a variable is text, whatever the option is
    given = (pair for pair in credentials(names) if pair[0].env is None or isinstance(pair[0].example, str))
    return _made(class_name, [_client_line(argument, name) for argument, name in given])


def bare_client(names: Names, class_name: str, *lines: str) -> Code:
    """A client made with those lines of arguments, that reads from the environment what can be read there."""
    given = (item for item in credentials(names) if item[0].needed and item[0].env is None)
    return _made(class_name, [*(_client_line(argument, name) for argument, name in given), *map(Code, lines)])


def _made(class_name: str, lines: list[Code]) -> Code:
    inner = "".join(f"    {line}\n" for line in lines)
    return Code(f"client = {class_name}(\n{inner})" if lines else f"client = {class_name}()")


def _client_line(argument: ClientArgument, name: str) -> Code:
    if argument.env is None:
        return code(Code(name), "=", py_value(argument.example), ",")
    return code(Code(name), "=os.environ.get(", py_str(argument.env), "),", _NOTE)


def call_arguments(
    operation: Operation, names: Names, given: Mapping[str, Json] | None = None
) -> tuple[tuple[str, Json], ...]:
    """Names and values, in the order of the signature."""
    taken = arguments(operation, names)
    if given is not None:
        return tuple((item.name, given[item.wire_name]) for item in taken if item.wire_name in given)
    return names.once("least arguments", operation, lambda: chosen(taken, least_call(operation, names)))


def every_argument(operation: Operation, names: Names) -> tuple[tuple[str, Json], ...]:
    """Like call_arguments, with a value for every argument."""
    taken = arguments(operation, names)
    return names.once("every argument", operation, lambda: chosen(taken, every_call(operation, names)))


def least_call(operation: Operation, names: Names) -> Call:
    """What must be given, by wire name."""
    return names.once("least values", operation, lambda: minimal_call(operation, sampler(names)))


def every_call(operation: Operation, names: Names) -> Call:
    """Everything that may be given, by wire name."""
    return names.once("every value", operation, lambda: full_call(operation, sampler(names)))


def sampler(names: Names) -> Sampler:
    """What chooses the values of sample calls."""
    return Sampler(names.api.schemas, of_requests=True)


def stream_arguments(operation: Operation, names: Names) -> tuple[tuple[str, Json], ...]:
    """Like call_arguments, for an answer that is a stream."""
    return chosen(arguments(operation, names), stream_call(operation, sampler(names)))


def chosen(taken: Iterable[Argument], values: Call) -> tuple[tuple[str, Json], ...]:
    """The names and values of a call's arguments, in the order of the signature."""
    found: list[tuple[str, Json]] = []
    for item in taken:
        match item.landing:
            case "path":
                source: Mapping[str, Json] = values.path
            case "query":
                source = values.query
            case "querystring":
                source = values.querystring
            case "cookie":
                source = values.cookie
            case "header":
                source = values.header
            case "body":
                # what is one of several objects is a value as a whole elsewhere
                source = values.body or (values.content if isinstance(values.content, Mapping) else {})
            case "content":
                source = {} if values.content is None else {item.wire_name: values.content}
        if item.wire_name in source:
            found.append((item.name, source[item.wire_name]))
    return tuple(found)


def call(operation: Operation, names: Names, given: tuple[tuple[str, Json], ...], *, before: str = "") -> Code:
    """`client.a.b(...)`, one argument a line; `before` is an attribute in front of the method."""
    attributes = names.resource(operation.resource).attributes
    name = ".".join(("client", *attributes, *([before] if before else []), names.methods[operation.config].name))
    # only forms and bodies of bytes have files; in JSON and in queries they are text
    filed = () if isinstance(operation.body, JsonBody) else ("body", "content")
    taken = {item.name: item for item in arguments(operation, names)}
    rows: list[str] = []
    for argument, item in given:
        told = taken[argument]
        write = _written if told.landing in filed else _typed
        rows.append(f"{argument}={write(item, told.schema, names, 4 + len(argument))}")
    if not rows:
        return Code(f"{name}()")
    lines = "".join(f"    {row},\n" for row in rows)
    return Code(f"{name}(\n{lines})")


def _typed(item: Json, schema: Schema, names: Names, column: int) -> Code:
    return value(as_typed(item, schema, names), column)


def _written(item: Json, schema: Schema | None, names: Names, column: int) -> Code:
    """A literal; files are bytes."""
    schemas = names.api.schemas
    if schema is None or not has_files(item, schema, schemas):
        return value(item, column) if schema is None else _typed(item, schema, names, column)
    if isinstance(item, list | tuple):
        return code("[", joined(", ", (_written(inner, schema, names, column) for inner in item)), "]")
    if isinstance(item, Mapping):
        keys = cast(Mapping[str, Json], as_typed(item, schema, names))
        rows = (
            code(py_str(key), ": ", _written(inner, part_of(schema, name, schemas), names, column))
            for key, (name, inner) in zip(keys, item.items(), strict=True)
        )
        return code("{", joined(", ", rows), "}")
    return code("b", py_str(item)) if isinstance(item, str) and item.isascii() else value(item, column)


def value(item: Json, column: int, depth: int = 4) -> Code:
    """A literal; what does not fit in a line goes over several."""
    flat = py_value(item)
    if column + len(flat) <= _WIDTH or not isinstance(item, dict | list | tuple) or not item:
        return flat
    blanks = " " * (depth + 4)
    if isinstance(item, dict):
        rows = [f"{py_str(key)}: {value(inner, depth + len(key) + 8, depth + 4)}" for key, inner in item.items()]
    else:
        rows = [value(inner, depth + 4, depth + 4) for inner in item]
    opening, closing = ("{", "}") if isinstance(item, dict) else ("[", "]")
    body = "".join(f"{blanks}{row},\n" for row in rows)
    return Code(f"{opening}\n{body}{' ' * depth}{closing}")


def _shown(operation: Operation, names: Names, result: str, wanted: str | Literal[False] | None) -> Code:
    match operation.result:
        case JsonResult(schema):
            final = names.final(schema).type
            called = names.fields(final).names if isinstance(final, ObjectType) else {}
            attribute = f".{called[wanted or 'id']}" if wanted is not False and (wanted or "id") in called else ""
            return Code(f"print({result}{attribute})")
        case PagedResult():
            return Code(f"for item in {result}:\n    print(item)")
        case BinaryResult():
            return Code(f"print({result}.read())")
        case StreamResult():
            return Code(f"for item in {result}:\n    print(item)")
    return Code(f"print({result})")

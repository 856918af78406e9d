"""Write the sample program of a method, as the README and the reference pages show it."""

from __future__ import annotations

from dataclasses import replace

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier, go_str
from bessemer.ir.api import ExampleRequest
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    JsonResult,
    Operation,
    PagedResult,
    StreamResult,
    TextResult,
)
from bessemer.ir.types import Json
from bessemer.naming.scope import free
from bessemer.samples.calls import Call, minimal_call
from bessemer.samples.credentials import client_arguments
from bessemer.samples.values import Sampler
from bessemer.targets.go.client import client_arguments_code
from bessemer.targets.go.imports import grouped
from bessemer.targets.go.literals import Literal, Literals, Style, UnspeakableValueError
from bessemer.targets.go.methods import Method
from bessemer.targets.go.names import Names
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.types import Import, Named, Struct

_INDENT = "  "
_TAKEN = frozenset({"client", "err", "context", "fmt", "param", "time", "main", "panic"})


def sample_program(sdk: Sdk, operation: Operation, request: ExampleRequest | None = None) -> Code:
    """A whole program that calls the method with what must be given, and with the example's own values."""
    method = sdk.method(operation)
    arguments = call_arguments(sdk, operation, request, Style(_INDENT, now=True, open_empty=True), depth=2)
    variable, shown = _outcome(sdk, method, request)
    options = client_arguments_code(sdk, dict(client_arguments(sdk.api)))
    needed: set[Import] = {"context", "$"}
    if options:
        needed.add("$/option")
    needed.update(*(item.imports for item in arguments))
    if variable is not None:
        needed.add("fmt")
    lines = [
        Code("package main"),
        Code(""),
        *_imports(needed, sdk.names),
        Code(""),
        Code("func main() {"),
        *_client(sdk, options),
        *_call(sdk, method, arguments, variable),
        *(_streamed(shown) if isinstance(operation.result, StreamResult) else _checked(shown)),
        Code("}"),
    ]
    return Code("\n".join(lines) + "\n")


def call_arguments(
    sdk: Sdk, operation: Operation, request: ExampleRequest | None, style: Style, depth: int
) -> tuple[Literal, ...]:
    """The arguments of the example between the context and the options."""
    method = sdk.method(operation)
    try:
        return Literals(sdk, style).arguments(method, example_call(sdk, operation, request), depth)
    except UnspeakableValueError:
        return _bare(sdk, method)


def example_call(sdk: Sdk, operation: Operation, request: ExampleRequest | None) -> Call:
    """The arguments of the example: the least, with the config's values in their places."""
    call = minimal_call(operation, Sampler(sdk.api.schemas, of_requests=True))
    if request is None:
        return call
    places: dict[str, dict[str, Json]] = {"path": {}, "query": {}, "header": {}}
    body: dict[str, Json] = {}
    names = {item.wire_name: item.location for item in operation.parameters}
    for name, value in request.params.items():
        places.get(names.get(name, ""), body)[name] = value
    return replace(
        call,
        path={**call.path, **places["path"]},
        query={**call.query, **places["query"]},
        header={**call.header, **places["header"]},
        body={**(call.body or {}), **body} if call.body is not None or body else None,
    )


def _bare(sdk: Sdk, method: Method) -> tuple[Literal, ...]:
    """Arguments without any values, where the document's do not fit."""
    positional = tuple(Literal(go_str(item.wire_name)) for item in method.positional)
    if method.params is None:
        return positional
    return (*positional, Literal(code(sdk.names.qualifier, ".", go_identifier(method.params), "{}")))


def _imports(needed: set[Import], names: Names) -> list[Code]:
    imports = grouped(needed, names)
    rows = [*imports.standard, Code(""), *imports.module]
    return [Code("import ("), *(code(_INDENT, row) if row else row for row in rows), Code(")")]


def _client(sdk: Sdk, options: tuple[Code, ...]) -> list[Code]:
    made = code("  client := ", sdk.names.qualifier, ".New", go_identifier(sdk.names.client), "(")
    if not options:
        return [code(made, ")")]
    return [made, *(code("    ", option, ",") for option in options), Code("  )")]


def _checked(shown: Code | None) -> list[Code]:
    """What follows a call: its error, then what it gives back."""
    failed = [Code("  if err != nil {"), Code("    panic(err.Error())"), Code("  }")]
    return failed if shown is None else [*failed, code('  fmt.Printf("%+v\\n", ', shown, ")")]


def _streamed(shown: Code | None) -> list[Code]:
    """What follows a call that gives back a stream: its events, then its error."""
    return [
        Code("  for stream.Next() {"),
        code('    fmt.Printf("%+v\\n", ', shown or "stream", ")"),
        Code("  }"),
        Code("  if err := stream.Err(); err != nil {"),
        Code("    panic(err.Error())"),
        Code("  }"),
    ]


def _call(sdk: Sdk, method: Method, arguments: tuple[Literal, ...], variable: str | None) -> list[Code]:
    is_stream = isinstance(method.operation.result, StreamResult)
    assigned = "err" if variable is None else variable if is_stream else f"{variable}, err"
    path = sdk.names.access(method.operation.resource)
    name = method.stream_name if is_stream else method.name
    access = f"client.{path}.{name}" if path else f"client.{name}"
    rows = (Code("context.TODO()"), *(argument.code for argument in arguments))
    return [code("  ", assigned, " := ", access, "("), *(code("    ", row, ",") for row in rows), Code("  )")]


def _outcome(sdk: Sdk, method: Method, request: ExampleRequest | None) -> tuple[str | None, Code | None]:
    """The variable that has the answer, and what the program prints of it."""
    match method.operation.result:
        case EmptyResult():
            return None, None
        case TextResult() | BinaryResult():
            return "response", Code("response")
        case StreamResult():
            return "stream", Code("stream.Current()")
        case PagedResult():
            return "page", Code("page")
        case JsonResult():
            pass
    taken = _TAKEN | {sdk.names.qualifier, sdk.names.option_package}
    variable = free(_variable(sdk, method, request), taken)
    shown = (request.response_property if request is not None else None) or method.operation.shown
    declaration = sdk.declarations[method.result.name] if isinstance(method.result, Named) else None
    wanted = shown or "id"
    if isinstance(declaration, Struct) and shown is not False:
        for field in declaration.fields:
            if field.wire_name == wanted:
                return variable, code(variable, ".", go_identifier(field.name))
    return variable, Code(variable)


def _variable(sdk: Sdk, method: Method, request: ExampleRequest | None) -> str:
    if request is not None and request.assign_to:
        return sdk.names.argument(request.assign_to)
    if isinstance(method.result, Named) and method.result.name != sdk.names.response(method.operation):
        return sdk.names.unexported(method.result.name)
    return "response"

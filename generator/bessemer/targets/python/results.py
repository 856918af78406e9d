"""Say what a method returns, in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    JsonResult,
    Operation,
    PagedResult,
    Result,
    StreamResult,
    TextResult,
    accept,
)
from bessemer.ir.types import (
    ArrayType,
    ConstType,
    EnumType,
    MapType,
    NullableType,
    RefType,
    Schema,
    TupleType,
    Type,
    UnionType,
)
from bessemer.ir.walk import references
from bessemer.targets.python.imports import ModulePath
from bessemer.targets.python.names import Names
from bessemer.targets.python.needs import has_response
from bessemer.targets.python.pagination import PAGES, page_class
from bessemer.targets.python.place import Place
from bessemer.targets.python.types import is_class, typed
from bessemer.targets.python.typetext import TypeText, builtin, generic, internal, optional
from bessemer.targets.python.wrappers import WRAPPERS, wrapper_class

Own = tuple[str, ModulePath, Schema]
_NOTHING = internal("NoneType", "_types")


@frozen
class Returned:
    """What a method returns.

    `target` is what the runtime casts to, `accept` the header that asks for it where that is not JSON. `is_special`:
    type checkers do not take the type for a class, so the call needs casts. `stream` is the class that a stream is
    read with, `streamed` the type of the stream that the method gives back instead where it is asked to. `page` is the
    class of the pages of a list, whose items are the `target`. `envelope` is the class of the object around the value.
    """

    text: TypeText
    target: TypeText
    accept: str | None = None
    is_special: bool = False
    binary: bool = False
    empty: bool = False
    stream: TypeText | None = None
    streamed: TypeText | None = None
    page: TypeText | None = None
    envelope: TypeText | None = None

    @property
    def always_streams(self) -> bool:
        return self.stream is not None and self.streamed is None


def returned(operation: Operation, names: Names, *, is_async: bool = False) -> Returned:
    make = partial(_returned, operation, names, is_async=is_async)
    return names.once("async result" if is_async else "result", operation, make)


def _returned(operation: Operation, names: Names, *, is_async: bool) -> Returned:
    asked = accept(operation.result)
    match operation.result:
        case JsonResult(schema):
            text = result_type(operation, schema, names)
            stream = streamed = None
            if operation.streaming is not None:
                streamed, stream = _stream(operation, operation.streaming.result, names, is_async=is_async)
            usual = None if asked == "application/json" else asked
            if text == builtin("None"):
                return Returned(text, _NOTHING, usual, empty=True, stream=stream, streamed=streamed)
            special = _is_special(schema, names)
            around = operation.result.envelope
            envelope = generic(internal(wrapper_class(around.property, names), *WRAPPERS), text) if around else None
            return Returned(text, text, usual, is_special=special, stream=stream, streamed=streamed, envelope=envelope)
        case PagedResult(scheme, item):
            inner = result_type(operation, item, names)
            page = generic(internal(page_class(scheme, names, is_async=is_async), *PAGES), inner)
            text = generic(internal("AsyncPaginator", "_base_client"), inner, page) if is_async else page
            usual = None if asked == "application/json" else asked
            return Returned(text, inner, usual, is_special=_is_special(item, names), page=page)
        case EmptyResult():
            return Returned(builtin("None"), _NOTHING, asked, empty=True)
        case TextResult():
            return Returned(builtin("str"), builtin("str"), asked)
        case BinaryResult():
            text = internal("AsyncBinaryAPIResponse" if is_async else "BinaryAPIResponse", "_response")
            return Returned(text, text, asked, binary=True)
        case StreamResult():
            text, stream = _stream(operation, operation.result, names, is_async=is_async)
            return Returned(text, stream, asked, stream=stream)


def own_types(operation: Operation, names: Names) -> Iterator[Own]:
    """The types that only this method gives back, with their classes and modules."""
    method = names.methods[operation.config]
    schema = _own_schema(operation.result)
    if schema is not None and has_response(schema, names) and answering(operation, names) is operation:
        yield method.response_class, method.response_module, without_null(names.resolved(schema))
    stream = operation.result if isinstance(operation.result, StreamResult) else None
    if operation.streaming is not None:
        stream = operation.streaming.result
    if stream is not None and stream.event is not None and has_response(stream.event, names):
        yield method.event_class, method.event_module, stream.event


def _own_schema(result: Result) -> Schema | None:
    """What a method gives back, or each item of its list."""
    if isinstance(result, PagedResult):
        return result.item
    return result.schema if isinstance(result, JsonResult) else None


def result_type(operation: Operation, schema: Schema, names: Names) -> TypeText:
    """A model, a scalar, or the method's own response type."""
    method = names.methods[answering(operation, names).config]
    return _value_type(schema, names, method.response_class, method.response_module)


def answering(operation: Operation, names: Names) -> Operation:
    """Whose response type a method gives back: its own, or that of the first to unwrap the same model."""
    model = _unwrapped_model(operation, names)
    return operation if model is None else names.once("unwrapping", names.api, partial(_unwrapping, names))[model]


def _unwrapping(names: Names) -> Mapping[Pointer, Operation]:
    """The first operation that unwraps a model."""
    found: dict[Pointer, Operation] = {}
    for item in names.api.operations():
        model = _unwrapped_model(item, names)
        if model is not None:
            found.setdefault(model, item)
    return found


def _unwrapped_model(operation: Operation, names: Names) -> Pointer | None:
    result = operation.result
    around = result.envelope.schema.type if isinstance(result, JsonResult) and result.envelope else None
    return around.target if isinstance(around, RefType) and around.target in names.models else None


def _value_type(schema: Schema, names: Names, own_class: str, own_module: ModulePath) -> TypeText:
    resolved = names.resolved(schema)
    place = Place(names, "response", ("response",), own_class)
    if has_response(resolved, names):
        own = place.main(own_class, own_module)
        return optional(own) if isinstance(resolved.type, NullableType) else own
    return typed(resolved, place)


def event_type(operation: Operation, stream: StreamResult, names: Names) -> TypeText:
    """The type of each event of a stream."""
    method = names.methods[operation.config]
    if stream.event is None:
        return internal("ServerSentEvent", "_streaming")
    return _value_type(stream.event, names, method.event_class, method.event_module)


def _stream(operation: Operation, stream: StreamResult, names: Names, *, is_async: bool) -> tuple[TypeText, TypeText]:
    """The type of a stream, and the class that reads it."""
    prefix = "Async" if is_async else ""
    event = event_type(operation, stream, names)
    if stream.protocol == "jsonl":
        lines = generic(internal(f"{prefix}JSONLDecoder", "_decoders", "jsonl"), event)
        return lines, lines
    text = generic(internal(f"{prefix}Stream", "_streaming"), event)
    whole = generic(internal(f"{prefix}EventStream", "_streaming"), event)
    return text, whole if stream.whole else text


def without_null(schema: Schema) -> Schema:
    """What the method's own type is: that it may be nothing is said where it is used."""
    return schema.as_type(schema.type.inner) if isinstance(schema.type, NullableType) else schema


def _is_special(schema: Schema, names: Names) -> bool:
    type_: Type = names.final(schema).type
    if isinstance(type_, UnionType) and len(type_.variants) == 1:
        return _is_special(type_.variants[0].schema, names)
    if isinstance(type_, UnionType | NullableType | EnumType | ConstType | TupleType):
        return True
    return isinstance(type_, ArrayType | MapType) and _stands_in_itself(schema, names)


def _stands_in_itself(schema: Schema, names: Names) -> bool:
    """Whether an alias is recursive: it can be reached from itself through other aliases."""
    seen: set[Pointer] = set()
    waiting = list(references(names.final(schema).type))
    while waiting:
        target = waiting.pop()
        if target not in seen and not is_class(names.api.schemas[target], names):
            seen.add(target)
            waiting.extend(references(names.api.schemas[target].type))
    return names.final(schema).origin in seen


def response_name(operation: Operation, names: Names) -> str | None:
    """What a sample calls the result: the model's name in snake case, else `response`; None for nothing."""
    if isinstance(operation.result, EmptyResult):
        return None
    if isinstance(operation.result, StreamResult):
        return "stream"
    if isinstance(operation.result, PagedResult):
        return "page"
    if isinstance(operation.result, JsonResult):
        resolved = names.resolved(operation.result.schema)
        if isinstance(resolved.type, RefType) and resolved.type.target in names.models:
            return names.models[resolved.type.target].module[-1]
    return "response"

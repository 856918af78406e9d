"""Make the reference pages of the Go SDK."""

from __future__ import annotations

import json

from bessemer.ir.api import Model
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    JsonResult,
    Operation,
    PagedResult,
    StreamResult,
    TextResult,
)
from bessemer.samples.values import Sampler
from bessemer.targets.go.entries import Entries, label
from bessemer.targets.go.examples import sample_program
from bessemer.targets.go.methods import Method
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.types import Doc, Map, Named, Plain, Recursive, Shape, Slice
from bessemer.targets.target import Entry, Link, MethodPage, ModelEntry, Pages, ResponseExample, Span


def pages(sdk: Sdk) -> Pages:
    entries = Entries(sdk)
    methods = tuple(_page(sdk, entries, operation) for operation in sdk.api.operations())
    models = tuple(entry for model in sdk.api.models() for entry in _model(sdk, entries, model))
    return Pages("go", "Go", "go", methods, models)


def _page(sdk: Sdk, entries: Entries, operation: Operation) -> MethodPage:
    method = sdk.method(operation)
    return MethodPage(
        (*operation.resource, operation.name),
        operation.summary or sdk.names.title(operation.name),
        signature(sdk, entries, method),
        operation.http_method,
        operation.path,
        operation.description,
        _parameters(sdk, entries, method),
        _returns(entries, method),
        sample_program(sdk, operation),
        _responses(sdk, operation),
    )


def signature(sdk: Sdk, entries: Entries, method: Method) -> tuple[Span, ...]:
    """`client.Beta.Messages.Batches.Delete(ctx, messageBatchID, body) (*BetaDeletedMessageBatch, error)`"""
    arguments = ["ctx", *(item.name for item in method.positional)]
    if method.params is not None:
        arguments.append(method.argument)
    access = sdk.names.access(method.operation.resource)
    name = method.stream_name if isinstance(method.operation.result, StreamResult) else method.name
    called = f"client.{access}.{name}" if access else f"client.{name}"
    start = f"{called}({', '.join(arguments)}) "
    match method.operation.result:
        case EmptyResult():
            return (Span(f"{start}error"),)
        case TextResult():
            return (Span(f"{start}(*string, error)"),)
        case BinaryResult():
            return (Span(f"{start}(*http.Response, error)"),)
        case StreamResult():
            before, event, link = _linked(entries, method.event) if method.event else ("", "ssestream.Event", None)
            return (Span(f"{start}*{_stream(method)}[{before}"), Span(event, link), Span("]"))
        case PagedResult():
            before, item, link = _linked(entries, method.result or Plain("any"))
            return (Span(f"{start}(*pagination.{method.page}[{before}"), Span(item, link), Span("], error)"))
        case JsonResult():
            before, value, link = _linked(entries, method.result or Plain("any"))
            return (Span(f"{start}(*{before}"), Span(value, link), Span(", error)"))


def _stream(method: Method) -> str:
    is_lines = method.stream is not None and method.stream.protocol == "jsonl"
    return "jsonl.Stream" if is_lines else "ssestream.Stream"


def _linked(entries: Entries, shape: Shape) -> tuple[str, str, Link | None]:
    """What stands before the name of a type, the name, and where it is described."""
    if isinstance(shape, Slice):
        before, name, link = _linked(entries, shape.item)
        return f"[]{before}", name, link
    if isinstance(shape, Map):
        before, name, link = _linked(entries, shape.value)
        return f"map[string]{before}", name, link
    return "", label(shape), entries.links.get(label(shape)) if isinstance(shape, Named | Recursive) else None


def _parameters(sdk: Sdk, entries: Entries, method: Method) -> tuple[Entry, ...]:
    positional = tuple(
        entries.parameter(
            item.name, item.shape, Doc(description=item.parameter.description or item.parameter.schema.description)
        )
        for item in method.positional
    )
    params = sdk.params(method)
    return positional if params is None else (*positional, entries.params(method.argument, params))


def _returns(entries: Entries, method: Method) -> tuple[Entry, ...]:
    match method.operation.result:
        case EmptyResult():
            return ()
        case TextResult():
            return (Entry((Span("string"),)),)
        case BinaryResult():
            return (Entry((Span("type Response struct{…}"),)),)
        case StreamResult():
            return entries.returned(method.event) if method.event else (Entry((Span("type Event struct{…}"),)),)
        case JsonResult() | PagedResult():
            return entries.returned(method.result or Plain("any"))


def _responses(sdk: Sdk, operation: Operation) -> tuple[ResponseExample, ...]:
    result = operation.result
    if not isinstance(result, JsonResult | PagedResult):
        return ()
    examples = result.examples or (Sampler(sdk.api.schemas).full(result.schema, "string"),)
    return tuple(
        ResponseExample(result.status, json.dumps(example, indent=2, ensure_ascii=False)) for example in examples
    )


def _model(sdk: Sdk, entries: Entries, model: Model) -> tuple[ModelEntry, ...]:
    """The entry of a model: as responses have it, else as requests have it."""
    link = Link(model.resource[0] if model.resource else "", model.name)
    named = [name for name, place in entries.links.items() if place == link]
    if not named:
        return ()
    name = min(named, key=lambda item: (item.endswith("Param"), named.index(item)))
    entry = entries.declaration(sdk.declarations[name], frozenset())
    return (ModelEntry(link, entry.told_deprecated(model.deprecated)),)

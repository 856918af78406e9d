"""Describe the SDK for the reference: a page for each method, an entry for each model."""

from __future__ import annotations

from bessemer.encode.markup import json_text
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    JsonResult,
    Operation,
    PagedResult,
    StreamResult,
    TextResult,
)
from bessemer.ir.types import Schema
from bessemer.naming.words import spelled
from bessemer.samples.values import Sampler
from bessemer.targets.python.entries import class_entry, expanded, is_object, link, linked, spans
from bessemer.targets.python.examples import sample
from bessemer.targets.python.modules import argument_place, way_place
from bessemer.targets.python.names import Direction, ModelNames, Names
from bessemer.targets.python.needs import has_response
from bessemer.targets.python.notes import page_doc
from bessemer.targets.python.place import Place
from bessemer.targets.python.results import answering, returned
from bessemer.targets.python.signatures import Argument, arguments, said_of, ways
from bessemer.targets.python.types import typed
from bessemer.targets.python.typetext import optional, union
from bessemer.targets.target import Entry, MethodPage, ModelEntry, Pages, ResponseExample, Span


def pages(names: Names) -> Pages:
    return Pages(
        "python",
        "Python",
        "python",
        tuple(_page(operation, names) for operation in names.api.operations()),
        tuple(
            ModelEntry(link(item), _model(item, names).told_deprecated(item.model.deprecated)) for item in names.listed
        ),
    )


def _page(operation: Operation, names: Names) -> MethodPage:
    return MethodPage(
        path=(*operation.resource, operation.name),
        title=operation.summary or names.caser.capital(spelled(operation.name)),
        signature=_signature(operation, names),
        http_method=operation.http_method,
        url_path=operation.path,
        description=page_doc(operation, names),
        parameters=tuple(_parameter(item, operation, names) for item in arguments(operation, names)),
        returns=_returns(operation, names),
        sample=sample(operation, names).text(),
        responses=_responses(operation, names),
    )


def _signature(operation: Operation, names: Names) -> tuple[Span, ...]:
    taken = arguments(operation, names)
    attributes = names.resource(operation.resource).attributes
    method = names.methods[operation.config]
    listed = [f"{_place_code(item, operation, names)} {item.name}" for item in taken if item.positional]
    if len(listed) < len(taken):
        listed.append(f"{method.params_class} **kwargs")
    start = f"{'.'.join((*attributes, method.name))}({', '.join(listed)})"
    if isinstance(operation.result, EmptyResult):
        return (Span(start),)
    return (Span(f"{start} -> "), *linked(returned(operation, names).text, names))


def _place_code(item: Argument, operation: Operation, names: Names) -> str:
    return str(typed(item.schema, argument_place(item, _params_place(operation, names))).code)


def _params_place(operation: Operation, names: Names) -> Place:
    root = names.methods[operation.config].params_class
    return Place(names, "request", (), root, bare=True, brief=True)


def _parameter(item: Argument, operation: Operation, names: Names) -> Entry:
    several = _in_ways(item, operation, names)
    texts = [typed(schema, place) for schema, place in several]
    if len(texts) == 1:
        entries, choices = expanded(*several[0])
    else:
        entries = ()
        parts = [(linked(text, names), *expanded(*one)) for text, one in zip(texts, several, strict=True)]
        choices = tuple(Entry(label, None, None, *part) for label, *part in parts)
    text = union(texts)
    label = linked(text if item.required else optional(text), names)
    return Entry(spans(f"{item.name}: ", label), None, said_of(item, names), entries, choices)


def _in_ways(item: Argument, operation: Operation, names: Names) -> list[tuple[Schema, Place]]:
    """What an argument is, and where: each time that it is another in the ways to call the method."""
    place = _params_place(operation, names)
    found: dict[str, tuple[Schema, Place]] = {}
    for way in ways(operation, names):
        for own in way.arguments:
            if own.key == item.key:
                at = argument_place(own, way_place(way, place))
                found.setdefault(typed(own.schema, at).code, (own.schema, at))
    return [*found.values()] or [(item.schema, argument_place(item, place))]


def _returns(operation: Operation, names: Names) -> tuple[Entry, ...]:
    match operation.result:
        case EmptyResult():
            return ()
        case TextResult():
            return (Entry((Span("str"),)),)
        case BinaryResult():
            return (Entry((Span("BinaryAPIResponse"),)),)
        case StreamResult():
            return (Entry(tuple(linked(returned(operation, names).text, names))),)
        case PagedResult(item=schema):
            page = Entry(tuple(linked(returned(operation, names).text, names)))
            return (page, _value(schema, operation, names))
        case JsonResult(schema):
            return (_value(schema, operation, names),)


def _value(schema: Schema, operation: Operation, names: Names) -> Entry:
    """What comes back as a value, or as each item of a list."""
    root = names.methods[answering(operation, names).config].response_class
    place = Place(names, "response", ("item",), root, bare=True, brief=True)
    if is_object(schema, names):
        return class_entry(schema, place._replace(words=()), root)
    entries, choices = expanded(schema, place)
    own, resolved = has_response(schema, names), names.resolved(schema)
    if own:
        # what holds itself is named inside itself
        place = place._replace(in_alias=True, open=((schema.origin, root), (resolved.origin, root)))
    label = linked(typed(resolved, place), names)
    return Entry(spans(f"{root} = " if own else "", label), None, schema.description, entries, choices)


def _model(item: ModelNames, names: Names) -> Entry:
    direction: Direction = "response" if "response" in item.directions else "request"
    name, _ = item.spelled(direction)
    schema = names.api.schemas[item.model.schema]
    place = Place(names, direction, ("item",), name, bare=True, brief=True)
    if is_object(schema, names):
        return class_entry(schema, place._replace(words=()), name)
    entries, choices = expanded(schema, place)
    if choices:
        return Entry((Span(item.class_name),), None, schema.description, entries, choices)
    label = linked(typed(schema, place._replace(in_alias=True)), names)
    return Entry(spans(f"{name} = ", label), None, schema.description, entries, choices)


def _responses(operation: Operation, names: Names) -> tuple[ResponseExample, ...]:
    if not isinstance(operation.result, JsonResult | PagedResult):
        return ()
    result = operation.result.whole()
    examples = result.examples or (Sampler(names.api.schemas).full(result.schema, "string"),)
    return tuple(ResponseExample(result.status, json_text(example)) for example in examples)

"""Lower an operation of the document as a method of the config."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bessemer.config.languages import EVERY, in_language
from bessemer.config.tree import MethodConfig
from bessemer.document.pointer import Pointer, child
from bessemer.ir.operations import DefaultHeader, JsonResult, Operation, Parameter, StreamResult
from bessemer.lower.bodies import Bodies, lower_bodies
from bessemer.lower.configured_streams import streamed
from bessemer.lower.context import Context
from bessemer.lower.links import lower_links
from bessemer.lower.paging import paged
from bessemer.lower.parameters import lower_parameters
from bessemer.lower.responses import lower_answers, lower_errors
from bessemer.lower.streams import lower_streaming
from bessemer.lower.unwrapping import unwrapped
from bessemer.lower.words import deprecation, text


def operation_pointer(context: Context, method: MethodConfig) -> Pointer | None:
    """Where the document has a method's endpoint, matched literally, query string included; None where it does not."""
    endpoint = context.endpoints.get(f"{method.verb} {method.path}")
    return endpoint.pointer if endpoint is not None else None


def lower_operation(
    context: Context,
    method: MethodConfig,
    place: tuple[Pointer, tuple[str, ...]],
    default_headers: tuple[DefaultHeader, ...],
    suppressed: frozenset[str],
) -> tuple[Operation, ...]:
    """`place` is where the document has it and which resource it is in; `suppressed` are the client's own headers.

    An endpoint that answers with a value or with a stream, and has no boolean that says which, is two methods: the
    second is called `<name>_streaming`. A content type whose body takes other arguments has the method `<name>_as_<its
    kind>`. The method of the endpoint's own name comes last, so that whoever looks the endpoint up finds it.
    """
    pointer, resource = place
    raw: dict[str, Any] = context.at(pointer)
    for key, _ in method.unread:
        what = f"the key {key!r} of the config has no effect yet"
        context.loosen(pointer, f"{'.'.join((*resource, method.name))}: {what}")
    parameters = lower_parameters(context, pointer, method.path, suppressed)
    answers = lower_answers(context, pointer)
    operation = Operation(
        name=method.name,
        resource=resource,
        http_method=method.verb,
        path=method.path,
        parameters=parameters,
        body=None,
        result=answers.result,
        errors=lower_errors(context, pointer),
        origin=pointer,
        config=method.pointer,
        summary=text(raw, "summary"),
        description=text(raw, "description"),
        deprecated=deprecation(raw),
        default_headers=default_headers,
        positional=_positional(context, method, parameters),
        links=lower_links(context, pointer),
    )
    made: list[Operation] = []
    for bodies in reversed(lower_bodies(context, pointer)):
        sending = _sending(_configured(operation, method), bodies)
        if method.streaming is not None:
            made.append(streamed(context, sending, answers.stream, method.streaming))
        else:
            made += _answered(context, sending, answers.stream)
    return tuple(unwrapped(context, method, paged(context, method, item)) for item in made)


def _configured(operation: Operation, method: MethodConfig) -> Operation:
    """With what the config says of the method, and the document does not."""
    of_all = in_language(method.deprecated, EVERY)
    return replace(
        operation,
        deprecated=of_all if of_all is not None else operation.deprecated,
        deprecations=tuple(item for item in method.deprecated if item[0] != EVERY),
        body_name=method.body_name,
        timeout=method.timeout,
        max_retries=method.max_retries,
        skip_tests=method.skip_test,
        shown=method.shown,
        params_name=method.streaming.params_name if method.streaming is not None else None,
    )


def _sending(operation: Operation, bodies: Bodies) -> Operation:
    """The method that sends a body."""
    operation = replace(operation, body=bodies.body, other_bodies=bodies.others)
    return operation if bodies.word is None else _beside(operation, f"as_{bodies.word}")


def _answered(context: Context, operation: Operation, stream: StreamResult | None) -> tuple[Operation, ...]:
    """The methods for a value and a stream that the document describes both."""
    if stream is None:
        return (operation,)
    if isinstance(operation.result, JsonResult):
        streaming = lower_streaming(context, operation, stream)
        if streaming is not None:
            return (replace(operation, streaming=streaming),)
    return replace(_beside(operation, "streaming"), result=stream), operation


def _beside(operation: Operation, word: str) -> Operation:
    return replace(operation, name=f"{operation.name}_{word}", config=child(operation.config, word))


def _positional(context: Context, method: MethodConfig, parameters: tuple[Parameter, ...]) -> tuple[str, ...]:
    """The last path parameter in the order of the path, unless the config lists them."""
    if method.positional is not None:
        return method.positional
    if not context.config.has_positional:
        return ()
    names = {item.wire_name for item in parameters if item.location == "path"}
    in_path = sorted(
        (name for name in names if "{" + name + "}" in method.path),
        key=lambda name: method.path.index("{" + name + "}"),
    )
    return tuple(in_path[-1:])

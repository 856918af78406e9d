"""Lower the streams that the config describes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bessemer.config.model import Config
from bessemer.config.tree import ModelConfig, ResourceConfig, StreamingConfig
from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import child
from bessemer.ir.operations import JsonResult, Operation, StreamResult, accept
from bessemer.ir.types import AnyType, RefType, Schema
from bessemer.lower.context import Context
from bessemer.lower.models import model_schema
from bessemer.lower.streams import asked_by, lower_streaming

_MEDIA_TYPES = {"sse": "text/event-stream", "jsonl": "application/jsonl"}


def streamed(
    context: Context, operation: Operation, described: StreamResult | None, said: StreamingConfig
) -> Operation:
    """The operation with its stream: in place of its result, or beside it where an argument asks for it.

    `described` is the stream that the document describes beside the operation's result.
    """
    result = operation.result
    stream = _stream(context, operation, result if isinstance(result, StreamResult) else described, said)
    if said.always:
        return replace(operation, result=stream)
    if said.discriminator is None:
        streaming = lower_streaming(context, operation, stream)
        if streaming is None:
            return replace(operation, result=stream)
    else:
        streaming = asked_by(context, operation, said.discriminator, stream)
        if streaming is None:
            message = f"the operation has no argument {said.discriminator!r} that could ask for a stream"
            pointer = child(said.pointer, "param_discriminator")
            help_ = "name a property of the body or a query parameter, or write null where every answer is a stream"
            context.config_problem("stream-not-found", message, pointer, help_)
            return operation
    if not isinstance(result, JsonResult):
        value = stream.event or Schema(operation.origin, AnyType())
        result = JsonResult(value, result.status)
    return replace(operation, result=result, streaming=streaming)


def _stream(
    context: Context, operation: Operation, described: StreamResult | None, said: StreamingConfig
) -> StreamResult:
    result = operation.result
    protocol = said.protocol or (described.protocol if described else "sse")
    stream = described or StreamResult(None, result.status, _MEDIA_TYPES[protocol], protocol, documented=accept(result))
    if stream.protocol != protocol:
        stream = replace(stream, protocol=protocol, media_type=_MEDIA_TYPES[protocol], whole=False)
    event = _event(context, said)
    if event is not None:
        return replace(stream, event=event, whole=False, examples=())
    if stream.event is None and isinstance(result, JsonResult):
        return replace(stream, event=result.schema, whole=False)
    return stream


def _event(context: Context, said: StreamingConfig) -> Schema | None:
    """The model that the config names for the events, as a reference to it."""
    if said.event_model is None:
        return None
    found = _models(context.config).get(said.event_model)
    target = model_schema(context, found.ref) if found is not None else None
    if target is None:
        near = nearest(said.event_model, _models(context.config))
        pointer = child(said.pointer, "stream_event_model")
        help_ = f"did you mean {near!r}?" if near else "name a model of a resource: `messages.message_event`"
        message = f"the config has no model {said.event_model!r}"
        context.config_problem("stream-not-found", message, pointer, help_)
        return None
    context.want(target)
    return Schema(target, RefType(target))


def _models(config: Config) -> dict[str, ModelConfig]:
    """Every model of the config by its dotted path; those of the client and shared ones also without their resource."""
    client = (config.client_resource,) if config.client_resource is not None else ()
    found: dict[str, ModelConfig] = {}
    for resource in _walk((*client, *config.resources)):
        for model in resource.models:
            found[".".join((*(resource.path or (resource.name,)), model.name))] = model
            if resource.name.startswith("$"):
                found.setdefault(f"{resource.name.removeprefix('$')}.{model.name}", model)
                found.setdefault(model.name, model)
    return found


def _walk(resources: Iterable[ResourceConfig]) -> Iterable[ResourceConfig]:
    for resource in resources:
        yield resource
        yield from _walk(resource.resources)

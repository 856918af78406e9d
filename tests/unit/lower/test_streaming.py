"""Streams that the config describes: what asks for them, what their events are, and what is done with each event."""

from __future__ import annotations

from bessemer.ir.operations import EventRule, JsonResult, Operation, Streaming, StreamResult, accept
from bessemer.ir.types import RefType
from bessemer.lower.api import Lowered
from tests.support.lowering import lowered

SCHEMAS = """
components:
  schemas:
    Reply: {type: object, properties: {text: {type: string}}}
    Event: {type: object, properties: {delta: {type: string}}}
    Ask:
      allOf: [{type: object, properties: {stream: {type: boolean, default: true}, live: {type: string}}}]
"""
REPLY = "application/json: {schema: {$ref: '#/components/schemas/Reply'}}"
EVENTS = "text/event-stream: {schema: {$ref: '#/components/schemas/Event'}}"


def result(streaming: str, content: str = REPLY, extra: str = "") -> Lowered:
    body = "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}}"
    parameters = "parameters: [{name: watch, in: query, schema: {type: boolean}}]"
    answers = f"responses: {{'200': {{description: d, content: {{{content}}}}}}}"
    return lowered(
        f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n"
        f"paths: {{/asks: {{post: {{{parameters}, {body}, {answers}}}}}}}\n{SCHEMAS}",
        "resources: {asks: {models: {ask_event: Event},"
        f" methods: {{create: {{endpoint: post /asks, streaming: {streaming}}}}}}}}}\n{extra}",
    )


def only(found: Lowered) -> Operation:
    assert [item.code for item in found.problems] == []
    (operation,) = found.api.operations()
    return operation


def asked(operation: Operation) -> Streaming:
    assert operation.streaming is not None
    return operation.streaming


def target(stream: StreamResult) -> str:
    assert stream.event is not None
    assert isinstance(stream.event.type, RefType)
    return stream.event.type.target.rpartition("/")[2]


def test_an_argument_of_the_body_asks_for_a_stream_of_the_model() -> None:
    found = only(result("{stream_event_model: asks.ask_event, param_discriminator: stream}"))
    assert isinstance(found.result, JsonResult)
    streaming = asked(found)
    assert (streaming.switch, streaming.location, streaming.default) == ("stream", "body", True)
    assert target(streaming.result) == "Event"
    assert (streaming.result.protocol, streaming.result.media_type) == ("sse", "text/event-stream")


def test_an_argument_of_the_query_may_ask_too_and_need_not_be_called_stream() -> None:
    streaming = asked(only(result("{param_discriminator: watch}")))
    assert (streaming.switch, streaming.location) == ("watch", "query")
    assert target(streaming.result) == "Reply"


def test_null_is_a_method_whose_every_answer_is_a_stream() -> None:
    found = only(result("{param_discriminator: null, stream_event_model: asks.ask_event}"))
    assert found.streaming is None
    assert isinstance(found.result, StreamResult)
    assert target(found.result) == "Event"


def test_a_stream_is_asked_for_as_the_document_says() -> None:
    """Where the config alone speaks of a stream, the Accept header is that of the result in its place."""
    always = "{param_discriminator: null, stream_event_model: asks.ask_event}"
    assert accept(only(result(always)).result) == "application/json"
    assert accept(only(result(always, EVENTS)).result) == "text/event-stream"


def test_what_asks_is_looked_for_where_it_is_not_said() -> None:
    assert asked(only(result("{type: sse}"))).switch == "stream"


def test_lines_of_json_are_a_stream_of_another_kind() -> None:
    found = only(result("{type: jsonl, param_discriminator: null}")).result
    assert isinstance(found, StreamResult)
    assert (found.protocol, found.media_type) == ("jsonl", "application/jsonl")


def test_a_stream_that_the_document_describes_too_is_the_same_one() -> None:
    streaming = asked(only(result("{param_discriminator: stream}", f"{REPLY}, {EVENTS}")))
    assert target(streaming.result) == "Event"
    alone = only(result("{param_discriminator: stream}", EVENTS))
    assert isinstance(alone.result, JsonResult)
    assert target(asked(alone).result) == "Event"


def test_parts_that_are_not_there_are_told_and_the_method_stays() -> None:
    found = result("{param_discriminator: steam, stream_event_model: asks.ask_events}")
    assert [item.code for item in found.problems] == ["stream-not-found", "stream-not-found"]
    assert found.problems[0].help == "did you mean 'asks.ask_event'?"
    (operation,) = found.api.operations()
    assert isinstance(operation.result, JsonResult)
    assert operation.streaming is None


def test_rules_for_events_keep_their_order_and_all_that_they_match() -> None:
    rules = """
streaming:
  on_event:
    - {data_starts_with: '[DONE]', handle: done}
    - {event_type: [a, null], kind: yield}
    - {event_type: null, handle: continue}
    - {event_type: error, handle: error}
    - {kind: fallthrough, handle: yield, error_property: error}
"""
    found = result("{param_discriminator: stream}", extra=rules)
    assert found.api.client.events == (
        EventRule("done", None, "[DONE]"),
        EventRule("yield", ("a", None)),
        EventRule("continue", (None,)),
        EventRule("error", ("error",)),
        EventRule("yield", None, None, "error"),
    )

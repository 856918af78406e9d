"""A body that is a sequence of values is read as it arrives, however it is cut."""

from __future__ import annotations

import asyncio
import json
from typing import Any, AsyncIterator, Iterator, List

import pytest

from anthropic._decoders.jsonl import AsyncJSONLDecoder, JSONLDecoder
from anthropic._exceptions import APIResponseValidationError, MissingStreamClassError
from anthropic._http import httpx
from anthropic._models import BaseModel
from anthropic._streaming import (
    AsyncEventStream,
    AsyncStream,
    EventStream,
    ServerSentEvent,
    SSEDecoder,
    Stream,
)

from ..loopback import Reply, serve
from .sample_client import AsyncSample, Sample


class Word(BaseModel):
    text: str


class Named(BaseModel):
    event: str
    data: Word


class Plain(BaseModel):
    data: str


def events(*chunks: bytes) -> List[ServerSentEvent]:
    return list(SSEDecoder().iter_bytes(iter(chunks)))


def response_of(body: bytes) -> httpx.Response:
    return httpx.Response(200, content=body, request=httpx.Request("GET", "http://x/"))


def bytes_one_by_one(body: bytes) -> List[bytes]:
    return [body[index : index + 1] for index in range(len(body))]


BODY = (
    b": hello\nevent: word\nid: 7\nretry: 10\ndata: {\ndata:  1}\n\ndata: \xc3\xa9\xe2\x80\xa8!\n\n"
)


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("cut", [lambda body: [body], bytes_one_by_one])
def test_an_event_is_the_same_whatever_ends_its_lines_and_wherever_it_is_cut(
    end: bytes, cut: Any
) -> None:
    first, second = events(*cut(BODY.replace(b"\n", end)))
    assert (first.event, first.id, first.retry, first.data) == ("word", "7", 10, "{\n 1}")
    assert (second.event, second.id, second.retry, second.data) == (None, "7", None, "é\u2028!")


def test_a_mark_of_the_byte_order_is_no_part_of_the_first_line() -> None:
    (event,) = events(b"\xef\xbb", b"\xbfdata: a\n\n")
    assert event.data == "a"


def test_an_event_that_no_blank_line_ends_is_dropped() -> None:
    assert [event.data for event in events(b"data: a\n\ndata: b\n")] == ["a"]


def test_fields_that_mean_nothing_are_ignored() -> None:
    (event,) = events(b"id: a\0b\nretry: soon\nother: 1\ndata\ndata: x\n\n\n\n")
    assert (event.id, event.retry, event.data) == (None, None, "\nx")


@pytest.mark.parametrize(
    ("line", "event"), [("event: ping", ("ping", None)), ("id: 7", (None, "7")), ("event", None)]
)
def test_an_event_may_have_only_a_name_or_an_id(line: str, event: Any) -> None:
    body = f"{line}\n\n\n\ndata: x\n\n".encode()
    for found in (events(body), events(*bytes_one_by_one(body))):
        assert [(item.event, item.id) for item in found if not item.data] == [event] * bool(event)
        assert found[-1].data == "x" and found[-1].event is None
    assert list(sse(str, body)) == ["x"]


def sse(cast_to: Any, body: bytes, *, kind: Any = Stream, strict: bool = False) -> Any:
    client = Sample(api_key="k", _strict_response_validation=strict)
    return kind(cast_to=cast_to, response=response_of(body), client=client)


def test_each_event_becomes_the_type_of_the_stream() -> None:
    stream = sse(
        Word,
        b'event: ping\n\ndata: {"text": "a"}\n\ndata: {"text": "b"}\n\ndata: [DONE]\n\ndata: x\n\n',
    )
    assert [word.text for word in stream] == ["a", "b"]
    assert stream.response.is_closed


def test_whole_events_have_their_name_and_data_of_a_type() -> None:
    (event,) = sse(Named, b'event: word\ndata: {"text": "a"}\n\n', kind=EventStream)
    assert event.event == "word" and event.data.text == "a"
    (plain,) = sse(Plain, b"data: 1\n\n", kind=EventStream)
    assert plain.data == "1"


def test_events_may_be_taken_as_text_or_as_they_came() -> None:
    assert list(sse(str, b"data: a b\n\n")) == ["a b"]
    (event,) = sse(ServerSentEvent, b"event: e\ndata: 1\n\n")
    assert event.event == "e" and event.json() == 1


def test_data_that_is_not_json_is_an_error_and_closes_the_response() -> None:
    stream = sse(Word, b"data: {\n\n")
    with pytest.raises(APIResponseValidationError, match="not JSON") as raised:
        next(stream)
    assert isinstance(raised.value, json.JSONDecodeError)
    assert (raised.value.body, raised.value.pos) == ("{", 1)
    assert stream.response.is_closed


def test_a_strict_client_checks_each_event() -> None:
    with pytest.raises(APIResponseValidationError):
        next(sse(Word, b'data: {"text": 1}\n\n', strict=True))


def test_leaving_a_stream_closes_its_response() -> None:
    reply = Reply(
        headers=(("content-type", "text/event-stream"),), chunks=(b"data: 1\n\n", b"data: 2\n\n")
    )
    with serve(reply) as loopback, Sample(base_url=loopback.url, api_key="k") as client:
        stream: Any = client.get("/", cast_to=object, stream=True, stream_cls=Stream[int])
        with stream:
            assert next(stream) == 1
            assert not stream.response.is_closed
        assert stream.response.is_closed


async def test_an_async_client_streams_too() -> None:
    reply = Reply(chunks=(b"data: 1\n", b"\ndata: 2\n\n"))
    with serve(reply) as loopback:
        async with AsyncSample(base_url=loopback.url, api_key="k") as client:
            stream: Any = await client.post(
                "/", cast_to=object, stream=True, stream_cls=AsyncStream[int]
            )
            async with stream:
                assert [item async for item in stream] == [1, 2]
            assert stream.response.is_closed
            whole: Any = await client.get(
                "/", cast_to=object, stream=True, stream_cls=AsyncEventStream[Any]
            )
            assert [item async for item in whole] == [{"data": 1}, {"data": 2}]


def test_a_stream_is_made_by_the_clients_class_of_streams_where_none_is_said() -> None:
    reply = Reply(body=b"data: 1\n\n")
    with (
        serve(reply, reply, reply) as loopback,
        Sample(base_url=loopback.url, api_key="k") as client,
    ):
        assert list(client.get("/", cast_to=object, stream=True)) == [1]
        client._default_stream_cls = None
        with pytest.raises(MissingStreamClassError):
            client.get("/", cast_to=object, stream=True)
        with pytest.raises(TypeError, match="stream class"):
            client.get("/", cast_to=object, stream=True, stream_cls=Word)


def lines(*chunks: bytes, line_type: Any = Word) -> Any:
    return JSONLDecoder(
        raw_iterator=iter(chunks), line_type=line_type, http_response=response_of(b"")
    )


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_each_line_is_a_value_and_the_last_needs_no_end(end: bytes) -> None:
    body = b'{"text": "\xc3\xa9"}' + end + end + b'\x1e{"text": "b"}'
    found = list(lines(*bytes_one_by_one(body)))
    assert [word.text for word in found] == ["é", "b"]


def test_a_line_that_is_not_json_is_an_error() -> None:
    with pytest.raises(APIResponseValidationError, match="not JSON"):
        list(lines(b"{\n"))


async def test_lines_are_read_as_they_come() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for chunk in (b'{"text"', b': "a"}\n{"te', b'xt": "b"}'):
            yield chunk

    response = response_of(b"")
    decoder = AsyncJSONLDecoder(raw_iterator=chunks(), line_type=Word, http_response=response)
    async with decoder:
        assert [word.text async for word in decoder] == ["a", "b"]
    assert decoder.response.is_closed


def test_lines_of_a_method_come_lazily() -> None:
    reply = Reply(chunks=(b"1\n", b"2\n"))
    with serve(reply) as loopback, Sample(base_url=loopback.url, api_key="k") as client:
        cls = JSONLDecoder[int]
        decoder: Any = client.get("/", cast_to=object, stream=True, stream_cls=cls)
        numbers: Iterator[int] = iter(decoder)
        assert next(numbers) == 1
        assert not decoder.response.is_closed
        assert list(numbers) == [2]
        assert decoder.response.is_closed


def test_a_response_that_nobody_gets_is_closed() -> None:
    reply = Reply(chunks=(b"data: 1\n\n", b"data: 2\n\n"))
    limits = httpx.Limits(max_connections=1)
    with (
        serve(reply) as loopback,
        httpx.Client(limits=limits, timeout=5) as http_client,
        Sample(base_url=loopback.url, api_key="k", http_client=http_client) as client,
    ):
        for _ in range(2):
            with pytest.raises(TypeError):
                client.get("/", cast_to=object, stream=True, stream_cls=Word)
        stream: Any = client.get("/", cast_to=object, stream=True, stream_cls=Stream[int])
        assert list(stream) == [1, 2]


async def test_the_connection_of_a_task_that_is_cancelled_is_free_again() -> None:
    reply = Reply(chunks=(b"data: 1\n\n", b"data: 2\n\n"))
    limits = httpx.Limits(max_connections=1)
    with serve(reply) as loopback:
        async with httpx.AsyncClient(limits=limits, timeout=5) as http_client:
            client = AsyncSample(base_url=loopback.url, api_key="k", http_client=http_client)

            async def read(started: asyncio.Event) -> None:
                stream: Any = await client.get(
                    "/", cast_to=object, stream=True, stream_cls=AsyncStream[int]
                )
                async for _ in stream:
                    started.set()
                    await asyncio.sleep(60)

            for _ in range(5):
                started = asyncio.Event()
                task = asyncio.ensure_future(read(started))
                await asyncio.wait_for(started.wait(), 10)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                del task


async def test_an_async_stream_that_is_dropped_is_closed_soon() -> None:
    reply = Reply(chunks=(b"data: 1\n\n", b"data: 2\n\n"))
    with serve(reply) as loopback:
        async with AsyncSample(base_url=loopback.url, api_key="k") as client:
            stream: Any = await client.get(
                "/", cast_to=object, stream=True, stream_cls=AsyncStream[int]
            )
            response = stream.response
            async for _ in stream:
                break
            del stream
            for _ in range(100):
                await asyncio.sleep(0.01)
                if response.is_closed:
                    break
            assert response.is_closed


def test_the_body_of_a_stream_that_nobody_has_begun_can_be_read() -> None:
    with serve(Reply(body=b"data: 1\n\n")) as server, Sample(base_url=server.url, api_key="k") as c:
        stream: Any = c.get("/x", cast_to=object, stream=True, stream_cls=Stream[object])
        assert stream.response.read() == b"data: 1\n\n"
        # It is kept, as the library keeps it.
        assert list(stream) == [1]


def test_a_decoder_of_the_callers_own_gets_an_iterator() -> None:
    class Decoder:
        def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
            yield ServerSentEvent(data=next(iterator).decode())

    class Own(Sample):
        def _make_sse_decoder(self) -> Any:
            return Decoder()

    with serve(Reply(body=b"[1]")) as server, Own(base_url=server.url, api_key="k") as client:
        stream: Any = client.get("/x", cast_to=object, stream=True, stream_cls=Stream[object])
        assert list(stream) == [[1]]

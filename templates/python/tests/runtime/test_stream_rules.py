"""What is done with an event goes by the first rule that it matches."""

from __future__ import annotations

import gc
from typing import Any, List, Union

import pytest
from typing_extensions import Annotated, Literal

from PACKAGE import _stream_values
from PACKAGE._decoders.rules import Rule
from PACKAGE._exceptions import APIError, APIStatusError
from PACKAGE._http import httpx
from PACKAGE._models import BaseModel
from PACKAGE._streaming import AsyncStream, Stream
from PACKAGE._utils import PropertyInfo

from .sample_client import AsyncSample, Sample


class Word(BaseModel):
    type: Literal["word"]
    text: str


class End(BaseModel):
    type: Literal["end"]


Event = Annotated[Union[Word, End], PropertyInfo(discriminator="type")]
NAMED = (
    Rule("yield", names=("word", "end")),
    Rule("continue", names=("ping",)),
    Rule("error", names=("error",)),
)
STATED = (Rule("done", starts_with="[DONE]"), Rule("yield", error_property="error"))


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, chunks: List[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Any:
        yield from self._chunks

    async def __aiter__(self) -> Any:
        for chunk in self._chunks:
            yield chunk


def response_of(*chunks: bytes) -> httpx.Response:
    request = httpx.Request("POST", "http://x/")
    return httpx.Response(200, stream=Body(list(chunks)), request=request)


def stream_of(*chunks: bytes, cast_to: Any = Event, strict: bool = False) -> Any:
    client = Sample(api_key="k", _strict_response_validation=strict)
    return Stream(cast_to=cast_to, response=response_of(*chunks), client=client)


def use(monkeypatch: pytest.MonkeyPatch, rules: Any) -> None:
    monkeypatch.setattr(_stream_values, "RULES", rules)


def test_events_that_no_rule_names_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, NAMED)
    body = (
        b'event: ping\ndata: {}\n\nevent: other\ndata: {"type": "word"}\n\ndata: {"type": "word"}\n\n'
        b'event: word\ndata: {"type": "word", "text": "a"}\n\nevent: end\ndata: {"type": "end"}\n\n'
    )
    assert [type(item) for item in stream_of(body)] == [Word, End]


@pytest.mark.parametrize("strict", [False, True])
def test_the_name_of_an_event_is_its_type_where_the_data_does_not_say_it(
    monkeypatch: pytest.MonkeyPatch, strict: bool
) -> None:
    use(monkeypatch, NAMED)
    body = b'event: word\ndata: {"text": "a"}\n\nevent: end\ndata: {}\n\n'
    word, end = stream_of(body, strict=strict)
    assert (word, end) == (Word(type="word", text="a"), End(type="end"))
    (data,) = stream_of(b'event: word\ndata: {"a": {"type": "b"}}\n\n', cast_to=object)
    assert data == {"type": "word", "a": {"type": "b"}}


@pytest.mark.parametrize("strict", [False, True])
def test_an_event_without_a_name_has_no_type(monkeypatch: pytest.MonkeyPatch, strict: bool) -> None:
    use(monkeypatch, (Rule("yield", names=(None,)),))
    (data,) = stream_of(b'data: {"a": 1}\n\n', cast_to=object, strict=strict)
    assert data == {"a": 1}


def test_data_of_a_type_nobody_knows_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, NAMED)
    (word,) = stream_of(b'event: word\ndata: {"type": "new", "text": 1}\n\n')
    assert isinstance(word, Word)
    assert word.to_dict() == {"type": "new", "text": 1}


def test_an_error_event_is_raised_by_the_status_of_the_response(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(monkeypatch, NAMED)
    stream = stream_of(b'event: error\ndata: {"error": {"type": "overloaded"}}\n\n')
    with pytest.raises(APIStatusError) as caught:
        list(stream)
    assert caught.value.message == "{'error': {'type': 'overloaded'}}"
    assert caught.value.body == {"error": {"type": "overloaded"}}
    assert stream.response.is_closed
    with pytest.raises(APIStatusError, match=r"^busy$"):
        list(stream_of(b"event: error\ndata: busy\n\n"))
    with pytest.raises(APIStatusError, match=r"^Error code: 200$"):
        list(stream_of(b"event: error\n\n"))


def test_an_error_may_be_a_property_of_any_event(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, STATED)
    fine = b'data: {"type": "word", "text": "a", "error": null}\n\n'
    stream = stream_of(fine, b'data: {"error": {"message": "too long", "code": 1}}\n\n')
    assert next(stream).text == "a"
    with pytest.raises(APIError, match=r"^too long$") as caught:
        next(stream)
    assert type(caught.value) is APIError
    assert caught.value.body == {"message": "too long", "code": 1}
    with pytest.raises(APIError, match=r"^An error occurred during streaming$"):
        list(stream_of(b'data: {"error": 3}\n\n'))


def test_what_comes_after_the_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, STATED)
    stream = stream_of(b'data: {"type": "end"}\n\ndata: [DONE] \n\ndata: {"error": 1}\n\n')
    assert list(stream) == [End(type="end")]
    assert stream.response.is_closed


def test_a_loop_that_is_left_can_be_gone_on_with() -> None:
    stream = stream_of(b'data: {"type": "end"}\n\n', b'data: {"type": "end"}\n\n')
    for _ in stream:
        break
    assert not stream.response.is_closed
    assert len(list(stream)) == 1


def test_a_stream_that_is_dropped_is_closed_at_once() -> None:
    gc.disable()
    try:
        stream = stream_of(b'data: {"type": "end"}\n\n', b"data: 1\n\n")
        response = stream.response
        for _ in stream:
            break
        del stream
        assert response.is_closed
    finally:
        gc.enable()


async def test_an_async_stream_goes_by_the_same_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, NAMED)
    body = b'event: ping\ndata: {}\n\nevent: end\ndata: {}\n\nevent: error\ndata: {"a": 1}\n\n'
    client = AsyncSample(api_key="k")
    stream: Any = AsyncStream(cast_to=Event, response=response_of(body), client=client)
    assert await stream.__anext__() == End(type="end")
    with pytest.raises(APIStatusError):
        await stream.__anext__()
    assert stream.response.is_closed

"""A response becomes what was asked for, at once, raw or streamed."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, Dict, List, Union

import pydantic
import pytest
from typing_extensions import Annotated, TypeAliasType

from PACKAGE._constants import RAW_RESPONSE_HEADER, REQUEST_ID_HEADER
from PACKAGE._exceptions import (
    APIConnectionError,
    APIResponseDecodeError,
    APIResponseValidationError,
    StreamAlreadyConsumed,
)
from PACKAGE._http import httpx
from PACKAGE._legacy_response import LegacyAPIResponse
from PACKAGE._options import FinalRequestOptions
from PACKAGE._response import (
    APIResponse,
    AsyncAPIResponse,
    AsyncBinaryAPIResponse,
    BaseAPIResponse,
    BinaryAPIResponse,
    extract_response_type,
)

from ..loopback import reply, serve
from .sample_client import AsyncSample, Sample
from .sample_widgets import Widget
from .use import Use, use_async, use_sync


def wrapped(
    content: bytes,
    cast_to: Any,
    *,
    strict: bool = False,
    content_type: str = "application/json",
) -> Any:
    response = httpx.Response(
        200,
        content=content,
        headers={"content-type": content_type},
        request=httpx.Request("GET", "http://x/"),
    )
    return APIResponse(
        raw=response,
        client=Sample(api_key="k", _strict_response_validation=strict),
        stream=False,
        stream_cls=None,
        cast_to=cast_to,
        options=FinalRequestOptions.construct(method="get", url="/"),
    )


def parsed(content: bytes, cast_to: Any, content_type: str = "application/json") -> Any:
    return wrapped(content, cast_to, content_type=content_type).parse()


def test_a_model_knows_its_request_id_and_does_not_dump_it(use: Use) -> None:
    with serve(
        reply({"id": "a", "x": 1}, headers={REQUEST_ID_HEADER: "req_1"}), {"id": "b"}
    ) as server:
        widget = use(server.url, lambda c: c.widgets.retrieve("a"))
        assert use(server.url, lambda c: c.widgets.retrieve("a"))._request_id is None
    assert widget._request_id == "req_1"
    assert widget.to_dict() == {"id": "a", "x": 1}
    assert "_request_id" not in widget.model_dump_json()
    with pytest.raises(AttributeError):
        _ = Widget.construct(id="a")._request_id


@pytest.mark.parametrize(
    ("content", "cast_to", "value"),
    [
        (b"null", Widget, None),
        (b"anything", None, None),
        (b"anything", type(None), None),
        (b"text", str, "text"),
        (b"text", bytes, b"text"),
        (b"12", int, 12),
        (b"1.5", float, 1.5),
        (b"TrUe", bool, True),
        (b"Foo", bool, False),
        (b'{"a":[1]}', object, {"a": [1]}),
        (b'{"a":1}', Dict[str, float], {"a": 1.0}),
        (b"[1]", List[int], [1]),
        (b'"x"', Union[int, str], "x"),
        (b'{"id":"a"}', Annotated[Widget, "meta"], Widget.construct(id="a")),
        (b'{"id":"a"}', TypeAliasType("Alias", Widget), Widget.construct(id="a")),
    ],
)
def test_each_target_is_made_from_the_body(content: bytes, cast_to: Any, value: object) -> None:
    assert parsed(content, cast_to) == value


def test_unsupported_targets_are_refused() -> None:
    class Plain(pydantic.BaseModel): ...

    class Response(httpx.Response): ...

    with pytest.raises(TypeError, match=r"must subclass our base model type, e.g. `from .* import"):
        parsed(b"{}", Plain)
    with pytest.raises(ValueError, match=r"Subclasses of httpx.Response cannot be passed"):
        parsed(b"{}", Response)
    with pytest.raises(RuntimeError, match="Unsupported type"):
        parsed(b"{}", set)


@pytest.mark.parametrize(
    "content_type",
    ["application/json; charset=utf-8", "application/problem+json", "text/plain", ""],
)
def test_json_is_tried_for_models_whatever_the_content_type(content_type: str) -> None:
    assert parsed(b'{"id":"a"}', Widget, content_type).id == "a"


def test_text_instead_of_json_is_returned_unless_strict() -> None:
    assert parsed(b"<html>", Widget, "text/html") == "<html>"
    assert parsed(b"{}", Dict[str, str], "text/html") == "{}"
    strict = wrapped(b"<html>", Widget, strict=True, content_type="text/html")
    with pytest.raises(APIResponseValidationError, match="Expected Content-Type response header"):
        strict.parse()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
def test_malformed_json_is_both_a_validation_and_a_decode_error(content: bytes) -> None:
    with pytest.raises(APIResponseDecodeError) as raised:
        parsed(content, Widget)
    assert isinstance(raised.value, json.JSONDecodeError)
    assert isinstance(raised.value, APIResponseValidationError)
    assert raised.value.status_code == 200
    assert raised.value.__cause__ is not None


@pytest.mark.parametrize("cast_to", [int, float])
def test_numbers_that_are_none_are_errors_too(cast_to: Any) -> None:
    with pytest.raises(APIResponseDecodeError):
        wrapped(b'{"id": ', cast_to).parse()
    with pytest.raises(ValueError):
        wrapped(b"neither", cast_to, content_type="text/plain").parse()


def test_strict_validation_has_pydantics_error_as_cause(use: Use) -> None:
    with serve({"id": {"no": 1}}) as server:
        assert use(server.url, lambda c: c.widgets.retrieve("a")).id == {"no": 1}
        with pytest.raises(APIResponseValidationError) as raised:
            use(
                server.url,
                lambda c: c.widgets.retrieve("a"),
                _strict_response_validation=True,
            )
    assert isinstance(raised.value.__cause__, pydantic.ValidationError)
    assert raised.value.body == {"id": {"no": 1}}


def test_the_whole_response_can_be_asked_for(use: Use) -> None:
    with serve({"id": "a"}) as server:
        response = use(server.url, lambda c: c.get("/x", cast_to=httpx.Response))
    assert isinstance(response, httpx.Response) and response.json() == {"id": "a"}


def test_a_raw_response_has_been_read() -> None:
    with serve(reply({"id": "a"}, headers={REQUEST_ID_HEADER: "r"})) as server:
        raw = use_sync(server.url, lambda c: c.widgets.with_raw_response.retrieve("a"))
        assert type(raw) is APIResponse
        assert raw.is_closed and raw.status_code == 200 and raw.method == "GET"
        assert raw.parse().id == "a"
        assert raw.parse() is raw.parse()
        assert raw.parse(to=Dict[str, str]) == {"id": "a"}
        assert raw.json() == {"id": "a"} and raw.text() == '{"id": "a"}'
        assert (raw.request_id, raw.retries_taken, raw.http_version) == ("r", 0, "HTTP/1.1")
        assert raw.elapsed is not None and raw.url == raw.http_request.url
        assert server.request.header(RAW_RESPONSE_HEADER) == "raw"


def test_an_async_raw_response_is_awaited() -> None:
    async def act(client: AsyncSample) -> None:
        raw = await client.widgets.with_raw_response.retrieve("a")
        assert type(raw) is AsyncAPIResponse
        assert (await raw.parse()).id == "a"
        assert await raw.json() == {"id": "a"}

    with serve({"id": "a"}) as server:
        use_async(server.url, act)


def test_a_legacy_raw_response_parses_synchronously_in_both_clients(use: Use) -> None:
    with serve({"id": "a"}) as server:
        raw = use(server.url, lambda c: c.widgets.with_raw_response.create(name="x"))
    assert type(raw) is LegacyAPIResponse
    assert raw.is_closed
    assert raw.parse().id == "a"
    assert (raw.text, raw.content) == ('{"id": "a"}', b'{"id": "a"}')
    assert repr(raw).startswith("<APIResponse [200 OK] type=<class ")
    assert server.request.header(RAW_RESPONSE_HEADER) == "true"


def test_a_streamed_response_is_read_inside_its_context() -> None:
    with serve({"id": "a"}) as server:
        client = Sample(base_url=server.url, api_key="k")
        manager = client.widgets.with_streaming_response.retrieve("a", extra_headers={"X-A": "b"})
        assert server.requests == []
        with manager as response:
            assert not response.is_closed
            assert response.parse().id == "a"
        assert response.is_closed
        with client.widgets.with_streaming_response.retrieve("a") as response:
            assert b"".join(response.iter_bytes(2)) == b'{"id": "a"}'
            with pytest.raises(StreamAlreadyConsumed):
                response.read()
            with pytest.raises(StreamAlreadyConsumed):
                list(response.iter_bytes())
        client.close()
    assert server.requests[0].header("X-A") == "b"


def test_an_async_streamed_response_is_read_inside_its_context() -> None:
    async def act(client: AsyncSample) -> None:
        async with client.widgets.with_streaming_response.retrieve("a") as response:
            assert not response.is_closed
            assert (await response.parse()).id == "a"
        assert response.is_closed
        async with client.widgets.with_streaming_response.create(name="x") as response:
            assert [line async for line in response.iter_lines()] == ['{"id": "a"}']
            with pytest.raises(StreamAlreadyConsumed):
                await response.read()

    with serve({"id": "a"}) as server:
        use_async(server.url, act)


def test_a_stream_that_breaks_off_is_a_connection_error() -> None:
    with serve(reply(b"x" * 100, fault="truncate")) as server:
        client = Sample(base_url=server.url, api_key="k")
        streamed = client.widgets.with_streaming_response.download("a")
        with streamed as response, pytest.raises(APIConnectionError):
            list(response.iter_bytes())
        client.close()


def test_files_are_written_to_a_path(tmp_path: Path) -> None:
    with serve(reply(b"\x00\x01" * 5000)) as server:
        client = Sample(base_url=server.url, api_key="k")
        for download in (client.widgets, client.widgets.with_raw_response):
            binary = download.download("a")
            assert type(binary) is BinaryAPIResponse and binary.is_closed
            binary.write_to_file(tmp_path / "a")
            assert (tmp_path / "a").read_bytes() == b"\x00\x01" * 5000
            assert binary.parse() == binary.read()
        with client.widgets.with_streaming_response.download("a") as streamed:
            assert not streamed.is_closed
            streamed.stream_to_file(tmp_path / "b", chunk_size=7)
        assert (tmp_path / "b").read_bytes() == b"\x00\x01" * 5000
        client.close()
    assert server.requests[0].header("Accept") == "application/binary"
    assert all("cast_to" not in name for r in server.requests for name, _ in r.headers)


def test_files_are_written_to_a_path_asynchronously(tmp_path: Path) -> None:
    async def act(client: AsyncSample) -> None:
        binary = await client.widgets.download("a")
        assert type(binary) is AsyncBinaryAPIResponse
        await binary.write_to_file(tmp_path / "a")
        async with client.widgets.with_streaming_response.download("a") as streamed:
            await streamed.stream_to_file(tmp_path / "b")

    with serve(reply(b"data")) as server:
        use_async(server.url, act)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"data"


def test_a_post_parser_has_the_last_word() -> None:
    options = FinalRequestOptions(method="get", url="/", post_parser=lambda value: [value])
    response = wrapped(b'{"a":1}', object)
    response._options = options
    assert response.parse() == [{"a": 1}]


def test_the_type_of_a_response_class_is_found() -> None:
    class Mine(APIResponse[bytes]): ...

    for cls in (BaseAPIResponse[str], APIResponse[str], AsyncAPIResponse[str]):
        assert extract_response_type(cls) is str
    assert extract_response_type(Mine) is bytes
    assert extract_response_type(AsyncBinaryAPIResponse) is bytes
    with pytest.raises(
        RuntimeError,
        match=r"Expected type <class '.*\._response\.AsyncAPIResponse'> to have a type argument at index 0 but it did not",
    ):
        extract_response_type(AsyncAPIResponse)


def test_many_calls_at_once_get_their_own_answers() -> None:
    async def act(client: AsyncSample) -> List[str]:
        calls = [client.widgets.retrieve(str(number)) for number in range(20)]
        return [widget.id for widget in await asyncio.gather(*calls)]

    with serve({"id": "a"}) as server:
        assert use_async(server.url, act) == ["a"] * 20
    assert len(server.requests) == 20


def made_by_hand(kind: Any, content: bytes, content_type: str) -> Any:
    """As in other people's tests: there was no request."""
    response = httpx.Response(200, content=content, headers={"content-type": content_type})
    return kind(
        raw=response,
        client=Sample(api_key="k", _strict_response_validation=True),
        stream=False,
        stream_cls=None,
        cast_to=str,
        options=FinalRequestOptions.construct(method="get", url="/"),
    )


@pytest.mark.parametrize("kind", [APIResponse, LegacyAPIResponse])
def test_a_response_needs_no_request_to_be_read(kind: Any) -> None:
    assert made_by_hand(kind, b"foo", "text/plain").parse() == "foo"
    assert made_by_hand(kind, b'{"id":"a"}', "text/plain").parse(to=Widget).id == "a"


@pytest.mark.parametrize("kind", [APIResponse, LegacyAPIResponse])
def test_a_response_needs_no_request_to_be_wrong(kind: Any) -> None:
    with pytest.raises(json.JSONDecodeError):
        made_by_hand(kind, b"", "application/json").parse(to=Widget)
    with pytest.raises(APIResponseValidationError):
        made_by_hand(kind, b"foo", "text/plain").parse(to=Union[Widget, Dict[str, int]])


def test_a_response_made_by_hand_is_iterated_and_awaited() -> None:
    assert list(made_by_hand(APIResponse, b"a\nb", "text/plain").iter_lines()) == ["a", "b"]
    assert asyncio.run(made_by_hand(AsyncAPIResponse, b"foo", "text/plain").read()) == b"foo"

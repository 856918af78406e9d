"""Programs that override steps of a client, or that turn its log up and down, do so by the names of published SDKs."""

from __future__ import annotations

import inspect
import logging
from typing import Any, Dict, List, Mapping, Tuple

import pytest

from PACKAGE import _base_client
from PACKAGE._http import httpx
from PACKAGE._models import FinalRequestOptions

from ..loopback import reply, serve
from .sample_client import AsyncSample, Sample
from .use import Use, use_async, use_sync


class Noting(Sample):
    def _process_response(self, **step: Any) -> Any:
        return (sorted(step), super()._process_response(**step))

    def _serialize_multipartform(self, data: Mapping[str, object]) -> Dict[str, object]:
        return {name: repr(value) for name, value in data.items()}


class NotingAsync(AsyncSample):
    async def _process_response(self, **step: Any) -> Any:
        return (sorted(step), await super()._process_response(**step))


def test_what_becomes_of_a_response_can_be_overridden() -> None:
    names = ["cast_to", "options", "response", "retries_taken", "stream", "stream_cls"]
    with serve({"id": "a"}) as server:
        client = Noting(base_url=server.url, api_key="k")
        assert client.get("/x", cast_to=object) == (names, {"id": "a"})

        async def main(_: Any) -> Any:
            async with NotingAsync(base_url=server.url, api_key="k") as other:
                return await other.get("/x", cast_to=object)

        assert use_async(server.url, main) == (names, {"id": "a"})


def test_how_a_multipart_form_is_written_can_be_overridden() -> None:
    options = FinalRequestOptions(
        method="post",
        url="/x",
        json_data={"a": [1, 2]},
        headers={"Content-Type": "multipart/form-data"},
    )
    content = Noting(api_key="k")._build_request(options).read()
    assert b'name="a"\r\n\r\n[1, 2]\r\n' in content


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"a": 1, "b": None, "c": "", "d": False}, {"a": "1", "d": "false"}),
        ({"a": [1, 2], "b": ["x"]}, {"a[]": ["1", "2"], "b[]": "x"}),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a[][b]": ["1", "2"]}),
        ({"a": {"b": [1, "x"], "c": {"d": True}}}, {"a[b][]": ["1", "x"], "a[c][d]": "true"}),
        ({"a[b]": 1, "a": {"b": 2}}, {"a[b]": ["1", "2"]}),
    ],
)
def test_fields_of_one_name_are_a_list(data: Dict[str, object], fields: Dict[str, object]) -> None:
    assert Sample(api_key="k")._serialize_multipartform(data) == fields


def test_what_is_said_of_requests_has_the_name_of_its_module(
    caplog: pytest.LogCaptureFixture,
) -> None:
    name = _base_client.__name__
    with (
        serve(reply({"id": "a"}, status=500)) as server,
        caplog.at_level(logging.DEBUG, logger=name),
        pytest.raises(Exception, match="500"),
    ):
        use_sync(server.url, lambda c: c.get("/x", cast_to=object), max_retries=0)
    said = [record for record in caplog.records if record.name == name]
    assert [record.getMessage().partition(":")[0] for record in said] == [
        "Request options",
        "HTTP Response",
    ]
    assert _base_client.log is logging.getLogger(name)


def test_parameters_of_the_http_client_are_sent_besides_those_of_the_request() -> None:
    shared = httpx.Client(params={"z": "1", "a": "0"})
    client = Sample(api_key="k", base_url="https://api.example", http_client=shared)

    def sent(**options: Any) -> List[Tuple[str, str]]:
        made = client._build_request(FinalRequestOptions(method="get", **options))
        return sorted(made.url.params.multi_items())

    assert sent(url="/x") == [("a", "0"), ("z", "1")]
    assert sent(url="/x", params={"p": "é &"}) == [("a", "0"), ("p", "é &"), ("z", "1")]
    assert sent(url="/x?b=1", params={"a": 5}) == [("a", "5"), ("b", "1"), ("z", "1")]


@pytest.mark.parametrize("other", ["json_data", "extra_json"])
def test_a_body_beside_content_is_refused(other: str) -> None:
    options: Dict[str, Any] = {"content": b"x", other: {"a": 1}}
    with pytest.raises(TypeError, match="Passing both `content` and"):
        Sample(api_key="k")._build_request(FinalRequestOptions(method="post", url="/x", **options))


def test_an_extra_body_beside_content_is_not_lost(use: Use) -> None:
    with pytest.raises(TypeError, match="Passing both `content` and `extra_body`"):
        use(
            "http://x",
            lambda c: c.post("/x", cast_to=object, content=b"", options={"extra_json": {"a": 1}}),
        )


def test_platform_headers_can_be_added_to() -> None:
    for described in (_base_client.platform_headers, Sample.platform_headers):
        assert inspect.signature(described).return_annotation == "Dict[str, str]"
    assert type(Sample(api_key="k").platform_headers()) is dict

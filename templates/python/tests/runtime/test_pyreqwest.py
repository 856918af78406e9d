"""Clients over pyreqwest: what differs from those over the HTTP library's own transport."""

from __future__ import annotations

import asyncio
import time
from typing import Any, List

import anyio
import pytest

from PACKAGE._base_client import DefaultPyreqwestClient
from PACKAGE._deadline import clipped
from PACKAGE._exceptions import APIConnectionError, APITimeoutError
from PACKAGE._http import httpx

from ..loopback import reply, serve
from .sample_client import AsyncSample
from .test_direct import speaking
from .use import Use, use_pyreqwest, use_pyreqwest_async

_pyreqwest: Any = pytest.importorskip("PACKAGE._pyreqwest", exc_type=ImportError)

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 212\r\n\r\n"
SLOW = HEAD + b" " * 200 + b'{"id":"abc"}'


@pytest.fixture(params=[use_pyreqwest, use_pyreqwest_async], ids=["sync", "async"])
def use(request: Any) -> Use:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> List[str]:
    """The paths of the requests that are sent directly."""
    sent: List[str] = []
    for kind in (_pyreqwest._Transport, _pyreqwest._AsyncTransport):

        def recorded(self: Any, request: Any, whole: Any = kind.whole) -> Any:
            sent.append(request.url.path)
            return whole(self, request)

        monkeypatch.setattr(kind, "whole", recorded)
    return sent


def test_plain_requests_are_sent_directly(use: Use, direct: List[str]) -> None:
    with serve({"id": "a"}, {"id": "b"}) as server:
        assert use(server.url, lambda c: c.widgets.retrieve("a")).id == "a"
        made = use(server.url, lambda c: c.post("/x", body={"a": "ä"}, cast_to=httpx.Response))
    assert direct == ["/v1/widgets/a", "/x"]
    assert (made.json(), made.http_version, made.request.method) == (
        {"id": "b"},
        "HTTP/1.1",
        "POST",
    )
    assert made.is_closed and made.is_stream_consumed and made.elapsed.total_seconds() > 0
    assert server.requests[1].json() == {"a": "ä"}
    assert server.requests[1].header("Host") == server.url[len("http://") :]


@pytest.mark.parametrize("change", ["hook", "auth", "mount", "send"])
def test_what_is_changed_in_the_client_has_its_say(
    change: str, direct: List[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: List[Any] = []
    client = DefaultPyreqwestClient()
    if change == "hook":
        client.event_hooks = {"request": [seen.append]}
    elif change == "auth":
        client.auth = ("user", "password")
    elif change == "mount":
        client = DefaultPyreqwestClient(mounts={"all://other": None})
    else:
        send = httpx.Client.send
        monkeypatch.setattr(httpx.Client, "send", lambda *a, **k: send(*a, **k))
    with serve({}) as server:
        assert (
            use_pyreqwest(server.url, lambda c: c.get("/x", cast_to=object), http_client=client)
            == {}
        )
    assert direct == []
    assert len(seen) == (change == "hook")


def test_a_transport_of_the_callers_own_is_asked(direct: List[str]) -> None:
    own = httpx.MockTransport(lambda request: httpx.Response(200, json=[1]))
    client = DefaultPyreqwestClient(transport=own)
    assert use_pyreqwest("http://x", lambda c: c.get("/", cast_to=object), http_client=client) == [
        1
    ]
    assert direct == []


def test_files_are_sent(use: Use) -> None:
    with serve({"id": "a"}) as server:
        use(server.url, lambda c: c.post("/x", cast_to=object, files={"file": ("a.txt", b"abc")}))
    assert server.request.header("Content-Type").startswith("multipart/form-data; boundary=")
    assert b"\r\n\r\nabc\r\n" in server.request.body


def test_a_timeout_is_that_of_each_read(use: Use) -> None:
    with speaking(SLOW, pause=0.005) as url:
        got = use(url, lambda c: c.get("/x", cast_to=httpx.Response), timeout=1, max_retries=0)
    # It took longer in all.
    assert got.json() == {"id": "abc"} and got.elapsed.total_seconds() > 1
    with serve(reply({}, delay=5)) as server:
        started = time.monotonic()
        with pytest.raises(APITimeoutError):
            use(server.url, lambda c: c.get("/x", cast_to=object), timeout=0.3, max_retries=0)
        assert time.monotonic() - started < 4


def test_nothing_is_waited_for_when_the_time_for_the_whole_call_is_over() -> None:
    client = DefaultPyreqwestClient()
    request = httpx.Request("GET", "http://127.0.0.1:1/x")
    request.extensions = {"timeout": clipped({"connect": 5, "read": 5}, time.monotonic() - 1)}
    with pytest.raises(httpx.TimeoutException):
        client._transport.handle_request(request)


def test_timeouts_without_end_take_no_connections_without_end() -> None:
    client = DefaultPyreqwestClient()

    def call(sample: Any) -> None:
        for number in range(20):
            sample.get("/x", cast_to=object, options={"timeout": 5 + number / 10})

    with serve({}) as server:
        use_pyreqwest(server.url, call, http_client=client)
    assert len(server.requests) == 20
    senders: Any = client._transport
    assert len(senders.senders.all()) <= _pyreqwest._MOST_SENDERS + 1


def test_a_header_that_is_not_ascii_spoils_no_response(use: Use) -> None:
    answer = b"HTTP/1.1 200 OK\r\nX-Name: n\xe4me\r\nRequest-Id: r\r\nContent-Length: 2\r\n\r\n{}"
    with speaking(answer) as url:
        response = use(url, lambda c: c.get("/x", cast_to=httpx.Response), max_retries=0)
    assert response.headers["request-id"] == "r"


def test_a_body_that_breaks_off_is_an_error_of_reading(use: Use) -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"
    with speaking(cut) as url, pytest.raises(APIConnectionError) as raised:
        use(url, lambda c: c.get("/x", cast_to=object), max_retries=0)
    assert isinstance(raised.value.__cause__, httpx.RemoteProtocolError)


def test_a_stream_is_there_before_its_end() -> None:
    def first(client: Any) -> bytes:
        with client.widgets.with_streaming_response.retrieve("a") as response:
            return next(iter(response.iter_bytes()))  # type: ignore[no-any-return]

    with speaking(SLOW, pause=0.005) as url:
        assert 1 <= len(use_pyreqwest(url, first, max_retries=0)) < 200


def test_a_scope_that_was_cancelled_ends_with_its_block() -> None:
    async def call(client: AsyncSample) -> bool:
        with anyio.move_on_after(0.1) as scope:
            await client.get("/x", cast_to=object)
        going = asyncio.ensure_future(client.get("/x", cast_to=object))
        await asyncio.sleep(0.1)
        going.cancel("why")
        with pytest.raises(asyncio.CancelledError, match="why"):
            await going
        return scope.cancelled_caught

    with serve(reply({}, delay=5)) as server:
        assert use_pyreqwest_async(server.url, call)

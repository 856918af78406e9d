"""The SDK's own HTTP clients send plain requests over the library's pool, and the library's clients send the rest."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import socket
import sys
import threading
import time
from importlib.metadata import version
from typing import Any, Callable, Iterator, List
from unittest import mock

import pytest

from anthropic import _direct, _lease, _plain
from anthropic._base_client import DefaultAsyncHttpxClient, DefaultHttpxClient
from anthropic._exceptions import APIConnectionError, APIStatusError, APITimeoutError
from anthropic._http import httpx

from ..loopback import reply, serve
from .sample_client import AsyncSample, Sample

ANYIO = tuple(int(number) for number in version("anyio").split(".")[:2])


@contextlib.contextmanager
def speaking(*answers: bytes, pause: float = 0.0) -> Iterator[str]:
    """A server that answers connection by connection, whatever it is asked, byte by byte where it pauses, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def speak() -> None:
        for answer in answers:
            with contextlib.suppress(OSError), listener.accept()[0] as connection:
                connection.recv(65_536)
                for piece in [answer[i : i + 1] for i in range(len(answer))] if pause else [answer]:
                    connection.sendall(piece)
                    if done.wait(pause):
                        return

    thread = threading.Thread(target=speak)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        done.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def sample(url: str, **options: Any) -> Any:
    return Sample(**{"base_url": url, "api_key": "k", "max_retries": 0, **options})


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> List[str]:
    """The paths of the requests that are sent directly."""
    sent: List[str] = []
    made = _direct.Exchange.__init__

    def recorded(self: Any, client: Any, pool: Any, request: Any, abandoned: Any) -> None:
        sent.append(request.url.path)
        made(self, client, pool, request, abandoned)

    monkeypatch.setattr(_direct.Exchange, "__init__", recorded)
    return sent


def pool(client: Any) -> Any:
    return client._client._transport_to("http")._pool


def is_known_pool() -> bool:
    """Whether the library's pool is that of its later versions."""
    return _lease._is_known(type(httpx.HTTPTransport()._pool))


def open_connections(client: Any) -> int:
    return len(pool(client).connections)


def taken(client: Any) -> int:
    return len(pool(client)._requests)


def test_calls_share_a_connection(direct: List[str]) -> None:
    with serve({"id": "a"}) as server, sample(server.url) as client:
        for _ in range(3):
            assert client.widgets.retrieve("a").id == "a"
        assert (open_connections(client), taken(client)) == (1, 0)
    assert direct == ["/v1/widgets/a"] * 3
    assert server.requests[0].header("Host") == server.url[len("http://") :]
    assert open_connections(client) == 0


def test_a_response_says_how_long_it_took_and_what_it_answers() -> None:
    with serve(reply({"id": "a"}, delay=0.05)) as server, sample(server.url) as client:
        response = client.get("/x", cast_to=httpx.Response)
    assert response.elapsed.total_seconds() >= 0.05
    assert (response.http_version, response.reason_phrase) == ("HTTP/1.1", "OK")
    assert response.request.url.path == "/x" and response.is_closed and response.is_stream_consumed


def test_a_compressed_body_in_chunks_is_read() -> None:
    import gzip

    body = gzip.compress(b'{"id": "zipped"}')
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    chunked = reply(headers=headers, chunks=(body[:5], body[5:]))
    with serve(chunked) as server, sample(server.url) as client:
        assert client.widgets.retrieve("a").id == "zipped"
        assert open_connections(client) == 1


def test_cookies_are_kept_as_by_the_library() -> None:
    first = reply({}, headers={"Set-Cookie": "c=1; Path=/"})
    with serve(first, {}) as server, sample(server.url) as client:
        client.get("/x", cast_to=object)
        client.get("/x", cast_to=object)
    assert [request.header("Cookie") for request in server.requests] == [None, "c=1"]


def test_redirects_are_followed_with_their_history(direct: List[str]) -> None:
    moved = reply(status=303, headers={"Location": "/there"})
    with serve(moved, {}) as server, sample(server.url) as client:
        response = client.post("/here", body={"a": 1}, cast_to=httpx.Response)
    assert [(r.method, r.target) for r in server.requests] == [("POST", "/here"), ("GET", "/there")]
    assert [past.status_code for past in response.history] == [303]
    assert direct == ["/here"]
    stay = {"follow_redirects": False}
    with (
        serve(moved) as server,
        sample(server.url) as client,
        pytest.raises(APIStatusError) as raised,
    ):
        client.get("/here", cast_to=object, options=stay)
    assert raised.value.response.next_request is not None


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ],
)
def test_a_broken_response_is_an_error_and_its_connection_is_closed(answer: bytes) -> None:
    with speaking(answer) as url, sample(url) as client:
        with pytest.raises(APIConnectionError) as raised:
            client.get("/x", cast_to=object)
        assert isinstance(raised.value.__cause__, httpx.RemoteProtocolError)
        assert (open_connections(client), taken(client)) == (0, 0)


def test_what_nobody_listens_to_cannot_be_connected() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with sample(f"http://127.0.0.1:{port}") as client, pytest.raises(APIConnectionError) as raised:
        client.get("/x", cast_to=object)
    assert isinstance(raised.value.__cause__, httpx.ConnectError)


def test_a_silent_server_times_out() -> None:
    with serve(reply({}, delay=5)) as server, sample(server.url, timeout=0.05) as client:
        with pytest.raises(APITimeoutError) as raised:
            client.get("/x", cast_to=object)
        assert isinstance(raised.value.__cause__, httpx.ReadTimeout)
        assert (open_connections(client), taken(client)) == (0, 0)


def test_a_connection_that_the_server_has_closed_is_not_used_again() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    with speaking(answer, answer) as url, sample(url) as client:
        assert client.get("/x", cast_to=object) == {}
        deadline = time.monotonic() + 10
        while (
            not all(connection.has_expired() for connection in pool(client).connections)
            and time.monotonic() < deadline
        ):
            time.sleep(0.01)
        assert client.get("/x", cast_to=object) == {}


def test_a_stream_gives_its_connection_back_at_its_end_or_loses_it() -> None:
    chunks = reply(chunks=(b"a", b"b", b"c"))
    with serve(chunks) as server, sample(server.url) as client:
        read = client.widgets.with_streaming_response.retrieve
        with read("a") as response:
            assert taken(client) == 1
            assert list(response.iter_bytes()) == [b"a", b"b", b"c"]
            assert (open_connections(client), taken(client)) == (1, 0)
        with read("a") as response:
            assert next(response.iter_bytes()) == b"a"
        assert (open_connections(client), taken(client)) == (0, 0)


def test_a_stream_that_nobody_closes_gives_its_place_back_when_it_is_collected() -> None:
    with serve(reply(chunks=(b"a", b"b"))) as server, sample(server.url) as client:
        request = client._client.build_request("GET", f"{server.url}/x")
        response = client._client.send(request, stream=True)
        assert taken(client) == 1
        del response
        gc.collect()
        assert client.get("/x", cast_to=str) == "ab"
        assert (open_connections(client), taken(client)) == (1, 0)


def test_who_finds_no_place_waits_and_then_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    timeout = httpx.Timeout(5, pool=0.05)
    with serve(reply({}, delay=0.2)) as server, sample(server.url, timeout=timeout) as client:
        pool(client)._max_connections = 1
        with client.widgets.with_streaming_response.retrieve("a"):
            with pytest.raises(APITimeoutError) as raised:
                client.get("/x", cast_to=object)
            assert isinstance(raised.value.__cause__, httpx.PoolTimeout)
        assert client.get("/x", cast_to=object) == {}
        assert taken(client) == 0


def test_threads_get_answers_to_their_own_questions() -> None:
    with _echo() as url, sample(url) as client:
        wrong: List[str] = []

        def ask(name: str) -> None:
            for number in range(50):
                asked = f"/{name}/{number}"
                if client.get(asked, cast_to=str) != asked:
                    wrong.append(asked)

        _in_threads(ask, [f"t{number}" for number in range(8)])
        assert wrong == []
        assert open_connections(client) <= 8 and taken(client) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("way", ["directly", "by the library"])
def test_a_forked_process_opens_connections_of_its_own(way: str) -> None:
    http_client = DefaultHttpxClient() if way == "by the library" else None
    with _echo() as url, sample(url, http_client=http_client) as client:
        ports = {client.get("/port", cast_to=str)}
        child = os.fork()
        if child == 0:
            try:
                os._exit(0 if client.get("/port", cast_to=str) not in ports else 1)
            finally:
                os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert client.get("/port", cast_to=str) in ports


def _patched_send(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    send = httpx.Client.send
    monkeypatch.setattr(httpx.Client, "send", lambda *a, **k: send(*a, **k))


def _patched_transport(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    handle = httpx.HTTPTransport.handle_request
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda *a: handle(*a))


def _patched_pool(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    pool = type(client._client._transport._pool)
    handle = pool.handle_request
    monkeypatch.setattr(pool, "handle_request", lambda *a: handle(*a))


def _with_a_hook(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    client._client.event_hooks = {"request": [lambda request: None]}


def _with_auth(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    client._client.auth = ("user", "password")


def _with_a_transport(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    client._client._transport = httpx.MockTransport(lambda request: httpx.Response(200, json={}))


def _patched_here(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    send = client._client._send_single_request
    monkeypatch.setattr(client._client, "_send_single_request", lambda request: send(request))


def _patched_transport_here(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    transport = client._client._transport
    answer = mock.Mock(side_effect=transport.handle_request)
    monkeypatch.setattr(transport, "handle_request", answer)


def _of_another_release(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    hooks = client._client.__dict__.pop("_event_hooks")
    monkeypatch.setattr(type(client._client), "_event_hooks", hooks, raising=False)
    monkeypatch.setattr(_plain, "can_be_made", lambda: False)


@pytest.mark.parametrize(
    "change",
    [
        _patched_send,
        _patched_transport,
        _patched_pool,
        _with_a_hook,
        _with_auth,
        _with_a_transport,
        _patched_here,
        _patched_transport_here,
        _of_another_release,
    ],
)
def test_what_is_changed_in_the_library_has_its_say(
    change: Callable[..., None], direct: List[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve({}) as server, sample(server.url) as client:
        change(monkeypatch, client)
        assert client.get("/x", cast_to=object) == {}
    assert direct == []


def test_a_pool_of_another_kind_is_left_to_the_library(direct: List[str]) -> None:
    class Wrapped:
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        def __getattr__(self, name: str) -> Any:
            return getattr(self._inner, name)

    with serve({}) as server, sample(server.url) as client:
        client.get("/x", cast_to=object)
        client._client._transport._pool = Wrapped(client._client._transport._pool)
        client.get("/y", cast_to=object)
    assert direct == ["/x"]


def run_async(url: str, action: Callable[[Any], Any], **options: Any) -> Any:
    async def main() -> Any:
        made = AsyncSample(**{"base_url": url, "api_key": "k", "max_retries": 0, **options})
        async with made as client:
            return await action(client)

    return asyncio.run(main())


def test_the_async_client_sends_directly_too(direct: List[str]) -> None:
    moved = reply(status=303, headers={"Location": "/there", "Set-Cookie": "c=1; Path=/"})

    async def call(client: Any) -> Any:
        for _ in range(2):
            assert (await client.widgets.retrieve("a")).id == "a"
        response = await client.post("/here", body={"a": 1}, cast_to=httpx.Response)
        assert (open_connections(client), taken(client)) == (1, 0)
        return response

    with serve({"id": "a"}, {"id": "a"}, moved, reply({}, delay=0.05)) as server:
        response = run_async(server.url, call)
    assert direct == ["/v1/widgets/a"] * 2 + ["/here"]
    assert [past.status_code for past in response.history] == [303]
    assert response.is_closed and response.is_stream_consumed and response.text == "{}"
    assert response.elapsed.total_seconds() >= 0.05
    assert [request.header("Cookie") for request in server.requests][2:] == [None, "c=1"]


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"])
def test_an_async_call_gets_the_librarys_errors(answer: bytes) -> None:
    async def call(client: Any) -> None:
        with pytest.raises(APIConnectionError) as raised:
            await client.get("/x", cast_to=object)
        assert isinstance(raised.value.__cause__, httpx.RemoteProtocolError)
        assert (open_connections(client), taken(client)) == (0, 0)

    with speaking(answer) as url:
        run_async(url, call)


def test_an_async_stream_that_nobody_closes_gives_its_place_back() -> None:
    async def call(client: Any) -> None:
        request = client._client.build_request("GET", f"{server.url}/x")
        response = await client._client.send(request, stream=True)
        assert taken(client) == 1
        del response
        gc.collect()
        assert await client.get("/x", cast_to=str) == "ab"
        assert (open_connections(client), taken(client)) == (1, 0)

    with serve(reply(chunks=(b"a", b"b"))) as server:
        run_async(server.url, call)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio loses some cancellations")
@pytest.mark.skipif(ANYIO < (4, 16), reason="anyio loses some cancellations")
@pytest.mark.skipif(not is_known_pool(), reason="the library keeps what was cancelled")
@pytest.mark.parametrize("way", ["directly", "by the library"])
def test_what_is_cancelled_before_it_is_connected_takes_no_place(way: str) -> None:
    http_client = DefaultAsyncHttpxClient(verify=False) if way == "by the library" else None

    async def call(client: Any) -> None:
        for turns in range(12):
            going = [asyncio.ensure_future(client.get("/x", cast_to=object)) for _ in range(5)]
            for _ in range(turns):
                await asyncio.sleep(0)
            for one in going:
                one.cancel()
            ended = await asyncio.gather(*going, return_exceptions=True)
            assert all(isinstance(one, asyncio.CancelledError) for one in ended)
            found = client._client._transport._pool
            assert all(one.is_idle() or one.is_closed() for one in found.connections)
            assert found._requests == []
        assert await client.get("/y", cast_to=str) == "/y"

    with _echo(pause_at=b"/x") as url:
        run_async(url, call, http_client=http_client)


def test_a_patched_async_transport_is_asked(
    direct: List[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = mock.AsyncMock(return_value=httpx.Response(200, json=[1]))
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answer)
    assert run_async("http://x", lambda client: client.get("/x", cast_to=object)) == [1]
    assert direct == []


def test_certificates_are_read_when_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: List[Any] = []
    create = httpx.create_ssl_context

    def recorded(*args: Any, **kwargs: Any) -> Any:
        assert kwargs["verify"] is True
        read.append(create(*args, **kwargs))
        return read[-1]

    monkeypatch.setattr(httpx, "create_ssl_context", recorded)
    with serve({}) as server, sample(server.url) as client:
        client.get("/x", cast_to=object)
        assert read == []
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        with pytest.raises(APIConnectionError):
            client.get(f"https://127.0.0.1:{port}/x", cast_to=object)
        assert read == [pool(client)._ssl_context]


def test_a_proxy_is_asked(direct: List[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with serve({}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with sample("http://api.invalid") as client:
            client.get("/x", cast_to=object)
    assert direct == []
    assert proxy.request.target == "http://api.invalid/x"


def test_the_transport_is_there_for_who_looks_at_it() -> None:
    client = sample("http://x")
    assert isinstance(client._client._transport, httpx.HTTPTransport)
    assert client._client._transport._pool._requests == []
    client.close()
    unused = sample("http://x")
    unused.close()
    assert unused.is_closed()


def test_a_request_is_logged_as_by_the_library(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger=httpx.__name__)
    with serve({}) as server, sample(server.url) as client:
        client.get("/x?key=canary", cast_to=object)
    assert [record.getMessage() for record in caplog.records if record.name == httpx.__name__] == [
        f'HTTP Request: GET {server.url}/x "HTTP/1.1 200 OK"'
    ]


def _in_threads(act: Callable[[str], None], names: List[str]) -> None:
    threads = [threading.Thread(target=act, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@contextlib.contextmanager
def _echo(pause_at: bytes = b"-") -> Iterator[str]:
    """A server that says what it was asked for, or over which port of the client; nothing at one path."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)

    def answer(connection: socket.socket) -> None:
        with connection:
            while data := connection.recv(65_536):
                path = data.split(b" ", 2)[1]
                if path == pause_at:
                    continue
                body = b"%d" % connection.getpeername()[1] if path == b"/port" else path
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
                )

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection = listener.accept()[0]
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()

"""Idle connections of the HTTP library's pool are used again without asking the pool, which still keeps its rules."""

from __future__ import annotations

import asyncio
import sys
import threading
from importlib import import_module
from typing import Any, List

import pytest

from anthropic import _lease
from anthropic._http import CORE

from ..loopback import reply, serve
from .test_direct import is_known_pool, open_connections, pool, run_async, sample, taken

CORE_POOL: Any = import_module(CORE).ConnectionPool
CORE_ASYNC_POOL: Any = import_module(CORE).AsyncConnectionPool

# Of earlier versions of the library nobody takes connections without asking.
pytestmark = pytest.mark.skipif(not is_known_pool(), reason="the library has another pool")


@pytest.fixture
def leased(monkeypatch: pytest.MonkeyPatch) -> List[Any]:
    """The connections that requests took without asking the pool."""
    connections: List[Any] = []
    made = _lease._Taken.__init__

    def recorded(self: Any, pool: Any, connection: Any) -> None:
        if not isinstance(connection, _lease._Busy):
            connections.append(connection)
        made(self, pool, connection)

    monkeypatch.setattr(_lease._Taken, "__init__", recorded)
    return connections


def test_an_idle_connection_is_taken_again(leased: List[Any]) -> None:
    with serve({}) as server, sample(server.url) as client:
        for _ in range(3):
            client.get("/x", cast_to=object)
        assert leased == pool(client).connections * 2
        assert (open_connections(client), taken(client)) == (1, 0)


@pytest.mark.parametrize("kind", [CORE_POOL, CORE_ASYNC_POOL])
def test_a_pool_that_is_not_as_it_is_known_sends_itself(kind: Any) -> None:
    class Forgetful(kind):  # type: ignore[misc]
        def _assign_requests_to_connections(self) -> List[Any]:
            self._requests: List[Any] = []
            return []

    class Renamed(kind):  # type: ignore[misc]
        _assign_requests_to_connections = None

    assert _lease._is_known(kind)
    assert not _lease._is_known(Forgetful)
    assert not _lease._is_known(Renamed)


def test_one_that_is_taken_is_nobody_elses(leased: List[Any]) -> None:
    with serve(reply(chunks=(b"a", b"b"))) as server, sample(server.url) as client:
        read = client.widgets.with_streaming_response.retrieve
        client.get("/x", cast_to=str)
        with read("a") as one, read("b") as other:
            assert open_connections(client) == 2
            assert [next(one.iter_bytes()), next(other.iter_bytes())] == [b"a", b"a"]
        assert (len(leased), taken(client)) == (1, 0)


def test_the_pool_closes_what_it_shall_not_keep() -> None:
    with serve(reply({}, delay=0.1)) as server, sample(server.url) as client:
        client.get("/x", cast_to=object)
        pool(client)._max_keepalive_connections = 1
        threads = [
            threading.Thread(target=client.get, args=("/x",), kwargs={"cast_to": object})
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (open_connections(client), taken(client)) == (1, 0)


def test_who_waits_for_a_place_gets_it_when_a_connection_is_given_back() -> None:
    with serve(reply({}, delay=0.1)) as server, sample(server.url) as client:
        client.get("/x", cast_to=object)
        pool(client)._max_connections = 1
        first = threading.Thread(target=client.get, args=("/x",), kwargs={"cast_to": object})
        first.start()
        assert client.get("/x", cast_to=object) == {}
        first.join()
        assert (open_connections(client), taken(client)) == (1, 0)


def test_one_that_another_was_faster_to_take_is_left_to_the_pool(
    leased: List[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve({}) as server, sample(server.url) as client:
        client.get("/x", cast_to=object)
        connection = pool(client).connections[0]
        handle, error = connection.handle_request, sys.modules[CORE].ConnectionNotAvailable

        def refuse_once(request: Any) -> Any:
            monkeypatch.setattr(connection, "handle_request", handle)
            raise error

        monkeypatch.setattr(connection, "handle_request", refuse_once)
        assert client.get("/x", cast_to=object) == {}
        assert (leased, open_connections(client), taken(client)) == ([connection], 1, 0)


def test_async_calls_take_idle_connections_too(leased: List[Any]) -> None:
    async def call(client: Any) -> None:
        await client.get("/x", cast_to=object)
        await client.get("/x", cast_to=object)
        assert leased == pool(client).connections
        await asyncio.gather(*(client.get("/x", cast_to=object) for _ in range(3)))
        assert (open_connections(client), taken(client)) == (3, 0)

    with serve(reply({}, delay=0.05)) as server:
        run_async(server.url, call)


def test_an_async_call_that_is_cancelled_gives_its_place_back(leased: List[Any]) -> None:
    async def call(client: Any) -> None:
        await client.get("/x", cast_to=object)
        going = asyncio.ensure_future(client.get("/x", cast_to=object))
        await asyncio.sleep(0.05)
        assert len(leased) == 1 and taken(client) == 1
        going.cancel()
        with pytest.raises(asyncio.CancelledError):
            await going
        assert (open_connections(client), taken(client)) == (0, 0)
        assert await client.get("/x", cast_to=object) == {}

    with serve({}, reply({}, delay=1), {}) as server:
        run_async(server.url, call)

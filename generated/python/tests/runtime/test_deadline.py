"""A call takes no longer than the time that it was given as a whole."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Dict

import pytest

from anthropic._exceptions import APIConnectionError, APIStatusError, APITimeoutError

from ..loopback import reply, serve
from .sample_client import AsyncSample, Sample
from .test_direct import speaking
from .use import Use, use_sync

DRIPPING = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n" + (
    b" " * 2000
)


def test_without_one_there_is_no_end(use: Use) -> None:
    assert use("http://x", _none) is None


def _none(client: Any) -> Any:
    assert client.total_timeout is None and client.copy().total_timeout is None
    return _nothing() if isinstance(client, AsyncSample) else None


async def _nothing() -> None:
    return None


def test_a_body_that_drips_is_cut_off_though_each_byte_comes_in_time(use: Use) -> None:
    with speaking(DRIPPING, pause=0.02) as url:
        started = time.monotonic()
        with pytest.raises(APITimeoutError):
            use(url, lambda c: c.widgets.retrieve("a"), total_timeout=0.6, max_retries=0)
    assert 0.5 < time.monotonic() - started < 20


def test_a_head_that_drips_is_cut_off() -> None:
    with speaking(DRIPPING, pause=0.05) as url:
        started = time.monotonic()
        with pytest.raises(APITimeoutError):
            use_sync(url, lambda c: c.widgets.retrieve("a"), total_timeout=0.2, max_retries=0)
    assert time.monotonic() - started < 20


def test_attempts_and_waits_share_the_time(use: Use) -> None:
    with serve(reply({}, status=500, headers={"Retry-After": "30"})) as server:
        started = time.monotonic()
        with pytest.raises(APIStatusError):
            use(server.url, lambda c: c.widgets.retrieve("a"), total_timeout=10, max_retries=5)
    # There was no time for the wait that the server asked for, so the error comes at once.
    assert time.monotonic() - started < 10
    assert len(server.requests) == 1


@pytest.mark.usefixtures("no_waiting")
def test_a_later_attempt_has_only_what_is_left(use: Use) -> None:
    with serve(reply({}, delay=30)) as server:
        started = time.monotonic()
        with pytest.raises(APIConnectionError):
            use(
                server.url,
                lambda c: c.widgets.retrieve("a"),
                timeout=0.3,
                total_timeout=0.7,
                max_retries=50,
            )
    assert time.monotonic() - started < 20
    assert 1 < len(server.requests) < 10


def test_one_call_can_be_given_another_time(use: Use) -> None:
    options: Dict[str, Any] = {"total_timeout": 0.1, "max_retries": 0}
    with serve(reply({}, delay=30)) as server, pytest.raises(APITimeoutError):
        use(server.url, lambda c: c.get("/x", cast_to=object, options=options))
    with serve(reply({}, delay=30)) as server, pytest.raises(APITimeoutError):
        use(
            server.url,
            lambda c: c.with_options(total_timeout=0.1, max_retries=0).get("/x", cast_to=object),
        )
    with serve(reply({}, delay=0.2)) as server:
        free = {"total_timeout": None}
        call = lambda c: c.get("/x", cast_to=object, options=free)  # noqa: E731
        assert use(server.url, call, total_timeout=0.1, max_retries=0) == {}


def test_what_is_read_as_a_stream_ends_too() -> None:
    with speaking(DRIPPING, DRIPPING, pause=0.02) as url:
        with (
            Sample(base_url=url, api_key="k", total_timeout=3.0, max_retries=0) as client,
            pytest.raises(APITimeoutError),
            client.widgets.with_streaming_response.retrieve("a") as response,
        ):
            for _ in response.iter_bytes():
                pass

        async def main() -> None:
            async with (
                AsyncSample(base_url=url, api_key="k", total_timeout=3.0, max_retries=0) as client,
                client.widgets.with_streaming_response.retrieve("a") as response,
            ):
                async for _ in response.iter_bytes():
                    pass

        with pytest.raises(APITimeoutError):
            asyncio.run(main())

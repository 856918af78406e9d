"""Answers that are compressed badly, or followed by what nobody asked for."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

import pytest

from anthropic import _unpack
from anthropic._exceptions import APIConnectionError, APIStatusError
from anthropic._http import httpx

from ..loopback import Reply, reply, serve
from .use import Use

WIDGET = json.dumps({"id": "a", "name": "n" * 500}).encode()
# Many pieces, of which the library gets one after the other.
LONG = json.dumps({"id": "a", "name": "0123456789" * 200_000}).encode()


def packed(content: bytes, encoding: str = "gzip") -> Reply:
    kind = {"Content-Type": "application/json", "Content-Encoding": encoding}
    return reply(content, headers=kind)


def zipped(content: bytes) -> bytes:
    """Without the hour: tests that are named by it would have other names in each process."""
    return gzip.compress(content, mtime=0)


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (zipped(WIDGET), "gzip"),
        (zipped(WIDGET), "identity, GZIP"),
        (zipped(WIDGET[:9]) + zipped(WIDGET[9:]), "gzip"),
        (zipped(WIDGET) + b"\0" * 10, "gzip"),
        (zlib.compress(WIDGET), "deflate"),
        (raw_deflate(WIDGET), "deflate"),
        (zipped(zlib.compress(WIDGET)), "deflate, gzip"),
        (zipped(LONG), "gzip"),
    ],
)
def test_compressed_answers_are_read(use: Use, content: bytes, encoding: str) -> None:
    with serve(packed(content, encoding)) as server:
        widget = use(server.url, lambda c: c.widgets.retrieve("a"))
    assert len(widget.name) in (500, 2_000_000)


def test_an_empty_body_needs_no_end_of_its_compression(use: Use) -> None:
    empty = reply(b"", status=404, headers={"Content-Encoding": "gzip"})
    with serve(empty) as server, pytest.raises(APIStatusError, match="Error code: 404"):
        use(server.url, lambda c: c.widgets.retrieve("a"))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (zipped(WIDGET)[:-1], "gzip"),
        (zipped(WIDGET)[:20], "gzip"),
        (zlib.compress(WIDGET)[:-4], "deflate"),
        (zipped(zlib.compress(WIDGET)[:-4]), "deflate, gzip"),
        (WIDGET, "gzip"),
        (zipped(WIDGET)[:-8] + b"\0" * 8, "gzip"),
    ],
)
def test_one_that_is_cut_off_or_broken_is_none(use: Use, content: bytes, encoding: str) -> None:
    with serve(packed(content, encoding)) as server, pytest.raises(APIConnectionError) as raised:
        use(server.url, lambda c: c.widgets.retrieve("a"), max_retries=0)
    assert isinstance(raised.value.__cause__, httpx.DecodingError)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_decompression_bomb_is_refused(
    use: Use, layers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_unpack, "_LARGE", 1024 * 1024)
    content = b" " * (20 * 1024 * 1024)
    for _ in range(layers):
        content = zipped(content)
    bomb = packed(content, ", ".join(["gzip"] * layers))
    with serve(bomb) as server, pytest.raises(APIConnectionError) as raised:
        use(server.url, lambda c: c.widgets.retrieve("a"), max_retries=0)
    assert "bomb" in str(raised.value.__cause__)


@pytest.mark.parametrize("status", [200, 204])
def test_what_follows_an_answer_is_not_the_next_ones(use: Use, status: int) -> None:
    # Heads are written as they are given: these are two answers at once.
    smuggled = "a\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json"
    first = reply(b'{"id": "foreign"}', status=status, headers={"X-A": smuggled})

    def two_calls(client: Any) -> Any:
        client.widgets.with_raw_response.retrieve("a")
        return client.widgets.retrieve("b")

    async def two_awaited_calls(client: Any) -> Any:
        await client.widgets.with_raw_response.retrieve("a")
        return await client.widgets.retrieve("b")

    def calls(client: Any) -> Any:
        is_async = isinstance(client._client, httpx.AsyncClient)
        return two_awaited_calls(client) if is_async else two_calls(client)

    with serve(first, {"id": "mine"}) as server:
        assert use(server.url, calls, max_retries=0).id == "mine"


def test_a_loop_of_redirects_ends(use: Use) -> None:
    around = reply(status=307, headers={"Location": "/again"})
    own: Any = {"http_client": None}
    for given in ({}, own):
        with serve(around) as server, pytest.raises(APIConnectionError) as raised:
            use(server.url, lambda c: c.widgets.retrieve("a"), max_retries=0, **given)
        assert isinstance(raised.value.__cause__, httpx.TooManyRedirects)
        assert len(server.requests) == 21

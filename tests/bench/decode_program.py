"""Decode a page or a stream and print the CPU seconds that took; runs with either SDK. See decode.py."""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

WHAT, LIBRARY = sys.argv[1:]
httpx: Any = importlib.import_module(LIBRARY)
anthropic: Any = importlib.import_module("anthropic")

AT = "2024-08-20T18:37:24.100435Z"
BATCH = {
    "id": "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF",
    "type": "message_batch",
    "archived_at": None,
    "cancel_initiated_at": None,
    "created_at": AT,
    "ended_at": AT,
    "expires_at": AT,
    "processing_status": "ended",
    "request_counts": {"canceled": 10, "errored": 30, "expired": 10, "processing": 100, "succeeded": 50},
    "results_url": "https://api.anthropic.com/v1/messages/batches/msgbatch_013Zva2CMHLNnXjNJJKqJ2EF/results",
}
MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "content": [],
    "model": "claude",
    "stop_reason": None,
    "stop_sequence": None,
    "usage": {"input_tokens": 1, "output_tokens": 1},
}


class Body(httpx.SyncByteStream):  # type: ignore[misc]
    """A body that arrives in the given pieces."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks


def page(count: int) -> Body:
    items = [{**BATCH, "id": f"msgbatch_{index}"} for index in range(count)]
    whole = {"data": items, "has_more": False, "first_id": "msgbatch_0", "last_id": "msgbatch_1"}
    return Body([json.dumps(whole).encode()])


def events(count: int) -> Body:
    listed: list[dict[str, Any]] = [
        {"type": "message_start", "message": MESSAGE},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
    ]
    for index in range(count):
        delta = {"type": "text_delta", "text": f"hello {index}"}
        listed.append({"type": "content_block_delta", "index": 0, "delta": delta})
    chunks = [f"event: {item['type']}\ndata: {json.dumps(item)}\n\n".encode() for item in listed]
    if WHAT == "chunks":
        return Body(chunks)
    whole = b"".join(chunks)
    return Body([whole[start : start + 65_536] for start in range(0, len(whole), 65_536)])


def run(body: Body) -> int:
    """How many values came of a body."""
    kind = "application/json" if WHAT == "page" else "text/event-stream"
    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=body, headers={"content-type": kind}))
    with anthropic.Anthropic(api_key="k", http_client=httpx.Client(transport=transport)) as client:
        if WHAT == "page":
            return len(client.messages.batches.list().data)
        asked = {"max_tokens": 1, "model": "claude", "messages": [{"role": "user", "content": "Hello"}]}
        return sum(1 for _ in client.messages.create(**asked, stream=True))


make = page if WHAT == "page" else events
run(make(2))
body, wanted = make(10_000 if WHAT == "page" else 4_998), 10_000 if WHAT == "page" else 5_000
started = time.process_time()
found = run(body)
print(time.process_time() - started)
assert found == wanted, found

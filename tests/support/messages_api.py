"""A server on loopback that answers as a messages API would: pages, streams, files, errors, and ones that go away."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Json = Mapping[str, object]


@dataclass
class MessagesApi:
    """Its address, and the requests so far: method, target, headers by lower-case name, body."""

    url: str = ""
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    busy: int = 0


@contextmanager
def messages_api() -> Iterator[MessagesApi]:
    api = MessagesApi()
    handler = type("Handler", (_Handler,), {"api": api, "lock": threading.Lock()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        http.daemon_threads = True
        api.url = f"http://127.0.0.1:{http.server_address[1]}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield api
        finally:
            http.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # head and body leave in one packet: in two, each answer waits for the client's delayed acknowledgement
    wbufsize = -1
    api: MessagesApi
    lock: threading.Lock

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.lock:
            self.api.requests.append((self.command, self.path, headers, body))
        split = urlsplit(self.path)
        path, query = split.path, {name: values[0] for name, values in parse_qs(split.query).items()}
        if path == "/v1/messages":
            self.message(json.loads(body))
        elif path == "/v1/models":
            self.page(
                [
                    {"id": f"model_{number}", "type": "model", "display_name": f"Model {number}"}
                    for number in range(1, 6)
                ],
                query,
            )
        elif path == "/v1/messages/batches":
            self.page([{"id": f"batch_{number}", "processing_status": "ended"} for number in range(1, 4)], query)
        elif path.endswith("/results"):
            lines = (json.dumps({"custom_id": f"c{number}", "result": {"type": "canceled"}}) for number in range(3))
            self.reply("\n".join(lines).encode(), content_type="application/x-jsonl")
        elif path.endswith("/content"):
            self.reply(b"\x89PNG" * 5000, content_type="application/octet-stream")
        elif path == "/v1/files":
            self.reply(json.dumps(_file(body)).encode())
        else:
            self.reply(b'{"id": "file_1", "type": "file_deleted"}')

    do_GET = do_POST = do_DELETE = answer

    def page(self, items: Sequence[Json], query: Mapping[str, str]) -> None:
        if not query.get("limit", "1").isdigit():
            self.fail(400, "limit is no number")
            return
        limit, names = int(query.get("limit", 20)), [str(item["id"]) for item in items]
        if "before_id" in query:
            end = names.index(query["before_id"])
            found, more = items[max(0, end - limit) : end], end > limit
        else:
            start = names.index(query["after_id"]) + 1 if "after_id" in query else 0
            found, more = items[start : start + limit], start + limit < len(items)
        ids = [item["id"] for item in found]
        page = {"data": found, "has_more": more, "first_id": ids[0], "last_id": ids[-1]}
        self.reply(json.dumps(page).encode())

    def message(self, asked: Mapping[str, object]) -> None:
        model = str(asked["model"])
        if status := re.fullmatch(r"status (\d+)", model):
            self.fail(int(status[1]), "no")
        elif model == "refuses":
            self.fail(500, "no", ("x-should-retry", "false"))
        elif model == "slow":
            time.sleep(1.5)
            self.fail(500, "late")
        elif model == "busy" and self.counted() % 3:
            self.fail(529, "busy", ("retry-after-ms", "5"))
        elif asked.get("stream"):
            self.events(model)
        else:
            self.reply(json.dumps(_message(model, _words(asked))).encode(), ("X-My-Header", "mine"))

    def counted(self) -> int:
        with self.lock:
            self.api.busy += 1
            return self.api.busy

    def events(self, model: str) -> None:
        deltas = [
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}
            for text in ("He", "llo")
        ]
        events: list[Json] = [{"type": "message_start", "message": _message(model, "")}, {"type": "ping"}, *deltas]
        last: Json = {"type": "message_stop"}
        if model == "breaks":
            last = {"type": "error", "error": {"type": "overloaded_error", "message": "no more"}}
        written = (f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in (*events, last))
        self.reply("".join(written).encode(), content_type="text/event-stream")

    def fail(self, status: int, message: str, *headers: tuple[str, str]) -> None:
        error = {"type": "error", "error": {"type": "some_error", "message": message}}
        self.reply(json.dumps(error).encode(), *headers, status=status)

    def reply(
        self, body: bytes, *headers: tuple[str, str], status: int = 200, content_type: str = "application/json"
    ) -> None:
        self.send_response(status)
        named = (("Content-Type", content_type), ("Content-Length", str(len(body))), ("request-id", "req_1"), *headers)
        for name, value in named:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests print nothing."""


def _message(model: str, text: str) -> Json:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "content": [{"type": "text", "text": text}],
        "model": model,
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 1, "output_tokens": 7},
    }


def _words(asked: Mapping[str, object]) -> str:
    messages = asked["messages"]
    assert isinstance(messages, list)
    return str(messages[0]["content"])


def _file(form: bytes) -> Json:
    """What a form with one file in it says of the file."""
    boundary = form.partition(b"\r\n")[0]
    (part,) = (part for part in form.split(boundary) if b"filename=" in part)
    head, _, content = part.partition(b"\r\n\r\n")
    name, kind = re.search(rb'filename="([^"]*)"', head), re.search(rb"Content-Type: (\S+)", head)
    assert name is not None
    return {
        "id": "file_1",
        "filename": name[1].decode(),
        "mime_type": kind[1].decode() if kind else "",
        "size_bytes": len(content) - 2,
    }

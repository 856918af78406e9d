"""A scripted HTTP server on a loopback socket, which records exactly what it is sent."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple, Union

HeaderList = List[Tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """One scripted response.

    delay is in seconds, before the status line. fault is None, "close" (hang up without an answer), "reset" (the same,
    with RST) or "truncate" (announce the whole body and hang up half-way). chunks, if given, replaces body and is sent
    with chunked framing, one chunk at a time.
    """

    status: int = 200
    headers: Tuple[Tuple[str, str], ...] = ()
    body: bytes = b""
    delay: float = 0.0
    fault: Optional[str] = None
    chunks: Tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """One request, as it came: raw target, headers in order and in their own case."""

    method: str
    target: str
    headers: HeaderList
    body: bytes

    def header(self, name: str) -> Optional[str]:
        """The value by case-insensitive name; several lines are joined with ", "."""
        values = self.header_values(name)
        return ", ".join(values) if values else None

    def header_values(self, name: str) -> List[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Loopback:
    """Answers with the script's replies in order; the last one answers all further requests."""

    script: List[Reply]
    requests: List[Recorded] = field(default_factory=list)
    url: str = ""
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def take(self, recorded: Recorded) -> Reply:
        """Keep a request, and give the reply to it."""
        with self.arrived:
            self.requests.append(recorded)
            self.arrived.notify_all()
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def seen(self, count: int) -> List[Recorded]:
        """The requests, when there are as many: who gives up may be done before the server has read what was sent."""
        with self.arrived:
            self.arrived.wait_for(lambda: len(self.requests) >= count, timeout=10)
            return list(self.requests)

    @property
    def request(self) -> Recorded:
        """The only request there was."""
        assert len(self.requests) == 1, [f"{r.method} {r.target}" for r in self.requests]
        return self.requests[0]


def reply(
    content: object = None,
    *,
    status: int = 200,
    headers: Optional[Dict[str, str]] = None,
    **rest: Any,
) -> Reply:
    """A Reply with a JSON body, or with the bytes or text given; no body for None."""
    lines = {name.lower(): (name, value) for name, value in (headers or {}).items()}
    body = content if isinstance(content, bytes) else b""
    if isinstance(content, str):
        body = content.encode()
    elif content is not None and not isinstance(content, bytes):
        body = json.dumps(content).encode()
        lines.setdefault("content-type", ("Content-Type", "application/json"))
    return Reply(status=status, headers=tuple(lines.values()), body=body, **rest)


@contextlib.contextmanager
def serve(*script: Union[Reply, object]) -> Iterator[Loopback]:
    """Run a server for the length of the block; what is not a Reply is sent as JSON. Nothing scripted means `{}`."""
    replies = [item if isinstance(item, Reply) else reply(item) for item in script]
    loopback = Loopback(replies or [reply({})])
    server = _Server(("127.0.0.1", 0), _Handler)
    server.loopback = loopback
    loopback.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield loopback
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    loopback: Loopback

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stopping = threading.Event()

    def server_close(self) -> None:
        self.stopping.set()
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of many tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _answer(self) -> None:
        # `self.path` has one slash where the request line begins with several.
        target = self.requestline.split(" ")[1]
        recorded = Recorded(self.command, target, list(self.headers.items()), self._read_body())
        scripted = self.server.loopback.take(recorded)
        if scripted.delay:
            self.server.stopping.wait(scripted.delay)
        if scripted.fault in ("close", "reset"):
            self._hang_up(reset=scripted.fault == "reset")
            return
        self._write(scripted)

    def _write(self, scripted: Reply) -> None:
        self.send_response(scripted.status)
        for name, value in scripted.headers:
            self.send_header(name, value)
        if scripted.chunks:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self._write_chunks(scripted.chunks)
            return
        self.send_header("Content-Length", str(len(scripted.body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if scripted.fault == "truncate":
            self.wfile.write(scripted.body[: len(scripted.body) // 2])
            self.wfile.flush()
            self._hang_up(reset=False)
            return
        self.wfile.write(scripted.body)

    def _write_chunks(self, chunks: Iterable[bytes]) -> None:
        for chunk in chunks:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def _read_body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(iter(self._read_chunk, b""))
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _read_chunk(self) -> bytes:
        size = int(self.rfile.readline().split(b";")[0], 16)
        chunk = self.rfile.read(size)
        self.rfile.readline()
        return chunk

    def _hang_up(self, *, reset: bool) -> None:
        self.close_connection = True
        if reset:
            # Lingering for zero seconds makes close() send RST.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        else:
            self.connection.shutdown(socket.SHUT_RDWR)

    def version_string(self) -> str:
        return "loopback"

    def date_time_string(self, timestamp: Optional[float] = None) -> str:
        return "Thu, 01 Jan 1970 00:00:00 GMT"

    def log_message(self, format: str, *args: Any) -> None:
        """Tests print nothing."""

    def __getattr__(self, name: str) -> Any:
        # http.server looks up a method for each verb, and an API may have any
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

"""A good answer to each call, and the ways to write an answer out."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.faults.scenario import Act, Answer, Meaning

JSON = "application/json"


@dataclass(frozen=True)
class Body:
    """Bytes, their type, the value that a client makes of them, and the items of a stream with where each ends."""

    content: bytes
    content_type: str
    value: object
    items: tuple[object, ...] = ()
    ends: tuple[int, ...] = ()

    def items_before(self, cut: int) -> tuple[object, ...]:
        return tuple(item for item, end in zip(self.items, self.ends, strict=True) if end <= cut)


def good_body(call: str, token: str) -> Body:
    thing: dict[str, object] = {"id": token, "name": "näme " + "x" * 40, "size": 7}
    if call == "list":
        page = {"data": [{"id": f"{token}-{number}"} for number in range(3)], "next": None}
        return _json(page)
    if call in ("watch", "log"):
        items = [{**thing, "size": number} for number in range(4)]
        lines = [json.dumps(item, ensure_ascii=False).encode() for item in items]
        form, kind = (b"data: %b\n\n", "text/event-stream") if call == "watch" else (b"%b\n", "application/x-ndjson")
        pieces = [form % line for line in lines]
        ends = tuple(sum(map(len, pieces[: number + 1])) for number in range(len(pieces)))
        return Body(b"".join(pieces), kind, items, tuple(items), ends)
    if call in ("download", "streamed_download"):
        content = bytes(range(256)) * 4 + token.encode()
        return Body(content, "application/octet-stream", content.hex())
    if call == "seed":
        return _json({"id": token, "type": "message_batch_deleted"})
    return _json(thing)


def _json(value: object) -> Body:
    return Body(json.dumps(value, ensure_ascii=False).encode(), JSON, value)


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def response(body: bytes, content_type: str | None, *lines: str, status: str = "200 OK") -> bytes:
    """Head and body with a right length."""
    kind = () if content_type is None else (f"Content-Type: {content_type}",)
    return head(*kind, *lines, f"Content-Length: {len(body)}", status=status) + body


def chunked(body: bytes, size: int) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)


def send(data: bytes, seconds: float = 0.0) -> Act:
    return Act("send", data, seconds)


def good(body: Body, *acts: Act, kind: str = "good") -> Answer:
    """The body as it should come, or as these acts write it."""
    written = acts or (send(response(body.content, body.content_type)),)
    return Answer(kind, Meaning.GOOD, written, value=body.value, items=body.items)

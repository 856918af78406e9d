"""What can break between two ends of a connection: no connection, no answer, an answer that is cut or is no HTTP."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import partial

from tests.faults.bodies import Body, chunked, good, head, response, send
from tests.faults.scenario import Act, Answer, Meaning

Break = Callable[[Body, random.Random], Answer]

_RESET, _CLOSE, _STALL = Act("reset"), Act("close"), Act("stall")


def _lost(kind: str, *acts: Act, **more: object) -> Answer:
    return Answer(kind, Meaning.LOST, acts, **more)  # type: ignore[arg-type]


def refused(_body: Body, _random: random.Random) -> Answer:
    return _lost("connection refused", after="refuse")


def hung_up_on(act: Act, body: Body, _random: random.Random) -> Answer:
    del body
    return _lost(f"{act.do} before the request", act, after="accept")


def hung_up_while_asking(body: Body, _random: random.Random) -> Answer:
    del body
    return _lost("reset during the request", _RESET, after="head")


def unanswered(act: Act, body: Body, _random: random.Random) -> Answer:
    del body
    return _lost(f"{act.do} after the request", act)


def cut_head(act: Act, body: Body, random: random.Random) -> Answer:
    whole = response(b"", body.content_type, "X-Long: " + "y" * 200)
    return _lost(f"{act.do} within the head", send(whole[: random.randrange(3, len(whole) - 4)]), Act("wait"), act)


def silent(body: Body, _random: random.Random) -> Answer:
    del body
    return Answer("silence before the head", Meaning.LATE, (_STALL,))


def silent_in_head(body: Body, random: random.Random) -> Answer:
    whole = response(b"", body.content_type)
    return Answer("silence within the head", Meaning.LATE, (send(whole[: random.randrange(3, len(whole) - 4)]), _STALL))


def silent_in_body(body: Body, random: random.Random) -> Answer:
    cut = random.randrange(len(body.content))
    written = response(body.content, body.content_type)
    acts = (send(written[: len(written) - len(body.content) + cut]), _STALL)
    return Answer("silence within the body", Meaning.LATE, acts, in_body=True, items=body.items_before(cut))


def short_body(act: Act, body: Body, random: random.Random) -> Answer:
    cut = random.randrange(len(body.content))
    written = response(body.content, body.content_type)
    acts = (send(written[: len(written) - len(body.content) + cut]), Act("wait", seconds=0.01), act)
    items = body.items_before(cut) if act is _CLOSE else ()
    return _lost(f"{act.do} within the body", *acts, in_body=True, items=items)


def endless_chunks(act: Act, body: Body, random: random.Random) -> Answer:
    """Every byte is there, but not the chunk that says so."""
    del random
    written = head(f"Content-Type: {body.content_type}", "Transfer-Encoding: chunked") + chunked(body.content, 33)
    acts = (send(written), Act("wait", seconds=0.01), act)
    items = body.items if act is _CLOSE else ()
    return _lost(f"{act.do} before the last chunk", *acts, in_body=True, items=items)


def bad_chunks(body: Body, random: random.Random) -> Answer:
    size = random.choice([b"zz", b"-5", b"0x10", b"", b"fffffffffffffffffffff", b"1g", b"5 5"])
    start = head(f"Content-Type: {body.content_type}", "Transfer-Encoding: chunked")
    acts = (send(start + chunked(body.content[:10], 10) + size + b"\r\n" + body.content[10:] + b"\r\n"), _CLOSE)
    return _lost("bad chunk size", *acts, in_body=True, items=body.items_before(10))


def glued_chunks(body: Body, _random: random.Random) -> Answer:
    written = chunked(body.content, 40).replace(b"\r\n", b"", 2).replace(b"\r\n", b"XX", 1)
    start = head(f"Content-Type: {body.content_type}", "Transfer-Encoding: chunked")
    return _lost("bad chunk end", send(start + written), _CLOSE, in_body=True)


def bad_status_line(body: Body, random: random.Random) -> Answer:
    line = random.choice(
        [
            b"ICY 200 OK",
            b"HTTP/1.1 abc OK",
            b"\x16\x03\x01\x02",
            b"HTTP/x.1 200 OK",
            b"200 OK",
            b"HTTP/1.1 20 OK",
            b"<html>",
        ]
    )
    rest = response(body.content, body.content_type).partition(b"\r\n")[2]
    return _lost("garbage status line", send(line + b"\r\n" + rest), _CLOSE)


def bad_header(body: Body, random: random.Random) -> Answer:
    line = random.choice(["no colon here", "Bad Name: x", ": x", "X-Nul: a\0b"])
    return _lost("garbage header", send(response(body.content, body.content_type, line)), _CLOSE, value=body.value)


def bad_length(body: Body, random: random.Random) -> Answer:
    lines = random.choice([["Content-Length: -1"], ["Content-Length: x"], ["Content-Length: 5", "Content-Length: 7"]])
    return _lost(
        "wrong length: no length", send(head(f"Content-Type: {body.content_type}", *lines) + body.content), _CLOSE
    )


def huge_head(body: Body, random: random.Random) -> Answer:
    lines = random.choice([["X-Huge: " + "y" * 1_000_000], [f"X-{number}: y" for number in range(100_000)]])
    written = send(response(body.content, body.content_type, *lines))
    return _lost("huge headers", written, _CLOSE, value=body.value)


def large_head(body: Body, _random: random.Random) -> Answer:
    return good(body, send(response(body.content, body.content_type, "X-Large: " + "y" * 40_000)), kind="large headers")


def dripping(body: Body, random: random.Random) -> Answer:
    written = response(body.content, body.content_type)
    cut = len(written) - random.randrange(20, 60)
    return good(body, send(written[:cut]), send(written[cut:], 0.002), kind="dripping bytes")


def in_chunks(body: Body, random: random.Random) -> Answer:
    written = chunked(body.content, random.randrange(1, 50)) + b"0\r\n\r\n"
    start = head(f"Content-Type: {body.content_type}", "Transfer-Encoding: chunked")
    return good(body, send(start), send(written), kind="odd chunks")


def until_closed(body: Body, _random: random.Random) -> Answer:
    return good(body, send(head(f"Content-Type: {body.content_type}") + body.content), _CLOSE, kind="no length, closed")


def then_closed(body: Body, _random: random.Random) -> Answer:
    return good(body, send(response(body.content, body.content_type)), _CLOSE, kind="closed while idle")


def then_more(body: Body, random: random.Random) -> Answer:
    """A second answer, to nothing: the next call must not take it for its own."""
    more = random.choice([response(b'{"id": "foreign"}', "application/json"), b"junk", b"\r\n\r\n", b"{}" * 500])
    return good(body, send(response(body.content, body.content_type) + more), kind="unasked bytes after the answer")


def informed(body: Body, random: random.Random) -> Answer:
    first = random.choice(["100 Continue", "102 Processing", "103 Early Hints"])
    written = head("Link: </a>; rel=preload", status=first) * random.randrange(1, 4)
    return good(body, send(written + response(body.content, body.content_type)), kind="1xx first")


BREAKS: Mapping[str, Break] = {
    "refused": refused,
    "reset on": partial(hung_up_on, _RESET),
    "close on": partial(hung_up_on, _CLOSE),
    "reset asking": hung_up_while_asking,
    "reset unanswered": partial(unanswered, _RESET),
    "close unanswered": partial(unanswered, _CLOSE),
    "reset head": partial(cut_head, _RESET),
    "close head": partial(cut_head, _CLOSE),
    "reset body": partial(short_body, _RESET),
    "close body": partial(short_body, _CLOSE),
    "reset chunks": partial(endless_chunks, _RESET),
    "close chunks": partial(endless_chunks, _CLOSE),
    "bad chunks": bad_chunks,
    "glued chunks": glued_chunks,
    "bad status line": bad_status_line,
    "bad header": bad_header,
    "bad length": bad_length,
    "huge head": huge_head,
}
SILENCES: Mapping[str, Break] = {"before": silent, "head": silent_in_head, "body": silent_in_body}
HARMLESS: Mapping[str, Break] = {
    "good": lambda body, _random: good(body),
    "large head": large_head,
    "dripping": dripping,
    "chunks": in_chunks,
    "until closed": until_closed,
    "then closed": then_closed,
    "then more": then_more,
    "informed": informed,
}

"""Whole answers with the wrong thing in them: no JSON, other types, other encodings, bombs, broken streams."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from functools import cache

from tests.faults.bodies import Body, chunked, good, head, response, send
from tests.faults.scenario import Act, Answer, Meaning

TOO_SHORT = "wrong length: too short"
_BOMB_SIZE = 256 * 1024 * 1024


def _whole(kind: str, meaning: Meaning, written: bytes, **more: object) -> Answer:
    return Answer(kind, meaning, (send(written),), **more)  # type: ignore[arg-type]


def not_json(body: Body, random: random.Random) -> Answer:
    """Says it is JSON, is not."""
    del body
    kind, content = random.choice(
        [
            ("invalid JSON", b'{"id": "a",}'),
            ("invalid JSON", b"{'id': 'a'}"),
            ("invalid JSON", b"<html>200</html>"),
            ("half JSON", b'{"id": "a", "name": "b'),
            ("two JSONs", b'{"id": "a"}{"id": "b"}'),
            ("empty JSON", b""),
            ("invalid UTF-8", b'{"id": "\xff\xfe\xc3\x28"}'),
            ("deep JSON", b'{"id":' + b"[" * 200_000),
            ("deep JSON", b'{"id":' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
            ("5,000 digits", b'{"id": "a", "size": ' + b"9" * 5000 + b"}"),
        ]
    )
    return _whole(kind, Meaning.INVALID, response(content, "application/json; charset=utf-8"))


def short_length(body: Body, random: random.Random) -> Answer:
    """A length that is too short: the value is cut, and the rest is no answer to what comes next."""
    cut = random.randrange(1, len(body.content) - 1)
    written = head(f"Content-Type: {body.content_type}", f"Content-Length: {cut}") + body.content
    return _whole(TOO_SHORT, Meaning.INVALID, written)


def other_type(body: Body, random: random.Random) -> Answer:
    """No JSON, and does not say that it is: lenient clients give the text."""
    del body
    kind = random.choice(["text/html", "text/plain", "application/xml", None, "", "a/b/c", "application/jsonp"])
    text = random.choice(["<html>hello</html>", "plain", "{broken", ""])
    return _whole("other content type", Meaning.TEXT, response(text.encode(), kind), value=text)


def json_by_other_name(body: Body, random: random.Random) -> Answer:
    kind = random.choice(
        ["application/problem+json", "text/plain", None, "APPLICATION/JSON;charset=UTF-8", "text/html"]
    )
    return good(body, send(response(body.content, kind)), kind="JSON as another type")


def marked(body: Body, random: random.Random) -> Answer:
    content = random.choice([b"\xef\xbb\xbf" + body.content, b"\r\n\t " + body.content + b" \n"])
    return good(body, send(response(content, body.content_type)), kind="BOM or spaces")


def packed(body: Body, random: random.Random) -> Answer:
    name, content = random.choice(
        [
            ("gzip", gzip.compress(body.content, mtime=0)),
            ("GZIP", gzip.compress(body.content, 1, mtime=0)),
            ("deflate", zlib.compress(body.content)),
            ("identity", body.content),
        ]
    )
    written = response(content, body.content_type, f"Content-Encoding: {name}")
    return good(body, send(written), kind="compressed")


def badly_packed(body: Body, random: random.Random) -> Answer:
    content = gzip.compress(body.content, mtime=0)
    name, broken = random.choice(
        [
            ("gzip", body.content),
            ("gzip", b"\x1f\x8b" + body.content),
            ("gzip", content[:12] + b"\xff\xff" + content[14:]),
            ("deflate", b"\x78\x9c" + body.content),
            ("gzip", content[:-8] + b"\0" * 8),
        ]
    )
    written = response(broken, body.content_type, f"Content-Encoding: {name}")
    return _whole("broken compression", Meaning.LOST, written, in_body=True)


def half_packed(body: Body, random: random.Random) -> Answer:
    """Compressed data that stops early in an answer of the right length."""
    whole = gzip.compress(body.content, mtime=0)
    cut = whole[: random.choice([len(whole) - 1, len(whole) - 8, len(whole) // 2, 10, 5])]
    lines = (f"Content-Type: {body.content_type}", "Content-Encoding: gzip")
    length = head(*lines, f"Content-Length: {len(cut)}") + cut
    pieces = head(*lines, "Transfer-Encoding: chunked") + chunked(cut, 20) + b"0\r\n\r\n"
    return _whole("truncated compression", Meaning.LOST, random.choice([length, pieces]), in_body=True)


def strangely_packed(body: Body, random: random.Random) -> Answer:
    """An encoding nobody asked for."""
    name = random.choice(["snappy", "x-unknown", "aes"])
    content = zlib.compress(body.content)[2:]
    written = response(content, body.content_type, f"Content-Encoding: {name}")
    return _whole("unknown compression", Meaning.INVALID, written, or_else=(Meaning.LOST,), in_body=True)


def bomb(body: Body, random: random.Random) -> Answer:
    layers = random.choice([1, 2])
    written = response(_bomb(layers), body.content_type, "Content-Encoding: " + ", ".join(["gzip"] * layers))
    return _whole("gzip bomb", Meaning.LOST, written, in_body=True, or_else=(Meaning.INVALID,))


@cache
def _bomb(layers: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    block = b" " * (1024 * 1024)
    pieces = [packer.compress(block) for _ in range(_BOMB_SIZE // len(block))]
    content = b"".join([*pieces, packer.compress(b'{"id": "boom"}'), packer.flush()])
    return content if layers == 1 else gzip.compress(content, mtime=0)


def broken_item(body: Body, random: random.Random) -> Answer:
    """One event or line in the middle is no JSON."""
    start, end = body.ends[0], body.ends[1]
    marker = b"data: " if body.content_type.startswith("text") else b""
    bad = random.choice([b'{"id": ', b"{'a': 1}", b"[" * 100_000, b'{"id": "\xff"} x'])
    tail = b"\n\n" if marker else b"\n"
    content = body.content[:start] + marker + bad + tail + body.content[end:]
    written = response(content, body.content_type)
    return _whole("item that is no JSON", Meaning.INVALID, written, in_body=True, items=body.items[:1])


def cut_item(body: Body, random: random.Random) -> Answer:
    """The connection ends within an item, in an answer that says no length: events are dropped, lines are invalid."""
    start, end = body.ends[1], body.ends[2]
    is_events = body.content_type.startswith("text")
    cut = random.randrange(start + 8, end - 2)
    acts = (send(head(f"Content-Type: {body.content_type}") + body.content[:cut]), Act("close"))
    meaning = Meaning.GOOD if is_events else Meaning.INVALID
    items = body.items[:2]
    return Answer("stream cut within an item", meaning, acts, in_body=True, items=items, value=list(items))


def unended_item(body: Body, _random: random.Random) -> Answer:
    """The last event lacks its blank line: it is dropped. The last line lacks its end: it counts."""
    is_events = body.content_type.startswith("text")
    content = body.content[:-1]
    items = body.items[:-1] if is_events else body.items
    written = response(content, body.content_type)
    return _whole("last item without end", Meaning.GOOD, written, items=items, value=list(items))


def odd_lines(body: Body, random: random.Random) -> Answer:
    """Other line ends, comments, a BOM and blank lines."""
    end = random.choice([b"\r\n", b"\r", b"\n"])
    content = body.content.replace(b"\n", end)
    if body.content_type.startswith("text"):
        content = b"\xef\xbb\xbf: hello" + end + end + content + b"retry: x" + end + end
    written = head(f"Content-Type: {body.content_type}", "Transfer-Encoding: chunked")
    acts = (send(written), send(chunked(content, random.randrange(1, 9)) + b"0\r\n\r\n"))
    return good(body, *acts, kind="odd line ends")


def done(body: Body, _random: random.Random) -> Answer:
    content = body.content[: body.ends[1]] + b"data: [DONE]\n\n" + body.content[body.ends[1] :]
    written = response(content, body.content_type)
    return _whole("[DONE]", Meaning.GOOD, written, items=body.items[:2], value=list(body.items[:2]))


def wrong_shape(body: Body, random: random.Random) -> Answer:
    """JSON of another shape: refused by clients that are strict."""
    del body
    content = random.choice(["[1, 2]", '"text"', "7", '{"id": 5}', '{"name": "x"}', '{"data": 7}', "true"])
    value = json.loads(content)
    return _whole("wrong shape", Meaning.INVALID, response(content.encode(), "application/json"), value=value)

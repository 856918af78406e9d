"""Answers with another status than 200: errors, with every form of Retry-After; redirects; those without a body."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.faults.bodies import Body, head, response, send
from tests.faults.scenario import Act, Answer, Meaning

Form = tuple[str, tuple[str, ...], float | None]

RETRIED = (408, 409, 429, 500, 502, 503, 504, 529)
FINAL = (400, 401, 403, 404, 405, 410, 413, 418, 422, 451)

# lines of a head → the seconds they ask for, None where they do not (or where it is more than 60)
RETRY_AFTER: Sequence[Form] = (
    ("absent", (), None),
    ("seconds", ("Retry-After: 2",), 2.0),
    ("60 seconds", ("Retry-After: 60",), 60.0),
    ("float", ("Retry-After: 1.5",), 1.5),
    ("spaces", ("Retry-After:   3  ",), 3.0),
    ("zero", ("Retry-After: 0",), None),
    ("negative", ("Retry-After: -3",), None),
    ("61 seconds", ("Retry-After: 61",), None),
    ("huge", ("Retry-After: 99999999999",), None),
    ("5,000 digits", ("Retry-After: " + "9" * 5000,), None),
    ("exponent", ("Retry-After: 1e9",), None),
    ("infinite", ("Retry-After: inf",), None),
    ("no number", ("Retry-After: nan",), None),
    ("garbage", ("Retry-After: soon",), None),
    ("empty", ("Retry-After:",), None),
    ("not ASCII", ("Retry-After: \xb2\xb3",), None),
    ("HTTP date", ("Retry-After: @DATE+20@",), 20.0),
    ("past date", ("Retry-After: @DATE-20@",), None),
    ("far date", ("Retry-After: @DATE+4000@",), None),
    ("broken date", ("Retry-After: Wed, 99 Foo 2026 99:99:99 GMT",), None),
    ("year 99999", ("Retry-After: Fri, 01 Jan 99999 00:00:00 GMT",), None),
    ("ms", ("retry-after-ms: 250",), 0.25),
    ("ms float", ("Retry-After-Ms: 1500.5",), 1.5005),
    ("ms before seconds", ("Retry-After: 7", "Retry-After-Ms: 100"), 0.1),
    ("ms garbage", ("Retry-After: 7", "Retry-After-Ms: soon"), 7.0),
    ("ms negative", ("Retry-After-Ms: -5",), None),
    ("ms huge", ("Retry-After-Ms: 1e12",), None),
)


def status(code: int, random: random.Random, *lines: str, **more: object) -> Answer:
    """An error with a body of some kind, or none."""
    content_type, body = random.choice(
        [
            ("application/json", b'{"error": {"message": "no"}}'),
            ("application/json", b"{broken"),
            ("application/json", b"[" * 50_000),
            ("text/html", b"<html>gateway</html>"),
            ("text/plain", b"\xff\xfe no text"),
            (None, b""),
        ]
    )
    acts = (send(response(body, content_type, *lines, status=f"{code} No")),)
    return Answer(f"status {code}", Meaning.STATUS, acts, status=code, **more)  # type: ignore[arg-type]


def retry_after(code: int, form: Form, random: random.Random) -> Answer:
    name, lines, delay = form
    made = status(code, random, *lines, delay=delay)
    return Answer(f"{code}, Retry-After {name}", made.meaning, made.acts, status=code, delay=delay)


def advised(code: int, advice: str, random: random.Random) -> Answer:
    made = status(code, random, f"x-should-retry: {advice}")
    return Answer(f"{code}, x-should-retry {advice}", made.meaning, made.acts, status=code, advice=advice)


def cut_error(code: int, random: random.Random) -> Answer:
    """An error whose body breaks off: the status says more than that it was lost, but either is true."""
    end = random.choice([Act("reset"), Act("close")])
    start = head("Content-Type: application/json", "Content-Length: 99", status=f"{code} No")
    acts = (send(start + b'{"a": '), Act("wait", seconds=0.01), end)
    return Answer(f"{code}, body cut", Meaning.STATUS, acts, status=code, or_else=(Meaning.LOST,))


def unmodified(random: random.Random) -> Answer:
    body = random.choice([b"", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b'{"id": "foreign"}'])
    lines = random.choice([(), ('ETag: "x"',), (f"Content-Length: {len(body)}",)])
    return Answer("304", Meaning.STATUS, (send(head(*lines, status="304 Not Modified") + body),), status=304)


def without_content(body: Body, random: random.Random) -> Answer:
    """204 with a body that HTTP does not allow: it must be neither this answer's nor the next one's."""
    extra = random.choice([b"", body.content, response(b'{"id": "foreign"}', "application/json")])
    lines = random.choice([(), (f"Content-Length: {len(extra)}",)])
    return Answer("204", Meaning.TEXT, (send(head(*lines, status="204 No Content") + extra),), status=204, value="")


def switched(random: random.Random) -> Answer:
    del random
    acts = (
        send(head("Upgrade: other", "Connection: Upgrade", status="101 Switching Protocols") + b"xyz"),
        Act("close"),
    )
    return Answer("101", Meaning.STATUS, acts, status=101, or_else=(Meaning.LOST,))


_REDIRECTS = {301: "Moved", 302: "Found", 303: "See Other", 307: "Temporary", 308: "Permanent"}


def redirect(code: int, location: str, kind: str) -> Answer:
    acts = (send(response(b"", None, f"Location: {location}", status=f"{code} {_REDIRECTS[code]}")),)
    return Answer(f"{code} {kind}", Meaning.REDIRECT, acts, status=code, turns_to_get=code in (301, 302, 303))


def bad_redirect(code: int, random: random.Random) -> Answer:
    kind, location, meaning = random.choice(
        [
            ("nowhere", None, Meaning.STATUS),
            ("bad URL", "http://[::1", Meaning.LOST),
            ("bad URL", "http://a:99999999/", Meaning.LOST),
            ("other scheme", "ftp://127.0.0.1/x", Meaning.LOST),
            ("other scheme", "javascript:alert(1)", Meaning.LOST),
            ("no port there", "http://127.0.0.1:1/x", Meaning.LOST),
        ]
    )
    lines = () if location is None else (f"Location: {location}",)
    acts = (send(response(b"", None, *lines, status=f"{code} {_REDIRECTS[code]}")),)
    return Answer(f"{code} {kind}", meaning, acts, status=code)

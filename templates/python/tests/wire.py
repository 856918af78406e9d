"""Run calls against a real server from the wire vectors: what must leave, and what comes of the answer.

The server is one on loopback that plays the vector. TEST_API_BASE_URL names another, such as a mock server that was
given the API's document: calls that should simply succeed go to it, and what they give need only be of its type.
"""

from __future__ import annotations

import contextlib
import json
import os
from contextvars import ContextVar
from datetime import datetime
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any, AsyncIterator, Callable, Dict, Iterator, List, Optional, Tuple

import pytest

import PACKAGE
from PACKAGE import AsyncClient, BaseModel, Client
from PACKAGE._base_client import BasePage
from PACKAGE._error_classes import BY_KIND, BY_STATUS
from PACKAGE._streaming import ServerSentEvent

from .loopback import Loopback, Recorded, Reply, serve


def _read(name: str) -> Any:
    return json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_FILE = _read("wire_vectors.json")
# How the calls of the vectors are spelled in Python: where each method is, what each argument is called.
_SPELLED = _read("wire_calls.json")
CALLS: Dict[str, Dict[str, Any]] = _SPELLED["calls"]
# Whether the tests of methods may go to a mock server.
MAY_MOCK: bool = _SPELLED["may_mock"]
_VOLATILE = frozenset(_FILE["volatile_headers"])
_CLIENT = {_SPELLED["options"][name]: value for name, value in _FILE["client"].items()}
VECTORS: Dict[str, Any] = {vector["name"]: vector for vector in _FILE["vectors"]}
# What comes back, by the names that the vectors have for it.
_VALUES: Dict[str, Any] = _FILE["values"]

MOCK = os.environ.get("TEST_API_BASE_URL")
# What other servers do not play: they answer as they like, or give one page without an end.
_SCRIPTED_ONLY = ("pages", "streamed", "retry")
# What clients are given, and what makes the HTTP client of async ones; None leaves that to them.
CLIENT_OPTIONS: ContextVar[Tuple[Dict[str, Any], Optional[Callable[[], Any]]]] = ContextVar(
    "CLIENT_OPTIONS", default=({}, None)
)


class Unchecked:
    """A call to a server that does not play vectors."""

    def check(self, value: object) -> None:
        """Its type is all that is known of the value."""


class Wire(Unchecked):
    """One vector while it is played."""

    def __init__(self, name: str, loopback: Loopback) -> None:
        self.vector = VECTORS[name]
        self.loopback = loopback

    def check(self, value: object) -> None:
        """The value is the one the server sent."""
        expected = _VALUES[self.vector["outcome"]["value"]]
        if isinstance(value, BasePage) and isinstance(expected, list):
            value = value._get_page_items()
        assert same(expected, plain(value)), f"{plain(value)!r} is not {expected!r}"

    def check_requests(self) -> None:
        """Exactly the requests of the vector were sent."""
        attempts = self.vector["attempts"]
        requests = self.loopback.seen(len(attempts))
        assert len(requests) == len(attempts)
        for recorded, attempt in zip(requests, attempts):
            _check_request(recorded, attempt["request"])


@contextlib.contextmanager
def served(name: str) -> Iterator[Tuple[Client, Unchecked]]:
    """A client of the server that there is."""
    if MOCK and _goes_to_mock(name):
        with _client(MOCK) as client:
            yield client, Unchecked()
        return
    with played(name) as (client, wire):
        yield client, wire


@contextlib.asynccontextmanager
async def async_served(name: str) -> AsyncIterator[Tuple[AsyncClient, Unchecked]]:
    """Like served, for the async client."""
    if MOCK and _goes_to_mock(name):
        async with _async_client(MOCK) as client:
            yield client, Unchecked()
        return
    async with async_played(name) as (client, wire):
        yield client, wire


@contextlib.contextmanager
def played(name: str) -> Iterator[Tuple[Client, Wire]]:
    """A client and a server that plays one vector; the requests are checked at the end."""
    with _scripted(name) as loopback, _client(loopback.url) as client:
        wire = Wire(name, loopback)
        yield client, wire
        wire.check_requests()


@contextlib.asynccontextmanager
async def async_played(name: str) -> AsyncIterator[Tuple[AsyncClient, Wire]]:
    """Like played, for the async client."""
    with _scripted(name) as loopback:
        async with _async_client(loopback.url) as client:
            wire = Wire(name, loopback)
            yield client, wire
            wire.check_requests()


def _client(url: str) -> Client:
    return Client(base_url=url, **_CLIENT, **CLIENT_OPTIONS.get()[0])


def _async_client(url: str) -> AsyncClient:
    given, make = CLIENT_OPTIONS.get()
    return AsyncClient(base_url=url, http_client=make() if make else None, **_CLIENT, **given)


def unserved() -> Client:
    """A client that reaches nobody."""
    return Client(base_url="http://127.0.0.1:9", **_CLIENT)


def async_unserved() -> AsyncClient:
    """A client that reaches nobody."""
    return AsyncClient(base_url="http://127.0.0.1:9", **_CLIENT)


def check_event(event: object, payload: str) -> None:
    """The event is the one that the payload says."""
    assert same(json.loads(payload), plain(event))


def options(name: str) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """The client options and the call options of a vector."""
    given: Dict[str, Any] = VECTORS[name]["options"]
    of_call = {key: value for key, value in given.items() if key == "timeout"}
    return {key: value for key, value in given.items() if key != "timeout"}, of_call


def check_error(name: str, error: Exception) -> None:
    """The error is the one that the outcome of a vector asks for."""
    outcome = VECTORS[name]["outcome"]
    answer = VECTORS[name]["attempts"][-1]["response"]
    if outcome["kind"] == "timeout":
        assert isinstance(error, PACKAGE.APITimeoutError)
    elif outcome["kind"] == "malformed":
        assert isinstance(error, PACKAGE.APIResponseValidationError)
    else:
        assert isinstance(error, PACKAGE.APIStatusError)
        own = (*BY_STATUS.values(), *BY_KIND.values())
        assert type(error) in (_status_class(outcome["status"]), *own)
        assert error.status_code == outcome["status"]
        assert error.body == json.loads(_sent(answer))
        assert error.request_id == dict(answer["headers"]).get("request-id")


def plain(value: object) -> object:
    """A result as JSON says it."""
    if isinstance(value, BaseModel):
        return json.loads(value.to_json())
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, ServerSentEvent):
        return value.data
    return value.isoformat() if hasattr(value, "isoformat") else value


def same(expected: Any, found: Any) -> bool:
    """Equal as JSON, where two spellings of one moment are equal too."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(
            same(expected[key], found[key]) for key in expected
        )
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(same, expected, found))
    if isinstance(expected, str) and isinstance(found, str) and expected != found:
        return _moment(expected) == _moment(found)
    return bool(expected == found)


def _moment(text: str) -> object:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return text


def _goes_to_mock(name: str) -> bool:
    if not MAY_MOCK:
        pytest.skip("Mock server tests are disabled")
    # that of a further form of the call has its number
    return name.rpartition("/")[2].partition("-")[0] not in _SCRIPTED_ONLY


@contextlib.contextmanager
def _scripted(name: str) -> Iterator[Loopback]:
    replies = [_reply(attempt["response"]) for attempt in VECTORS[name]["attempts"]]
    with serve(*replies) as loopback:
        yield loopback


def _sent(response: Any) -> str:
    """The text of an answer: its own, or one of the values as JSON."""
    if "body" in response:
        return str(response["body"])
    return json.dumps(_VALUES[response["value"]], ensure_ascii=False)


def _reply(response: Any) -> Reply:
    return Reply(
        status=response["status"],
        headers=tuple((header, value) for header, value in response["headers"]),
        body=_sent(response).encode(),
        delay=response.get("stall", 0.0),
    )


def _check_request(recorded: Recorded, expected: Any) -> None:
    path, _, query = recorded.target.partition("?")
    assert recorded.method == expected["method"]
    assert path == expected["path"]
    assert sorted(query.split("&") if query else []) == sorted(expected["query"])
    assert _lines(recorded) == [tuple(line) for line in expected["headers"]["python"]]
    if "body" in expected:
        assert _body(recorded, expected.get("body_kind", "json")) == _expected_body(expected)
    else:
        assert recorded.body == b""


def _expected_body(expected: Any) -> Any:
    kind = expected.get("body_kind")
    if kind == "multipart":
        return _by_name(expected["body"])
    return sorted(expected["body"]) if kind == "form" else expected["body"]


def _by_name(parts: Any) -> Any:
    """The order of parts says nothing, but for those of one name."""
    return sorted(parts, key=lambda part: str(part["name"]))


def _body(recorded: Recorded, kind: str) -> Any:
    if kind == "json":
        return recorded.json()
    text = recorded.body.decode()
    if kind == "form":
        return sorted(text.split("&") if text else [])
    return _by_name(_parts(recorded)) if kind == "multipart" else text


def _parts(recorded: Recorded) -> Any:
    """The parts of a multipart form, read by the standard library's parser of mail."""
    head = f"Content-Type: {recorded.header('content-type')}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + recorded.body)

    def text(part: Any) -> str:
        content: bytes = part.get_payload(decode=True) or b""
        return content.decode()

    return [
        {
            "name": part.get_param("name", header="content-disposition"),
            "filename": part.get_filename(),
            "type": part.get_content_type() if "content-type" in part else None,
            "body": text(part),
        }
        for part in message.iter_parts()
    ]


def _lines(recorded: Recorded) -> List[Tuple[str, str]]:
    lines = (
        (header.lower(), value.partition("; boundary=")[0]) for header, value in recorded.headers
    )
    return sorted(line for line in lines if line[0] not in _VOLATILE)


def _status_class(status: int) -> Any:
    classes = {
        400: PACKAGE.BadRequestError,
        401: PACKAGE.AuthenticationError,
        403: PACKAGE.PermissionDeniedError,
        404: PACKAGE.NotFoundError,
        409: PACKAGE.ConflictError,
        422: PACKAGE.UnprocessableEntityError,
        429: PACKAGE.RateLimitError,
    }
    return classes.get(
        status, PACKAGE.InternalServerError if status >= 500 else PACKAGE.APIStatusError
    )

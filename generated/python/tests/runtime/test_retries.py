"""A call is tried again where that can help, and ends in a documented error."""

from __future__ import annotations

import copy
import email.utils
import math
import time
from typing import Any, Dict, List, Optional

import pytest

from anthropic._base_client import FinalRequestOptions
from anthropic._constants import INITIAL_RETRY_DELAY, MAX_RETRY_DELAY, REQUEST_ID_HEADER
from anthropic._error_classes import BY_STATUS
from anthropic._exceptions import (
    APIConnectionError,
    APIError,
    APIResponseDecodeError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
)
from anthropic._http import httpx
from anthropic._request import RETRY_COUNT_HEADER
from anthropic._retry import can_be_sent_again
from anthropic._root_error import RootError

from ..loopback import Loopback, reply, serve
from .sample_client import Sample
from .use import Use, use_sync


def test_errors_show_the_module_they_are_imported_from() -> None:
    for error_class in (RootError, APIConnectionError, APITimeoutError, NotFoundError):
        assert error_class.__module__ == "anthropic"


def test_an_error_survives_the_way_from_another_process_without_its_secrets() -> None:
    request = httpx.Request("GET", "http://x/", headers={"x-api-key": "secret-key"})
    response = httpx.Response(404, request=request, headers={REQUEST_ID_HEADER: "req_1"})
    errors: List[APIError] = [
        NotFoundError("no", response=response, body={"a": 1}),
        APITimeoutError(request),
        APIResponseDecodeError(response, reason=ValueError("bad")),
    ]
    for error in errors:
        copied = copy.copy(error)  # As pickle makes it.
        assert (type(copied), str(copied), copied.body) == (type(error), str(error), error.body)
        assert copied.request is None and getattr(copied, "response", None) is None
    assert copy.copy(errors[0]).request_id == "req_1"  # type: ignore[attr-defined]


def counts(server: Loopback) -> List[Optional[str]]:
    return [request.header(RETRY_COUNT_HEADER) for request in server.requests]


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 529])
def test_these_statuses_are_tried_again(use: Use, status: int) -> None:
    with serve(reply(status=status), reply(status=status), {"id": "a"}) as server:
        response = use(server.url, lambda c: c.widgets.with_raw_response.retrieve("a"))
    assert response.retries_taken == 2
    assert counts(server) == ["0", "1", "2"]


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize(
    ("status", "advice", "attempts"),
    [(400, None, 1), (404, None, 1), (400, "true", 3), (500, "false", 1), (500, "perhaps", 3)],
)
def test_the_servers_advice_wins_over_the_status(
    use: Use, status: int, advice: Optional[str], attempts: int
) -> None:
    headers = {} if advice is None else {"x-should-retry": advice}
    with serve(reply(status=status, headers=headers)) as server, pytest.raises(APIStatusError):
        use(server.url, lambda c: c.widgets.create(name="x"))
    assert len(server.requests) == attempts
    assert {request.body for request in server.requests} == {b'{"name":"x"}'}


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", ["close", "reset"])
def test_a_lost_connection_is_tried_again(use: Use, fault: str) -> None:
    with serve(reply(fault=fault), {"id": "a"}) as server:
        assert use(server.url, lambda c: c.widgets.retrieve("a")).id == "a"
    assert counts(server) == ["0", "1"]


@pytest.mark.usefixtures("no_waiting")
def test_a_truncated_body_is_a_lost_connection(use: Use) -> None:
    broken = reply({"id": "a" * 100}, fault="truncate")
    with serve(broken) as server, pytest.raises(APIConnectionError) as raised:
        use(server.url, lambda c: c.widgets.retrieve("a"), max_retries=1)
    assert len(server.requests) == 2
    assert isinstance(raised.value.__cause__, httpx.RemoteProtocolError)


@pytest.mark.usefixtures("no_waiting")
def test_a_refused_connection_is_a_connection_error(use: Use) -> None:
    with pytest.raises(APIConnectionError, match=r"Connection error\.") as raised:
        use("http://127.0.0.1:1", lambda c: c.widgets.retrieve("a"))
    assert isinstance(raised.value.__cause__, httpx.ConnectError)
    assert raised.value.body is None


@pytest.mark.usefixtures("no_waiting")
def test_a_slow_answer_is_a_timeout(use: Use) -> None:
    with serve(reply(delay=5)) as server, pytest.raises(APITimeoutError) as raised:
        slow = httpx.Timeout(10, read=0.3)
        use(server.url, lambda c: c.widgets.retrieve("a", timeout=slow), max_retries=1)
    assert str(raised.value) == "Request timed out."
    assert len(server.seen(2)) == 2


@pytest.mark.usefixtures("no_waiting")
def test_an_error_of_a_custom_transport_is_a_connection_error() -> None:
    class Broken(httpx.BaseTransport):
        calls = 0

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            Broken.calls += 1
            raise RuntimeError("oops")

    with pytest.raises(APIConnectionError) as raised:
        http = httpx.Client(transport=Broken())
        use_sync("http://x", lambda c: c.widgets.retrieve("a"), http_client=http)
    assert isinstance(raised.value.__cause__, RuntimeError)
    assert Broken.calls == 3


@pytest.mark.usefixtures("no_waiting")
def test_the_number_of_retries_can_be_set_for_one_request(use: Use) -> None:
    with serve(reply(status=500)) as server, pytest.raises(InternalServerError):
        use(server.url, lambda c: c.get("/x", cast_to=object, options={"max_retries": 4}))
    assert counts(server) == ["0", "1", "2", "3", "4"]


@pytest.mark.usefixtures("no_waiting")
def test_a_body_that_is_gone_is_not_sent_again() -> None:
    with serve(reply(status=500)) as server, pytest.raises(InternalServerError):
        use_sync(server.url, lambda c: c.post("/x", cast_to=object, content=iter([b"once"])))
    assert server.request.body == b"once"


@pytest.mark.usefixtures("no_waiting")
def test_failed_responses_give_their_connection_back() -> None:
    with serve(reply({"e": 1}, status=500)) as server:
        client = Sample(base_url=server.url, api_key="k")
        with pytest.raises(InternalServerError):
            client.widgets.with_streaming_response.retrieve("a").__enter__()
        assert client._client._transport._pool._requests == []  # type: ignore[attr-defined]
        client.close()


@pytest.mark.usefixtures("no_waiting")
def test_one_idempotency_key_serves_all_attempts(use: Use, monkeypatch: Any) -> None:
    from anthropic import _core_client

    monkeypatch.setattr(_core_client, "IDEMPOTENCY_HEADER", "Idempotency-Key")
    with serve(reply(status=500), {"id": "a"}) as server:
        use(server.url, lambda c: c.widgets.create(name="x"))
        use(
            server.url,
            lambda c: c.post("/x", cast_to=object, options={"idempotency_key": "mine"}),
        )
        use(server.url, lambda c: c.widgets.retrieve("a"))
    first, second, mine, got = [r.header("Idempotency-Key") for r in server.requests]
    assert first is not None and first.startswith("stainless-python-retry-")
    assert (second, mine, got) == (first, "mine", None)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "20"}, 20),
        ({"retry-after": "60"}, 60),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "1500", "retry-after": "20"}, 1.5),
        ({"retry-after-ms": "soon", "retry-after": "20"}, 20),
        ({"retry-after": "0"}, None),
        ({"retry-after": "-10"}, None),
        ({"retry-after": "61"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "later"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Fri, 29 Sep 2000 16:26:57 GMT"}, None),
        ({"retry-after": "99999999999999999999999999999999999"}, None),
        ({"retry-after": "Zun, 29 September 2000 16:26:27 GMT"}, None),
        ({}, None),
    ],
)
def test_a_sensible_retry_after_is_obeyed(
    headers: Dict[str, str], seconds: Optional[float]
) -> None:
    options = FinalRequestOptions(method="get", url="/", max_retries=3)
    delay = Sample(api_key="k")._calculate_retry_timeout(3, options, httpx.Headers(headers))
    if seconds is None:
        assert 0.75 * INITIAL_RETRY_DELAY <= delay <= INITIAL_RETRY_DELAY
    else:
        assert delay == seconds


def test_a_retry_after_may_be_a_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    date = email.utils.formatdate(1_000_000_030, usegmt=True)
    options = FinalRequestOptions(method="get", url="/", max_retries=3)
    delay = Sample(api_key="k")._calculate_retry_timeout(
        3, options, httpx.Headers({"retry-after": date})
    )
    assert delay == 30


@pytest.mark.parametrize("max_retries", [6, math.inf])
def test_the_pauses_of_a_call_grow_however_many_retries_are_left(
    monkeypatch: pytest.MonkeyPatch, max_retries: Any
) -> None:
    pauses: List[float] = []
    monkeypatch.setattr(Sample, "_sleep", lambda _, seconds: pauses.append(seconds))
    with serve(*[reply(status=500)] * 5, {"id": "a"}) as server:
        use_sync(server.url, lambda c: c.widgets.retrieve("a"), max_retries=max_retries)
    longest = [min(INITIAL_RETRY_DELAY * 2**taken, MAX_RETRY_DELAY) for taken in range(5)]
    assert len(pauses) == len(longest)
    assert all(0.75 * most <= pause <= most for most, pause in zip(longest, pauses))


class _ReadOnce:
    def read(self, _size: int = -1) -> bytes:
        return b""


def test_a_file_that_cannot_be_read_again_is_sent_once() -> None:
    files: Any = {"file": ("a.txt", _ReadOnce())}
    options = FinalRequestOptions(method="post", url="/", files=files)
    assert not can_be_sent_again(options)


@pytest.mark.parametrize("retries_taken", [0, 1, 2, 3, 4, 2000])
def test_the_backoff_doubles_up_to_a_limit(retries_taken: int) -> None:
    options = FinalRequestOptions(method="get", url="/", max_retries=3)
    delay = Sample(api_key="k")._calculate_retry_timeout(3 - retries_taken, options)
    most = min(INITIAL_RETRY_DELAY * 2 ** min(retries_taken, 9), MAX_RETRY_DELAY)
    assert 0.75 * most <= delay <= most


@pytest.mark.parametrize(
    ("status", "error_class"),
    [
        (400, BadRequestError),
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (409, ConflictError),
        (418, APIStatusError),
        (422, UnprocessableEntityError),
        (429, RateLimitError),
        (500, InternalServerError),
        (599, InternalServerError),
    ],
)
def test_each_status_has_its_error(use: Use, status: int, error_class: Any) -> None:
    failed = reply({"error": {"type": "x"}}, status=status, headers={REQUEST_ID_HEADER: "req_1"})
    with serve(failed) as server, pytest.raises(error_class) as raised:
        use(server.url, lambda c: c.widgets.retrieve("a"), max_retries=0)
    error: Any = raised.value
    assert type(error) is BY_STATUS.get(status, error_class)
    assert issubclass(error_class, RootError)
    assert error.status_code == status
    assert error.request_id == "req_1"
    assert error.body == {"error": {"type": "x"}}
    assert str(error) == error.message == f"Error code: {status} - {{'error': {{'type': 'x'}}}}"
    assert error.__cause__ is None
    assert error.request.url == error.response.url


@pytest.mark.parametrize(
    ("body", "message"), [(" <h1>no</h1> ", "<h1>no</h1>"), ("", "Error code: 400")]
)
def test_an_error_without_json_shows_its_text(use: Use, body: str, message: str) -> None:
    with serve(reply(body, status=400)) as server, pytest.raises(BadRequestError) as raised:
        use(server.url, lambda c: c.widgets.retrieve("a"))
    assert str(raised.value) == message
    assert raised.value.body == body.strip()


def test_a_redirect_that_is_not_followed_is_a_status_error(use: Use) -> None:
    moved = reply(status=302, headers={"Location": "/elsewhere"})
    with serve(moved) as server, pytest.raises(APIStatusError) as raised:
        options = {"follow_redirects": False}
        use(server.url, lambda c: c.get("/x", cast_to=object, options=options))
    assert raised.value.status_code == 302
    assert len(server.requests) == 1

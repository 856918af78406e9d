"""Each request carries the credentials it asks for, and no others."""

from __future__ import annotations

import logging
from typing import Any, Dict, List, Mapping, Optional

import pytest

from anthropic import _env
from anthropic._auth import Credential, prefixed
from anthropic._exceptions import APIResponseValidationError, AuthenticationError
from anthropic._types import Omit

from ..loopback import Recorded, Reply, reply, serve
from .sample_client import AsyncSample, Sample

TOKEN = reply({"access_token": "token-of-9f3a", "expires_in": 3600})
Security = Any


class _Secured:
    """A client with one credential of each kind; those not given are not set."""

    key: Optional[str] = None
    session: Optional[str] = None
    query_key: Optional[str] = None
    user: Optional[str] = None
    secret: Optional[str] = None
    token_url = "/token"

    @property
    def auth_headers(self) -> Dict[str, str]:
        return {} if self.key is None else {"X-Api-Key": self.key}

    def _validate_headers(self, headers: Any, custom_headers: Any) -> None:
        """Each request says what it needs."""

    def _credentials(self) -> Mapping[str, Credential]:
        source = self._token_source  # type: ignore[attr-defined]
        return {
            "key": Credential(("key",), "header", "X-Api-Key", self.key),
            "session": Credential(("session",), "cookie", "sid", self.session),
            "query": Credential(("query_key",), "query", "key", self.query_key),
            "basic": Credential(
                ("user", "secret"),
                "header",
                "Authorization",
                _env.basic_pair(self.user, self.secret),
            ),
            "bearer": Credential(
                ("key",), "header", "Authorization", prefixed("Bearer ", self.key)
            ),
            "oauth": Credential(
                ("user", "secret"),
                "header",
                "Authorization",
                source(self.token_url, ("a", "b"), self.user, self.secret),
            ),
        }


class SecuredSample(_Secured, Sample):
    pass


class AsyncSecuredSample(_Secured, AsyncSample):
    pass


def sent(security: Security, *, custom: Any = None, **options: str) -> Recorded:
    with serve(reply({})) as loopback, SecuredSample(base_url=loopback.url) as client:
        for name, value in options.items():
            setattr(client, name, value)
        client.get("/", cast_to=object, options={"security": security, "headers": custom or {}})
        return loopback.request


def test_a_credential_goes_where_its_scheme_says() -> None:
    assert sent((("key",),), key="k").header("X-Api-Key") == "k"
    assert sent((("session",),), session="s").header("Cookie") == "sid=s"
    assert sent((("query",),), query_key="q").target == "/?key=q"
    assert sent((("basic",),), user="u", secret="p").header("Authorization") == "Basic dTpw"


def test_an_operation_gets_no_other_credential() -> None:
    request = sent((("session",),), session="s", key="k", query_key="q")
    assert request.header("X-Api-Key") is None
    assert request.target == "/"


def test_an_operation_that_asks_for_none_gets_none() -> None:
    request = sent((), session="s", key="k")
    assert request.header("X-Api-Key") is None
    assert request.header("Cookie") is None


def test_the_first_alternative_that_is_set_is_taken() -> None:
    security = (("key", "session"), ("query",), ())
    assert sent(security, key="k", session="s", query_key="q").target == "/"
    assert sent(security, key="k", query_key="q").target == "/?key=q"
    assert sent(security, key="k").header("X-Api-Key") is None


def test_a_missing_credential_is_said_with_all_that_would_do() -> None:
    expected = (
        r"Expected either key and session or query_key to be set. Or for the `X-Api-Key` headers"
    )
    with pytest.raises(TypeError, match=expected):
        sent((("key", "session"), ("query",)))


def test_a_header_of_the_caller_is_enough() -> None:
    assert sent((("key",),), custom={"x-api-key": "mine"}).header("X-Api-Key") == "mine"
    assert sent((("key",),), custom={"X-Api-Key": Omit()}).header("X-Api-Key") is None


def fetch(*script: Any, calls: int = 1, **attributes: Any) -> List[Recorded]:
    with serve(*script) as loopback, SecuredSample(base_url=loopback.url, max_retries=0) as client:
        client.user, client.secret = "me", "pass word"
        for name, value in attributes.items():
            setattr(client, name, value)
        for _ in range(calls):
            copy = client.with_options(timeout=5)
            copy.user, copy.secret = client.user, client.secret
            copy.post("/x", cast_to=object, body={}, options={"security": (("oauth",),)})
        return loopback.requests


def test_a_token_is_fetched_once_and_shared_by_copies() -> None:
    token, first, second = fetch(TOKEN, reply({}), reply({}), calls=2)
    assert (token.target, token.header("Authorization")) == ("/token", "Basic bWU6cGFzcyt3b3Jk")
    assert token.body == b"grant_type=client_credentials&scope=a+b"
    assert [item.header("Authorization") for item in (first, second)] == [
        "Bearer token-of-9f3a"
    ] * 2


def test_a_token_that_is_refused_is_fetched_anew_once() -> None:
    again = reply({"access_token": "t2"})
    requests = fetch(TOKEN, reply({}, status=401), again, reply({}))
    assert [item.header("Authorization") for item in requests[1::2]] == [
        "Bearer token-of-9f3a",
        "Bearer t2",
    ]
    with pytest.raises(AuthenticationError):
        fetch(TOKEN, reply({}, status=401), again, reply({}, status=401))


def test_a_token_that_has_run_out_is_fetched_anew() -> None:
    short = reply({"access_token": "token-of-9f3a", "expires_in": 0.000001})
    requests = fetch(short, reply({}), reply({"access_token": "t2"}), reply({}), calls=2)
    assert [item.target for item in requests] == ["/token", "/x", "/token", "/x"]


def test_a_server_may_want_the_credentials_in_the_body() -> None:
    refused = reply({"error": "invalid_client"}, status=401)
    _, token, _ = fetch(refused, TOKEN, reply({}))
    assert b"client_id=me&client_secret=pass+word" in token.body
    assert token.header("Authorization") is None


def test_a_token_that_cannot_be_had_is_an_error_of_its_own() -> None:
    with pytest.raises(AuthenticationError):
        fetch(reply({"error": "invalid_client"}, status=401))
    with pytest.raises(APIResponseValidationError, match="access token"):
        fetch(reply({"token": "secret"}))


def test_no_secret_is_logged_or_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    fetch(TOKEN, reply({}))
    assert "pass word" not in caplog.text and "pass+word" not in caplog.text
    assert "token-of-9f3a" not in caplog.text


async def test_tasks_share_a_token() -> None:
    import anyio

    slow = Reply(body=TOKEN.body, headers=TOKEN.headers, delay=0.05)
    with serve(slow, reply({})) as loopback:
        async with AsyncSecuredSample(base_url=loopback.url) as client:
            client.user, client.secret = "me", "secret-of-7c1e"

            async def call() -> None:
                await client.get("/x", cast_to=object, options={"security": (("oauth",),)})

            async with anyio.create_task_group() as group:
                for _ in range(3):
                    group.start_soon(call)
        assert sorted(item.target for item in loopback.requests) == ["/token", "/x", "/x", "/x"]


def test_the_two_halves_of_a_credential_may_be_sent_as_they_are() -> None:
    assert _env.basic("u", "p") == "Basic dTpw"
    assert _env.plain("u", "p", "Plain ") == "Plain u:p"
    assert _env.basic_pair("u", "p", "Token ") == "Token dTpw"
    assert _env.basic_pair("u", "p", "Plain ", _env.plain) == "Plain u:p"
    assert _env.basic_pair("u", None) is None

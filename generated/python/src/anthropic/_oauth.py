"""Fetch OAuth 2 access tokens with the credentials of a client. Source: RFC 6749 section 4.4."""

from __future__ import annotations

import threading
import time
import weakref
from typing import Any, AsyncGenerator, Dict, Generator, MutableMapping, Optional, Sequence, Tuple
from urllib.parse import quote_plus

from ._http import httpx

# Seconds before its end at which a token is not used any more, but for tokens that live shorter than that.
_LEEWAY = 30.0
_FOREVER = float("inf")


class ClientCredentials(httpx.Auth):
    """Puts an access token on requests: fetched when it is first needed or has run out, and once more after a 401."""

    def __init__(self, token_url: httpx.URL, scopes: Sequence[str], pair: Tuple[str, str]) -> None:
        self._token_url = token_url
        self._scopes = " ".join(scopes)
        self._client_id, self._client_secret = pair
        self._in_body = False
        self._token: Optional[str] = None
        self._ends = 0.0
        self._lock = threading.Lock()
        self._async_lock: Any = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._token_url)!r})"

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        if "Authorization" in request.headers:
            yield request
            return
        with self._lock:
            token = self._usable() or (yield from self._fetched(request))
        response = yield _bearing(request, token)
        if response.status_code != 401 or not _can_be_sent_again(request):
            return
        with self._lock:
            if self._token == token:
                self._token = None
            token = self._usable() or (yield from self._fetched(request))
        yield _bearing(request, token)

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if "Authorization" in request.headers:
            yield request
            return
        token: Optional[str] = None
        for is_last in (False, True):
            async with self._task_lock():
                if self._token == token:
                    self._token = None
                token = self._usable()
                while token is None:
                    answer = yield self._token_request(request)
                    await answer.aread()
                    token = self._taken(answer)
            response = yield _bearing(request, token)
            if is_last or response.status_code != 401 or not _can_be_sent_again(request):
                return

    def _fetched(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, str]:
        token = None
        while token is None:
            answer = yield self._token_request(request)
            answer.read()
            token = self._taken(answer)
        return token

    def _usable(self) -> Optional[str]:
        return self._token if time.monotonic() < self._ends else None

    def _task_lock(self) -> Any:
        if self._async_lock is None:
            import anyio

            self._async_lock = anyio.Lock()
        return self._async_lock

    def _token_request(self, request: httpx.Request) -> httpx.Request:
        fields: Dict[str, str] = {"grant_type": "client_credentials"}
        if self._scopes:
            fields["scope"] = self._scopes
        headers = {"Accept": "application/json"}
        if self._in_body:
            fields.update(client_id=self._client_id, client_secret=self._client_secret)
        else:
            from ._env import basic

            # Source: RFC 6749 section 2.3.1: both halves are form-encoded first.
            headers["Authorization"] = basic(
                quote_plus(self._client_id), quote_plus(self._client_secret)
            )
        # With the timeouts of the request that needs it.
        extensions = {"timeout": request.extensions.get("timeout", {})}
        return httpx.Request(
            "POST", self._token_url, data=fields, headers=headers, extensions=extensions
        )

    def _taken(self, answer: httpx.Response) -> Optional[str]:
        """The token of an answer, kept too; None where it is worth asking again in another way.

        Raises an APIStatusError or APIResponseValidationError where there is none.
        """
        if answer.status_code in (400, 401) and not self._in_body:
            # Some servers want the credentials in the body.
            self._in_body = True
            return None
        if not answer.is_success:
            raise _error(answer)
        self._token, lifetime = _token_of(answer)
        self._ends = time.monotonic() + (lifetime - _LEEWAY if lifetime > 2 * _LEEWAY else lifetime)
        return self._token


def token_source(
    owner: Any, token_url: str, scopes: Sequence[str], pair: Tuple[str, str]
) -> ClientCredentials:
    """One for each HTTP client and pair of credentials, so that copies of a client share its tokens."""
    sources = _sources.setdefault(owner._client, {})
    url = owner.base_url.join(token_url)
    key = (str(url), tuple(scopes), pair)
    if key not in sources:
        sources[key] = ClientCredentials(url, scopes, pair)
    return sources[key]


_sources: MutableMapping[Any, Dict[Any, ClientCredentials]] = weakref.WeakKeyDictionary()


def _bearing(request: httpx.Request, token: str) -> httpx.Request:
    request.headers["Authorization"] = f"Bearer {token}"
    return request


def _can_be_sent_again(request: httpx.Request) -> bool:
    """Not where the body was read from something that is used up."""
    return isinstance(request.stream, httpx.ByteStream)


def _token_of(answer: httpx.Response) -> Tuple[str, float]:
    """The token and the seconds it lives."""
    from ._exceptions import APIResponseValidationError

    try:
        content = answer.json()
        token = content["access_token"]
        lifetime = content.get("expires_in")
        seconds = _FOREVER if lifetime is None else float(lifetime)
    except (ValueError, KeyError, TypeError, AttributeError):
        token, seconds = None, 0.0
    if not isinstance(token, str) or not token or seconds <= 0:
        # Not its body: there may be a secret in it.
        message = "The answer to the request for an access token has none."
        raise APIResponseValidationError(answer, None, message=message)
    return token, seconds


def _error(answer: httpx.Response) -> Exception:
    """What RFC 6749 section 5.2 says of a failure, and nothing else of the answer: there may be a secret in it."""
    from ._exceptions import status_error

    try:
        content = answer.json()
        said = {name: content[name] for name in ("error", "error_description") if name in content}
    except (ValueError, TypeError):
        said = {}
    message = f"No access token: error code {answer.status_code}"
    return status_error(f"{message} - {said}" if said else message, body=said, response=answer)

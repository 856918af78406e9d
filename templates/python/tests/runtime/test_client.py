"""Clients are made from arguments, the environment and other clients."""

from __future__ import annotations

import asyncio
import gc
import inspect
import weakref
from typing import Any, Dict

import pytest

from PACKAGE._base_client import (
    DEFAULT_TIMEOUT,
    HTTPX_DEFAULT_TIMEOUT,
    DefaultAioHttpClient,
    DefaultAsyncHttpxClient,
    DefaultHttpxClient,
    FinalRequestOptions,
    OtherPlatform,
    get_platform,
)
from PACKAGE._constants import (
    ENV_PREFIX,
    HEADER_PREFIX,
    QUERY_ARRAY_FORMAT,
    QUERY_NESTED_FORMAT,
    TIMEOUT_CONNECT,
    TIMEOUT_TOTAL,
)
from PACKAGE._http import httpx
from PACKAGE._request import READ_TIMEOUT_HEADER
from PACKAGE._types import Omit

from .sample_client import AsyncSample, Sample

GET = FinalRequestOptions(method="get", url="/foo")


@pytest.fixture(params=[Sample, AsyncSample], ids=["sync", "async"])
def client_class(request: Any) -> Any:
    return request.param


def http_class(client_class: Any) -> Any:
    return httpx.Client if client_class is Sample else httpx.AsyncClient


def test_options_come_from_the_environment(
    client_class: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMPLE_API_KEY", "k")
    monkeypatch.setenv("SAMPLE_AUTH_TOKEN", "t")
    monkeypatch.setenv("SAMPLE_BASE_URL", "http://localhost:5000/from/env")
    client = client_class()
    assert (client.api_key, client.auth_token) == ("k", "t")
    assert client.base_url == "http://localhost:5000/from/env/"
    request = client._build_request(GET)
    assert request.headers["X-Api-Key"] == "k"
    assert request.headers["Authorization"] == "Bearer t"


def test_custom_headers_come_from_the_environment_and_yield_to_arguments(
    client_class: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{ENV_PREFIX}_CUSTOM_HEADERS", "X-One: 1: 2\nnonsense\n:c\n X-Two :b")
    client = client_class(api_key="k", default_headers={"X-Two": "c"})
    headers = client._build_request(GET).headers
    assert (headers["X-One"], headers["X-Two"]) == ("1: 2", "c")


def test_a_missing_credential_is_an_error_when_a_request_is_built(client_class: Any) -> None:
    client = client_class(base_url="http://x")
    with pytest.raises(TypeError, match="Could not resolve authentication method"):
        client._build_request(GET)
    options = FinalRequestOptions(method="get", url="/foo", headers={"X-Api-Key": Omit()})
    assert "X-Api-Key" not in client._build_request(options).headers
    client.api_key = "later"
    assert client._build_request(GET).headers["X-Api-Key"] == "later"
    other = client_class(base_url="http://x", default_headers={"x-api-key": "mine"})
    assert other._build_request(GET).headers["X-Api-Key"] == "mine"


def test_max_retries_cannot_be_none(client_class: Any) -> None:
    with pytest.raises(TypeError, match=r"max_retries cannot be None.*DEFAULT_MAX_RETRIES"):
        client_class(api_key="k", max_retries=None)


def test_the_timeout_is_the_argument_then_the_http_clients_then_the_default(
    client_class: Any,
) -> None:
    http = http_class(client_class)
    assert (
        client_class().timeout
        == DEFAULT_TIMEOUT
        == httpx.Timeout(TIMEOUT_TOTAL, connect=TIMEOUT_CONNECT)
    )
    assert client_class(http_client=http(timeout=None)).timeout == httpx.Timeout(None)
    assert client_class(http_client=http(timeout=HTTPX_DEFAULT_TIMEOUT)).timeout == DEFAULT_TIMEOUT
    assert client_class(http_client=http(timeout=3), timeout=1).timeout == 1
    options = FinalRequestOptions(method="get", url="/foo", timeout=httpx.Timeout(100))
    request = client_class(api_key="k", timeout=0)._build_request(options)
    assert request.extensions["timeout"]["read"] == 100
    assert request.headers[READ_TIMEOUT_HEADER] == "100"
    none = FinalRequestOptions(method="get", url="/foo", timeout=None)
    assert READ_TIMEOUT_HEADER not in client_class(api_key="k")._build_request(none).headers


def test_an_http_client_of_the_wrong_kind_is_refused(client_class: Any) -> None:
    wrong = httpx.AsyncClient if client_class is Sample else httpx.Client
    with pytest.raises(TypeError, match="Invalid `http_client` argument; Expected an instance of"):
        client_class(http_client=wrong())


@pytest.mark.parametrize("base_url", ["http://x/custom/path", "http://x/custom/path/"])
@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/foo", "http://x/custom/path/foo"),
        ("foo", "http://x/custom/path/foo"),
        ("//foo", "http://x/custom/path//foo"),
        ("/files/a%2Fb?beta=true", "http://x/custom/path/files/a%2Fb?beta=true"),
        ("https://other/foo", "https://other/foo"),
    ],
)
def test_the_path_is_appended_to_the_base_url(
    client_class: Any, base_url: str, path: str, url: str
) -> None:
    client = client_class(base_url=base_url, api_key="k")
    request = client._build_request(FinalRequestOptions(method="get", url=path))
    assert str(request.url) == url


@pytest.mark.parametrize("path", ["/a/../b", "/a/%2e%2E/b", "./a"])
def test_dot_segments_are_refused_on_the_assembled_path(client_class: Any, path: str) -> None:
    with pytest.raises(ValueError, match="dot-segment"):
        client_class(api_key="k")._build_request(FinalRequestOptions(method="get", url=path))


def test_query_items_are_replaced_by_later_ones(client_class: Any) -> None:
    client = client_class(base_url="http://x", api_key="k", default_query={"a": 1, "b": 2})
    url = "/files/a%2Fb?beta=true&keep=%20x"
    options = FinalRequestOptions(
        method="get", url=url, params={"a": 3, "beta": "false", "b": Omit()}
    )
    assert client._build_request(options).url.raw_path == (b"/files/a%2Fb?keep=%20x&a=3&beta=false")


def test_query_strings_have_the_apis_formats(client_class: Any) -> None:
    qs = client_class(api_key="k").qs
    assert (qs.array_format, qs.nested_format) == (QUERY_ARRAY_FORMAT, QUERY_NESTED_FORMAT)


def test_a_user_can_override_and_remove_every_default_header(client_class: Any) -> None:
    client = client_class(
        api_key="k",
        default_headers={f"{HEADER_PREFIX}-Lang": "mine", "sample-version": "x", "accept": Omit()},
    )
    for one in (client, client.copy(), client.copy(default_headers={"X-New": "1"})):
        headers = one._build_request(GET).headers
        assert headers[f"{HEADER_PREFIX}-Lang"] == "mine"
        assert headers["sample-version"] == "x"
        # The HTTP library's own.
        assert headers["Accept"] == "*/*"


def test_headers_of_the_http_library_are_taken_as_a_mapping(client_class: Any) -> None:
    client = client_class(api_key="k", default_headers=httpx.Headers({"X-Foo": "a"}))
    options = FinalRequestOptions(method="get", url="/", headers=httpx.Headers({"X-Bar": "b"}))
    headers = client._build_request(options).headers
    assert (headers["X-Foo"], headers["X-Bar"]) == ("a", "b")


def test_a_copy_shares_the_http_client_and_keeps_the_options(client_class: Any) -> None:
    client = client_class(api_key="k", max_retries=7, timeout=5, base_url="http://x/v1")
    copied = client.copy()
    assert type(copied) is client_class and copied is not client
    assert copied._client is client._client
    assert (copied.api_key, copied.max_retries, copied.timeout) == ("k", 7, 5)
    changed = client.with_options(api_key="", max_retries=0, timeout=None, base_url="http://y/v1")
    assert (changed.api_key, changed.max_retries, changed.timeout) == ("k", 0, None)
    assert changed.base_url == "http://y/v1/" and client.base_url == "http://x/v1/"


def test_a_copy_merges_or_replaces_headers_and_query(client_class: Any) -> None:
    client = client_class(api_key="k", default_headers={"A": "1"}, default_query={"a": 1})
    merged = client.copy(default_headers={"B": "2"}, default_query={"b": 2})
    assert merged._custom_headers == {"A": "1", "B": "2"}
    assert merged.default_query == {"a": 1, "b": 2}
    replaced = client.copy(set_default_headers={"C": "3"}, set_default_query={})
    assert replaced._custom_headers == {"C": "3"}
    assert replaced.default_query == {}
    assert client.default_query == {"a": 1}


@pytest.mark.parametrize("name", ["default_headers", "default_query"])
def test_merging_and_replacing_exclude_each_other(client_class: Any, name: str) -> None:
    arguments: Dict[str, Any] = {name: {}, f"set_{name}": {}}
    with pytest.raises(
        ValueError, match=f"`{name}` and `set_{name}` arguments are mutually exclusive"
    ):
        client_class(api_key="k").copy(**arguments)


def test_copy_takes_every_constructor_argument(client_class: Any) -> None:
    constructor = set(inspect.signature(client_class.__init__).parameters)
    copy = set(inspect.signature(client_class.copy).parameters)
    assert constructor - copy == {"_strict_response_validation"}


def test_collecting_a_copy_leaves_the_http_client_open(client_class: Any) -> None:
    client = client_class(api_key="k")
    copied = client.copy()
    gone = weakref.ref(copied)
    del copied
    gc.collect()
    assert gone() is None
    assert not client.is_closed()


def test_a_client_closes_with_its_context() -> None:
    with Sample(api_key="k") as client:
        assert not client.is_closed()
    assert client.is_closed()

    async def main() -> bool:
        async with AsyncSample(api_key="k") as client:
            assert not client.is_closed()
        return client.is_closed()

    assert asyncio.run(main())


def test_a_half_built_client_can_be_closed() -> None:
    Sample.__new__(Sample).close()
    asyncio.run(AsyncSample.__new__(AsyncSample).close())


def test_the_default_http_client_has_the_sdks_limits() -> None:
    for made in (DefaultHttpxClient(), DefaultAsyncHttpxClient()):
        assert made.timeout == DEFAULT_TIMEOUT
        assert made.follow_redirects
    assert not DefaultHttpxClient(follow_redirects=False).follow_redirects


def test_proxies_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "https://example.org")
    mounts = tuple(DefaultHttpxClient()._mounts.items())
    assert [pattern.pattern for pattern, _ in mounts] == ["https://"]
    assert [pattern.pattern for pattern in Sample(api_key="k")._client._mounts] == ["https://"]


def test_the_aiohttp_client_needs_its_extra() -> None:
    try:
        import httpx_aiohttp  # type: ignore[import-not-found,unused-ignore]  # noqa: F401
    except ImportError:
        with pytest.raises(RuntimeError, match="aiohttp"):
            DefaultAioHttpClient()


def test_the_platform_is_described(client_class: Any) -> None:
    headers = client_class(api_key="k")._build_request(GET).headers
    assert headers[f"{HEADER_PREFIX}-Lang"] == "python"
    assert headers[f"{HEADER_PREFIX}-Package-Version"]
    assert headers[f"{HEADER_PREFIX}-OS"] == str(get_platform())
    assert headers[f"{HEADER_PREFIX}-Runtime-Version"]
    assert headers["User-Agent"].startswith(f"{client_class.__name__}/Python ")
    assert headers[f"{HEADER_PREFIX}-Async"] == (
        "false" if client_class is Sample else "async:false"
    )
    assert str(OtherPlatform("plan9")) == "Other:plan9"


def test_a_host_with_an_underscore_is_asked_for_with_a_hyphen(client_class: Any) -> None:
    request = client_class(api_key="k", base_url="https://a_b.example")._build_request(GET)
    assert request.extensions["sni_hostname"] == "a-b.example"


def test_a_client_does_not_show_its_key(client_class: Any) -> None:
    assert "canary" not in repr(client_class(api_key="canary"))

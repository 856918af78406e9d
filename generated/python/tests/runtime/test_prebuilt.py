"""A request that is made from what is known of earlier ones is the one that the HTTP library builds."""

from __future__ import annotations

import pickle
from typing import Any, Dict

import pytest

from anthropic._base_client import FinalRequestOptions
from anthropic._http import httpx
from anthropic._prebuilt import Base, known_headers, stands_as_it_is
from anthropic._types import omit

from ..loopback import serve
from .sample_client import AsyncSample, Sample

OPTIONS: Dict[str, Dict[str, Any]] = {
    "get": {"method": "get"},
    "get with params": {"method": "get", "params": {"a": "x y", "b": [1, 2]}},
    "get with an extra body, which is left out": {"method": "get", "extra_json": {"a": 1}},
    "delete": {"method": "delete"},
    "post without a body": {"method": "post"},
    "post": {"method": "post", "json_data": {"a": "é"}},
    "post of a list": {"method": "post", "json_data": [1]},
    "post with an extra body": {"method": "post", "json_data": {"a": 1}, "extra_json": {"b": 2}},
    "post of text": {"method": "post", "json_data": "text"},
    "post of nothing": {"method": "post", "json_data": omit},
    "post of bytes": {"method": "post", "content": b"bytes"},
    "post of a form": {
        "method": "post",
        "json_data": {"a": 1},
        "headers": {"Content-Type": "application/x-www-form-urlencoded"},
    },
    "put with headers": {"method": "put", "headers": {"X-A": "a", "Accept": omit}},
    "patch of a length": {"method": "patch", "json_data": {}, "headers": {"Content-Length": "2"}},
    "with a key": {"method": "post", "json_data": {}, "idempotency_key": "key-1"},
    "with its own key": {
        "method": "post",
        "idempotency_key": "key-1",
        "headers": {"idempotency-key": "mine"},
    },
    "of an hour": {"method": "get", "timeout": httpx.Timeout(3600, connect=1)},
    "of any time": {"method": "get", "timeout": None},
    "elsewhere": {"method": "get", "url": "https://example.com/x"},
}


def seen(request: httpx.Request) -> Any:
    names = sorted((name.lower(), value) for name, value in request.headers.raw)
    # As the HTTP library reads a body that is sent in one piece.
    assert isinstance(request.stream, httpx.ByteStream)
    return (request.method, request.url, names, request.content, request.extensions)


def clients() -> Any:
    own = httpx.Client(headers={"X-Own": "1"}, params={"own": 1}, cookies={"own": "1"})
    return [Sample(api_key="k"), AsyncSample(api_key="k"), Sample(api_key="k", http_client=own)]


@pytest.mark.parametrize("index", range(3))
@pytest.mark.parametrize("case", OPTIONS)
def test_a_known_request_is_built_as_by_the_library(
    index: int, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clients()[index]
    client._idempotency_header = "Idempotency-Key"
    options = FinalRequestOptions(**{"url": "/v1/a%2Fb?c=d", **OPTIONS[case]})
    found = [seen(client._build_request(options, retries_taken=n)) for n in (0, 0, 1, 1)]
    monkeypatch.setattr(type(client), "_known_headers", lambda self: None)
    monkeypatch.setattr("anthropic._building.stands_as_it_is", lambda target: False)
    monkeypatch.setattr("anthropic._prebuilt._parts_can_be_set", lambda: False)
    expected = [seen(client._build_request(options, retries_taken=n)) for n in (0, 0, 1, 1)]
    assert found == expected


def test_what_changes_between_calls_is_seen() -> None:
    client: Any = Sample(api_key="k", auth_token="t", base_url="http://x/v1")
    get = FinalRequestOptions(method="get", url="/a")
    post = FinalRequestOptions(method="post", url="/a", json_data={"a": 1})
    for options in (get, post):
        client._build_request(options)
    client.api_key = "other"
    assert client._build_request(get).headers["X-Api-Key"] == "other"
    client.base_url = "http://y:1/v2"
    request = client._build_request(get)
    assert (str(request.url), request.headers["Host"]) == ("http://y:1/v2/a", "y:1")
    client._client.headers["X-Later"] = "1"
    assert client._build_request(get).headers["X-Later"] == "1"
    client._client.cookies.set("c", "1")
    assert client._build_request(get).headers["Cookie"] == "c=1"
    client.api_key = client.auth_token = None
    with pytest.raises(TypeError, match="Could not resolve authentication method"):
        client._build_request(get)


def test_each_body_has_its_own_length_and_each_call_its_own_key() -> None:
    client: Any = Sample(api_key="k")
    client._idempotency_header = "Idempotency-Key"
    built = []
    for number in (1, 1_000):
        options = FinalRequestOptions(method="post", url="/a", json_data=[number])
        options.idempotency_key = f"key-{number}"
        built.append(client._build_request(options).headers)
    assert [headers["Content-Length"] for headers in built] == ["3", "6"]
    assert [headers["Idempotency-Key"] for headers in built] == ["key-1", "key-1000"]


# Earlier versions of the library encode more of a query than they need to.
WRITES_SLASHES = httpx.URL("https://host/?a=/").raw_path == b"/?a=/"
PATHS = {
    **dict.fromkeys(("/", "/a?", "/a?b", "/a//b", "/%2F", "/a-_.~!$&'()*+,;=:@", "/?a=b/?"), True),
    **dict.fromkeys(
        ("/%zz", "/é", "/a b", "/a?b=c d", "/a?b='", "/{a}", "/a%", "/a#b", "a"), False
    ),
}


@pytest.mark.parametrize("path", PATHS)
def test_what_is_sent_as_it_stands_is_written_so_by_the_library(path: str) -> None:
    assert stands_as_it_is(path) == PATHS[path]
    if PATHS[path] and (WRITES_SLASHES or "/" not in path.partition("?")[2]):
        url = httpx.URL("https://host:8443/v1/")
        by_library = url.copy_with(raw_path=path.encode())
        assert by_library.raw_path == path.encode()
        assert Base(url).at(path) == by_library


@pytest.mark.parametrize(
    "url, is_simple",
    {
        "http://host": True,
        "https://host:8443/v1/": True,
        "http://[::1]:1/": True,
        "https://xn--bcher-kva.example/": True,
        "https://user:pass@host/": False,
        "https://host/?a=b": False,
        "https://host/#a": False,
        "ftp://host/": False,
        "/relative/": False,
    }.items(),
)
def test_a_base_is_simple_where_its_text_starts_every_url_below_it(
    url: str, is_simple: bool
) -> None:
    base = Base(httpx.URL(url))
    assert base.is_simple == is_simple
    if is_simple:
        assert str(base.at(base.path + "a?b=c")) == f"{base.origin}{base.path}a?b=c"


@pytest.mark.parametrize("look", ["url", "headers", "stream"])
def test_what_someone_changed_in_a_request_is_what_is_sent(look: str) -> None:
    with serve({"id": "a"}, {"id": "a"}) as server, serve({"id": "b"}) as other:

        class Changing(Sample):
            def _prepare_request(self, request: httpx.Request) -> None:
                if look == "url":
                    request.url = httpx.URL(f"{other.url}/changed")
                elif look == "headers":
                    request.headers["X-Changed"] = "1"
                else:
                    request.stream = httpx.ByteStream(b'{"b":2}')

        with Sample(base_url=server.url, api_key="k") as plain:
            plain.get("/x", cast_to=object)
            client: Any = Changing(base_url=server.url, api_key="k", http_client=plain._client)
            got = client.post("/x", body={"a": 1}, cast_to=object)
    last = (other if look == "url" else server).requests[-1]
    assert got == {"id": "b" if look == "url" else "a"}
    assert last.target == ("/changed" if look == "url" else "/x")
    assert (last.header("X-Changed") == "1") == (look == "headers")
    assert last.json() == ({"b": 2} if look == "stream" else {"a": 1})


def test_clients_with_other_credentials_share_an_http_client() -> None:
    first: Any = Sample(api_key="k0")
    clients = [first, *(first.with_options(api_key=f"k{number}") for number in range(1, 20))]
    get = FinalRequestOptions(method="get", url="/a")
    for _ in range(2):
        keys = [client._build_request(get).headers["X-Api-Key"] for client in clients]
        assert keys == [f"k{number}" for number in range(20)]


def test_a_request_can_be_pickled() -> None:
    client = Sample(api_key="k")
    get = FinalRequestOptions(method="get", url="/a")
    first, again = client._build_request(get), client._build_request(get)
    assert type(first) is not type(again)
    copy = pickle.loads(pickle.dumps(again))
    assert (copy.url, copy.headers) == (first.url, first.headers)


def test_known_headers_are_not_shown() -> None:
    client = Sample(api_key="canary")
    client._build_request(FinalRequestOptions(method="get", url="/a"))
    known = known_headers(client._client)
    assert known is not None and vars(known)["_kept"]
    assert "canary" not in repr(known)

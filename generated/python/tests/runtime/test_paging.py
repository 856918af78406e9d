"""A list is walked page by page: what each request asks for, and where it ends."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Union

import pytest

from anthropic._base_client import AsyncPaginator, PageInfo
from anthropic._constants import HEADER_PREFIX, RAW_RESPONSE_HEADER
from anthropic._exceptions import APIResponseValidationError, PageLoopError, RateLimitError
from anthropic._http import httpx
from anthropic._next_request import flag_of
from anthropic._utils._styles import Styled

from ..loopback import reply, serve
from .sample_pages import AsyncBody, AsyncCursor, AsyncLink, SyncBody, SyncCursor, SyncLink
from .sample_widgets import Widget
from .use import ASYNC, Use, use_async

_KINDS: Dict[str, Any] = {
    "cursor": (SyncCursor, AsyncCursor),
    "link": (SyncLink, AsyncLink),
    "body": (SyncBody, AsyncBody),
}


def asked(client: Any, kind: str = "cursor", **given: Any) -> Any:
    """A list as a generated method asks for it."""
    page = _KINDS[kind]["Async" in type(client).__name__]
    path = given.pop("path", "/v1/widgets?beta=true")
    return client.get_api_list(path, model=Widget, page=page[Widget], **given)


def walk(use: Use, url: str, ask: Callable[[Any], Any], **options: Any) -> List[Any]:
    """Every item of every page."""
    if use not in ASYNC:
        return use(url, lambda client: list(ask(client)), **options)

    async def items(client: Any) -> List[Any]:
        return [item async for item in ask(client)]

    return use(url, items, **options)


def pages(use: Use, url: str, ask: Callable[[Any], Any], **options: Any) -> List[Any]:
    if use not in ASYNC:
        return use(url, lambda client: list(ask(client).iter_pages()), **options)

    async def found(client: Any) -> List[Any]:
        first = await ask(client)
        return [page async for page in first.iter_pages()]

    return use(url, found, **options)


def page(*ids: str, **fields: Any) -> Dict[str, Any]:
    return {"data": [{"id": id_} for id_ in ids], **fields}


def targets(server: Any) -> List[str]:
    return [request.target for request in server.requests]


def test_items_of_all_pages_are_given_and_other_parameters_kept(use: Use) -> None:
    options = {"params": {"limit": 2, "filter": {"size": 1}}, "headers": {"X-Mine": "yes"}}
    with serve(page("a", "b", last_id="b"), page("c", last_id=None)) as server:
        found = walk(use, server.url, lambda client: asked(client, options=options))
    assert [item.id for item in found] == ["a", "b", "c"]
    assert all(isinstance(item, Widget) for item in found)
    assert sorted(server.requests[1].target.partition("?")[2].split("&")) == sorted(
        [*server.requests[0].target.partition("?")[2].split("&"), "after_id=b"]
    )
    assert [request.header("X-Mine") for request in server.requests] == ["yes", "yes"]


@pytest.mark.parametrize(
    "last",
    [page(last_id="x"), page("c", last_id=""), page("c"), page("c", last_id="c", has_more=False)],
    ids=["no items", "empty cursor", "no cursor", "has_more is false"],
)
def test_a_list_ends(use: Use, last: Dict[str, Any]) -> None:
    with serve(page("a", last_id="a", has_more=True), last, page("never")) as server:
        found = pages(use, server.url, asked)
    assert len(found) == len(server.requests) == 2
    assert not found[-1].has_next_page()


def test_a_walk_backwards_stays_backwards(use: Use) -> None:
    with serve(page("b", first_id="b", last_id="b"), page("a", last_id="a")) as server:
        walk(use, server.url, lambda client: asked(client, options={"params": {"before_id": "c"}}))
    assert [target.partition("?")[2] for target in targets(server)] == [
        "beta=true&before_id=c",
        "beta=true&before_id=b",
    ]


def test_an_api_that_leads_in_a_circle_is_not_followed_for_ever(use: Use) -> None:
    circle = (page("a", last_id="a"), page("b", last_id="b"), page("a", last_id="a"))
    with serve(*circle) as server, pytest.raises(PageLoopError, match="after_id"):
        walk(use, server.url, asked)
    assert len(server.requests) == 3


def test_after_the_last_page_there_is_none_to_get(use: Use) -> None:
    with serve(page("a")) as server:
        (only,) = pages(use, server.url, asked)
        assert only.next_page_info() is None
        with pytest.raises(RuntimeError, match="has_next_page"):
            result = only.get_next_page()
            result.send(None)


def test_a_page_knows_its_request_and_shows_its_fields(use: Use) -> None:
    with serve(reply(page("a", last_id="a", extra=1), headers={"request-id": "req_1"})) as server:
        first = use(server.url, asked)
    assert first._request_id == "req_1"
    assert repr(first).endswith(
        "(data=[Widget(id='a', size=None)], has_more=None, first_id=None, last_id='a', extra=1)"
    )
    assert first.to_dict() == page("a", last_id="a", extra=1)
    assert repr(first.next_page_info()) == "PageInfo(params={'after_id': 'a'})"


def test_a_page_from_a_raw_response_leads_on(use: Use) -> None:
    given = {"headers": {RAW_RESPONSE_HEADER: "raw", "X-Mine": "yes"}}
    with serve(page("a", last_id="a"), page("b")) as server:
        if use not in ASYNC:
            found = use(server.url, lambda client: list(asked(client, options=given).parse()))
        else:

            async def parsed(client: Any) -> List[Any]:
                response = await asked(client, options=given)
                return [item async for item in await response.parse()]

            found = use(server.url, parsed)
    assert [item.id for item in found] == ["a", "b"]
    assert [request.header(RAW_RESPONSE_HEADER) for request in server.requests] == ["raw", None]
    assert server.requests[1].header("X-Mine") == "yes"


def test_the_answer_may_be_the_list_and_a_header_the_address(use: Use) -> None:
    links = '<{url}/v1/widgets?limit=1>; rel="first", </v1/widgets?page=2&limit=3>; rel="next"'
    first = reply([{"id": "a"}], headers={"Link": links})
    given: Dict[str, Any] = {"params": {"limit": 1, "filter": "x"}}
    with serve(first, [{"id": "b"}]) as server:
        found = walk(use, server.url, lambda client: asked(client, "link", options=given))
    assert [item.id for item in found] == ["a", "b"]
    path, _, query = server.requests[1].target.partition("?")
    assert (path, sorted(query.split("&"))) == ("/v1/widgets", ["filter=x", "limit=3", "page=2"])


@pytest.mark.parametrize(
    "base, address, target",
    [
        ("", "?page=2", "/v1/widgets?page=2"),
        ("/prefix", "/v1/widgets?page=2", "/prefix/v1/widgets?page=2"),
        ("/prefix", "/prefix/v1/widgets?page=2", "/prefix/v1/widgets?page=2"),
    ],
)
def test_an_address_may_be_relative(use: Use, base: str, address: str, target: str) -> None:
    first = reply([{"id": "a"}], headers={"Link": f'<{address}>; rel="next"'})
    with serve(first, []) as server:
        walk(use, server.url + base, lambda client: asked(client, "link"))
    assert server.requests[1].target == target


def test_another_host_gets_no_secrets(use: Use) -> None:
    with serve([{"id": "b"}]) as other:
        first = reply(
            [{"id": "a"}], headers={"Link": f'<{other.url}/v1/widgets?page=2>; rel="next"'}
        )
        given: Dict[str, Any] = {"headers": {"X-Mine": "secret"}, "params": {"filter": "x"}}
        with serve(first) as server:
            found = walk(
                use,
                server.url,
                lambda client: asked(client, "link", options=given),
                default_query={"key": "secret"},
            )
    assert [item.id for item in found] == ["a", "b"]
    assert other.request.target == "/v1/widgets?page=2"
    assert not [line for line in other.request.headers if "secret" in line[1]]
    assert other.request.header(f"{HEADER_PREFIX}-Lang") is None


def test_a_list_may_be_asked_for_with_a_body(use: Use) -> None:
    body = {"query": "x", "page": {"size": 1}}
    with serve(page("a"), page()) as server:
        walk(
            use,
            server.url,
            lambda client: asked(
                client, "body", method="post", body=body, options={"idempotency_key": "once"}
            ),
        )
    assert [request.method for request in server.requests] == ["POST", "POST"]
    assert server.requests[1].json() == {"query": "x", "page": {"size": 1, "after": "a"}}
    assert body == {"query": "x", "page": {"size": 1}}


def test_a_parameter_inside_a_styled_object_keeps_the_style_and_the_other_keys() -> None:
    from anthropic._next_request import merged

    made = merged({"options": Styled({"limit": 1}, "deepObject*")}, {"options": {"cursor": "c"}})
    (styled,) = made.values()
    assert isinstance(styled, Styled)
    assert styled.query("options") == [
        ("options[limit]", "options%5Blimit%5D=1"),
        ("options[cursor]", "options%5Bcursor%5D=c"),
    ]


def test_an_error_on_a_later_page_is_raised_where_it_is_reached(use: Use) -> None:
    answers = (page("a", last_id="a"), reply({}, status=429))
    with serve(*answers) as server, pytest.raises(RateLimitError):
        walk(use, server.url, asked, max_retries=0)
    assert len(server.requests) == 2


def test_strict_clients_refuse_a_page_of_another_shape(use: Use) -> None:
    with serve({"data": [{"id": 3}]}) as server, pytest.raises(APIResponseValidationError):
        use(server.url, asked, _strict_response_validation=True)


def test_a_list_of_the_async_client_is_asked_for_when_it_is_awaited() -> None:
    async def made(client: Any) -> Any:
        paginator = asked(client)
        assert isinstance(paginator, AsyncPaginator)
        return paginator

    with serve(page("a")) as server:
        use_async(server.url, made)
    assert server.requests == []


def test_classes_of_pages_are_made_once() -> None:
    assert SyncCursor[Widget] is SyncCursor[Widget]
    assert SyncCursor[Widget] is not SyncCursor[Union[Widget, str]]
    assert SyncCursor[Widget].__name__ == "SyncCursor[Widget]"


def test_what_changes_shows() -> None:
    assert (
        repr(PageInfo(url=httpx.URL("https://a.example/b")))
        == "PageInfo(url=URL('https://a.example/b'))"
    )
    assert repr(PageInfo(json={"a": 1})) == "PageInfo(json={'a': 1})"


@pytest.mark.parametrize(
    ("said", "flag"),
    [("true", True), ("False", False), ("0", False), ("maybe", None), (None, None)],
)
def test_a_header_says_whether_there_is_more(said: Optional[str], flag: Optional[bool]) -> None:
    response = httpx.Response(200, headers={} if said is None else {"X-More": said})
    assert flag_of(response, "x-more") is flag

"""What leaves is exactly what the arguments say."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from typing import Any, AsyncIterator, Dict, Iterator, Optional, cast

import pytest

from PACKAGE._constants import HEADER_PREFIX, TIMEOUT_TOTAL
from PACKAGE._exceptions import APIConnectionError, InvalidHeaderError, InvalidRequestError
from PACKAGE._files import deepcopy_with_paths, file_from_path, to_httpx_files
from PACKAGE._http import httpx
from PACKAGE._request import READ_TIMEOUT_HEADER, RETRY_COUNT_HEADER
from PACKAGE._types import omit
from PACKAGE._utils import deepcopy_minimal, extract_files

from ..loopback import reply, serve
from .use import ASYNC, Use, use_async, use_sync


def test_a_get_has_no_body_and_no_content_type(use: Use) -> None:
    with serve({"id": "a"}) as server:
        use(server.url, lambda c: c.widgets.retrieve("a b", extra_body={"ignored": 1}))
    request = server.request
    assert (request.method, request.target) == ("GET", "/v1/widgets/a%20b?beta=true")
    assert request.body == b""
    assert request.header("Content-Type") is None
    assert request.header("Accept") == "application/json"
    assert request.header(RETRY_COUNT_HEADER) == "0"
    assert request.header(READ_TIMEOUT_HEADER) == str(TIMEOUT_TOTAL)
    assert request.header("Idempotency-Key") is None


def test_the_async_client_names_its_library() -> None:
    with serve() as server:
        use_async(server.url, lambda c: c.widgets.retrieve("a"))
    assert server.request.header(f"{HEADER_PREFIX}-Async") == "async:asyncio"


def test_list_headers_are_joined_and_extra_headers_win(use: Use) -> None:
    with serve() as server:
        use(server.url, lambda c: c.widgets.retrieve("a", betas=["x", "y"]))
        use(server.url, lambda c: c.widgets.retrieve("a", betas=[]))
        use(server.url, lambda c: c.widgets.retrieve("a", extra_headers={"sample-beta": "z"}))
        use(server.url, lambda c: c.widgets.retrieve("a", extra_headers={"sample-beta": omit}))
    default = "widgets-2024-09-24"
    assert [request.header("sample-beta") for request in server.requests] == [
        f"x,y,{default}",
        default,
        "z",
        None,
    ]


def test_the_body_is_compact_json_without_omitted_fields(use: Use) -> None:
    with serve({"id": "a"}) as server:
        use(server.url, lambda c: c.widgets.create(name="é", size=None))
        use(server.url, lambda c: c.widgets.create(name="x", extra_body={"name": "y", "n": None}))
    assert server.requests[0].body == '{"name":"é","size":null}'.encode()
    assert server.requests[1].body == b'{"name":"y","n":null}'
    assert server.requests[0].header(READ_TIMEOUT_HEADER) == "30"


def test_a_delete_without_body_still_says_json(use: Use) -> None:
    with serve() as server:
        use(server.url, lambda c: c.delete("/x", cast_to=object))
        use(server.url, lambda c: c.post("/x", cast_to=object, body={}))
    assert server.requests[0].body == b""
    assert server.requests[0].header("Content-Type") == "application/json"
    assert server.requests[1].body == b"{}"


def test_an_extra_body_cannot_be_merged_into_a_list(use: Use) -> None:
    with serve() as server, pytest.raises(RuntimeError, match="cannot merge with `extra_body`"):
        options = {"extra_json": {"a": 1}}
        use(server.url, lambda c: c.post("/x", cast_to=object, body=[1], options=options))


def test_headers_of_a_request_can_be_omitted_or_overwritten(use: Use) -> None:
    with serve() as server:
        for value in (omit, "42"):
            headers = {RETRY_COUNT_HEADER: value}
            use(server.url, lambda c, h=headers: c.widgets.retrieve("a", extra_headers=h))
    assert [r.header_values(RETRY_COUNT_HEADER) for r in server.requests] == [[], ["42"]]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-A": "a\r\nX-B: b"},
        {"X-A": "a\0"},
        {"X-A": "\x7f"},
        {"X\nA": "a"},
        {"": "a"},
        {"X-A": "é"},
    ],
)
def test_a_header_that_cannot_be_sent_is_refused_before_sending(
    use: Use, headers: Dict[str, str]
) -> None:
    with serve() as server:
        with pytest.raises(InvalidHeaderError):
            use(server.url, lambda c: c.widgets.retrieve("a", extra_headers=headers))
        with pytest.raises(InvalidHeaderError) as raised:
            use(server.url, lambda c: c.widgets.retrieve("a"), api_key="canary\n")
    assert "canary" not in str(raised.value)
    assert server.requests == []


@pytest.mark.parametrize(
    "act",
    [
        lambda c: c.widgets.retrieve("half \ud800"),
        lambda c: c.widgets.create(name="half \ud800"),
        lambda c: c.get("/x", cast_to=object, options={"params": {"a": "half \ud800"}}),
        lambda c: c.get("/half \ud800", cast_to=object),
        lambda c: c.post("/x", cast_to=object, body=_deep()),
        lambda c: c.post("/x", cast_to=object, body={"a": "half \ud800"}, files={}),
    ],
)
def test_what_cannot_be_written_is_refused_before_sending(
    use: Use, act: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serve() as server, pytest.raises(InvalidRequestError):
        use(server.url, act)
    assert server.requests == []


def _deep() -> Dict[str, Any]:
    body: Dict[str, Any] = {}
    for _ in range(100_000):
        body = {"a": body}
    return body


def test_content_is_sent_as_it_is(use: Use) -> None:
    headers = {"headers": {"Content-Type": "application/octet-stream"}}
    with serve() as server:
        for content in (b"bytes", io.BytesIO(b"bytes")):
            use(
                server.url,
                lambda c, content=content: c.post(
                    "/x", cast_to=object, content=content, options=headers
                ),
            )
    assert [request.body for request in server.requests] == [b"bytes", b"bytes"]


def test_content_may_be_an_iterator() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a"
        yield b"b"

    async def async_pieces() -> AsyncIterator[bytes]:
        yield b"a"
        yield b"b"

    with serve() as server:
        use_sync(server.url, lambda c: c.post("/x", cast_to=object, content=pieces()))
        use_async(server.url, lambda c: c.post("/x", cast_to=object, content=async_pieces()))
    assert [request.body for request in server.requests] == [b"ab", b"ab"]


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"body": {"a": 1}}, "7"),
        ({"content": b"bytes"}, "5"),
        ({"content": "é"}, "2"),
        ({}, "0"),
        ({"files": {"f": b"x"}, "body": {}}, None),
    ],
)
def test_a_length_that_an_argument_says_is_that_of_the_body(
    use: Use, given: Dict[str, Any], sent: Optional[str]
) -> None:
    headers = {"headers": {"content-length": "9"}}
    with serve() as server:
        use(server.url, lambda c: c.put("/x", cast_to=object, options=headers, **given))
    length = server.request.header("Content-Length")
    assert length == str(len(server.request.body))
    assert sent is None or length == sent


def test_the_length_of_an_iterator_is_what_the_caller_says() -> None:
    headers: Dict[str, Any] = {"headers": {"Content-Length": "2"}}
    with serve() as server:
        content = iter([b"a", b"b"])
        use_sync(
            server.url, lambda c: c.put("/x", cast_to=object, content=content, options=headers)
        )
    assert (server.request.header("Content-Length"), server.request.body) == ("2", b"ab")


def test_bytes_as_body_are_sent_with_a_warning(use: Use) -> None:
    with serve() as server, pytest.warns(DeprecationWarning, match="raw bytes as `body`"):
        use(server.url, lambda c: c.post("/x", cast_to=object, body=b"raw"))
    assert server.request.body == b"raw"


def test_two_kinds_of_body_are_refused(use: Use) -> None:
    with pytest.raises(TypeError, match="`body` and `content`"):
        use("http://x", lambda c: c.post("/x", cast_to=object, body={}, content=b""))
    with pytest.raises(TypeError, match="`files` and `content`"):
        use("http://x", lambda c: c.post("/x", cast_to=object, files={}, content=b""))


def test_a_multipart_body_repeats_keys_and_keeps_the_callers_boundary(use: Use) -> None:
    headers = {"headers": {"Content-Type": "multipart/form-data; boundary=BOUNDARY"}}
    body = {"array": ["foo", "bar"], "none": None, "n": True}
    with serve() as server:
        use(
            server.url,
            lambda c: c.post(
                "/x", cast_to=object, body=body, files=[("f", ("a.txt", b"hi"))], options=headers
            ),
        )
    assert server.request.header("Content-Type") == "multipart/form-data; boundary=BOUNDARY"
    parts = server.request.body.split(b"--BOUNDARY")
    assert [part.split(b"\r\n\r\n")[-1].strip() for part in parts[1:-1]] == [
        b"foo",
        b"bar",
        b"true",
        b"hi",
    ]
    assert b'name="array[]"' in parts[1] and b'name="n"' in parts[3]
    assert b'filename="a.txt"' in parts[4] and b"text/plain" in parts[4]


def test_multipart_is_forced_without_files(use: Use) -> None:
    headers = {"headers": {"Content-Type": "multipart/form-data"}}
    with serve() as server:
        use(server.url, lambda c: c.post("/x", cast_to=object, body={"a": 1}, options=headers))
    assert (server.request.header("Content-Type") or "").startswith("multipart/form-data; boundary")
    assert b'name="a"' in server.request.body


@pytest.mark.parametrize("files", [[("a", (None, "1"))], []])
def test_a_get_sends_its_multipart_form(use: Use, files: Any) -> None:
    options = {"headers": {"Content-Type": "multipart/form-data"}}
    with serve() as server:
        use(
            server.url, lambda c: c._send("get", "/x", cast_to=object, files=files, options=options)
        )
    assert (server.request.header("Content-Type") or "").startswith("multipart/form-data; boundary")
    assert (b'name="a"' in server.request.body) == bool(files)


def test_a_form_without_fields_is_sent_by_its_end(use: Use) -> None:
    headers = {"headers": {"Content-Type": "multipart/form-data"}}
    with serve() as server:
        use(server.url, lambda c: c.post("/x", cast_to=object, options=headers))
    _, _, boundary = (server.request.header("Content-Type") or "").partition("boundary=")
    assert boundary and server.request.body == f"--{boundary}--\r\n".encode()


def test_files_are_taken_out_of_the_body() -> None:
    body: Dict[str, Any] = {"file": b"a", "docs": [{"file": b"b", "x": 1}, {}], "x": 2}
    assert extract_files(body, paths=[["file"], ["docs", "<array>", "file"], ["no"]]) == [
        ("file", b"a"),
        ("docs[][file]", b"b"),
    ]
    assert body == {"docs": [{"x": 1}, {}], "x": 2}
    several: Dict[str, Any] = {"files": [b"a", b"b"]}
    paths = [["files", "<array>"]]
    assert extract_files(deepcopy_with_paths(several, paths), paths=paths) == [
        ("files[]", b"a"),
        ("files[]", b"b"),
    ]
    assert several == {"files": [b"a", b"b"]}
    names = [name for name, _ in extract_files(dict(several), paths=paths, array_format="indices")]
    assert names == ["files[0]", "files[1]"]
    with pytest.raises(RuntimeError, match=r"Expected entry at `files\[\]` to be bytes"):
        extract_files({"files": ["text"]}, paths=paths)
    assert extract_files({"file": omit}, paths=[["file"]]) == []
    no_list: Dict[str, Any] = {"files": "text"}
    assert extract_files(no_list, paths=paths) == [] and no_list == {}
    with pytest.raises(NotImplementedError, match="choose from comma, repeat, indices, brackets"):
        extract_files(several, paths=paths, array_format=cast(Any, "none"))


def test_paths_are_read_and_text_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"hi")
    assert to_httpx_files({"file": path}) == {"file": ("a.txt", b"hi")}
    assert to_httpx_files([("file", ("n", path, "text/x"))]) == [("file", ("n", b"hi", "text/x"))]
    assert to_httpx_files({"file": ("n", "hi")}) == {"file": ("n", "hi")}  # type: ignore[dict-item]
    assert file_from_path(str(path)) == ("a.txt", b"hi")
    with pytest.raises(TypeError, match="Expected file types input to be a FileContent type"):
        to_httpx_files({"file": "text"})  # type: ignore[dict-item]


def test_copying_with_paths_copies_only_those() -> None:
    kept = {"y": 1}
    item = {"a": [{"b": 1}], "kept": kept}
    copied = deepcopy_with_paths(item, [["a", "<array>", "b"]])
    assert copied == item and copied is not item
    assert copied["a"] is not item["a"] and copied["kept"] is kept
    assert deepcopy_with_paths(item, []) is item
    assert deepcopy_with_paths(item, [["a", "b"]])["a"] is item["a"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_secrets_do_not_follow_a_redirect_to_another_origin(use: Use, status: int) -> None:
    with serve({"id": "a"}) as other:
        location = {"Location": f"{other.url}/elsewhere"}
        with serve(reply(status=status, headers=location)) as server:
            widget = use(
                server.url,
                lambda c: c.widgets.retrieve("a", extra_headers={"X-Mine": "canary"}),
                auth_token="canary",
                api_key="canary",
            )
    assert widget.id == "a"
    assert "canary" not in repr(other.request.headers)
    assert server.request.header("X-Api-Key") == "canary"


def test_secrets_stay_on_a_redirect_within_the_origin(use: Use) -> None:
    with serve(reply(status=307, headers={"Location": "/moved"}), {"id": "a"}) as server:
        use(server.url, lambda c: c.widgets.retrieve("a"))
    assert [request.target for request in server.requests][1] == "/moved"
    assert server.requests[1].header("X-Api-Key") == "secret-key"


def test_nothing_secret_is_logged(use: Use, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    replies = [reply({"error": 1}, status=400, headers={"Set-Cookie": "a=canary"})]
    with serve(*replies) as server, pytest.raises(Exception) as raised:
        use(
            server.url,
            lambda c: c.widgets.retrieve("a", extra_headers={"Cookie": "canary"}),
            api_key="canary",
            auth_token="canary",
        )
    ours = [
        r.getMessage()
        for r in caplog.records
        if r.name.split(".")[0] not in ("httpcore", "httpcore2")
    ]
    assert any("Request options" in message for message in ours)
    assert "canary" not in "\n".join(ours)
    assert "canary" not in str(raised.value) and "canary" not in repr(raised.value)


def test_a_closed_client_says_so(use: Use) -> None:
    http = httpx.AsyncClient() if use in ASYNC else httpx.Client()

    def act(client: Any) -> Any:
        client._client._state = type(client._client._state).CLOSED
        return client.widgets.retrieve("a")

    with pytest.raises(APIConnectionError, match="closed"):
        use("http://127.0.0.1:1", act, http_client=http)


def test_a_minimal_copy_copies_mappings_and_lists_alone() -> None:
    inner = io.BytesIO(b"x")
    item = {"a": [{"b": inner}], "c": ("d",)}
    copied = deepcopy_minimal(item)
    assert copied == item
    assert (
        copied is not item and copied["a"] is not item["a"] and copied["a"][0] is not item["a"][0]
    )
    assert copied["a"][0]["b"] is inner and copied["c"] is item["c"]  # type: ignore[index]

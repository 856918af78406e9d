"""Parameters are written in the styles of OpenAPI 3.1.1, section 4.8.12.6, and forms by section 4.8.15."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any, List

import pytest

from anthropic._exceptions import InvalidRequestError
from anthropic._types import Omit, omit
from anthropic._utils import (
    Styled,
    cookie_header,
    endpoint_path,
    header_params,
    multipart_parts,
    optional_body,
    styled_items,
)

ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


@pytest.mark.parametrize(
    ("style", "empty", "string", "array", "mapping"),
    [
        ("matrix", ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
        (
            "matrix*",
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        ("label", ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
        ("label*", ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
        ("simple", "", "blue", "blue,black,brown", "R,100,G,200,B,150"),
        ("simple*", "", "blue", "blue,black,brown", "R=100,G=200,B=150"),
    ],
)
def test_paths(style: str, empty: str, string: str, array: str, mapping: str) -> None:
    written = [Styled(value, style, "color").path() for value in ("", "blue", ARRAY, OBJECT)]
    assert written == [empty, string, array, mapping]


def query(value: object, style: str) -> str:
    return "&".join(item for _, item in Styled(value, style).query("color"))


@pytest.mark.parametrize(
    ("style", "value", "written"),
    [
        ("form", "", "color="),
        ("form*", "", "color="),
        ("form", "blue", "color=blue"),
        ("form", ARRAY, "color=blue,black,brown"),
        ("form*", ARRAY, "color=blue&color=black&color=brown"),
        ("form", OBJECT, "color=R,100,G,200,B,150"),
        ("form*", OBJECT, "R=100&G=200&B=150"),
        ("spaceDelimited", ARRAY, "color=blue%20black%20brown"),
        ("spaceDelimited", OBJECT, "color=R%20100%20G%20200%20B%20150"),
        ("spaceDelimited*", ARRAY, "color=blue&color=black&color=brown"),
        ("pipeDelimited", ARRAY, "color=blue%7Cblack%7Cbrown"),
        ("pipeDelimited", OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
        ("deepObject*", OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        (
            "deepObject*",
            {"a": {"b": [1, 2]}},
            "color%5Ba%5D%5Bb%5D%5B%5D=1&color%5Ba%5D%5Bb%5D%5B%5D=2",
        ),
        ("deepObject*", [{"a": 1}], "color%5B0%5D%5Ba%5D=1"),
        ("deepObject*", ["a", "b"], "color%5B%5D=a&color%5B%5D=b"),
        ("form*", {"a": [1, 2], "b": {"c": 3}}, "a=1&a=2&b%5Bc%5D=3"),
        ("form", ["a,b", "c&d"], "color=a%2Cb,c%26d"),
        ("form*", True, "color=true"),
        ("form*", date(2020, 1, 2), "color=2020-01-02"),
        ("form*", None, ""),
        ("form*", [], ""),
        ("form*", {}, ""),
        ("form*+", "https://x.y/z?a=b&c#d", "color=https://x.y/z?a=b%26c%23d"),
        ("json", {"a": [1]}, "color=%7B%22a%22%3A%5B1%5D%7D"),
        ("*", {"a": 1, "b": [2, 3]}, "a=1&b=2&b=3"),
        ("*json", {"a": 1}, "%7B%22a%22%3A1%7D"),
        ("field", {"a": 1}, "color=%7B%22a%22%3A1%7D"),
        ("field", [1, 2], "color=1&color=2"),
    ],
)
def test_queries(style: str, value: object, written: str) -> None:
    assert query(value, style) == written


@pytest.mark.parametrize(
    ("style", "value", "written"),
    [
        ("simple", ARRAY, "blue,black,brown"),
        ("simple", OBJECT, "R,100,G,200,B,150"),
        ("simple*", OBJECT, "R=100,G=200,B=150"),
        ("json", OBJECT, '{"R":100,"G":200,"B":150}'),
        ("json", {"é": "日😀"}, r'{"\u00e9":"\u65e5\ud83d\ude00"}'),
    ],
)
def test_headers(style: str, value: object, written: str) -> None:
    assert header_params({"X": Styled(value, style)}) == {"X": written}


def test_cookies_that_are_given_are_one_header() -> None:
    values = {"a": "x y", "b": ARRAY, "c": omit, "d": "x y"}
    assert (
        cookie_header(values, {"b": "form", "d": "cookie"}) == "a=x%20y; b=blue,black,brown; d=x y"
    )
    assert "Cookie" not in header_params({"Cookie": cookie_header({"a": omit}, {})})


def test_bytes_are_their_text() -> None:
    assert Styled(b"caf\xc3\xa9", "form").query("q") == [("q", "q=caf%C3%A9")]
    assert Styled(bytearray(b"a b"), "simple").path() == "a%20b"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InvalidRequestError, match=r"The bytes b'\\xff' are no UTF-8 text"):
        endpoint_path("/files/{name}", name=b"\xff")


def test_what_is_not_given_is_not_written() -> None:
    assert list(styled_items({"a": omit, "b": 1}, {}, "form*")) == ["b"]
    assert isinstance(optional_body({}), Omit)
    assert optional_body({"a": None}) == {"a": None}


def test_false_and_zero_are_values_of_a_path() -> None:
    assert endpoint_path("/{a}/{b}", a=False, b=0) == "/false/0"
    with pytest.raises(ValueError, match="non-empty value for `a`"):
        endpoint_path("/{a}", a=Styled([], "matrix", "a"))


def test_a_styled_value_does_not_leave_its_segment() -> None:
    assert endpoint_path("/x/{a}", a=["a/b", ".."]) == "/x/a%2Fb,.."
    with pytest.raises(ValueError, match="dot-segment"):
        endpoint_path("/x/{a}", a=[".."])
    with pytest.raises(ValueError, match="dot-segment"):
        endpoint_path("/x/{a}", a=Styled(".", "label", "a"))


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ({"a": 1, "b": True, "c": None}, [("a", (None, "1")), ("b", (None, "true"))]),
        ({"a": ["x", "y"]}, [("a", (None, "x")), ("a", (None, "y"))]),
        ({"a": {"b": 1}}, [("a", (None, '{"b":1}', "application/json"))]),
        ({"a": b"x"}, [("a", b"x")]),
        ({"a": {"f": b"x"}}, [("a[f]", b"x")]),
        ({"t": b"x"}, [("t", ("upload", b"x", "image/png"))]),
        ({"t": ("n.png", b"x")}, [("t", ("n.png", b"x", "image/png"))]),
        ({"t": ("n.gif", b"x", "image/gif")}, [("t", ("n.gif", b"x", "image/gif"))]),
        ({"t": Path("/z/n.bin")}, [("t", ("n.bin", Path("/z/n.bin"), "image/png"))]),
        ({"j": "x"}, [("j", (None, '"x"', "application/json"))]),
        ({"s": ARRAY}, [("s", (None, "blue|black|brown"))]),
    ],
)
def test_parts_of_multipart_forms(value: Any, parts: List[Any]) -> None:
    types = {"t": "image/png", "j": "application/json", "s": "pipeDelimited"}
    assert multipart_parts(value, types) == parts


@pytest.mark.parametrize("value", ["text", b"bytes", 5, ["a"], [("a", "b")]])
def test_a_multipart_form_without_names_is_refused(value: object) -> None:
    with pytest.raises(
        TypeError, match="a mapping of the names of its parts .*" + type(value).__name__
    ):
        multipart_parts(value, {})


@pytest.mark.parametrize("value", [None, omit, {}])
def test_a_multipart_form_of_nothing_has_no_parts(value: object) -> None:
    assert multipart_parts(value, {}) == []


def test_a_file_has_no_style() -> None:
    assert multipart_parts({"a": b"x", "b": [1, 2]}, {"a": "form*", "b": "form*"}) == [
        ("a", b"x"),
        ("b", (None, "1")),
        ("b", (None, "2")),
    ]


@pytest.mark.parametrize(
    ("array_format", "words", "rows", "files"),
    [
        ("brackets", [("a[b][]", "1"), ("a[b][]", "x")], "r[][k]", "f[]"),
        ("indices", [("a[b][0]", "1"), ("a[b][1]", "x")], "r[0][k]", "f[0]"),
        ("repeat", [("a[b]", "1"), ("a[b]", "x")], "r[k]", "f"),
        ("comma", [("a[b]", "1,x")], "r[k]", "f"),
    ],
)
def test_parts_in_a_format_of_lists(
    array_format: Any, words: List[Any], rows: str, files: str
) -> None:
    file = io.BytesIO(b"x")
    value = {"a": {"b": [1, "x"]}, "r": [{"k": True}], "f": [file], "none": []}
    assert multipart_parts(value, {}, array_format=array_format) == [
        *((name, (None, text)) for name, text in words),
        (rows, (None, "true")),
        (files, file),
    ]


def test_what_a_comma_cannot_stand_between_is_repeated() -> None:
    value = {"a": [None, 1, True], "l": [[1, 2], [3]], "j": ["x", "y"], "n": [None]}
    assert multipart_parts(value, {"j": "application/json"}, array_format="comma") == [
        ("a", (None, "1,true")),
        ("l", (None, "1,2")),
        ("l", (None, "3")),
        ("j", (None, '"x"', "application/json")),
        ("j", (None, '"y"', "application/json")),
    ]


@pytest.mark.parametrize(
    ("value", "key"),
    [("a path", "f"), (None, "f"), (5, "f"), ([b"x", "y"], "f[]"), ([None], "f[]")],
)
def test_what_should_be_a_file_and_is_none_is_refused(value: object, key: str) -> None:
    with pytest.raises(RuntimeError, match=re.escape(f"Expected entry at `{key}` to be bytes")):
        multipart_parts({"f": value, "g": "text"}, {}, files=["f"])
    if value is None:
        assert multipart_parts({"f": value}, {}, nullable_files=["f"]) == []
    else:
        with pytest.raises(RuntimeError):
            multipart_parts({"f": value}, {}, nullable_files=["f"])


@pytest.mark.parametrize("value", [b"x", ("n", b"x"), ("n", "text"), [b"x", ("n", b"y")], [], omit])
def test_files_and_lists_of_them_are_taken(value: Any) -> None:
    assert multipart_parts({"f": value}, {}, files=["f", "g"]) == multipart_parts({"f": value}, {})

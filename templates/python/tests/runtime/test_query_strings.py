"""Query strings say what the API's array and nesting formats say."""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict
from urllib.parse import unquote

import pytest

from PACKAGE._qs import Querystring, parse, stringify, stringify_items


class Colour(str, Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("params", "written"),
    [
        ({}, ""),
        ({"a": {}}, ""),
        ({"a": {"b": {"c": {}}}}, ""),
        ({"a": []}, ""),
        ({"a": "b"}, "a=b"),
        ({"a": 1.5, "b": 2}, "a=1.5&b=2"),
        ({"a": True, "b": False}, "a=true&b=false"),
        ({"a": None, "b": "", "c": 0}, "c=0"),
        ({"a": Colour.RED}, "a=red"),
        ({"a": b"caf\xc3\xa9"}, "a=café"),
        ({"a": {"b": "c"}}, "a[b]=c"),
        ({"a": {"b": {"c": "d", "e": None}}}, "a[b][c]=d"),
        ({"in": ["x", {"b": ["y", "z"]}]}, "in=x&in[b]=y&in[b]=z"),
    ],
)
def test_the_library_default_repeats_arrays_and_brackets_objects(
    params: Dict[str, Any], written: str
) -> None:
    assert unquote(stringify(params)) == written


@pytest.mark.parametrize(
    ("array_format", "written"),
    [
        ("comma", "k=a,true,"),
        ("repeat", "k=a&k=true"),
        ("indices", "k[0]=a&k[1]=true"),
        ("brackets", "k[]=a&k[]=true"),
    ],
)
def test_each_array_format_has_its_spelling(array_format: Any, written: str) -> None:
    qs = Querystring(array_format=array_format)
    assert unquote(qs.stringify({"k": ["a", True, None, ""]})) == written


def test_an_empty_list_is_an_empty_text_with_commas_and_nothing_otherwise() -> None:
    assert stringify({"k": [], "l": [None]}, array_format="comma") == "k=&l="
    assert stringify({"k": [], "l": [None]}, array_format="brackets") == ""


def test_arrays_nest_inside_objects_and_objects_inside_arrays() -> None:
    qs = Querystring(array_format="brackets")
    assert unquote(qs.stringify({"a": {"b": [1, {"c": [2]}]}})) == "a[b][]=1&a[b][][c][]=2"


def test_dots_join_nested_names() -> None:
    assert stringify({"a": {"b": {"c": "d"}}}, nested_format="dots") == "a.b.c=d"


def test_a_call_may_choose_another_format() -> None:
    assert unquote(stringify({"k": ["a", "b"]}, array_format="brackets")) == "k[]=a&k[]=b"


def test_names_and_values_are_form_urlencoded() -> None:
    assert stringify({"created_at[gte]": "a b&c"}) == "created_at%5Bgte%5D=a+b%26c"


def test_items_are_not_encoded() -> None:
    assert stringify_items({"a": {"b": ["x", "y"]}}) == [("a[b]", "x"), ("a[b]", "y")]


def test_an_unknown_array_format_names_the_known_ones() -> None:
    qs = Querystring(array_format="nope")  # type: ignore[arg-type]
    with pytest.raises(
        NotImplementedError,
        match="Unknown array_format value: nope, choose from comma, repeat, indices, brackets",
    ):
        qs.stringify({"a": ["b"]})


def test_parse_reads_what_was_written() -> None:
    assert parse("a=1&a=2&b=3") == {"a": ["1", "2"], "b": ["3"]}

"""Every encoder, decoded by the real consumer of its language: nothing is changed, nothing gets out."""

from __future__ import annotations

import ast
import html
import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessemer.encode.go import go_comment, go_identifier, go_str
from bessemer.encode.markup import html_text, html_url, md_block, md_code, toml_str
from bessemer.encode.python import py_comment, py_doc, py_identifier, py_str, py_value

TEXT = st.text(st.characters(exclude_categories=()))
HOSTILE = [
    '"""\nimport os\n"""',
    "'''",
    "ends in a backslash\\",
    'ends in a quote"',
    "\\N{x} \\x \\u12 C:\\Users\\new",
    "lone\rreturn",
    "next\x85line sep para",
    "{{ 7*7 }} {% raw %}",
    "\x00\x07\ufeff\u202e",
    '")\nimport os\nprint("',
]


@given(TEXT)
def test_a_python_string_is_read_back_as_it_was(text: str) -> None:
    assert ast.literal_eval(py_str(text)) == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner)
    )
)
def test_a_python_value_is_read_back_as_it_was(value: object) -> None:
    assert ast.literal_eval(py_value(value)) == value


@given(TEXT)
def test_a_docstring_stays_one_docstring(text: str) -> None:
    tree = ast.parse(f'def f():\n    """x{py_doc(text)}\n    """\n')
    assert len(tree.body) == 1
    assert len(tree.body[0].body) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_inside_its_docstring_and_its_comment(text: str) -> None:
    tree = ast.parse(f'"""{py_doc(text)}"""\n{py_comment(text)}\n')
    assert len(tree.body) == 1


@given(TEXT)
def test_a_comment_is_only_comment_lines(text: str) -> None:
    for comment, mark in ((py_comment(text), "#"), (go_comment(text), "//")):
        assert all(line.startswith(mark) for line in comment.split("\n") if line)
        assert not set(comment) & {"\r", "\x0b", "\x0c", "\x00", "\ufeff"}


def test_a_comment_can_not_be_a_go_directive() -> None:
    for text in ("go:build ignore", "+build ignore", "go:generate rm", "line x.go:1", "export f"):
        line = go_comment(text)
        assert line.startswith("// ")
        assert not line.startswith("// +build")


@given(st.text())
def test_a_toml_string_is_read_back_as_it_was(text: str) -> None:
    assert tomllib.loads(f"a = {toml_str(text)}")["a"] == text


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)))
def test_a_go_string_of_plain_text_reads_as_json_does(text: str) -> None:
    assert json.loads(go_str(text)) == text


def test_a_go_string_escapes_what_go_refuses() -> None:
    assert go_str("a\x00\ufeff\ud800\U0001f600") == '"a\\x00\\ufeff\\ufffd\U0001f600"'


@pytest.mark.parametrize("name", ["class", "a b", "é", "", "1a", "x;y"])
def test_what_is_no_identifier_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a Python identifier"):
        py_identifier(name)
    if name not in ("class",):
        with pytest.raises(ValueError, match="not a Go identifier"):
            go_identifier(name)


@given(TEXT)
def test_html_text_has_no_tags(text: str) -> None:
    assert not set(html_text(text)) & {"<", ">", '"', "'"}


def test_html_text_reads_back() -> None:
    assert html.unescape(html_text("<a href='x'>&amp;</a>")) == "<a href='x'>&amp;</a>"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "data:text/html,x", "vbscript:x", "//[bad"]
)
def test_only_harmless_links_are_links(url: str) -> None:
    assert html_url(url) == "#"
    assert "javascript:" not in md_block(f"[x]({url})").lower()


def test_links_to_pages_stay() -> None:
    assert md_block("[x](https://example.com)") == "[x](https://example.com)"
    assert html_url("../index.html#a") == "../index.html#a"


def test_markdown_can_not_hold_html() -> None:
    assert "<" not in md_block("<script>alert(1)</script>")


def test_a_code_span_holds_backticks() -> None:
    assert md_code("a`b") == "``a`b``"
    assert md_code("`") == "`` ` ``"

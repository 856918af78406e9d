"""The author's Markdown: kept where it is harmless, made inert where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bessemer.encode.listing import fragment, md_fence
from bessemer.encode.prose import html_prose, md_prose

MARKS = st.text(st.sampled_from("ab <>/!-[]()`~\\{}|#*_&;:\n\t\"'."), max_size=60)
KEPT = [
    "See [the guide](https://example.com/a(b)?c=d#e) or <https://example.com>.",
    "A `List<String>` is **not** a <kbd>".removesuffix(" a <kbd>"),
    "```html\n<b>shown, not bold</b>\n```",
    "- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |",
    "a < b and c > d",
    "[relative](../guide.md)",
]


@pytest.mark.parametrize("text", KEPT)
def test_harmless_markdown_is_kept_as_written(text: str) -> None:
    assert md_prose(text) == text


def test_html_is_shown_and_not_obeyed() -> None:
    assert md_prose("a <b>bold</b> move") == "a &lt;b>bold&lt;/b> move"
    assert html_prose("a <b>bold</b> move") == "<p>a &lt;b&gt;bold&lt;/b&gt; move</p>"


def test_a_fence_left_open_is_closed() -> None:
    assert md_prose("````\ncode\n```") == "````\ncode\n```\n````"
    assert md_prose("```\ncode\n```") == "```\ncode\n```"
    assert md_prose("```") == "```\n```"


def test_a_line_that_mdx_would_run_is_escaped_outside_code() -> None:
    assert md_prose("{alert(1)}") == "\\{alert(1)}"
    assert md_prose("```\n{alert(1)}\n```") == "```\n{alert(1)}\n```"


@pytest.mark.parametrize(
    "target", ["javascript:x", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "&#x6a;avascript:x"]
)
def test_only_links_to_the_web_and_to_mail_stay_links(target: str) -> None:
    for text in (f"[a]({target})", f"[a]: {target}\n\n[a]", f"<{target}>", f"![a]({target})"):
        assert "href" not in html_prose(text)
        tokens = MarkdownIt("commonmark").parse(md_prose(text))
        assert not [child for token in tokens for child in token.children or () if child.attrGet("href") == target]


def test_links_of_the_site() -> None:
    assert html_prose("[a](https://x.example)") == '<p><a href="https://x.example">a</a></p>'
    assert html_prose("[a](/docs/x) [b](//evil.example)") == "<p>a b</p>"
    assert html_prose("![a picture](https://x.example/a.png)") == "<p>a picture</p>"


def test_headings_of_a_description_are_below_those_of_the_page() -> None:
    assert html_prose("# One\n\n### Three") == "<h4>One</h4>\n<h6>Three</h6>"


def test_a_table_has_no_styles_of_its_own() -> None:
    assert "style" not in html_prose("| a |\n| -: |\n| 1 |")


@given(MARKS)
def test_no_markdown_lets_html_or_an_open_fence_out(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"{md_prose(text)}\n\n# end")
    kinds = {child.type for token in tokens for child in (token, *(token.children or ()))}
    assert not kinds & {"html_inline", "html_block"}
    assert [token.content for token in tokens[-3:]] == ["", "end", ""]


def test_a_code_block_holds_any_fence() -> None:
    (block,) = MarkdownIt("commonmark").parse(md_fence("json", "```\n`````\n~~~"))
    assert block.content == "```\n`````\n~~~\n"


def test_a_fragment_needs_no_quoting() -> None:
    assert fragment('a "b" <c>/d') == "a_b_c_d"
    assert fragment("message-batches-2024-09-24") == "message-batches-2024-09-24"
    assert fragment("../..") == "_"
    assert fragment("größe") == "größe"

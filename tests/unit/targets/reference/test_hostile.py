"""Text of a document stays text: whatever it holds, a page keeps its own structure and nothing in it acts."""

from __future__ import annotations

import itertools
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from bessemer.targets.target import Entry, Link, MethodPage, ModelEntry, Pages, ResponseExample, Span
from tests.support.reference import written
from tests.support.seed_api import seed_api

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)"><svg onload=alert(1)><iframe src="//evil.example"></iframe>',
    "<style>*{display:none}</style><base href='//evil.example/'><meta http-equiv=refresh content=0><form><input>",
    "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html,x)",
    "[w](vbscript:x) [v](&#106;avascript:alert(1))",
    "[x](java\nscript:alert(1)) [x](<javascript:alert(1)>) <javascript:alert(1)>",
    "[label]: javascript:alert(1)\n\n[label] and [`BetaDeletedMessageBatch`]: javascript:alert(2)",
    "![x](https://evil.example/x.png) ![y](javascript:alert(1)) ![][z]\n\n[z]: //evil.example/z.png",
    "```\nnever closed",
    "~~~~~~~~~~ html\n<script>alert(1)</script>\n~~~",
    "``` \n``````````\n<b>x</b>",
    "| a | b |\n| :- | -: |\n| x \\| y | `z|z` |",
    "---\ntitle: x\n---\n+++\n-->\n]]>",
    "{{ 7*7 }} {% raw %}\n{alert(1)}\nimport x from 'y'\n<!-- {# -->",
    "</code></pre></details></main><script>alert(1)</script>",
    "# Big\n\nSmall\n=====\n\n##### Parameters",
    "\x00\x07\ufeff\u202e\u2028 end",
    "> - 1. > deep\n\n    code\n\n\n\n    more",
    "a  \n" * 3 + "\\",
    "<!--",
    "x" * 70_000 + "<b>",
]
ALLOWED = frozenset(
    "a article b blockquote body button code details div em figcaption figure h1 h2 h3 h4 h5 h6 head header hr html li "
    "link main meta nav ol p pre script section span strong summary table tbody td th thead title tr ul br".split()
)
ATTRIBUTES = frozenset(
    "aria-current aria-label charset class content data-fold defer hidden href http-equiv id lang name open rel src "
    "start tabindex type".split()
)


def hostile_pages(text: str) -> Pages:
    link = Link("things", text)
    entry = Entry(
        (Span(text), Span(text, link)), text, text, (Entry((Span(text),), None, text),), (Entry((Span(text),)),)
    )
    page = MethodPage(
        ("things", text),
        text,
        (Span(text), Span("T", link)),
        text,
        text,
        text,
        (entry, entry),
        (entry,),
        text,
        (ResponseExample(text, text),),
    )
    return Pages("python", text, "python", (page,), (ModelEntry(link, entry),))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_page_of_the_site_gets_an_element_an_attribute_or_a_target_that_is_not_ours(text: str) -> None:
    for path, page in written((hostile_pages(text),), seed_api()).items():
        if path.endswith(".html"):
            audit = Audit()
            audit.feed(page)
            assert audit.tags <= ALLOWED, path
            assert audit.attributes <= ATTRIBUTES, path
            assert all(
                url.startswith(("http:", "https:", "mailto:", "#")) or (":" not in url and not url.startswith("//"))
                for url in audit.urls
            ), path
            assert audit.scripts == 1, path
            assert page.index("charset") < 200 < page.index("default-src 'none'") + 200, path


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_markdown_page_keeps_its_headings_and_holds_no_html(text: str) -> None:
    for path, page in written((hostile_pages(text),), seed_api()).items():
        if not path.endswith(".md"):
            continue
        tokens = MarkdownIt("commonmark").enable("table").parse(page)
        inner = [child for token in tokens for child in token.children or ()]
        html = [token.content for token in (*tokens, *inner) if token.type in {"html_block", "html_inline"}]
        assert all(item.startswith('<a id="') or item == "</a>" for item in html), path
        if "##### Returns Examples" in page:
            shown = [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]
            assert {"Parameters", "Returns", "Returns Examples"} <= set(shown), path
        assert page.startswith("# "), path


class Audit(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.urls: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.urls += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.scripts += tag == "script"

"""Encode prose that its author wrote in Markdown: kept as Markdown, or made HTML, and inert in both.

The referee of what is markup is markdown-it-py, a CommonMark parser: a text in which it finds no HTML and no unsafe
link is kept as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bessemer.encode.code import Code
from bessemer.encode.markup import html_text, is_safe_url, md_block, md_text
from bessemer.encode.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Nothing here is HTML, a link, code or a template's brace, so there is nothing to judge.
_HARMLESS = re.compile(r"[^<\[`~{]*")
_BLANK_LINES = re.compile(r"\n{3,}")
_FENCE_END = re.compile(r" {0,3}(`+|~+) *")
# A parser's time may grow faster than the text; prose of this length in characters is shown as plain text instead.
_LONGEST = 65_536
_HTML_TOKENS = frozenset({"html_inline", "html_block"})


@lru_cache(maxsize=4096)
def md_prose(text: str) -> Code:
    """The author's Markdown as a block of a Markdown page: no HTML, no unsafe links, no fence left open.

    A line that begins with a brace is escaped where it is not code: MDX would run it.
    """
    tidy = clean(text)
    if _HARMLESS.fullmatch(tidy):
        return Code(_BLANK_LINES.sub("\n\n", tidy))
    if len(tidy) > _LONGEST:
        return Code(_as_plain_text(tidy))
    if not _inert(tidy):
        tidy = md_block(tidy)
        if not _inert(tidy):
            tidy = _as_plain_text(tidy)
    lines = tidy.split("\n")
    tokens = _referee().parse(tidy)
    return Code("\n".join([*_guarded(lines, tokens), *_missing_fence(lines, tokens)]))


@lru_cache(maxsize=4096)
def html_prose(text: str) -> Code:
    """The author's Markdown as HTML blocks. Only http, https and mailto become links; an image becomes its words."""
    tidy = clean(text)
    if len(tidy) > _LONGEST:
        return Code("\n".join(f"<p>{html_text(block)}</p>" for block in re.split(r"\n{2,}", tidy)))
    parser = _html_parser()
    tokens = parser.parse(tidy)
    for token in tokens:
        _tame(token)
    return Code(str(parser.renderer.render(tokens, parser.options, {})).rstrip("\n"))


def _as_plain_text(text: str) -> str:
    return "\n\n".join(md_text(block) for block in re.split(r"\n{2,}", text))


def _inert(text: str) -> bool:
    references: dict[str, dict[str, dict[str, str]]] = {}
    for token in _referee().parse(text, references):
        for part in (token, *(token.children or ())):
            target = part.attrGet("href") or part.attrGet("src")
            if part.type in _HTML_TOKENS or (target is not None and not is_safe_url(str(target))):
                return False
    return all(is_safe_url(definition["href"]) for definition in references.get("references", {}).values())


def _guarded(lines: Sequence[str], tokens: Sequence[Token]) -> list[str]:
    code = {
        number
        for token in tokens
        if token.type in {"fence", "code_block"} and token.map
        for number in range(*token.map)
    }
    kept: list[str] = []
    for number, line in enumerate(lines):
        if number in code:
            kept.append(line)
        elif line or (kept and kept[-1]):
            kept.append(re.sub(r"^(\s*)\{", r"\1\\{", line))
    return kept


def _missing_fence(lines: Sequence[str], tokens: Sequence[Token]) -> tuple[str, ...]:
    last = tokens[-1] if tokens else None
    if last is None or last.type != "fence" or last.map is None:
        return ()
    first, end = last.map
    tail = _FENCE_END.fullmatch(lines[end - 1])
    if tail and end - first > 1 and tail.group(1).startswith(last.markup):
        return ()
    return (last.markup,)


def _tame(token: Token) -> None:
    """Make one token of a description fit a page that has headings, links and a security policy of its own."""
    # an alignment is a style attribute, which the page's policy refuses
    token.attrs.pop("style", None)
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(int(token.tag[1:]) + 3, 6)}"
    dropped: list[bool] = []
    for part in token.children or ():
        match part.type:
            case "image":
                part.type = "text"
            case "link_open":
                # a relative link leads nowhere from a page of the site
                dropped.append(urlsplit(str(part.attrGet("href"))).scheme == "")
                part.hidden = dropped[-1]
            case "link_close":
                part.hidden = dropped.pop()


def _any_link(url: str) -> bool:  # noqa: ARG001
    return True


@cache
def _referee() -> MarkdownIt:
    """A parser that sees all there is: HTML, and links wherever they lead."""
    parser = _parser(html=True)
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


@cache
def _html_parser() -> MarkdownIt:
    parser = _parser(html=False)
    parser.validateLink = is_safe_url  # type: ignore[method-assign]
    return parser


def _parser(*, html: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])

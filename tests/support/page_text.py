"""Read the lines of a reference page as a reader sees them: of a scraped seed, of our Markdown and of our HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

SEEDS = Path(__file__).parents[1] / "e2e" / "seeds"
_LINK = re.compile(r"(?<!\\)\[([^\[\]\\]+)\]\([^)]*\)")
_ESCAPE = re.compile(r"\\([^\w\s])")
_BLOCKS = frozenset("article div figcaption figure h1 h2 h3 h4 h5 h6 li p pre section summary ul".split())


def seed_lines(language: str) -> list[str]:
    """The lines of a seed page from its title to its last response, without blanks.

    The marks of the scrape are undone: Markdown escapes, link targets, button texts, fences, the wrong charset.
    """
    text = (SEEDS / f"delete-message-batch.{language}.txt").read_text(encoding="utf-8")
    body = text[text.index("\n# ") : text.index("\n[](/docs)")].replace("â€¦", "…")
    lines = []
    is_code = False
    for line in body.splitlines():
        if line.startswith("```"):
            is_code = not is_code
        elif is_code:
            lines.append(line)
        else:
            lines.append(_as_read(line))
    return _without_blanks(lines)


def markdown_lines(page: str) -> list[str]:
    return html_lines(MarkdownIt("commonmark").render(page))


def html_lines(page: str) -> list[str]:
    """The lines of a page from its title, without blanks; buttons are not text."""
    reader = _Reader()
    reader.feed(page[page.index("<h1>") :])
    return _without_blanks("".join(reader.text).split("\n"))


def _as_read(line: str) -> str:
    plain = _LINK.sub(r"\1", re.sub(r"^#+ ", "", line)).replace("`", "")
    return _ESCAPE.sub(r"\1", plain.replace("Expand Collapse", ""))


def _without_blanks(lines: list[str]) -> list[str]:
    return [line for line in ("".join(line.split()) for line in lines) if line]


class _Reader(HTMLParser):
    """Text, with a line break at the edge of every block."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._buttons = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._buttons += tag == "button"
        self._edge(tag)

    def handle_endtag(self, tag: str) -> None:
        self._buttons -= tag == "button"
        self._edge(tag)

    def handle_data(self, data: str) -> None:
        if not self._buttons:
            self.text.append(data)

    def _edge(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.text.append("\n")

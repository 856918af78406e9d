"""Say what pages and headings are called."""

from __future__ import annotations

from bessemer.naming.words import split
from bessemer.targets.reference.book import Chapter
from bessemer.targets.target import MethodPage


def chapter_title(chapter: Chapter) -> str:
    """`message_batches` → Message Batches."""
    return " ".join(word.capitalize() for word in split(chapter.name)) or chapter.name


def endpoint(page: MethodPage) -> str:
    """`delete /v1/messages/batches/{message_batch_id}`"""
    return f"{page.http_method} {url_path(page)}"


def url_path(page: MethodPage) -> str:
    """Without the query that tells a path of the document from another."""
    return page.url_path.partition("?")[0]

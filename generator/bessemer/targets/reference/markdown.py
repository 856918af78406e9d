"""Make the views of the Markdown pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bessemer.encode.code import Code, code, joined
from bessemer.encode.listing import md_fence
from bessemer.encode.markup import md_code
from bessemer.encode.prose import md_prose
from bessemer.frozen import frozen
from bessemer.targets.reference.book import Book, Chapter, Leaf, link_to, relative
from bessemer.targets.reference.titles import chapter_title, endpoint
from bessemer.targets.reference.views import (
    MarkdownChapter,
    MarkdownGroup,
    MarkdownLink,
    MarkdownMethod,
    MarkdownMethodLink,
    MarkdownResponse,
    MarkdownRow,
    MarkdownSection,
)
from bessemer.targets.target import Entry, Link, ModelEntry, Span

SUFFIX = ".md"
_STEP = "  "


@frozen
class MarkdownPages:
    """The views of one language's pages."""

    book: Book

    def method(self, leaf: Leaf) -> MarkdownMethod:
        page, linked = leaf.page, self._linked(leaf.place)
        return MarkdownMethod(
            title=page.title,
            signature=label(page.signature, linked),
            endpoint=endpoint(page),
            description=page.description,
            sections=tuple(
                MarkdownSection(Code(heading), rows(entries, linked))
                for heading, entries in (("Parameters", page.parameters), ("Returns", page.returns))
                if entries
            ),
            language=self.book.title,
            sample=md_fence(self.book.fence, page.sample),
            responses=tuple(MarkdownResponse(item.status, md_fence("json", item.json)) for item in page.responses),
        )

    def home(self) -> MarkdownChapter:
        links = (
            MarkdownLink(chapter_title(item), relative(self.book.home.place, item.place, SUFFIX))
            for item in self.book.chapters
        )
        return self._chapter(self.book.home, f"{self.book.title} reference", tuple(links))

    def chapter(self, chapter: Chapter) -> MarkdownChapter:
        return self._chapter(chapter, chapter_title(chapter), ())

    def _chapter(self, chapter: Chapter, title: str, chapters: tuple[MarkdownLink, ...]) -> MarkdownChapter:
        return MarkdownChapter(
            title=title,
            description=chapter.description,
            chapters=chapters,
            groups=tuple(
                MarkdownGroup(name or None, tuple(_line(chapter, leaf) for leaf in leaves))
                for name, leaves in chapter.groups()
            ),
            models=tuple(self._model(chapter, model) for model in chapter.models),
        )

    def _model(self, chapter: Chapter, model: ModelEntry) -> MarkdownSection:
        linked = self._linked(chapter.place)
        entry = model.entry
        return MarkdownSection(
            heading=label(entry.label, linked),
            rows=_below_a_heading(_children(entry, "", linked)),
            anchor=self.book.models[model.link][1],
            description=entry.description,
        )

    def _linked(self, place: str) -> Callable[[Link], Code | None]:
        return lambda link: link_to(self.book, place, link, SUFFIX)


def rows(entries: tuple[Entry, ...], linked: Callable[[Link], Code | None]) -> tuple[MarkdownRow, ...]:
    """The entries below a heading, flat, in reading order."""
    return _below_a_heading(_list(entries, "", "-", linked))


def _below_a_heading(found: Iterator[MarkdownRow]) -> tuple[MarkdownRow, ...]:
    first = (replace(row, apart=True) for row in itertools.islice(found, 1))
    return (*first, *found)


def label(spans: tuple[Span, ...], linked: Callable[[Link], Code | None]) -> Code:
    """A signature as code spans, the names of models linked. Blanks stand between the code spans, not in them."""
    pieces: list[tuple[str, Code | None]] = []
    for span in spans:
        href = linked(span.link) if span.link else None
        if href is None and pieces and pieces[-1][1] is None:
            pieces[-1] = (pieces[-1][0] + span.text, None)
        else:
            pieces.append((span.text, href))
    return joined("", (_piece(text, href) for text, href in pieces))


def _piece(text: str, href: Code | None) -> Code:
    core = text.strip()
    if not core:
        return Code(" " if text else "")
    shown = code("[", md_code(core), "](", href, ")") if href else md_code(core)
    return code(" " if text[0].isspace() else "", shown, " " if text[-1].isspace() else "")


def _list(
    entries: tuple[Entry, ...], indent: str, bullet: str, linked: Callable[[Link], Code | None]
) -> Iterator[MarkdownRow]:
    above = False
    for entry in entries:
        has_body = bool(entry.description or entry.entries or entry.choices)
        yield MarkdownRow(
            indent=Code(indent),
            bullet=Code(bullet),
            apart=above or (has_body and entry is not entries[0]),
            first_choice=False,
            label=label(entry.label, linked),
            note=entry.note,
            description=_indented(entry.description, indent + _STEP) if entry.description else None,
        )
        yield from _children(entry, indent + _STEP, linked)
        above = has_body


def _children(entry: Entry, indent: str, linked: Callable[[Link], Code | None]) -> Iterator[MarkdownRow]:
    """The rows of the lists inside an entry: what it is made of, then what it accepts."""
    made_of = _list(entry.entries, indent, _bullet(entry.description), linked)
    for row in itertools.islice(made_of, 1):
        yield replace(row, apart=entry.description is not None)
    yield from made_of
    accepted = _list(entry.choices, indent, "-", linked)
    for row in itertools.islice(accepted, 1):
        yield replace(row, first_choice=True)
    yield from accepted


def _bullet(description: str | None) -> str:
    """A bullet that keeps our list apart from a list that the description may end with.

    Source: CommonMark 0.31 section 5.3, "changing the bullet starts a new list".
    """
    used = set(re.findall(r"^\s*([-*+])\s", description or "", re.MULTILINE))
    return next((bullet for bullet in "-*+" if bullet not in used), "-")


def _indented(description: str, indent: str) -> Code:
    return Code("\n".join(f"{indent}{line}" if line else "" for line in md_prose(description).split("\n")))


def _line(chapter: Chapter, leaf: Leaf) -> MarkdownMethodLink:
    return MarkdownMethodLink(leaf.page.title, relative(chapter.place, leaf.place, SUFFIX), endpoint(leaf.page))

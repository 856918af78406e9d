"""Make the views of the HTML site's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bessemer.encode.code import Code, code, joined
from bessemer.encode.markup import html_text
from bessemer.frozen import frozen
from bessemer.targets.reference.anchors import Anchors
from bessemer.targets.reference.book import Book, Chapter, Leaf, link_to, url
from bessemer.targets.reference.navigation import Navigation, groups
from bessemer.targets.reference.titles import chapter_title, url_path
from bessemer.targets.reference.views import (
    SiteChapterPage,
    SiteEntry,
    SiteLink,
    SiteMethod,
    SiteResponse,
    SiteRow,
    SiteSection,
)
from bessemer.targets.target import Entry, Link, ModelEntry, Span

SUFFIX = ".html"
_STEP = "  "


@frozen
class SitePages:
    """The views of one language's pages."""

    book: Book
    navigation: Navigation

    def method(self, chapter: Chapter, leaf: Leaf) -> SiteMethod:
        page, linked = leaf.page, self._linked(leaf.place)
        outline = Outline(Anchors(), linked)
        return SiteMethod(
            frame=self.navigation.around(self.book, chapter, leaf.place),
            title=page.title,
            description=page.description,
            resource=leaf.resource or None,
            signature=label(page.signature, linked),
            http_method=page.http_method,
            url_path=url_path(page),
            sections=tuple(
                SiteSection(Code(anchor), Code(heading), _folds(entries), outline.rows(entries, anchor))
                for anchor, heading, entries in (
                    ("parameters", "Parameters", page.parameters),
                    ("returns", "Returns", page.returns),
                )
                if entries
            ),
            language=self.book.title,
            sample=page.sample,
            responses=tuple(SiteResponse(item.status, item.json) for item in page.responses),
        )

    def home(self) -> SiteChapterPage:
        links = (SiteLink(chapter_title(item), url(item.place), current=False) for item in self.book.chapters)
        return self._chapter(self.book.home, f"{self.book.title} reference", tuple(links))

    def chapter(self, chapter: Chapter) -> SiteChapterPage:
        return self._chapter(chapter, chapter_title(chapter), ())

    def _chapter(self, chapter: Chapter, title: str, chapters: tuple[SiteLink, ...]) -> SiteChapterPage:
        ids = tuple(self.book.models[model.link][1] for model in chapter.models)
        outline = Outline(Anchors(ids), self._linked(chapter.place))
        return SiteChapterPage(
            frame=self.navigation.around(self.book, chapter, chapter.place),
            title=title,
            description=chapter.description,
            language=self.book.title,
            chapters=chapters,
            groups=groups(chapter, chapter.place),
            models=tuple(map(outline.model, ids, chapter.models)),
        )

    def _linked(self, place: str) -> Callable[[Link], Code | None]:
        return lambda link: link_to(self.book, place, link, SUFFIX)


@frozen
class Outline:
    """Trees of entries as flat rows, each with its anchor. `linked` gives a model's URL, None where it has none."""

    anchors: Anchors
    linked: Callable[[Link], Code | None]

    def rows(self, entries: tuple[Entry, ...], parent: str) -> tuple[SiteRow, ...]:
        """The items of one list, in reading order."""
        return tuple(self._items(entries, parent, _STEP))

    def model(self, anchor: Code, model: ModelEntry) -> SiteSection:
        entry = model.entry
        return SiteSection(
            id=anchor,
            heading=label(entry.label, self.linked),
            folds=_folds(entry.entries + entry.choices),
            rows=tuple(self._lists(entry, anchor, "")),
            description=entry.description,
        )

    def _items(self, entries: tuple[Entry, ...], parent: str, indent: str) -> Iterator[SiteRow]:
        for entry in entries:
            anchor = self.anchors.of(parent, entry)
            shown = SiteEntry(anchor, label(entry.label, self.linked), entry.note, entry.description)
            if entry.entries or entry.choices:
                yield SiteRow(Code(indent), group=shown)
                yield from self._lists(entry, anchor, indent + _STEP)
                yield SiteRow(Code(indent), closes=True)
            else:
                yield SiteRow(Code(indent), leaf=shown)

    def _lists(self, entry: Entry, parent: str, indent: str) -> Iterator[SiteRow]:
        for position, entries in enumerate((entry.entries, entry.choices)):
            if entries:
                if position == 1:
                    yield SiteRow(Code(indent), accepts=True)
                yield SiteRow(Code(indent), begins=True)
                yield from self._items(entries, parent, indent + _STEP)
                yield SiteRow(Code(indent), ends=True)


def label(spans: tuple[Span, ...], linked: Callable[[Link], Code | None]) -> Code:
    """A signature as text, the names of models linked."""
    return joined("", (_piece(span, linked(span.link) if span.link else None) for span in spans))


def _piece(span: Span, href: Code | None) -> Code:
    # the encoder trims the ends of a text, and pieces are joined
    text = html_text(f".{span.text}.")[1:-1]
    return code('<a href="', href, '">', text, "</a>") if href else Code(text)


def _folds(entries: tuple[Entry, ...]) -> bool:
    return any(entry.entries or entry.choices for entry in entries)

"""Make what stands around every page of the site: the languages, and the tree of resources."""

from __future__ import annotations

from collections.abc import Mapping

from bessemer.encode.code import Code
from bessemer.encode.listing import fragment
from bessemer.frozen import frozen
from bessemer.targets.reference.book import Book, Chapter, url
from bessemer.targets.reference.titles import chapter_title, endpoint
from bessemer.targets.reference.views import Frame, SiteChapter, SiteGroup, SiteLink, SiteMethodLink


@frozen
class Navigation:
    """The ways through one site. `places` are all pages of each book, by its language."""

    site: str
    books: tuple[Book, ...]
    places: Mapping[str, frozenset[str]]

    def around(self, book: Book, chapter: Chapter, place: str) -> Frame:
        """The frame of a page of a book. Only its own top resource is open: the others are one line each."""
        return Frame(
            self.site,
            root=Code("../" * place.count("/")),
            languages=tuple(self._language(other, book, place) for other in self.books),
            chapters=tuple(_chapter(item, item is chapter, place) for item in (book.home, *book.chapters)),
        )

    def around_index(self) -> Frame:
        languages = (SiteLink(book.title, url(book.home.place), current=False) for book in self.books)
        return Frame(self.site, Code(""), tuple(languages), ())

    def _language(self, other: Book, current: Book, place: str) -> SiteLink:
        """The same page in another language where there is one, else the first page of that language."""
        _, _, rest = place.partition("/")
        same = f"{fragment(other.language)}/{rest}"
        found = same if same in self.places[other.language] else other.home.place
        return SiteLink(other.title, url(found), current=other is current)


def navigation(site: str, books: tuple[Book, ...]) -> Navigation:
    return Navigation(site, books, {book.language: book.places() for book in books})


def groups(chapter: Chapter, place: str) -> tuple[SiteGroup, ...]:
    """The methods of a top resource, resource by resource; the page at `place` is the one that is being read."""
    return tuple(
        SiteGroup(
            Code(f"resource:{fragment(name)}"),
            name or None,
            tuple(
                SiteMethodLink(leaf.page.title, url(leaf.place), leaf.place == place, endpoint(leaf.page))
                for leaf in leaves
            ),
        )
        for name, leaves in chapter.groups()
    )


def _chapter(chapter: Chapter, is_open: bool, place: str) -> SiteChapter:
    link = SiteLink(chapter_title(chapter) or "Overview", url(chapter.place), chapter.place == place)
    return SiteChapter(link, groups(chapter, place) if is_open else ())

"""Plan the files of the reference: Markdown pages, and an HTML site of the same pages."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.targets.reference.book import Book, bind, relative
from bessemer.targets.reference.markdown import MarkdownPages
from bessemer.targets.reference.navigation import navigation
from bessemer.targets.reference.site import SitePages
from bessemer.targets.reference.views import MarkdownIndex, MarkdownLink, SiteIndex
from bessemer.targets.target import Assets, Copy, Language, OutputFile, Plan, Render

_SITE = "reference/site"


@frozen
class Reference:
    """The target that documents the others."""

    languages: tuple[Language, ...]
    name: str = "reference"

    def plan(self, api: Api, assets: Assets) -> Plan:
        """The pages of the languages that the config asks for; no files where it asks for no reference."""
        if api.reference is None:
            return Plan((), ())
        known = {language.name: language for language in self.languages}
        books = tuple(bind(api, known[name].pages(api)) for name in api.reference.languages if name in known)
        files = [*_markdown(api, books), *(_site(api, books, assets) if api.reference.site else ())]
        return Plan(tuple(sorted(files, key=_path)), ())


def _path(file: OutputFile) -> str:
    return file.path


def _markdown(api: Api, books: tuple[Book, ...]) -> Iterator[OutputFile]:
    yield Render("index.md", "reference/index.md.j2", _markdown_index(api, books))
    for book in books:
        pages = MarkdownPages(book)
        yield Render(f"{book.home.place}.md", "reference/CHAPTER.md.j2", pages.home())
        for chapter in book.chapters:
            yield Render(f"{chapter.place}.md", "reference/CHAPTER.md.j2", pages.chapter(chapter))
        for chapter in (book.home, *book.chapters):
            for leaf in chapter.leaves:
                yield Render(f"{leaf.place}.md", "reference/METHOD.md.j2", pages.method(leaf))


def _site(api: Api, books: tuple[Book, ...], assets: Assets) -> Iterator[OutputFile]:
    ways = navigation(api.title, books)
    front = SiteIndex(ways.around_index(), api.title, api.description)
    yield Render("site/index.html", f"{_SITE}/index.html.j2", front)
    for book in books:
        pages = SitePages(book, ways)
        yield Render(f"site/{book.home.place}.html", f"{_SITE}/CHAPTER.html.j2", pages.home())
        for chapter in book.chapters:
            yield Render(f"site/{chapter.place}.html", f"{_SITE}/CHAPTER.html.j2", pages.chapter(chapter))
        for chapter in (book.home, *book.chapters):
            for leaf in chapter.leaves:
                yield Render(f"site/{leaf.place}.html", f"{_SITE}/METHOD.html.j2", pages.method(chapter, leaf))
    for source in assets.under(_SITE):
        if not source.endswith(".j2"):
            yield Copy(source.removeprefix("reference/"), source)


def _markdown_index(api: Api, books: tuple[Book, ...]) -> MarkdownIndex:
    return MarkdownIndex(
        title=api.title,
        description=api.description,
        languages=tuple(MarkdownLink(book.title, relative("index", book.home.place, ".md")) for book in books),
        site=Code("site/index.html") if api.reference and api.reference.site else None,
    )

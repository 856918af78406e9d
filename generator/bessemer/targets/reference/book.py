"""Decide which pages the reference of a language has, and where each one lies."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from bessemer.encode.code import Code
from bessemer.encode.listing import fragment
from bessemer.encode.markup import url_segment
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.naming.scope import free
from bessemer.targets.reference.sections import shortened
from bessemer.targets.target import Link, MethodPage, ModelEntry, Pages

HOME = ""


@frozen
class Leaf:
    """A method's page. `place` is where it lies below the reference, without a file suffix."""

    place: str
    page: MethodPage

    @property
    def resource(self) -> str:
        """`beta.messages.batches`; "" for a method of the client itself."""
        return ".".join(self.page.path[:-1])


@frozen
class Chapter:
    """A top resource: one page for its methods, and for its models at their anchors."""

    name: str
    place: str
    description: str | None
    leaves: tuple[Leaf, ...]
    models: tuple[ModelEntry, ...]

    def groups(self) -> tuple[tuple[str, tuple[Leaf, ...]], ...]:
        """The methods under the names of their resources, in the order in which each resource first comes."""
        found: dict[str, list[Leaf]] = {}
        for leaf in self.leaves:
            found.setdefault(leaf.resource, []).append(leaf)
        return tuple((name, tuple(leaves)) for name, leaves in found.items())


@frozen
class Book:
    """The pages of one language. `home` is its first page, with what belongs to the client itself.

    `models` tells the place and the anchor of each model that has an entry; a link to any other leads nowhere.
    """

    language: str
    title: str
    fence: str
    home: Chapter
    chapters: tuple[Chapter, ...]
    models: Mapping[Link, tuple[str, Code]]

    def places(self) -> frozenset[str]:
        every = (self.home, *self.chapters)
        leaves = (leaf.place for chapter in every for leaf in chapter.leaves)
        return frozenset((*(chapter.place for chapter in every), *leaves))


def bind(api: Api, pages: Pages) -> Book:
    """The book of a language. No two pages lie at the same place, whatever the names are."""
    names = _chapter_names(api, pages)
    folders = _folders(fragment(pages.language), names)
    taken = {f"{place}/index".casefold() for place in folders.values()}
    leaves: dict[str, list[Leaf]] = {name: [] for name in (HOME, *names)}
    for page in pages.methods:
        name = _top(page)
        stem = posixpath.join(folders[name], *(fragment(word) for word in page.path[1 if name else 0 :]))
        place = free(stem.casefold(), taken)
        taken.add(place)
        leaves[name].append(Leaf(stem + place[len(stem) :], page))
    about = {resource.name: resource.description for resource in api.root.resources}
    told = shortened(pages.models)
    made = {
        name: Chapter(
            name,
            f"{folders[name]}/index",
            api.description if name == HOME else about.get(name),
            tuple(found),
            tuple(model for model in told if model.link.page == name),
        )
        for name, found in leaves.items()
    }
    models = {model.link: (made[model.link.page].place, fragment(model.link.anchor)) for model in pages.models}
    return Book(pages.language, pages.title, pages.fence, made[HOME], tuple(made[name] for name in names), models)


def url(place: str) -> Code:
    """A place as a URL, relative to the root of the reference, without a file suffix."""
    return Code("/".join(url_segment(part) for part in place.split("/")))


def relative(origin: str, destination: str, suffix: str) -> Code:
    """The relative URL from one place to another, whose files end in this suffix."""
    path = posixpath.relpath(destination, posixpath.dirname(origin))
    return Code(url(path) + suffix)


def link_to(book: Book, origin: str, link: Link, suffix: str) -> Code | None:
    """The relative URL from a page to a model, None where the model has no entry."""
    if link not in book.models:
        return None
    place, anchor = book.models[link]
    return Code(f"#{anchor}" if place == origin else f"{relative(origin, place, suffix)}#{anchor}")


def _top(page: MethodPage) -> str:
    return page.path[0] if len(page.path) > 1 else HOME


def _chapter_names(api: Api, pages: Pages) -> tuple[str, ...]:
    """The top resources that have something to show, in the config's order."""
    shown = dict.fromkeys([*map(_top, pages.methods), *(model.link.page for model in pages.models)])
    ordered = dict.fromkeys([*(item.name for item in api.root.resources if item.name in shown), *shown])
    return tuple(name for name in ordered if name != HOME)


def _folders(root: str, names: Iterable[str]) -> dict[str, str]:
    folders = {HOME: root}
    taken: set[str] = set()
    for name in names:
        stem = fragment(name)
        word = free(stem.casefold(), taken)
        taken.add(word)
        folders[name] = f"{root}/{stem}{word[len(stem) :]}"
    return folders

"""What the templates of the reference see."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.frozen import frozen


@frozen
class MarkdownRow:
    """One entry of a Markdown page, as one item of a nested list.

    `apart`: a blank line stands above it. `first_choice`: the line "Accepts one of the following:" does. `note` is a
    short word after the label. `description` carries its own indentation.
    """

    indent: Code
    bullet: Code
    apart: bool
    first_choice: bool
    label: Code
    note: str | None
    description: Code | None


@frozen
class MarkdownSection:
    """Entries below a heading: the parameters, what a method returns, or a model at its anchor."""

    heading: Code
    rows: tuple[MarkdownRow, ...]
    anchor: Code | None = None
    description: str | None = None


@frozen
class MarkdownResponse:
    status: str
    json: Code


@frozen
class MarkdownMethod:
    """METHOD.md.j2"""

    title: str
    signature: Code
    endpoint: str
    description: str | None
    sections: tuple[MarkdownSection, ...]
    language: str
    sample: Code
    responses: tuple[MarkdownResponse, ...]


@frozen
class MarkdownLink:
    """A line of a list of pages: `text` leads to `href`."""

    text: str
    href: Code


@frozen
class MarkdownMethodLink(MarkdownLink):
    """A method's line in a list. `endpoint` is what it calls (`get /v1/models`)."""

    endpoint: str


@frozen
class MarkdownGroup:
    """The methods of one resource. `heading` is its path, `beta.messages`; None for the client's own methods."""

    heading: str | None
    links: tuple[MarkdownMethodLink, ...]


@frozen
class MarkdownChapter:
    """CHAPTER.md.j2: the first page of a language, and the page of each top resource."""

    title: str
    description: str | None
    chapters: tuple[MarkdownLink, ...]
    groups: tuple[MarkdownGroup, ...]
    models: tuple[MarkdownSection, ...]


@frozen
class MarkdownIndex:
    """index.md.j2: the languages."""

    title: str
    description: str | None
    languages: tuple[MarkdownLink, ...]
    site: Code | None


@frozen
class SiteEntry:
    """The label of an entry and what is said about it. `id` is its anchor."""

    id: Code
    label: Code
    note: str | None
    description: str | None


@frozen
class SiteRow:
    """A piece of a tree of entries, written out flat; exactly one field beside the indentation is set.

    `leaf` is an entry without entries of its own. A `group` has some: lists, each from `begins` to `ends`, the choices
    after a line that `accepts` them, up to `closes`.
    """

    indent: Code
    leaf: SiteEntry | None = None
    group: SiteEntry | None = None
    accepts: bool = False
    begins: bool = False
    ends: bool = False
    closes: bool = False


@frozen
class SiteSection:
    """Entries below a heading, or a model, whose heading is its label. `folds`: something in it can be collapsed."""

    id: Code
    heading: Code
    folds: bool
    rows: tuple[SiteRow, ...]
    description: str | None = None


@frozen
class SiteLink:
    """A page of the site by its place below the site's root. `current`: it is the page that is being read."""

    text: str
    place: Code
    current: bool


@frozen
class SiteMethodLink(SiteLink):
    """A method's line in a list. `endpoint` is what it calls (`get /v1/models`)."""

    endpoint: str


@frozen
class SiteGroup:
    """The methods of one resource. `id` is the group's anchor on the page of its top resource."""

    id: Code
    heading: str | None
    links: tuple[SiteMethodLink, ...]


@frozen
class SiteChapter:
    """A line of the navigation, with the methods below it where it is open."""

    link: SiteLink
    groups: tuple[SiteGroup, ...]


@frozen
class Frame:
    """What stands around every page of the site. `root` leads from the page to the site's root (`../../`)."""

    site: str
    root: Code
    languages: tuple[SiteLink, ...]
    chapters: tuple[SiteChapter, ...]


@frozen
class SitePage:
    """The fields of every page of the site."""

    frame: Frame
    title: str
    description: str | None


@frozen
class SiteResponse:
    status: str
    json: str


@frozen
class SiteMethod(SitePage):
    """site/METHOD.html.j2"""

    resource: str | None
    signature: Code
    http_method: str
    url_path: str
    sections: tuple[SiteSection, ...]
    language: str
    sample: str
    responses: tuple[SiteResponse, ...]


@frozen
class SiteChapterPage(SitePage):
    """site/CHAPTER.html.j2: the first page of a language, and the page of each top resource."""

    language: str
    chapters: tuple[SiteLink, ...]
    groups: tuple[SiteGroup, ...]
    models: tuple[SiteSection, ...]


@frozen
class SiteIndex(SitePage):
    """site/index.html.j2: the languages."""


@frozen
class MarkdownScope:
    """_entries.md.j2: the loop variable that it finds where it is included."""

    section: MarkdownSection


@frozen
class SiteScope:
    """site/_entries.html.j2 and site/_folding.html.j2: the loop variable that they find where they are included."""

    section: SiteSection

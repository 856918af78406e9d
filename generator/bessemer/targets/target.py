"""What a target is: a pure function from an API to the files, the public surface and the reference pages of one SDK."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import NamedTuple, Protocol, TypeAlias

from bessemer.diagnostics.finding import Finding
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.types import Schema


@frozen
class Render:
    """A file to be made: `template` (a path in the template tree) filled from `view`, written at `path`."""

    path: str
    template: str
    view: object


@frozen
class Copy:
    """A real file of the template tree, copied but for the placeholder names of its tree (Plan.placeholders)."""

    path: str
    source: str


@frozen
class Kept:
    """A file of which no text is made: one that comes out as the last run left it, or that is data."""

    path: str
    content: bytes


OutputFile: TypeAlias = Render | Copy | Kept


class SurfaceItem(NamedTuple):
    """One public thing of an SDK: its kind (method, type, option), where users find it, and its signature."""

    kind: str
    name: str
    signature: str


@frozen
class Recipe:
    """How a part of an SDK is made again: the view of a file with a template, or a value without."""

    make: Callable[[], object]
    template: str | None


@frozen
class Plan:
    """Everything a target will write, in path order, decided before any text is made.

    `placeholders` are (written in the real files, wanted in the SDK) pairs: the import package, the module path.
    `recipes` are those of the parts by name, and `names` what they were all decided by, where parts can be made alone;
    `decisions` are what the recipes gave that must stay for that. `own` are the paths of files that are the
    team's, once they are there.
    """

    files: tuple[OutputFile, ...]
    surface: tuple[SurfaceItem, ...]
    findings: tuple[Finding, ...] = ()
    placeholders: tuple[tuple[str, str], ...] = ()
    names: object = None
    recipes: Mapping[str, Recipe] = field(default_factory=dict)
    decisions: Mapping[str, object] = field(default_factory=dict)
    own: frozenset[str] = frozenset()


@frozen
class Assets:
    """The names of all files of the template tree, `python/PACKAGE/_qs.py`, sorted."""

    files: tuple[str, ...]

    def under(self, folder: str) -> tuple[str, ...]:
        return tuple(file for file in self.files if file.startswith(folder + "/"))


@frozen
class Link:
    """The place of a model in the reference: the top resource whose page holds it, and its anchor there."""

    page: str
    anchor: str


@frozen
class Span:
    """A piece of a signature; a model's name carries the link to it."""

    text: str
    link: Link | None = None


@frozen
class Entry:
    """One entry of a reference page: a parameter, a field, a type, an enum value.

    `label` is its signature as plain text in pieces (`betas: Optional[List[`, `AnthropicBetaParam`, `]]`), `note` a
    short word after it (`optional`), `description` the author's Markdown. `entries` are printed right below it;
    `choices` below the line "Accepts one of the following:".
    """

    label: tuple[Span, ...]
    note: str | None = None
    description: str | None = None
    entries: tuple[Entry, ...] = ()
    choices: tuple[Entry, ...] = ()

    def told_deprecated(self, why: str | None) -> Entry:
        """The entry of a name that is not to be used any more; None for one that may be."""
        return self if why is None else replace(self, description=f"Deprecated: {why or 'the API may drop it.'}")


@frozen
class ResponseExample:
    status: str
    json: str


@frozen
class MethodPage:
    """The reference page of one method, at `path`: the config's words for its resources, then for itself.

    `url_path` is the path as the document writes it, with the query that may stand in it.
    """

    path: tuple[str, ...]
    title: str
    signature: tuple[Span, ...]
    http_method: str
    url_path: str
    description: str | None
    parameters: tuple[Entry, ...]
    returns: tuple[Entry, ...]
    sample: str
    responses: tuple[ResponseExample, ...]


@frozen
class ModelEntry:
    """A model on the page of its top resource, at an anchor that is the config's snake-case name."""

    link: Link
    entry: Entry


@frozen
class Pages:
    """What a language says about itself to the reference: `title` for people ("Python"), `fence` for code blocks."""

    language: str
    title: str
    fence: str
    methods: tuple[MethodPage, ...]
    models: tuple[ModelEntry, ...]


class Origin(NamedTuple):
    """What a part of an SDK was made of: operations by their places in the config, schemas by their pointers.

    `own` is plain data that it was made of too.
    """

    operations: tuple[str, ...]
    own: tuple[object, ...]
    read: tuple[str, ...] = ()


class Memory(Protocol):
    """What this very tool made in the last run into a folder, by the names of the parts. It only saves time."""

    def begin(self, everywhere: bytes) -> None:
        """Where what holds for all parts was another, nothing is known of any."""
        ...

    def origin(self, name: str) -> Origin | None: ...

    def schema(self, pointer: str, schema: Schema | None) -> bool:
        """Whether a schema is as it was."""
        ...

    def operation(self, operation: Operation) -> bool:
        """Whether an operation is as it was."""
        ...

    def operations(self) -> tuple[str, ...]:
        """The places of all operations that there were."""
        ...

    def content(self, path: str) -> bytes | None:
        """What a file holds that lies there as it was made."""
        ...

    def value(self, name: str) -> object:
        """What came of a part that is no file."""
        ...

    def learn(self, name: str, origin: Origin) -> None: ...

    def learn_value(self, name: str, value: object) -> None: ...


class Target(Protocol):
    """An output of the generator."""

    @property
    def name(self) -> str: ...

    def plan(self, api: Api, assets: Assets) -> Plan:
        """The files of this target. Pure: the same API and template tree give the same plan."""
        ...


class Language(Target, Protocol):
    """A target that is an SDK, and so has reference pages."""

    def pages(self, api: Api) -> Pages: ...

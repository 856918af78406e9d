"""What the lowering of one document carries along: the inputs, the schemas met so far, and what had to be loosened."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bessemer.config.model import Config
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Lookup, Pointer, from_ref
from bessemer.document.watching import Reads, reads_of
from bessemer.frozen import frozen
from bessemer.ir.paging import PageScheme
from bessemer.ir.types import Schema, Type
from bessemer.lower.inheritance import Families, families
from bessemer.openapi.endpoints import Endpoint, endpoints
from bessemer.openapi.refs import resolve, target

# Keywords that add to the reference they stand beside.
_ADDING = frozenset(
    (
        *("properties", "required", "additionalProperties", "patternProperties", "items", "prefixItems"),
        *("allOf", "oneOf", "anyOf", "enum", "const"),
    )
)


@frozen
class Loosened:
    """A construct that is not carried exactly: where, what, and in which language alone, None for all."""

    pointer: Pointer
    message: str
    language: str | None = None

    def text(self) -> str:
        return self.message if self.language is None else f"{self.language.capitalize()} only: {self.message}"


@dataclass(slots=True)
class Context:
    """The state of one lowering. `loosened` holds each loosening once, in the order they were met."""

    spec: Document
    config: Config
    config_document: Document
    schemas: dict[Pointer, Schema] = field(default_factory=dict)
    waiting: deque[Pointer] = field(default_factory=deque)
    # schemas being lowered, and what components pass on to those that extend them
    open: set[Pointer] = field(default_factory=set)
    inherited: dict[Pointer, Type] = field(default_factory=dict)
    # the ways to page that can be followed
    pages: tuple[PageScheme, ...] = ()
    families: Families = field(init=False)
    reads: Reads = field(init=False)
    _wanted: set[Pointer] = field(default_factory=set)
    # schemas that the config names as models, wherever they stand
    named: set[Pointer] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)
    # whether schemas were changed after they were lowered, because they lead to themselves
    circles: bool = False
    loosened: dict[Loosened, None] = field(default_factory=dict)
    # what one language alone is to leave out, in the order met
    left_out: dict[str, dict[Pointer, None]] = field(default_factory=dict)
    endpoints: dict[str, Endpoint] = field(init=False)
    _lookup: Lookup = field(init=False)
    operation_ids: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._lookup = Lookup(self.spec.data)
        self.reads = reads_of(self.spec)
        self.families = self.reads.apart(lambda: families(self.spec, self._lookup))
        self.endpoints = {str(endpoint): endpoint for endpoint in endpoints(self.spec)}
        ids = ((item.operation.get("operationId"), name) for name, item in self.endpoints.items())
        self.operation_ids = {str(id_): name for id_, name in ids if id_ is not None}

    def at(self, pointer: Pointer) -> Any:
        """The raw value at a pointer of the document."""
        self.reads.now.add(pointer)
        return self._lookup.at(pointer)

    def found(self, pointer: Pointer, value: Any) -> None:
        """Have it known what is at a pointer that is about to be asked for."""
        self._lookup.found(pointer, value)

    def has(self, pointer: Pointer) -> bool:
        """Whether the document has anything at a pointer."""
        try:
            self.at(pointer)
        except KeyError:
            return False
        return True

    def resolved(self, pointer: Pointer) -> Pointer:
        """Where a value really is: references followed. The refs stage has seen that they lead somewhere."""
        node = self._unread(self._lookup.at, pointer)
        if not isinstance(node, dict) or "$ref" not in node:
            return pointer
        self.reads.now.add(pointer)
        found: Pointer = self._unread(resolve, self.spec, node, pointer)[1]
        return found

    def schema_at(self, pointer: Pointer) -> Pointer:
        """Where a schema really is: references followed, but those with more beside them than words."""
        node, seen = self._unread(self._lookup.at, pointer), set[Pointer]()
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            self.reads.now.add(pointer)
            if node.keys() & _ADDING or pointer in seen:
                break
            seen.add(pointer)
            node, pointer = self._unread(target, self.spec.data, from_ref(node["$ref"]))
        return pointer

    def _unread(self, find: Callable[..., Any], *where: Any) -> Any:
        """What is found, to see whether it is a reference: a change that makes one of it is far-reaching anyway."""
        return self.reads.apart(partial(find, *where))

    def want(self, pointer: Pointer) -> None:
        """Have the schema at a pointer lowered too."""
        if pointer not in self._wanted:
            self._wanted.add(pointer)
            self.waiting.append(pointer)

    def skip(self, pointer: Pointer, languages: Iterable[str]) -> None:
        """Leave what the config names at a pointer out of the SDKs of some languages."""
        for language in languages:
            self.left_out.setdefault(language, {})[pointer] = None

    def loosen(self, pointer: Pointer, message: str, language: str | None = None) -> None:
        """Record that something is carried less exactly than the document says it; `language`: in that SDK alone."""
        if language is not None and language not in {item.name for item in self.config.targets if not item.skip}:
            return
        item = Loosened(pointer, message, language)
        if item not in self.loosened:
            self.loosened[item] = None
            place = self.spec.place(pointer, key=True)
            self.problems.append(Diagnostic("construct-loosened", item.text(), place, pointer))

    def config_problem(self, code: str, message: str, pointer: Pointer, help_: str | None) -> None:
        place = self.config_document.place(pointer)
        self.problems.append(Diagnostic(code, message, place, pointer, help_))

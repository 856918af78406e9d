"""What the lowering of one document carries along: the inputs, the schemas met so far, and what had to be loosened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bessemer.config.model import Config
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer, lookup
from bessemer.ir.types import Schema
from bessemer.openapi.refs import resolve


@dataclass(frozen=True, slots=True)
class Loosened:
    """A construct that is not carried exactly: where, what, and the operation it was met in."""

    pointer: Pointer
    message: str


@dataclass(slots=True)
class Context:
    """The state of one lowering. `loosened` is the coverage ledger: pointer of an operation → what it lost."""

    spec: Document
    config: Config
    config_document: Document
    schemas: dict[Pointer, Schema] = field(default_factory=dict)
    waiting: list[Pointer] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    loosened: list[Loosened] = field(default_factory=list)

    def at(self, pointer: Pointer) -> Any:
        """The raw value at a pointer of the document."""
        return lookup(self.spec.data, pointer)

    def resolved(self, pointer: Pointer) -> Pointer:
        """Where a value really is: references followed. The refs stage has seen that they lead somewhere."""
        _, found = resolve(self.spec, self.at(pointer), pointer)
        return found

    def want(self, pointer: Pointer) -> None:
        """Have the schema at a pointer lowered too."""
        if pointer not in self.schemas and pointer not in self.waiting:
            self.waiting.append(pointer)

    def loosen(self, pointer: Pointer, message: str) -> None:
        """Record that something is carried less exactly than the document says it."""
        self.loosened.append(Loosened(pointer, message))
        self.problems.append(Diagnostic("construct-loosened", message, self.spec.place(pointer, key=True), pointer))

    def config_problem(self, code: str, message: str, pointer: Pointer, help_: str | None) -> None:
        place = self.config_document.place(pointer)
        self.problems.append(Diagnostic(code, message, place, pointer, help_))

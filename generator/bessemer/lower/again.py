"""Lower again what one schema of the document reaches, from what was remembered of a whole lowering."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bessemer.config.model import Config
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Lookup, Pointer, child
from bessemer.document.watching import Key, Reads, owner, reads_of, unplaced
from bessemer.frozen import frozen
from bessemer.ir.operations import Operation
from bessemer.ir.paging import PageScheme
from bessemer.ir.types import Schema
from bessemer.lower.context import Context
from bessemer.lower.inheritance import Families
from bessemer.lower.operations import lower_operation
from bessemer.lower.schemas import lower_again
from bessemer.openapi.endpoints import Endpoint


@frozen
class Known:
    """What a lowering came to know of the whole document, beside its schemas and operations."""

    config: Config
    pages: tuple[PageScheme, ...]
    named: frozenset[Pointer]
    wanted: frozenset[Pointer]
    parents: Mapping[Pointer, tuple[Pointer, ...]]
    children: Mapping[Pointer, tuple[Pointer, ...]]
    endpoints: tuple[tuple[str, Pointer], ...]
    operation_ids: Mapping[str, str]


def known(context: Context) -> Known:
    return Known(
        context.config,
        context.pages,
        frozenset(context.named),
        frozenset(context.schemas),
        context.families.parents,
        context.families.children,
        tuple((name, item.pointer) for name, item in context.endpoints.items()),
        context.operation_ids,
    )


@dataclass(slots=True)
class Lowering:
    """A lowering of some schemas and operations among all the others, which are as they were."""

    context: Context
    kept: Callable[[Pointer], Schema]

    def forget(self, pointers: Iterable[Pointer]) -> None:
        """Have these schemas lowered again, and nothing said yet."""
        context = self.context
        for pointer in pointers:
            context.schemas.pop(pointer, None)
        context.inherited.clear()
        context.problems.clear()
        context.loosened.clear()
        context.left_out.clear()

    def said(self) -> tuple[object, ...]:
        problems = ((item.code, item.message, item.pointer, item.help) for item in self.context.problems)
        left_out = ((language, tuple(found)) for language, found in self.context.left_out.items())
        return (*self.context.loosened, *problems, *left_out)


@dataclass(slots=True)
class Reached:
    """What comes out otherwise: schemas and operations by pointer, and what all that were made again have read."""

    schemas: dict[Pointer, tuple[Schema, Schema]] = field(default_factory=dict)
    operations: dict[Pointer, tuple[Operation, Operation]] = field(default_factory=dict)
    made: dict[Key, frozenset[str]] = field(default_factory=dict)


def lowering(
    what: Known, document: Document, schemas: dict[Pointer, Schema], kept: Callable[[Pointer], Schema]
) -> Lowering:
    """`schemas` are those that were lowered, to be changed at will; `kept` gives one of them as it was."""
    context = object.__new__(Context)
    lookup = Lookup(document.data)
    values: dict[str, Any] = {
        "spec": document,
        "config": what.config,
        "config_document": unplaced({}),
        "schemas": schemas,
        "waiting": deque(),
        "open": set(),
        "inherited": {},
        "pages": what.pages,
        "families": Families(document, lookup, what.parents, what.children),
        "reads": reads_of(document),
        "_wanted": set(what.wanted),
        "named": set(what.named),
        "problems": [],
        "circles": False,
        "loosened": {},
        "left_out": {},
        "endpoints": {name: Endpoint("", "", pointer, {}, {}) for name, pointer in what.endpoints},
        "_lookup": lookup,
        "operation_ids": dict(what.operation_ids),
    }
    for name, value in values.items():
        setattr(context, name, value)
    return Lowering(context, kept)


def reached(
    before: Lowering, after: Lowering, name: str, reads: Reads, operations: Mapping[Pointer, tuple[Operation, ...]]
) -> Reached | None:
    """What the change of the entry `name` reaches; None where that cannot be told.

    `reads` are those of the whole lowering, `operations` those that came of each method of the config. What was
    remembered must come out again of the document before, or what was made then was made in another way.
    """
    found = Reached()
    waiting = {str(child(ROOT, "components", "schemas", name))}
    again: list[Pointer] = []
    while True:
        touched = [key for key, read in reads.made.items() if not waiting.isdisjoint(read)]
        wanted = [Pointer(key[1]) for key in touched if key[0] == "schema"]
        if len(wanted) == len(again) and again:
            break
        again = wanted
        # with all of them at once, as one may be made of another
        changed = _schemas(before, after, again)
        if changed is None:
            return None
        found.schemas = changed
        waiting |= {owner(pointer) for pointer in changed}
        if not again:
            break
    for key in touched:
        if key[0] == "operation":
            changes = _operations(before, after, reads.given[key], operations[Pointer(key[1])])
            if changes is None:
                return None
            found.operations |= changes
    if before.said() != after.said() or before.context.waiting or after.context.waiting:
        return None
    found.made = reads_of(after.context.spec).made
    return found


def _schemas(before: Lowering, after: Lowering, again: list[Pointer]) -> dict[Pointer, tuple[Schema, Schema]] | None:
    """Those that come out otherwise, with what they were."""
    for each in (before, after):
        each.forget(again)
    changed: dict[Pointer, tuple[Schema, Schema]] = {}
    for pointer in again:
        kept = before.kept(pointer)
        if lower_again(before.context, pointer) != kept:
            return None
        made = lower_again(after.context, pointer)
        if made != kept:
            changed[pointer] = (kept, made)
    return changed


def _operations(
    before: Lowering, after: Lowering, given: tuple[Any, ...], kept: tuple[Operation, ...]
) -> dict[Pointer, tuple[Operation, Operation]] | None:
    """The methods of one endpoint. What they need and where they are sent is theirs alone, and stays."""
    old = _settled(lower_operation(before.context, *given), kept)
    new = _settled(lower_operation(after.context, *given), kept)
    if old != kept or new is None:
        return None
    return {one.config: (one, other) for one, other in zip(kept, new, strict=True) if one != other}


def _settled(made: tuple[Operation, ...], kept: tuple[Operation, ...]) -> tuple[Operation, ...] | None:
    if [item.config for item in made] != [item.config for item in kept]:
        return None
    return tuple(
        replace(item, name=other.name, security=other.security, server=other.server)
        for item, other in zip(made, kept, strict=True)
    )

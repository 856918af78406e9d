"""Keep the ledger: every operation of the document is exact, loosened, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.pointer import Pointer
from bessemer.ir.api import Resource
from bessemer.ir.operations import Operation
from bessemer.ir.walk import references, returned, sent
from bessemer.lower.context import Context, Loosened

State: TypeAlias = Literal["exact", "loosened", "left out"]
STATES: tuple[State, ...] = ("exact", "loosened", "left out")


@dataclass(frozen=True, slots=True)
class Coverage:
    """One operation of the document: its name in the SDKs, and what it lost; `declined`: left out on purpose."""

    endpoint: str
    pointer: Pointer
    method: str | None
    loosened: tuple[Loosened, ...] = ()
    declined: bool = False

    @property
    def state(self) -> State:
        if self.method is None:
            return "left out"
        return "loosened" if self.loosened else "exact"


@dataclass(frozen=True, slots=True)
class Ledger:
    """One entry for each operation, in the document's order; `elsewhere` is what was loosened outside all of them."""

    entries: tuple[Coverage, ...]
    elsewhere: tuple[Loosened, ...]


def ledger(context: Context, root: Resource) -> Ledger:
    methods: dict[str, list[Operation]] = {}
    for operation in (item for resource in root.walk() for item in resource.operations):
        methods.setdefault(f"{operation.http_method} {operation.path}", []).append(operation)
    declined = set(context.config.unspecified_endpoints)
    below = _Below(context)
    entries = []
    for name, endpoint in context.endpoints.items():
        operations = methods.get(name)
        if operations is None:
            entries.append(Coverage(name, endpoint.pointer, None, declined=name in declined))
        else:
            # the last is the operation itself, where its stream is a method beside it
            method = ".".join((*operations[-1].resource, operations[-1].name))
            lost = dict.fromkeys(item for operation in operations for item in below.operation(operation))
            entries.append(Coverage(name, endpoint.pointer, method, tuple(lost)))
    owned = {item for entry in entries for item in entry.loosened}
    return Ledger(tuple(entries), tuple(item for item in context.loosened if item not in owned))


def left_out(context: Context, entries: tuple[Coverage, ...]) -> Iterator[Diagnostic]:
    """A warning for each operation that no resource names and nobody declined."""
    for entry in entries:
        if entry.method is None and not entry.declined:
            place = context.spec.place(entry.pointer, key=True)
            message = f"no resource of the config names '{entry.endpoint}': it is not generated"
            help_ = "add it to a resource's methods, or to unspecified_endpoints to leave it out on purpose"
            yield Diagnostic("endpoint-not-configured", message, place, entry.pointer, help_)


class _Below:
    """What was loosened at or below a pointer, and in all that a schema leads to.

    Only schemas that lead to a loosening are ever walked, so a document that is carried exactly costs nothing.
    """

    def __init__(self, context: Context) -> None:
        self._items = tuple(context.loosened)
        self._at: dict[str, list[int]] = {}
        for index, item in enumerate(self._items):
            for prefix in _prefixes(item.pointer):
                self._at.setdefault(prefix, []).append(index)
        edges = {pointer: tuple(references(schema.type)) for pointer, schema in context.schemas.items()}
        leading = _leading(edges, [pointer for pointer in edges if pointer in self._at])
        self._edges = {pointer: tuple(target for target in edges[pointer] if target in leading) for pointer in leading}
        self._reached: dict[frozenset[Pointer], frozenset[int]] = {}

    def operation(self, operation: Operation) -> tuple[Loosened, ...]:
        """What an operation lost, in the order it was met."""
        roots = (*sent(operation), *returned(operation))
        owners = [operation.origin, *(item.origin for item in operation.parameters), *(root.origin for root in roots)]
        if operation.body is not None:
            owners.append(operation.body.origin)
        found = {index for owner in owners for index in self._at.get(owner, ())}
        starts = {target for root in roots for target in references(root.type) if target in self._edges}
        if starts:
            found |= self._from(frozenset(starts))
        return tuple(self._items[index] for index in sorted(found))

    def _from(self, starts: frozenset[Pointer]) -> frozenset[int]:
        known = self._reached.get(starts)
        if known is None:
            seen, waiting = set(starts), list(starts)
            while waiting:
                fresh = [target for target in self._edges[waiting.pop()] if target not in seen]
                seen.update(fresh)
                waiting += fresh
            known = frozenset(index for pointer in seen for index in self._at.get(pointer, ()))
            self._reached[starts] = known
        return known


def _prefixes(pointer: Pointer) -> Iterator[str]:
    """The pointer and every pointer above it, the root left out."""
    end = len(pointer)
    while end > 0:
        yield pointer[:end]
        end = pointer.rfind("/", 0, end)


def _leading(edges: dict[Pointer, tuple[Pointer, ...]], ends: Iterable[Pointer]) -> set[Pointer]:
    """The schemas from which one of the ends can be reached, the ends among them."""
    back: dict[Pointer, list[Pointer]] = {}
    for pointer, targets in edges.items():
        for target in targets:
            back.setdefault(target, []).append(pointer)
    found, waiting = set(ends), list(ends)
    while waiting:
        fresh = [pointer for pointer in back.get(waiting.pop(), ()) if pointer not in found]
        found.update(fresh)
        waiting += fresh
    return found

"""Keep the ledger: every operation of the document is exact, loosened, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.frozen import frozen
from bessemer.ir.api import Resource
from bessemer.ir.circles import circles
from bessemer.ir.operations import Operation, PagedResult
from bessemer.ir.walk import references, returned, sent
from bessemer.lower.context import Context, Loosened
from bessemer.openapi.payloads import Payload, payloads

State: TypeAlias = Literal["exact", "loosened", "left out"]
# Methods by the endpoint that they call: `get /things`.
Methods: TypeAlias = Mapping[str, list[Operation]]
STATES: tuple[State, ...] = ("exact", "loosened", "left out")


@frozen
class Coverage:
    """One operation of the document: its name in the SDKs, and what it lost; `declined`: left out on purpose.

    Of a webhook or a callback `method` is the model of its payload, "" where it has none.
    """

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


@frozen
class Ledger:
    """One entry for each operation, in the document's order; `elsewhere` is what was loosened outside all of them.

    `payloads` are the operations of webhooks and callbacks, which the API calls.
    """

    entries: tuple[Coverage, ...]
    payloads: tuple[Coverage, ...]
    elsewhere: tuple[Loosened, ...]


def methods_of(root: Resource) -> Methods:
    """The methods of each endpoint that has any."""
    found: dict[str, list[Operation]] = {}
    for operation in (item for resource in root.walk() for item in resource.operations):
        found.setdefault(f"{operation.http_method} {operation.path}", []).append(operation)
    return found


def ledger(context: Context, root: Resource) -> Ledger:
    methods = methods_of(root)
    declined = set(context.config.unspecified_endpoints)
    below = _Below(context)
    entries = []
    for name, endpoint in context.endpoints.items():
        operations = methods.get(name)
        if operations is None:
            entries.append(Coverage(name, endpoint.pointer, None, declined=name in declined))
        else:
            entries.append(Coverage(name, endpoint.pointer, _named(operations), below.operations(operations)))
    models = {model.schema: ".".join((*model.resource, model.name)) for item in root.walk() for model in item.models}
    received = tuple(_payload(context, below, item, models) for item in payloads(context.spec))
    return Ledger(tuple(entries), received, below.unowned())


def _named(operations: list[Operation]) -> str:
    # the last is the operation itself, where its stream is a method beside it
    return ".".join((*operations[-1].resource, operations[-1].name))


def _payload(context: Context, below: _Below, item: Payload, models: Mapping[Pointer, str]) -> Coverage:
    if item.schema is None:
        return Coverage(str(item), item.pointer, "", below.payload(item.pointer, None))
    place = context.schema_at(item.schema)
    name = models.get(place)
    return Coverage(str(item), item.pointer, name, () if name is None else below.payload(item.pointer, place))


def left_out(context: Context, methods: Methods) -> Iterator[Diagnostic]:
    """A warning for each operation that no resource names and nobody declined, and what is wrong with the list of those
    that are declined.
    """
    yield from _declined(context, methods)
    declined = set(context.config.unspecified_endpoints)
    for name, endpoint in context.endpoints.items():
        if name not in methods and name not in declined:
            place = context.spec.place(endpoint.pointer, key=True)
            message = f"no resource of the config names '{name}': it is not generated"
            help_ = "add it to a resource's methods, or to unspecified_endpoints to leave it out on purpose"
            yield Diagnostic("endpoint-not-configured", message, place, endpoint.pointer, help_)


def _declined(context: Context, methods: Methods) -> Iterator[Diagnostic]:
    for index, endpoint in enumerate(context.config.unspecified_endpoints):
        pointer = child(ROOT, "unspecified_endpoints", index)
        place = context.config_document.place(pointer)
        if endpoint not in context.endpoints:
            near = nearest(endpoint, context.endpoints)
            help_ = f"did you mean '{near}'?" if near else "remove it"
            message = f"the document has no endpoint '{endpoint}' that could be left out"
            yield Diagnostic("endpoint-not-specified", message, place, pointer, help_)
        elif endpoint in methods:
            message = (
                f"'{endpoint}' is left out on purpose, and is the method {_named(methods[endpoint])!r} all the same"
            )
            help_ = "remove it here, or remove the method"
            yield Diagnostic("endpoint-twice", message, place, pointer, help_)


class _Below:
    """What was loosened at or below a pointer, and in all that a schema leads to.

    Only schemas that lead to a loosening are ever walked, so a document that is carried exactly costs nothing.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._items = tuple(context.loosened)
        self._at: dict[str, list[int]] = {}
        for index, item in enumerate(self._items):
            for prefix in _prefixes(item.pointer):
                self._at.setdefault(prefix, []).append(index)
        edges = {pointer: tuple(references(schema.type)) for pointer, schema in context.schemas.items()}
        leading = _leading(edges, [pointer for pointer in edges if pointer in self._at])
        self._edges = {pointer: tuple(item for item in edges[pointer] if item in leading) for pointer in leading}
        # schemas that lead to each other lead to the same: whole circles are walked, and walked once
        self._circles = circles(self._edges)
        self._reached: dict[frozenset[frozenset[Pointer]], frozenset[int]] = {}
        self._made: dict[frozenset[int], tuple[Loosened, ...]] = {}

    def operations(self, operations: list[Operation]) -> tuple[Loosened, ...]:
        """What the methods of one endpoint lost, in the order it was met."""
        found = frozenset[int]().union(*map(self._operation, operations))
        return self._listed(found)

    def payload(self, pointer: Pointer, schema: Pointer | None) -> tuple[Loosened, ...]:
        """What the payload of a webhook or callback lost."""
        owners = [pointer, *([schema] if schema is not None else [])]
        own = frozenset(index for owner in owners for index in self._at.get(owner, ()))
        starts = [self._circles[schema]] if schema is not None and schema in self._edges else []
        return self._listed(own | self._from(frozenset(starts)))

    def unowned(self) -> tuple[Loosened, ...]:
        """What none of the operations asked for so far lost."""
        owned = frozenset[int]().union(*self._made)
        return tuple(item for index, item in enumerate(self._items) if index not in owned)

    def _listed(self, found: frozenset[int]) -> tuple[Loosened, ...]:
        if found not in self._made:
            self._made[found] = tuple(self._items[index] for index in sorted(found))
        return self._made[found]

    def _operation(self, operation: Operation) -> frozenset[int]:
        errors = (item.schema for item in operation.errors if item.schema is not None)
        whole = [operation.result.schema] if isinstance(operation.result, PagedResult) else []
        roots = (*sent(operation), *returned(operation), *whole, *errors)
        owners = [*self._written(operation.origin), *(item.origin for item in operation.parameters)]
        owners += [root.origin for root in roots]
        own = frozenset(index for owner in owners for index in self._at.get(owner, ()))
        targets = (target for root in roots for target in references(root.type))
        starts = frozenset(self._circles[target] for target in targets if target in self._edges)
        below = self._from(starts)
        return own | below if own - below else below

    def _written(self, origin: Pointer) -> Iterator[Pointer]:
        """Where an operation is written, and the body and the responses that it refers to."""
        yield origin
        raw = self._context.at(origin)
        if "requestBody" in raw:
            yield self._context.resolved(child(origin, "requestBody"))
        for status in raw.get("responses") or ():
            yield self._context.resolved(child(origin, "responses", status))

    def _from(self, starts: frozenset[frozenset[Pointer]]) -> frozenset[int]:
        known = self._reached.get(starts)
        if known is None:
            seen, waiting = set(starts), list(starts)
            while waiting:
                circle = waiting.pop()
                following = {self._circles[target] for pointer in circle for target in self._edges[pointer]}
                waiting += following - seen
                seen |= following
            known = frozenset(index for circle in seen for pointer in circle for index in self._at.get(pointer, ()))
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

"""Keep the ledger: every operation of the document is exact, degraded, or not configured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.ir.api import Resource
from bessemer.ir.operations import Operation
from bessemer.ir.types import Schema
from bessemer.ir.walk import reach, returned, sent
from bessemer.lower.context import Context, Loosened
from bessemer.lower.resources import endpoints


@dataclass(frozen=True, slots=True)
class Coverage:
    """One operation of the document: its name in the SDKs, and what it lost; `declined`: left out on purpose."""

    endpoint: str
    pointer: Pointer
    method: str | None
    loosened: tuple[Loosened, ...] = ()
    declined: bool = False

    @property
    def state(self) -> Literal["exact", "degraded", "not configured"]:
        if self.method is None:
            return "not configured"
        return "degraded" if self.loosened else "exact"


def ledger(context: Context, root: Resource) -> tuple[Coverage, ...]:
    """One entry for each operation, in the document's order."""
    methods = {item.origin: item for resource in root.walk() for item in resource.operations}
    declined = set(context.config.unspecified_endpoints)
    entries = []
    for endpoint in endpoints(context.spec.data):
        verb, _, path = endpoint.partition(" ")
        pointer = child(context.resolved(child(ROOT, "paths", path)), verb)
        operation = methods.get(pointer)
        if operation is None:
            entries.append(Coverage(endpoint, pointer, None, declined=endpoint in declined))
        else:
            name = ".".join((*operation.resource, operation.name))
            entries.append(Coverage(endpoint, pointer, name, _lost(context, operation)))
    return tuple(entries)


def left_out(context: Context, entries: tuple[Coverage, ...]) -> Iterator[Diagnostic]:
    """A warning for each operation that no resource names and nobody declined."""
    for entry in entries:
        if entry.method is None and not entry.declined:
            place = context.spec.place(entry.pointer, key=True)
            message = f"no resource of the config names '{entry.endpoint}': it is not generated"
            help_ = "add it to a resource's methods, or to unspecified_endpoints to leave it out on purpose"
            yield Diagnostic("endpoint-not-configured", message, place, entry.pointer, help_)


def _lost(context: Context, operation: Operation) -> tuple[Loosened, ...]:
    roots = (*sent(operation), *returned(operation))
    owners = {operation.origin, *(item.origin for item in operation.parameters), *_origins(roots)}
    if operation.body is not None:
        owners.add(operation.body.origin)
    owners |= reach(context.schemas, iter(roots))
    return tuple(item for item in context.loosened if any(_within(item.pointer, owner) for owner in owners))


def _origins(schemas: tuple[Schema, ...]) -> set[Pointer]:
    return {schema.origin for schema in schemas}


def _within(pointer: Pointer, owner: Pointer) -> bool:
    return pointer == owner or pointer.startswith(f"{owner}/")

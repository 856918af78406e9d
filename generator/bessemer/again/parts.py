"""What the last run learned of the parts of the Python SDK, and what this one learns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bessemer.again.asleep import read_back, whole
from bessemer.again.past import State
from bessemer.document.watching import asleep, awake
from bessemer.emit.drafts import Drafts
from bessemer.emit.format import Formatter
from bessemer.emit.manifest import blob_id
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.types import Schema
from bessemer.targets.target import Origin

_OF_PARTS = ("schemas", "operations", "values")


class Parts:
    """The memory of a folder. What is broken of it, or does not hold any more, is none."""

    def __init__(self, folder: Path, state: State | None) -> None:
        self._folder = folder
        self._everywhere = b""
        self._known: dict[str, Any] = {}
        self._drafts: Mapping[str, tuple[bytes, str]] = {}
        self._files: Mapping[str, Any] = {}
        self._before: Mapping[str, Mapping[str, bytes]] = {name: {} for name in _OF_PARTS}
        # all bytes as they are now: those of things that were compared or are as they were, then all others
        self._now: dict[str, dict[str, bytes]] = {name: {} for name in _OF_PARTS}
        self._origins: dict[str, Origin] = {}
        if state is not None:
            self._recall(state)

    def _recall(self, state: State) -> None:
        try:
            # everything is looked at now: what is broken later would be missed
            before = {name: dict(state.tables[name]) for name in _OF_PARTS}
            everywhere, known, drafts = awake(state.blobs["parts"])
        except Exception:
            return
        self._before, self._everywhere, self._known = before, everywhere, known
        self._drafts = {**drafts, **state.facts.get("drafts", {})}
        self._known |= {name: (*self._known[name][:2], read) for name, read in state.facts.get("reads", {}).items()}
        self._files = state.files

    def begin(self, everywhere: bytes) -> None:
        if everywhere != self._everywhere:
            self._known, self._everywhere = {}, everywhere

    def origin(self, name: str) -> Origin | None:
        found = self._known.get(name)
        return Origin(*found) if found is not None else None

    def schema(self, pointer: str, schema: Schema | None) -> bool:
        return self._is_same("schemas", pointer, schema)

    def operation(self, operation: Operation) -> bool:
        return self._is_same("operations", operation.config, operation)

    def operations(self) -> tuple[str, ...]:
        return tuple(self._before["operations"])

    def _is_same(self, table: str, name: str, thing: object) -> bool:
        if thing is None:
            return name not in self._before[table]
        now = self._now[table][name] = whole(thing)
        return self._before[table].get(name) == now

    def content(self, path: str) -> bytes | None:
        try:
            content = (self._folder / path).read_bytes()
        except OSError:
            return None
        return content if path in self._files and blob_id(content) == self._files[path][0] else None

    def value(self, name: str) -> object:
        kept = self._now["values"][name] = self._before["values"][name]
        return read_back(kept)

    def learn(self, name: str, origin: Origin) -> None:
        self._origins[name] = origin

    def learn_value(self, name: str, value: object) -> None:
        self._now["values"][name] = whole(value)

    def drafts(self, formatter: Formatter) -> Drafts:
        """What is known of the files before they were formatted."""
        return Drafts(self._folder, formatter, self._drafts)

    def tables(self, api: Api, drafts: Mapping[str, tuple[bytes, str]]) -> dict[str, dict[str, bytes]]:
        """What to remember, by table."""
        now = self._now
        schemas = {str(pointer): now["schemas"].get(pointer) or whole(item) for pointer, item in api.schemas.items()}
        operations = {str(item.config): now["operations"].get(item.config) or whole(item) for item in api.operations()}
        origins = {name: tuple(origin) for name, origin in self._origins.items()}
        blobs = {"parts": asleep((self._everywhere, origins, dict(drafts)))}
        return {"schemas": schemas, "operations": operations, "values": now["values"], "blobs": blobs}

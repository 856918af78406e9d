"""Find what one changed schema of a document reaches: in what is lowered, and in the parts of the Python SDK."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from bessemer.again.asleep import AsleepSchemas, api_of, asleep, read_back
from bessemer.again.past import State
from bessemer.document.entries import ENTRIES, Edit
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.document.watching import Asleep, AsleepEntries, Reads, Unplaced, awake, unplaced
from bessemer.ir.operations import Operation
from bessemer.ir.reading import OPERATIONS, read_again, reading
from bessemer.lower.again import Reached, lowering, reached
from bessemer.naming.case import Caser
from bessemer.openapi.single import leading, said, single
from bessemer.targets.python.outline import is_decided_alike
from bessemer.targets.target import Origin, Recipe, Render

Value = TypeVar("Value")


class FarReaching(Exception):
    """The change may reach everything, or it cannot be told what it reaches."""


def lowered_again(state: State, change: Edit) -> tuple[Any, Reached]:
    """The schema in sound shape, and all that comes out otherwise. Raises FarReaching."""
    facts = state.facts
    pointer = str(child(ROOT, *ENTRIES, change.name))
    for raw in (change.before, change.after):
        _demand(isinstance(raw, dict) and "$ref" not in raw)
    _demand(leading(change.before) == leading(change.after) and said(change.before) == said(change.after))
    _demand(pointer not in facts["elsewhere"] and change.name not in facts["entered"])
    names = facts["names"]
    before = single(facts["dialect"], change.name, change.before, names)
    after = single(facts["dialect"], change.name, change.after, names)
    if before is None or after is None:
        raise FarReaching
    _demand(before.problems == after.problems and before.moved == after.moved)
    _demand(before.data == awake(state.tables["entries"][change.name]))
    reads = Reads(made=facts["made"], given=_Given(state.tables["given"]))
    old, new = (_document(state, change.name, item.data) for item in (before, after))
    touched = [key for key, read in reads.made.items() if pointer in read]
    if any(kind in ("wish", "paging") for kind, _ in touched):
        from bessemer.derive.again import same_config

        _demand(same_config(old, new, reads, touched))
    known, schemas = read_back(state.blobs["known"]), state.tables["schemas"]
    was, becomes = (
        lowering(known, item, AsleepSchemas(schemas, {}), lambda pointer: read_back(schemas[pointer]))
        for item in (old, new)
    )
    found = reached(was, becomes, change.name, reads, _Methods(state))
    if found is None:
        raise FarReaching
    return after.data, found


def _demand(said: bool) -> None:
    if not said:
        raise FarReaching


def _document(state: State, name: str, data: Any) -> Unplaced:
    """The document with one schema as it is now; all else is read back when it is looked at."""
    rest = awake(state.blobs["rest"])
    above, below = ENTRIES
    entries = AsleepEntries(state.tables["entries"], {name: data})
    paths = Asleep(state.tables["paths"])
    return unplaced({**rest, "paths": paths, above: {**rest[above], below: entries}})


class _Given(dict[Any, Any]):
    """What each thing was made with, by its key, read back when it is needed."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        super().__init__()
        self._kept = kept

    def __missing__(self, key: tuple[str, str]) -> Any:
        kept = self._kept.get(" ".join(key))
        return read_back(kept) if kept is not None else None


class _Methods(dict[Pointer, tuple[Operation, ...]]):
    """The operations that came of each method of the config."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state

    def __missing__(self, config: Pointer) -> tuple[Operation, ...]:
        kept = self._state.tables["operations"]
        return tuple(read_back(kept[item]) for item in self._state.facts["methods"][config])


class PartsAgain:
    """Makes the parts of the Python SDK that come out otherwise. It stands for the Recall that made them."""

    def __init__(self, state: State, reach: Reached) -> None:
        self._state = state
        self._reach = reach
        self._operations: dict[str, Operation] = {}
        self.files: list[Render] = []
        self.values: dict[str, object] = {}
        self.reads: dict[str, tuple[str, ...]] = dict(state.facts["reads"])
        self._schemas = AsleepSchemas(state.tables["schemas"], {at: new for at, (_, new) in reach.schemas.items()})
        self._api = api_of(read_back(state.blobs["api"], self._wake), self._schemas)
        self._caser = Caser(self._api.casings)
        names, recipes = read_back(state.blobs["plan"], self._wake)
        self._names: Any = names
        self._recipes: Mapping[str, Recipe] = recipes
        _, origins, drafts = awake(state.blobs["parts"])
        self._origins: Mapping[str, Any] = origins
        self.drafts: Mapping[str, tuple[bytes, str]] = {**drafts, **state.facts["drafts"]}

    def make(self) -> None:
        """Raises FarReaching where another decision would be made."""
        pairs: list[tuple[Any, Any]] = [*self._reach.schemas.values(), *self._reach.operations.values()]
        for before, after in pairs:
            _demand(is_decided_alike(before, after, self._names))
        touched = {name: item for name, item in self._recipes.items() if self._is_touched(name)}
        decisions = self._state.tables["decisions"]
        for name in touched.keys() & decisions.keys():
            _demand(touched[name].make() == read_back(decisions[name]))
        for name, recipe in touched.items():
            if recipe.template is None and name not in decisions:
                self.values[name] = self._read(name, recipe.make)
        for name, recipe in touched.items():
            if recipe.template is not None:
                self.files.append(Render(name, recipe.template, self._read(name, recipe.make)))

    def value(self, name: str, _of: Iterable[object], _make: Callable[[], Value]) -> Value:
        """What a part is that a whole file takes in."""
        read_again(self._schemas, frozenset(map(Pointer, self._reads_of(name))))
        if name in self.values:
            return cast(Value, self.values[name])
        return cast(Value, read_back(self._state.tables["values"][name]))

    def _read(self, name: str, make: Callable[[], object]) -> object:
        made, read = reading(self._schemas, make)
        self.reads[name] = tuple(sorted(read))
        return made

    def _reads_of(self, name: str) -> tuple[str, ...]:
        return self.reads.get(name) or self._origin(name).read

    def _origin(self, name: str) -> Origin:
        return Origin(*self._origins[name])

    def _is_touched(self, name: str) -> bool:
        operations = self._reach.operations
        read = self._reads_of(name)
        if operations and (
            OPERATIONS in read or not operations.keys().isdisjoint(map(Pointer, self._origin(name).operations))
        ):
            return True
        return not self._reach.schemas.keys().isdisjoint(map(Pointer, read))

    def _wake(self, kind: str, name: str) -> object:
        if kind == "operation":
            return self._operation(Pointer(name))
        there: dict[str, object] = {"recall": self}
        if kind != "recall":
            there |= {"api": self._api, "caser": self._caser}
        return there[kind]

    def _operation(self, config: Pointer) -> Operation:
        if config not in self._operations:
            changed = self._reach.operations.get(config)
            kept = self._state.tables["operations"]
            self._operations[config] = changed[1] if changed else asleep(config, lambda: read_back(kept[config]))
        return self._operations[config]

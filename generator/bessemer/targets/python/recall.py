"""Make only those parts of the SDK again that come out otherwise than in the last run.

A part is made of operations and plain data of its own, of the schemas that are read on the way, and of what holds for
the whole SDK: the names and the settings. While all of these are as they were, so is the part, and need not be made to
be known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar, cast

from bessemer.document.pointer import Pointer
from bessemer.ir.digest import digest
from bessemer.ir.operations import Operation
from bessemer.ir.reading import OPERATIONS, read_again, reading
from bessemer.targets.python.names import Names
from bessemer.targets.target import Kept, Memory, Origin, OutputFile, Recipe, Render, SurfaceItem

Made = TypeVar("Made")
_BRIEF = frozenset({Operation})


class Recall:
    """The parts of one SDK. `of` are a part's own operations and plain data; schemas and names need not be given."""

    def __init__(self, names: Names, memory: Memory | None) -> None:
        self._schemas = names.api.schemas
        self._api = names.api
        self._memory = memory
        self._operations: dict[str, bool] = {}
        self._read: dict[str, bool] = {}
        if memory is not None:
            memory.begin(_everywhere(names))
        self.recipes: dict[str, Recipe] = {}
        self.decisions: dict[str, object] = {}

    def file(self, path: str, template: str, of: Iterable[object], view: Callable[[], object]) -> OutputFile:
        """A file to be made, or as it was left by the last run."""
        memory = self._memory
        if memory is None:
            return Render(path, template, view())
        self.recipes[path] = Recipe(view, template)
        of = tuple(of)
        earlier = self._known(memory, path, of)
        content = memory.content(path) if earlier else None
        if earlier and content is not None:
            memory.learn(path, earlier)
            return Kept(path, content)
        return Render(path, template, self._made(path, of, view))

    def whole(self, path: str, template: str, view: Callable[[], object]) -> OutputFile:
        """A file that is made in every run that looks at the whole API."""
        self.recipes[path] = Recipe(view, template)
        return Render(path, template, self._made(path, (), view))

    def decided(self, name: str, of: Iterable[object], make: Callable[[], Made]) -> Made:
        """What the SDK as a whole turns on: a change that makes it another is one of the whole SDK."""
        self.recipes[name] = Recipe(make, None)
        made = self.decisions[name] = self._made(name, tuple(of), make)
        return made

    def items(
        self, name: str, of: Iterable[object], make: Callable[[], Iterable[SurfaceItem]]
    ) -> Iterator[SurfaceItem]:
        """Items of the public surface."""
        return (SurfaceItem(*item) for item in self.value(name, of, partial(_plain, make)))

    def value(self, name: str, of: Iterable[object], make: Callable[[], Made]) -> Made:
        """Anything else that a part may be."""
        memory = self._memory
        if memory is None:
            return make()
        self.recipes[name] = Recipe(make, None)
        of = tuple(of)
        earlier = self._known(memory, name, of)
        if earlier:
            memory.learn(name, earlier)
            read_again(self._schemas, frozenset(map(Pointer, earlier.read)))
            return cast(Made, memory.value(name))
        made = self._made(name, of, make)
        memory.learn_value(name, made)
        return made

    def _known(self, memory: Memory, name: str, of: tuple[object, ...]) -> Origin | None:
        """What a part was made of, where all of it is as it was."""
        earlier = memory.origin(name)
        if earlier is None or earlier[:2] != _origin(of)[:2]:
            return None
        operations = (item for item in of if isinstance(item, Operation))
        if not all(self._is_same(memory, item) for item in operations):
            return None
        return earlier if all(self._is_same_schema(memory, item) for item in earlier.read) else None

    def _made(self, name: str, of: tuple[object, ...], make: Callable[[], Made]) -> Made:
        if self._memory is None:
            return make()
        made, read = reading(self._schemas, make)
        self._memory.learn(name, _origin(of, tuple(sorted(read))))
        return made

    def _is_same(self, memory: Memory, operation: Operation) -> bool:
        found = self._operations.get(operation.config)
        if found is None:
            found = self._operations[operation.config] = memory.operation(operation)
        return found

    def _is_same_schema(self, memory: Memory, pointer: str) -> bool:
        found = self._read.get(pointer)
        if found is None:
            if pointer == OPERATIONS:
                operations = tuple(self._api.operations())
                listed = tuple(item.config for item in operations)
                found = listed == memory.operations() and all(self._is_same(memory, item) for item in operations)
            else:
                found = memory.schema(pointer, self._schemas.get(Pointer(pointer)))
            self._read[pointer] = found
        return found


def _plain(make: Callable[[], Iterable[SurfaceItem]]) -> tuple[tuple[str, str, str], ...]:
    """Items as they are remembered."""
    return tuple([(kind, name, signature) for kind, name, signature in make()])


def _origin(of: tuple[object, ...], read: tuple[str, ...] = ()) -> Origin:
    operations = tuple([item.config for item in of if isinstance(item, Operation)])
    return Origin(operations, tuple([item for item in of if not isinstance(item, Operation)]), read)


def _everywhere(names: Names) -> bytes:
    """The digest of what any part may look at: all but the schemas, and what the operations say beside their places."""
    api = names.api
    whole = {name: getattr(api, name) for name in type(api).__dataclass_fields__ if name not in ("schemas", "root")}
    tables = (names.models, names.listed, names.root, names.resources, names.methods, names.uses, names.moved)
    return digest(whole, tuple(api.schemas), names.client_class, tables, brief=_BRIEF)

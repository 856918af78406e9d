"""Make only those parts of the SDK again that come out otherwise than in the last run.

A part is made of things of its own, of the schemas that are read on the way, and of what holds for the whole SDK: the
names and the settings. While all of these are as they were, so is the part, and need not be made to be known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar, cast

from bessemer.document.pointer import Pointer
from bessemer.ir.digest import SIZE, digest
from bessemer.ir.operations import Operation
from bessemer.ir.reading import OPERATIONS, read_again, reading
from bessemer.targets.python.names import Names
from bessemer.targets.target import Kept, Memory, Origin, OutputFile, Recipe, Render, SurfaceItem

Made = TypeVar("Made")
# The things of a part's own, and the schemas that it read.
_MadeOf: TypeAlias = "tuple[tuple[object, ...], tuple[str, ...]]"
_BRIEF = frozenset({Operation})


class Recall:
    """The parts of one SDK. `of` are a part's own things, such as operations; schemas and names need not be given."""

    def __init__(self, names: Names, memory: Memory | None) -> None:
        self._schemas = names.api.schemas
        self._api = names.api
        self._memory = memory
        self._digests: dict[str, bytes] = {}
        self._operations: dict[Pointer, bytes] = {}
        self._everywhere = _everywhere(names) if memory else b""
        self.recipes: dict[str, Recipe] = {}
        self.decisions: dict[str, object] = {}

    def file(self, path: str, template: str, of: Iterable[object], view: Callable[[], object]) -> OutputFile:
        """A file to be made, or as it was left by the last run."""
        memory = self._memory
        if memory is None:
            return Render(path, template, view())
        of = tuple(of)
        own = self._own(of)
        earlier = self._known(memory, path, own)
        content = memory.content(path) if earlier else None
        if earlier and content is not None:
            memory.learn(path, earlier)
            self._note(path, template, (of, earlier.read), view)
            return Kept(path, content)
        made, origin = self._made(path, own, view)
        memory.learn(path, origin)
        self._note(path, template, (of, origin.read), view)
        return Render(path, template, made)

    def whole(self, path: str, template: str, view: Callable[[], object]) -> OutputFile:
        """A file that is made in every run that looks at the whole API."""
        if self._memory is None:
            return Render(path, template, view())
        made, read = reading(self._schemas, view)
        self._note(path, template, ((), tuple(sorted(read))), view)
        return Render(path, template, made)

    def decided(self, name: str, of: Iterable[object], make: Callable[[], Made]) -> Made:
        """What the SDK as a whole turns on: a change that makes it another is one of the whole SDK."""
        if self._memory is None:
            return make()
        made, read = reading(self._schemas, make)
        self._note(name, None, (tuple(of), tuple(sorted(read))), make)
        self.decisions[name] = made
        return made

    def items(
        self, name: str, of: Iterable[object], make: Callable[[], Iterable[SurfaceItem]]
    ) -> Iterator[SurfaceItem]:
        """Items of the public surface."""
        return (SurfaceItem(*item) for item in self.value(name, of, make))

    def value(self, name: str, of: Iterable[object], make: Callable[[], Made]) -> Made:
        """Anything that JSON can hold."""
        memory = self._memory
        if memory is None:
            return make()
        of = tuple(of)
        own = self._own(of)
        earlier = self._known(memory, name, own)
        if earlier:
            memory.learn(name, earlier)
            read_again(self._schemas, frozenset(map(Pointer, earlier.read)))
            self._note(name, None, (of, earlier.read), make)
            return cast(Made, earlier.value)
        made, origin = self._made(name, own, make)
        memory.learn(name, origin._replace(value=made))
        self._note(name, None, (of, origin.read), make)
        return made

    def _note(self, name: str, template: str | None, made_of: _MadeOf, make: Callable[[], object]) -> None:
        of, read = made_of
        operations = tuple(item.config for item in of if isinstance(item, Operation))
        self.recipes[name] = Recipe(make, template, operations, read)

    def _known(self, memory: Memory, name: str, own: bytes) -> Origin | None:
        earlier = memory.origin(name)
        return earlier if earlier and earlier.digest == self._digest(name, own, earlier.read) else None

    def _made(self, name: str, own: bytes, make: Callable[[], Made]) -> tuple[Made, Origin]:
        made, read = reading(self._schemas, make)
        listed = tuple(sorted(read))
        return made, Origin(self._digest(name, own, listed), listed)

    def _own(self, of: Iterable[object]) -> bytes:
        """The digest of a part's own things; that of an operation is made once for all its parts."""
        return b"".join([self._operation(item) if isinstance(item, Operation) else digest(item) for item in of])

    def _operation(self, operation: Operation) -> bytes:
        found = self._operations.get(operation.config)
        if found is None:
            found = self._operations[operation.config] = digest(operation)
        return found

    def _digest(self, name: str, own: bytes, read: tuple[str, ...]) -> str:
        found = hashlib.blake2b(self._everywhere + own + name.encode("utf-8", "surrogatepass"), digest_size=SIZE)
        for pointer in read:
            found.update(pointer.encode("utf-8", "surrogatepass") + (self._digests.get(pointer) or self._of(pointer)))
        return found.hexdigest()

    def _of(self, pointer: str) -> bytes:
        """The digest of a schema, or of None where there is none such any more."""
        if pointer == OPERATIONS:
            found = b"".join(map(self._operation, self._api.operations()))
        else:
            found = digest(self._schemas.get(Pointer(pointer)))
        self._digests[pointer] = found
        return found


def _everywhere(names: Names) -> bytes:
    """The digest of what any part may look at: all but the schemas, and what the operations say beside their places."""
    api = names.api
    whole = {name: getattr(api, name) for name in type(api).__dataclass_fields__ if name not in ("schemas", "root")}
    tables = (names.models, names.listed, names.root, names.resources, names.methods, names.uses, names.moved)
    return digest(whole, tuple(api.schemas), names.client_class, tables, brief=_BRIEF)

"""Tell which schemas are read while something is made of an API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from typing import TypeVar

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.types import Schema

Made = TypeVar("Made")
# Stands for every operation among what is read.
OPERATIONS = Pointer("operations")


class Watched(dict[Pointer, Schema]):
    """The schemas of an API; `read` are those that were looked up since it was last emptied."""

    def __init__(self, schemas: Iterable[tuple[Pointer, Schema]]) -> None:
        super().__init__(schemas)
        self.read: set[Pointer] = set()

    def __getitem__(self, pointer: Pointer) -> Schema:
        self.read.add(pointer)
        return super().__getitem__(pointer)


@frozen
class WatchedApi(Api):
    """An API that notes when all of its operations are looked at."""

    def operations(self) -> Iterator[Operation]:
        if isinstance(self.schemas, Watched):
            self.schemas.read.add(OPERATIONS)
        for resource in self.root.walk():
            yield from resource.operations


def watched(api: Api) -> Api:
    """The same API, with watched schemas."""
    values = {name: getattr(api, name) for name in Api.__dataclass_fields__ if name != "chooses_credentials"}
    return replace(WatchedApi(**values), schemas=Watched(api.schemas.items()))


def reading(schemas: object, make: Callable[[], Made]) -> tuple[Made, Set[Pointer]]:
    """What make gives, and what it read of the schemas: nothing where they are not watched."""
    if not isinstance(schemas, Watched):
        return make(), frozenset()
    around, schemas.read = schemas.read, set()
    try:
        made = make()
    finally:
        read, schemas.read = schemas.read, around
        around |= read
    return made, read


def read_again(schemas: object, read: Set[Pointer]) -> None:
    """Note what was read when something was made that is used again."""
    if read and isinstance(schemas, Watched):
        schemas.read |= read

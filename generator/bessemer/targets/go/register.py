"""Keep the declarations of an API by name, and settle who has a name that several schemas ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.naming.apart import Apart, Claim, apart
from bessemer.targets.go.names import RECEIVED, is_request_name
from bessemer.targets.go.types import Declaration, Direction

# What a type is called that is not called what it asks for.
_MODEL = "Model"


@frozen
class Ask:
    """A schema, by its place, that asks for a type name in a direction; None where both share the type."""

    name: str
    origin: Pointer
    direction: Direction | None


class Register:
    """The declarations of one API, in the order in which they are first needed.

    `settled` are the names of those that do not get the one they ask for.
    """

    def __init__(self, settled: Mapping[Ask, str] | None = None) -> None:
        self.declared: dict[str, Declaration | None] = {}
        self.files: dict[tuple[str, ...], list[str]] = {}
        self.owners: dict[str, Ask] = {}
        # lower ranks first: models of the config, arguments of methods, all others
        self.asks: dict[Ask, int] = {}
        self._settled = settled or {}

    def name(self, ask: Ask, rank: int) -> str:
        """What is called what it asks for, unless another has that name."""
        self.asks[ask] = min(rank, self.asks.get(ask, rank))
        return self._settled.get(ask, ask.name)

    def begin(self, name: str, ask: Ask, home: tuple[str, ...]) -> bool:
        """Take a name before what it stands for is known; False where it is taken already."""
        if name in self.declared:
            return False
        self.declared[name] = None
        self.owners[name] = ask
        self.files.setdefault(home, []).append(name)
        return True

    def add(self, declaration: Declaration, ask: Ask, home: tuple[str, ...]) -> None:
        if self.begin(declaration.name, ask, home):
            self.declared[declaration.name] = declaration

    def forget(self, name: str, home: tuple[str, ...]) -> None:
        del self.declared[name], self.asks[self.owners.pop(name)]
        self.files[home].remove(name)


def settle_types(asks: Mapping[Ask, int], taken: frozenset[str]) -> Apart[Ask]:
    """The names of all types. One that is taken, or another's, has `Model` after it, else letters of its own."""
    return apart((_claim(ask, rank) for ask, rank in asks.items()), taken)


def _claim(ask: Ask, rank: int) -> Claim[Ask]:
    def others() -> Iterator[str]:
        yield ask.name + (RECEIVED if ask.direction == "response" and is_request_name(ask.name) else _MODEL)

    return Claim(ask, ask.name, f"{ask.origin} {ask.direction or ''}".rstrip(), rank, others)

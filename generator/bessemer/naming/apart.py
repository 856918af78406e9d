"""Give each of several things a name of its own within one scope.

The rule, the same for everything below the config's own keys:

- Who asks for a name that nobody else asks for gets it. So a new neighbour renames nothing, unless it asks for the
  same.
- Of several, one keeps the name: the one of the lowest rank (the name its author gave it, then the one that the
  document itself spells so), else the one whose spelling is shorter, then earlier in the alphabet. The order in the
  document plays no part.
- Each of the others gets the first of its own alternatives that nobody else asks for, else the name with four or more
  letters of a hash of its own spelling. Both depend on nothing but itself.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from bessemer.frozen import frozen

Owner = TypeVar("Owner", bound=Hashable)
Value = TypeVar("Value")
_SHORTEST_HASH = 4


@frozen
class Claim(Generic[Owner]):
    """Somebody asks for a name.

    `spelling` is what the document calls it, unlike all other spellings of that name.
    """

    owner: Owner
    name: str
    spelling: str
    rank: int = 0
    alternatives: Callable[[], Iterable[str]] = tuple

    @property
    def order(self) -> tuple[int, int, str]:
        return self.rank, len(self.spelling), self.spelling


@frozen
class Renamed(Generic[Owner]):
    """Who did not get the name asked for; `holder` is who has it, None for a name that nobody may have."""

    owner: Owner
    wanted: str
    name: str
    holder: Owner | None


@frozen
class Apart(Generic[Owner]):
    """The name of each owner, and which of them are not those asked for."""

    names: Mapping[Owner, str]
    renamed: tuple[Renamed[Owner], ...] = ()


def apart(claims: Iterable[Claim[Owner]], taken: Container[str] = (), *, fold: bool = False) -> Apart[Owner]:
    """Settle who is called what. Names in `taken` are nobody's; `fold`: names that differ only in case are the same."""

    def wish(claim: Claim[Owner]) -> Wish[Owner, str]:
        def choices() -> Iterator[Choice[str]]:
            for name in _candidates(claim):
                yield Choice(name, (name.casefold() if fold else name,))

        return Wish(claim.owner, claim.order, choices)

    made = settle((wish(claim) for claim in claims), taken)
    changes = (Renamed(item.owner, item.wanted, item.got, item.holder) for item in made.changes)
    return Apart(made.got, tuple(changes))


@frozen
class Choice(Generic[Value]):
    """What one could be called, and everything that this takes: a file, a name in each of two packages."""

    value: Value
    keys: tuple[str, ...]


@frozen
class Wish(Generic[Owner, Value]):
    """What somebody would be called, the best first. Wishes of a lower order are met first."""

    owner: Owner
    order: tuple[int, int, str]
    choices: Callable[[], Iterator[Choice[Value]]]


@frozen
class Change(Generic[Owner, Value]):
    """A first choice that could not be had."""

    owner: Owner
    wanted: Value
    got: Value
    holder: Owner | None


@frozen
class Settled(Generic[Owner, Value]):
    got: Mapping[Owner, Value]
    changes: tuple[Change[Owner, Value], ...]


def settle(wishes: Iterable[Wish[Owner, Value]], taken: Container[str] = ()) -> Settled[Owner, Value]:
    """Give everyone the first choice where nobody of a lower order has it, then the losers what nobody asked for."""
    first = [(wish, next(wish.choices())) for wish in wishes]
    got = {wish.owner: choice.value for wish, choice in first}
    first.sort(key=lambda pair: pair[0].order)
    holders: dict[str, Owner] = {}
    losers = []
    for wish, choice in first:
        missed = next((key for key in choice.keys if key in holders or key in taken), None)
        if missed is None:
            holders.update(dict.fromkeys(choice.keys, wish.owner))
        else:
            losers.append((wish, choice.value, holders.get(missed)))
    used = {key for _, choice in first for key in choice.keys} if losers else set()
    changes = []
    for wish, wanted, holder in losers:
        choice = next(item for item in wish.choices() if not any(key in used or key in taken for key in item.keys))
        used.update(choice.keys)
        got[wish.owner] = choice.value
        changes.append(Change(wish.owner, wanted, choice.value, holder))
    return Settled(got, tuple(changes))


def short(name: str, longest: int) -> str:
    """A name of at most that many characters: a longer one ends in a hash of all of it."""
    return name if len(name) <= longest else f"{name[: longest - 9].rstrip('_')}_{digest(name)[:8]}"


def digest(text: str) -> str:
    """Lower-case letters and digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _candidates(claim: Claim[Owner]) -> Iterator[str]:
    yield claim.name
    yield from claim.alternatives()
    yield from (f"{claim.name}_{part}" for part in digests(claim.spelling))


def digests(text: str) -> Iterator[str]:
    """Letters and digits that stand for a text: four of them, then more, without end."""
    whole = digest(text)
    yield from (whole[:length] for length in range(_SHORTEST_HASH, len(whole) + 1))
    # Only for two of the same spelling.
    yield from (f"{whole}_{count}" for count in itertools.count(2))

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
from dataclasses import dataclass
from typing import Generic, TypeVar

Owner = TypeVar("Owner", bound=Hashable)
_SHORTEST_HASH = 4


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Renamed(Generic[Owner]):
    """Who did not get the name asked for; `holder` is who has it, None for a name that nobody may have."""

    owner: Owner
    wanted: str
    name: str
    holder: Owner | None


@dataclass(frozen=True, slots=True)
class Apart(Generic[Owner]):
    """The name of each owner, and which of them are not those asked for."""

    names: Mapping[Owner, str]
    renamed: tuple[Renamed[Owner], ...] = ()


def apart(claims: Iterable[Claim[Owner]], taken: Container[str] = (), *, fold: bool = False) -> Apart[Owner]:
    """Settle who is called what. Names in `taken` are nobody's; `fold`: names that differ only in case are the same."""
    claims = tuple(claims)
    wanted: dict[str, list[Claim[Owner]]] = {}
    for claim in claims:
        wanted.setdefault(_key(claim.name, fold=fold), []).append(claim)
    names = {claim.owner: claim.name for claim in claims}
    losers: list[tuple[Claim[Owner], Owner | None]] = []
    for key, group in wanted.items():
        is_free = key not in taken
        if len(group) == 1 and is_free:
            continue
        group.sort(key=_order)
        holder = group[0].owner if is_free else None
        losers += ((claim, holder) for claim in (group[1:] if is_free else group))
    used = set(wanted)
    renamed = []
    for claim, holder in sorted(losers, key=lambda loser: _order(loser[0])):
        name = _free(claim, used, taken, fold=fold)
        used.add(_key(name, fold=fold))
        names[claim.owner] = name
        renamed.append(Renamed(claim.owner, claim.name, name, holder))
    return Apart(names, tuple(renamed))


def short(name: str, longest: int) -> str:
    """A name of at most that many characters: a longer one ends in a hash of all of it."""
    return name if len(name) <= longest else f"{name[: longest - 9].rstrip('_')}_{digest(name)[:8]}"


def digest(text: str) -> str:
    """Lower-case letters and digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _order(claim: Claim[Owner]) -> tuple[int, int, str]:
    return claim.order


def _key(name: str, *, fold: bool) -> str:
    return name.casefold() if fold else name


def _free(claim: Claim[Owner], used: Container[str], taken: Container[str], *, fold: bool) -> str:
    keyed = ((name, _key(name, fold=fold)) for name in _candidates(claim))
    return next(name for name, key in keyed if key not in used and key not in taken)


def _candidates(claim: Claim[Owner]) -> Iterator[str]:
    yield from claim.alternatives()
    hashed = digest(claim.spelling)
    yield from (f"{claim.name}_{hashed[:length]}" for length in range(_SHORTEST_HASH, len(hashed) + 1))
    # Only for two claims of the same spelling.
    yield from (f"{claim.name}_{hashed}_{count}" for count in itertools.count(2))

"""Keep names apart: what is taken twice within one scope, and a free name near a wanted one."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable
from typing import Generic, TypeVar

from bessemer.frozen import frozen

Owner = TypeVar("Owner", bound=Hashable)


@frozen
class Clash(Generic[Owner]):
    """Two owners that want the same name; `first` came first in the document."""

    name: str
    first: Owner
    second: Owner


def clashes(wanted: Iterable[tuple[str, Owner]]) -> tuple[Clash[Owner], ...]:
    """Each name that a second, different owner wants, compared without case: two files may not differ only in case."""
    owners: dict[str, Owner] = {}
    found = []
    for name, owner in wanted:
        first = owners.setdefault(name.casefold(), owner)
        if first != owner:
            found.append(Clash(name, first, owner))
    return tuple(found)


def free(wanted: str, taken: Container[str]) -> str:
    """The wanted name, with as many trailing underscores as keep it apart from those taken."""
    while wanted in taken:
        wanted += "_"
    return wanted

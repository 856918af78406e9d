"""Compare the names that an SDK has with those that it would have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bessemer.adopt.listing import Listed, ListedMethod
from bessemer.frozen import frozen


@frozen
class Difference:
    """Of one module: the lines that would go, and those that would come."""

    missing: tuple[str, ...]
    added: tuple[str, ...]


def compare(before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]) -> Mapping[str, Difference]:
    """By module, those alone that differ. Of a class that goes or comes as a whole its name is said alone."""
    found = {}
    for module in dict.fromkeys((*before, *after)):
        old, new = before.get(module, ()), after.get(module, ())
        missing, added = (tuple(_heads(_without(one, other))) for one, other in ((old, new), (new, old)))
        if missing or added:
            found[module] = Difference(missing, added)
    return found


def methods(listed: Iterable[Listed]) -> tuple[str, ...]:
    """The lines of api.md that say how an endpoint is called."""
    return tuple(f"{item.endpoint}: {item.text}" for item in listed if isinstance(item, ListedMethod))


def _without(lines: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    known = frozenset(others)
    return [line for line in lines if line not in known]


def _heads(lines: list[str]) -> Iterable[str]:
    alone = frozenset(line for line in lines if "." not in line and "(" not in line and "=" not in line)
    # of a method that goes or comes as a whole no keywords are told
    whole = frozenset(line.partition("(")[0] for line in lines if "(" in line and "(*, " not in line)
    return (
        line
        for line in lines
        if line in alone
        or not (line.partition(".")[0] in alone or ("(*, " in line and line.partition("(")[0] in whole))
    )

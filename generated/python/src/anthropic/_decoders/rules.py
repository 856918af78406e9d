"""Choose what is done with an event of a stream."""

from __future__ import annotations

from functools import lru_cache
from typing import FrozenSet, Literal, NamedTuple, Optional, Tuple


class Rule(NamedTuple):
    """What is done with the events that match all that it says.

    names are those of the events, None among them for events without one; no names at all is any event. starts_with
    is how their data begins. error_property is a property of the data that is an error where it holds anything.
    """

    handle: Literal["yield", "done", "error", "continue"]
    names: Optional[Tuple[Optional[str], ...]] = None
    starts_with: str = ""
    error_property: Optional[str] = None


Rules = Tuple[Rule, ...]


def rule_for(rules: Rules, name: Optional[str], data: str) -> Optional[Rule]:
    """The first rule that an event of that name and with that data matches."""
    for rule in _of_name(rules, name or None):
        if data.startswith(rule.starts_with):
            return rule
    return None


@lru_cache(maxsize=8)
def plain_names(rules: Rules) -> FrozenSet[Optional[str]]:
    """The names that rules list of whose events an object is always given out as it is."""
    names = {name for rule in rules for name in rule.names or ()} | {None}
    return frozenset(name for name in names if _is_plain(_of_name(rules, name)))


def _is_plain(rules: Rules) -> bool:
    first = next((rule for rule in rules if rule.starts_with[:1] in ("", "{")), None)
    return first is not None and first == Rule("yield", first.names)


# Names are the server's, so there may be any number of them.
@lru_cache(maxsize=1024)
def _of_name(rules: Rules, name: Optional[str]) -> Rules:
    return tuple(rule for rule in rules if rule.names is None or name in rule.names)

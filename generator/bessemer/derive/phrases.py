"""Read operation ids: the verb they lead with, and what they say beyond the path."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bessemer.derive.routes import Route, name_of
from bessemer.derive.verbs import ACTIONS, FILLERS, GENERIC
from bessemer.naming.plural import singular_word
from bessemer.naming.words import Words, split

_VERBS = ACTIONS | GENERIC
_VERSION = re.compile(r"v\d+")
_PREPOSITIONS = frozenset({"for", "by", "from"})


def id_words(operation_id: object, path: str, verb: str) -> Words:
    """The words of an operation id; none for one that was made of verb and path (`GetUsersUser`).

    An ending that only repeats path and verb is left out (`read_x_v1_things_get`).
    """
    if not isinstance(operation_id, str) or len(operation_id) > 300:
        return ()
    words = split(operation_id)
    on_path = split(path)
    if words[:1] == (verb,) and stems(words[1:]) <= stems(on_path) | {"id", "by"}:
        return ()
    ending = (*on_path, verb)
    if len(words) > len(ending) and words[-len(ending) :] == ending:
        return words[: -len(ending)]
    return words


def leading_verb(words: Words) -> str | None:
    """The first word that is a verb."""
    return next((word for word in words if word in _VERBS), None)


def beyond(words: Words, route: Route, name: str) -> str:
    """What an operation id says that neither the path nor the method's name does: `for_repo`; "" for nothing.

    What follows a `for` or `by` is kept whole.
    """
    said = stems((*route.static, name)) | GENERIC | FILLERS
    left: list[str] = []
    for index, word in enumerate(words):
        if word in _PREPOSITIONS and index + 1 < len(words):
            left += words[index:]
            break
        if singular_word(word) not in said and word not in said and not _VERSION.fullmatch(word):
            left.append(word)
    return "_".join(left[:5])


def stems(names: Iterable[str]) -> frozenset[str]:
    """The words of names, each as written and in the singular."""
    words = {word for name in names for word in split(name)}
    return frozenset(words | {singular_word(word) for word in words})


def whole(operation_id: object) -> str | None:
    """An operation id as a name, where there is a usable one: one that began with a digit would look private."""
    name = name_of(operation_id) if isinstance(operation_id, str) and split(operation_id) else ""
    return name if name and not name[0].isdigit() else None

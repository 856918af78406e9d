"""Read what the config says for some languages and not for others."""

from __future__ import annotations

from bessemer.config.cursor import Cursor
from bessemer.diagnostics.nearest import nearest

MADE = ("python", "go")
# What configs call a language of an SDK. Bessemer makes two of them.
_NAMES = frozenset(
    "python go node typescript java kotlin ruby php csharp terraform cli sql http openapi reference".split()
)
# Stands for every language.
EVERY = "*"

Worded = tuple[tuple[str, str], ...]


def skipped(owner: Cursor) -> frozenset[str]:
    """The languages that a resource, method or model is not made in: `skip` lists them, `only` all the others."""
    skip, only = owner.at("skip"), owner.at("only")
    found: frozenset[str] = frozenset()
    if isinstance(skip.value, list):
        found = frozenset(MADE) & _languages(skip)
    elif skip.flag(False):
        found = frozenset(MADE)
    return found | (frozenset(MADE) - _languages(only)) if only.present else found


def _languages(listed: Cursor) -> frozenset[str]:
    found = set()
    for item in listed.items():
        name = item.choice(sorted(_NAMES), "")
        found.add(name)
    return frozenset(found)


def worded(said: Cursor) -> Worded:
    """A text for every language, or one each: (("*", text),), (("python", text), …)."""
    if isinstance(said.value, dict):
        listed = ((language, item) for language, item in said.entries() if _is_known(language, item))
        return tuple((language, text) for language, item in listed if (text := item.text()) is not None)
    if said.value is True:
        return ((EVERY, ""),)
    text = said.text() if said.value is not False else None
    return ((EVERY, text),) if text is not None else ()


def _is_known(language: str, said: Cursor) -> bool:
    if language in _NAMES:
        return True
    near = nearest(language, sorted(_NAMES))
    said.report(
        "config-key-unknown", f"there is no language {language!r}", near and f"did you mean {near!r}?", key=True
    )
    return False


def in_language(said: Worded, language: str) -> str | None:
    """What is said for a language, else for every one; None where nothing is."""
    found = dict(said)
    return found.get(language, found.get(EVERY))

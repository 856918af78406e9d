"""Tell which words an SDK spells in capitals: `custom_casings`, which a config without them cannot say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bessemer.adopt.existing import Existing
from bessemer.adopt.pins import Pin
from bessemer.config.model import Config
from bessemer.naming.case import Caser
from bessemer.naming.words import split

_CAPITALS = re.compile(r"[A-Z]{2,}(?=s?(?:[A-Z][a-z]|\d|$))")


def casing_pins(sdk: Existing, config: Config) -> tuple[Pin, ...]:
    """For each such word that names of types have, and that the config would spell otherwise."""
    caser, found = Caser(config.casings), dict[str, str]()
    names = _types(sdk)
    for name in names:
        if caser.pascal(split(name)) != name:
            for word in _CAPITALS.findall(name):
                found.setdefault(word.lower(), name)
    # a word that most names spell otherwise is no initialism of this API
    pieces = Counter(piece for name in names for piece in re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+", name))
    likely = [word for word in found if pieces[word.upper()] >= pieces[word.capitalize()]]
    known = {*caser.initialisms, *likely}
    # two that meet are not a third
    words = [word for word in likely if not any(one != word and word.startswith(one) for one in known)]
    return tuple(
        Pin(("custom_casings", word, "initialism"), True, f"a type is called {found[word]}")
        for word in words
        if word not in caser.initialisms
    )


def _types(sdk: Existing) -> list[str]:
    """The classes of responses and params; in Go, all types."""

    def lines() -> Iterable[str]:
        for module, listed in sdk.names.items():
            if sdk.language == "go" or (module.startswith("types/") and not module.endswith("__init__.py")):
                yield from listed

    def names() -> Iterator[str]:
        for line in lines():
            name = line.partition(" = ")[0]
            if re.fullmatch(r"[A-Z]\w*", name):
                yield name

    return list(dict.fromkeys(names()))

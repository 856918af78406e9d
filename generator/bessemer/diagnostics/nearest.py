"""Guess which name was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import pairwise

# With how many names a word is compared letter by letter, and in how many at most a pair of letters stands that tells
# names apart.
_COMPARED = 64
_TELLING = 256


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like the word, or None when none is close; equal but for case comes first.

    Of very many candidates only those are compared that share most of the rarer pairs of letters.
    """
    return _names(tuple(candidates)).nearest(word)


@lru_cache(maxsize=8)
def _names(candidates: tuple[str, ...]) -> _Names:
    """Many words are often looked for among the same names."""
    return _Names(candidates)


class _Names:
    def __init__(self, candidates: tuple[str, ...]) -> None:
        # A megabyte-long name would take difflib minutes.
        self._names = [name for name in candidates if isinstance(name, str) and len(name) <= 200]
        self._folded: dict[str, str] = {}
        for name in self._names:
            self._folded.setdefault(name.casefold(), name)

    def nearest(self, word: str) -> str | None:
        if (same := self._folded.get(word.casefold())) is not None:
            return same
        # most runs have nothing to guess
        from difflib import get_close_matches

        found = get_close_matches(word[:200], self._like(word[:200]), n=1, cutoff=0.6)
        return found[0] if found else None

    def _like(self, word: str) -> list[str]:
        if len(self._names) <= _COMPARED:
            return self._names
        shared: Counter[str] = Counter()
        for names in sorted((self._with[pair] for pair in set(pairwise(word)) & self._with.keys()), key=len):
            if len(names) > _TELLING and len(shared) >= _COMPARED:
                break
            shared.update(names[:_TELLING])
        return sorted(shared, key=lambda name: (-shared[name] / (len(name) + len(word)), name))[:_COMPARED]

    @cached_property
    def _with(self) -> dict[tuple[str, str], list[str]]:
        """The names that have a pair of letters, by that pair."""
        found: dict[tuple[str, str], list[str]] = {}
        for name in self._names:
            for pair in set(pairwise(name)):
                found.setdefault(pair, []).append(name)
        return found

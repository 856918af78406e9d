"""Guess which name was meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like the word, or None when none is close; equal but for case comes first."""
    # A megabyte-long name would take difflib minutes.
    names = [name for name in candidates if isinstance(name, str) and len(name) <= 200]
    for name in names:
        if name.casefold() == word.casefold():
            return name
    # most runs have nothing to guess
    from difflib import get_close_matches

    found = get_close_matches(word[:200], names, n=1, cutoff=0.6)
    return found[0] if found else None

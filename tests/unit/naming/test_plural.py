"""Making the last word of a name singular."""

from __future__ import annotations

import pytest

from bessemer.naming.plural import singular
from bessemer.naming.words import split


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("batches", "batch"),
        ("memory_stores", "memory store"),
        ("memories", "memory"),
        ("agencies_with_coverage", "agencies with coverage"),
        ("arrivals_and_departures", "arrivals and departure"),
        ("responses", "response"),
        ("databases", "database"),
        ("boxes", "box"),
        ("classes", "class"),
        ("caches", "cache"),
        ("species", "specie"),
        ("data", "data"),
        ("status", "status"),
        ("fs", "f"),
        ("news", "news"),
        ("access", "access"),
        ("analysis", "analysis"),
    ],
)
def test_only_the_last_word_is_made_singular(plural: str, expected: str) -> None:
    assert " ".join(singular(split(plural))) == expected

"""Splitting names into words."""

from __future__ import annotations

import pytest

from bessemer.naming.words import split


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AWSSNSPush", "awssns push"),
        ("OpenAIResponse", "open ai response"),
        ("removeAITags", "remove ai tags"),
        ("trip-details", "trip details"),
        ("created_at[gte]", "created at gte"),
        ("top100", "top100"),
        ("nearbyStopIds", "nearby stop ids"),
        ("userIDs", "user ids"),
        ("context-1m-2025-08-07", "context 1m 2025 08 07"),
        ("application/epub+zip", "application epub zip"),
        ("ILGSv1 Email", "ilg sv1 email"),
        ("__typename", "typename"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_name_is_split_at_separators_and_humps(text: str, words: str) -> None:
    assert " ".join(split(text)) == words

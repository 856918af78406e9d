"""Prose for comments is wrapped as the standard library wraps it."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from bessemer.encode.text import wrapped


@given(st.lists(st.text("ab'.é", min_size=1, max_size=12)), st.integers(5, 20))
def test_prose_is_filled_as_textwrap_fills_it(words: list[str], width: int) -> None:
    text = " ".join(words)
    expected = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    assert wrapped(text, width) == expected


def test_blanks_between_words_stay_as_written() -> None:
    assert wrapped("one  two three", 10) == ["one  two", "three"]

"""The text of the wire vectors' file."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bessemer.ir.types import Json
from bessemer.samples.vector_file import indented

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner), max_leaves=12
)


@given(VALUES)
def test_indented_text_is_that_of_the_standard_library(value: Json) -> None:
    assert indented(value) == json.dumps(value, indent=2)

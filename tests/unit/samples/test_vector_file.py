"""The text of the wire vectors' file."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bessemer.ir.types import Json
from bessemer.samples.vector_file import block

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner), max_leaves=12
)


@given(st.dictionaries(st.text(max_size=4), VALUES, min_size=1))
def test_a_block_is_json_with_a_line_for_each_key(value: dict[str, Json]) -> None:
    text = block({key: json.dumps(item) for key, item in value.items()})
    assert json.loads(text) == value
    assert len(text.splitlines()) == len(value) + 2

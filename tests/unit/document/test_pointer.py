"""Claims about JSON pointers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessemer.document.pointer import ROOT, Lookup, Pointer, child, from_ref, lookup, parent, tokens

KEYS = st.lists(st.text(max_size=8), max_size=6)


@given(KEYS)
def test_tokens_give_back_the_keys_a_pointer_was_made_of(keys: list[str]) -> None:
    assert tokens(child(ROOT, *keys)) == tuple(keys)


@given(KEYS, st.text(max_size=8))
def test_the_parent_of_a_child_is_the_pointer(keys: list[str], key: str) -> None:
    pointer = child(ROOT, *keys)
    assert parent(child(pointer, key)) == pointer


@given(KEYS)
def test_lookup_finds_what_was_put_there(keys: list[str]) -> None:
    data: object = "found"
    for key in reversed(keys):
        data = {key: data}
    assert lookup(data, child(ROOT, *keys)) == "found"


@given(KEYS)
def test_a_lookup_finds_the_same_and_remembers(keys: list[str]) -> None:
    data: object = [None]
    for key in reversed(keys):
        data = {key: data}
    found, last = Lookup(data), child(ROOT, *keys, 0)
    for length in range(len(keys)):
        assert found.at(child(ROOT, *keys[:length])) is lookup(data, child(ROOT, *keys[:length]))
    assert found.at(last) is found.at(last) is None
    for wrong in (child(last, "x"), child(ROOT, *keys, 1), child(ROOT, *keys, "01")):
        with pytest.raises(KeyError, match=re.escape(repr(wrong))):
            found.at(wrong)


def test_a_lookup_is_not_deep_where_its_value_is() -> None:
    data: object = "found"
    for _ in range(20_000):
        data = [data]
    assert Lookup(data).at(Pointer("/0" * 20_000)) == "found"


def test_slash_and_tilde_are_escaped() -> None:
    assert child(ROOT, "/v1/files", "a~b", 0) == "/~1v1~1files/a~0b/0"


def test_lookup_reads_list_indexes_without_leading_zeros() -> None:
    assert lookup({"a": [1, 2]}, Pointer("/a/1")) == 2
    for bad in ("/a/01", "/a/-1", "/a/2", "/a/-", "/a/x", "/a/٣"):
        with pytest.raises(KeyError, match=bad):
            lookup({"a": [1, 2]}, Pointer(bad))


def test_a_reference_is_percent_decoded() -> None:
    assert from_ref("#/paths/~1a%20b") == "/paths/~1a b"
    assert from_ref("#") == ROOT


@pytest.mark.parametrize("ref", ["other.yaml#/a", "#anchor", "", "http://x"])
def test_a_reference_that_is_no_local_pointer_is_refused(ref: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(ref)}$"):
        from_ref(ref)

"""JSON that is held as ASCII is read, and told of, as it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessemer.document import reader
from bessemer.document.document import Document
from bessemer.document.entries import cut
from bessemer.document.narrow import NarrowLines, narrow
from bessemer.document.place import Lines
from bessemer.document.pointer import ROOT, Pointer, child

_PATH = Path("a.json")
# Enough that what is not ASCII is little of it.
_MUCH = {"much": ["x" * 8000, "\n" * 800]}
_TEXT = st.text(st.sampled_from('aé"\\\n日😀\u2028\x7f'), max_size=5)
_VALUES = st.recursive(
    _TEXT | st.integers(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3)
)


def _pointers(value: Any, at: Pointer = ROOT) -> Iterator[Pointer]:
    yield at
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _pointers(item, child(at, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _pointers(item, child(at, str(index)))


def _both(content: bytes) -> tuple[Document, Document]:
    # both ways of one reader, to compare them
    held, whole = reader._narrow(content, _PATH, "a.json"), reader._whole(content, _PATH, "a.json")
    assert held is not None
    assert held.document is not None
    assert whole.document is not None
    return held.document, whole.document


@given(_VALUES, st.sampled_from([None, 1]), st.booleans())
def test_all_of_it_is_read_and_placed_as_it_is_written(value: Any, indent: int | None, author_escapes: bool) -> None:
    schemas = {"é": {"type": "string"}, "b": value, "😀": {}}
    data = {"日": "ü", **_MUCH, "components": {"schemas": schemas}}
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    if author_escapes:
        text = text.replace("é", "\\u00e9").replace("😀", "\\ud83d\\ude00")
    held, whole = _both(text.encode())
    assert held.text.isascii()
    assert held.data == whole.data == data
    for pointer in (*_pointers(data), child(ROOT, "nowhere")):
        for key in (False, True):
            assert held.place(pointer, key=key) == whole.place(pointer, key=key)
    known, lines = cut(text.encode(), held.lines, held.entries, is_json=True)
    assert (known, lines) == cut(text.encode(), whole.lines, whole.entries, is_json=True)


@given(st.text(max_size=60))
def test_every_stretch_between_characters_has_its_length(text: str) -> None:
    held = narrow((text + "x" * 20_000).encode(), "")
    if held is None:
        assert text.isascii()
        return
    for start in range(len(text)):
        narrow_start = len(_escaped(text[:start]))
        assert held.size(narrow_start, len(held.text)) == len((text[start:] + "x" * 20_000).encode())
        assert held.size(0, narrow_start) == len(text[:start].encode())


def _escaped(text: str) -> str:
    return "".join(item if item.isascii() else json.dumps(item)[1:-1] for item in text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"é": 1, "x": }', id="no JSON"),
        pytest.param('{"é": 1, "é": 2}', id="a key twice"),
        pytest.param('{“a”: "é"}', id="quotes of prose"),
        pytest.param('{"é": "\\ud800"}', id="half a character of the author's"),
        pytest.param('{"é": NaN}', id="no number"),
        pytest.param('{"é": "\x01"}', id="a control character"),
        pytest.param('\ufeff{"é": 1}', id="a byte order mark"),
        pytest.param("{é: 1}", id="YAML in braces"),
        pytest.param("é: {}", id="YAML"),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_what_is_no_sound_json_is_told_of_as_it_stands(text: str, name: str) -> None:
    content = text.replace("{", '{"much": "' + "x" * 800 + '", ', 1).encode()
    found, whole = (make(content, Path(name), name) for make in (reader.parse, reader._whole))
    assert found.faults == whole.faults
    assert (found.document is None) == (whole.document is None)
    if found.document is not None and whole.document is not None:
        assert found.document.data == whole.document.data


@pytest.mark.parametrize(
    ("content", "is_held"),
    [
        (b'{"a": 1}', False),
        (b'{"a": "%s\xff"}' % (b"x" * 400), False),
        ('{"a": "%s"}' % ("日" * 40), False),
        ('{"a": "%s日"}' % ("x" * 400), True),
    ],
)
def test_only_little_beyond_ascii_is_held_so(content: bytes | str, is_held: bool) -> None:
    made = narrow(content.encode() if isinstance(content, str) else content, "")
    assert isinstance(made, NarrowLines) == is_held


def test_a_text_itself_tells_of_its_bytes() -> None:
    lines = Lines("", "aé😀")
    assert (lines.size(0, 2), lines.size(1, 3)) == (3, 6)

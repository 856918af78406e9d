"""Claims about where a value was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessemer.document.document import Document
from bessemer.document.place import Lines
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.document.reader import parse
from bessemer.document.spans import YamlLocator, find


def document(text: str, name: str) -> Document:
    found = parse(text.encode(), Path(name), name).document
    assert found is not None
    return found


YAML = """\
# 日本語
paths:
  /v1/files:
    get: {summary: "é 😀", tags: [a, 'b']}
base: &base
  x: 1
over: {<<: *base, y: *base}
"""
JSON = '{"a\\"b": [1, {"c": "x\\\\"}],\r\n\t"日": {"d": null, "e/f": true}}'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("pointer", "key", "line", "column", "written"),
    [
        ("/paths/~1v1~1files/get/summary", False, 4, 20, '"é 😀"'),
        ("/paths/~1v1~1files/get/tags/1", False, 4, 37, "'b'"),
        ("/paths/~1v1~1files", True, 3, 3, "/v1/files"),
        ("/paths/~1v1~1files/get", True, 4, 5, "get"),
        ("/over/x", False, 6, 6, "1"),
        ("/over/y", False, 7, 22, "*base"),
        ("/over/y/x", False, 6, 6, "1"),
        ("/paths/~1v1~1files/post/deep", False, 4, 5, "get: {summary: \"é 😀\", tags: [a, 'b']}"),
    ],
)
def test_yaml_places_are_exact(end: str, pointer: str, key: bool, line: int, column: int, written: str) -> None:
    place = document(YAML.replace("\n", end), "a.yaml").place(Pointer(pointer), key=key)
    assert (place.line, place.column) == (line, column)
    assert place.excerpt[place.column - 1 :][: place.length] == written


@pytest.mark.parametrize(
    ("pointer", "key", "line", "column", "written"),
    [
        ('/a"b', True, 1, 2, '"a\\"b"'),
        ('/a"b/0', False, 1, 11, "1"),
        ('/a"b/1/c', False, 1, 20, '"x\\\\"'),
        ("/日", True, 2, 2, '"日"'),
        ("/日/e~1f", False, 2, 26, "true"),
        ("/日/missing", False, 2, 7, '{"d": null, "e/f": true}'),
    ],
)
def test_json_places_are_exact(pointer: str, key: bool, line: int, column: int, written: str) -> None:
    place = document(JSON, "a.json").place(Pointer(pointer), key=key)
    assert (place.line, place.column) == (line, column)
    assert place.excerpt[place.column - 1 :][: place.length] == written


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=4), VALUES))
def test_every_scalar_of_a_json_text_is_found_where_it_stands(data: dict[str, object]) -> None:
    import json

    made = document(json.dumps(data), "a.json")
    stack: list[tuple[Pointer, object]] = [(ROOT, data)]
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, dict):
            stack += [(child(pointer, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            stack += [(child(pointer, index), item) for index, item in enumerate(value)]
        else:
            place = made.place(pointer)
            assert json.loads(place.excerpt[place.column - 1 :][: place.length]) == value


def test_a_document_without_problems_is_never_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    from bessemer.document import yaml_spans

    asked: list[object] = []
    monkeypatch.setattr(yaml_spans, "index", asked.append)
    made = document("a: 1", "a.yaml")
    assert asked == []
    made.place(ROOT)
    assert len(asked) == 1


ENTRIES_YAML = """\
components:
  schemas:
    Pet:
      # 日本語
      type: object
      properties: {name: {type: string}}
    "Ö l": &shared

      enum: [a, "b c"]
    Last: |
      text
  responses:
    R: {description: ""}
"""


@pytest.mark.parametrize("text", [ENTRIES_YAML, ENTRIES_YAML.replace("&shared", "")], ids=["anchor", "plain"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_entry_that_is_indexed_alone_has_the_places_of_the_whole(text: str, end: str) -> None:
    made = document(text.replace("\n", end), "a.yaml")
    whole = YamlLocator(made.lines)
    stack: list[tuple[tuple[str, ...], object]] = [((), made.data)]
    while stack:
        path, value = stack.pop()
        found, other = find(made.locator, path), find(whole, path)
        assert found.key == other.key
        assert made.lines.place(*found.value) == made.lines.place(*other.value)
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        stack += [((*path, str(key)), item) for key, item in inner]


def test_problems_in_one_entry_do_not_have_the_others_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from bessemer.document import yaml_spans

    made = document(ENTRIES_YAML.replace("&shared", ""), "a.yaml")
    asked: list[object] = []
    index = yaml_spans.index

    def noted(lines: Lines, stretch: tuple[int, int] | None = None) -> object:
        asked.append(stretch)
        return index(lines, stretch)

    monkeypatch.setattr(yaml_spans, "index", noted)
    for pointer in ("/components/schemas/Pet/type", "/components/schemas/Pet/properties/name"):
        assert made.place(Pointer(pointer)).line in (5, 6)
    assert len(asked) == 1
    assert asked[0] is not None


ENDS = st.text(alphabet="ab\r\n", max_size=12)


@given(ENDS, st.integers(min_value=(1 << 14) - 6, max_value=1 << 14), ENDS, st.data())
def test_a_line_is_counted_from_one_wherever_it_ends(first: str, size: int, last: str, data: st.DataObject) -> None:
    # the text between is about as long as what is counted together
    text = first + "-" * size + last
    listed = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
    number = data.draw(st.integers(min_value=1, max_value=len(listed)))
    start = sum(map(len, listed[: number - 1]))
    column = data.draw(st.integers(min_value=0, max_value=len(listed[number - 1]) - 1))
    place = Lines("a.yaml", text).place(start + column, start + column + 1)
    assert (place.line, place.column) == (number, column + 1)
    assert place.excerpt == listed[number - 1].rstrip("\r\n")

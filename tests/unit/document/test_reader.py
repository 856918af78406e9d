"""Claims about what a file says once it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bessemer.document.fault import Fault
from bessemer.document.reader import parse, read


def data(text: str | bytes, name: str = "a.yaml") -> dict[str, object]:
    content = text.encode() if isinstance(text, str) else text
    reading = parse(content, Path(name), name)
    assert reading.faults == ()
    assert reading.document is not None
    found = reading.document.data
    assert isinstance(found, dict)
    return found


def fault(text: str | bytes, name: str = "a.yaml") -> Fault:
    content = text.encode() if isinstance(text, str) else text
    faults = parse(content, Path(name), name).faults
    assert faults
    return faults[0]


@pytest.mark.parametrize(
    "text", ["2025-04-14", "2024-13-45", "NO", "on", "yes", "off", "012", "1_000", "12:30", "1.2.3"]
)
def test_what_yaml_1_1_would_bend_stays_text(text: str) -> None:
    assert data(f"a: {text}") == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1e3", 1000.0), ("0o14", 12), ("0x1F", 31), ("-3", -3), ("+1", 1), ("0", 0)),
        *(("1.50", 1.5), (".5", 0.5), ("~", None), ("null", None), ("", None), ("true", True)),
        *(("FALSE", False), (".inf", float("inf")), ("'true'", "true"), ("!!str 12", "12")),
    ],
)
def test_core_scalars_have_their_values(text: str, value: object) -> None:
    assert data(f"a: {text}") == {"a": value}


def test_keys_are_text_as_written() -> None:
    assert list(data("200: a\ntrue: b\nnull: c\n2025-01-01: d\n1.50: e")) == [
        *("200", "true", "null", "2025-01-01", "1.50"),
    ]


def test_merge_keys_yield_to_the_mapping_and_the_first_source_wins() -> None:
    merged = data("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], x: 0}")["c"]
    assert merged == {"x": 0, "y": 2, "z": 4}


def test_a_quoted_merge_key_is_a_plain_key() -> None:
    assert data("a: {'<<': 1}") == {"a": {"<<": 1}}


def test_a_hundred_thousand_honest_aliases_are_read() -> None:
    found = data("a: &a {x: 1}\nb:\n" + "  - *a\n" * 100_000)["b"]
    assert isinstance(found, list)
    assert len(found) == 100_000


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_surrogate_pair_escape_is_one_character(name: str) -> None:
    assert data('{"a": "\\ud83d\\ude00"}', name) == {"a": "😀"}
    assert data('a: "\\ud83d\\ude00"') == {"a": "😀"}


def test_utf8_and_utf16_marks_are_accepted() -> None:
    assert data("\ufeffa: é") == {"a": "é"}
    assert data("a: é".encode("utf-16")) == {"a": "é"}


def test_json_is_told_by_its_brace_and_a_yaml_mapping_in_braces_still_reads() -> None:
    assert data('{"a":\t1}') == {"a": 1}
    assert data("{a: 1, b: [x]}") == {"a": 1, "b": ["x"]}


@pytest.mark.parametrize(
    ("text", "name"),
    [("a: 1\nb: 2\na: 3", "a.yaml"), ('{"a": 1,\n"b": 2,\n"\\u0061": 3}', "a.json")],
)
def test_a_duplicate_key_names_both_places(text: str, name: str) -> None:
    found = fault(text, name)
    assert found.code == "duplicate-key"
    assert found.place is not None
    assert found.place.line == 3
    assert "first written at line 1" in (found.help or "")
    assert found.related[0][1].line == 1


def test_200_and_quoted_200_are_one_key() -> None:
    assert fault("200: a\n'200': b").code == "duplicate-key"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "empty-file", "empty"),
        ("# only a comment", "empty-file", "empty"),
        ("- a", "not-a-mapping", "a list"),
        ("hello", "not-a-mapping", "a single value"),
        ("a: 1\n---\nb: 2", "not-yaml", "more than one"),
        ("<!DOCTYPE html><html>", "not-yaml", "HTML"),
        ("<?xml version='1.0'?>", "not-yaml", "XML"),
        (b"\x1f\x8b\x08", "not-yaml", "gzip"),
        ("a: b: c", "not-yaml", "mapping values"),
        ("a: *b", "not-yaml", "no anchor"),
        ("? [a]\n: b", "not-yaml", "as a key"),
        ("%YAML 9.9\n---\na: 1", "not-yaml", "incompatible"),
        ("a: x\nb: \x00", "not-readable", "U+0000 at byte 8"),
        (b"a: 1\nb: \xe9", "not-readable", "byte 8 is not UTF-8"),
        ("a: 1".encode("utf-32"), "not-readable", "UTF-32"),
    ],
)
def test_what_is_no_yaml_mapping_is_named(text: str | bytes, code: str, words: str) -> None:
    found = fault(text)
    assert found.code == code
    assert words in found.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1,}', "a comma after the last entry"),
        ('{"a": 1 // x\n}', "a comment"),
        ("{'a': 1}", "single quotes"),
        ('{"a": NaN}', "NaN"),
        ('{"a": "\\ud83d"}', "surrogate"),
        ('{"a": 1', "the text ends in the middle of a value"),
        ('{"a": 1,, "b": 2}', "two commas"),
        ("{a: 1}", "a key without quotes"),
        ('{"a" 1}', "a key without a colon"),
        ('{"a": }', "a key without a value"),
        ('{"a": 1 "b": 2}', "without a comma between them"),
        ('{"a": 0x10}', "a number that JSON does not have"),
        ('{"a": +1}', "a number that JSON does not have"),
        ('{"a": undefined}', "the word 'undefined' is no value"),
        ('{"a": "x\n"}', "the end of a line inside a text"),
        ('{"a": "\\x"}', "a backslash that begins no escape"),
        ('{"a": "x}', "a text that is never closed"),
        ('{"a": 1}{}', "something after the end"),
        ("openapi: 3.1.0\n", "looks like YAML"),
        ("module.exports = {}", "this is not JSON"),
    ],
)
def test_what_is_no_json_is_named_and_placed(text: str, words: str) -> None:
    found = fault(text, "a.json")
    assert found.code == "not-json"
    assert words in found.message
    assert found.place is not None
    assert found.help


def test_a_missing_file_a_folder_and_a_pipe_are_named(tmp_path: Path) -> None:
    assert read(tmp_path / "x").faults[0].code == "file-not-found"
    assert "a folder" in read(tmp_path).faults[0].message
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in read(tmp_path / "pipe").faults[0].message


def test_the_path_shown_is_the_one_given(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: [")
    place = read(tmp_path / "a.yaml", "spec/a.yaml").faults[0].place
    assert place is not None
    assert place.path == "spec/a.yaml"

"""Claims about texts made to exhaust the reader: each is refused where it does, and none is read on for hours."""

from __future__ import annotations

from pathlib import Path

import pytest

from bessemer.document.reader import parse

ALIAS_BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)
)
MERGE_BOMB = "a: &a {" + ", ".join(f"k{i}: 1" for i in range(20_000)) + "}\nb:\n" + "  - {<<: *a}\n" * 200
ALIAS_CHAIN = "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 500))
CASES = {
    "alias bomb": ("a.yaml", ALIAS_BOMB, "limit-exceeded"),
    "merge bomb": ("a.yaml", MERGE_BOMB, "limit-exceeded"),
    "alias chain": ("a.yaml", ALIAS_CHAIN, "limit-exceeded"),
    "30k brackets": ("a.yaml", "a: " + "[" * 30_000, "limit-exceeded"),
    "100k brackets": ("a.yaml", "a: " + "[" * 100_000 + "]" * 100_000, "limit-exceeded"),
    "100k dashes": ("a.yaml", "- " * 100_000 + "x", "limit-exceeded"),
    "100k question marks": ("a.yaml", "? " * 100_000 + "x", "not-yaml"),
    "deep indentation": (
        "a.yaml",
        "".join(" " * i + "k:\n" for i in range(2_000)),
        "limit-exceeded",
    ),
    "json brackets": ("a.json", '{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "limit-exceeded"),
    "json just too deep": ("a.json", '{"a":' + "[" * 100 + "]" * 100 + "}", "limit-exceeded"),
    "cyclic alias": ("a.yaml", "a: &a [*a]", "not-yaml"),
    "python tag": ("a.yaml", "a: !!python/object/apply:os.system [x]", "unsupported-tag"),
    "custom tag": ("a.yaml", "a: !custom x", "unsupported-tag"),
    "binary tag": ("a.yaml", "a: !!binary aGk=", "unsupported-tag"),
    "set tag": ("a.yaml", "a: !!set {x, y}", "unsupported-tag"),
    "long integer": ("a.yaml", "a: " + "9" * 5_000, "limit-exceeded"),
    "long json integer": ("a.json", '{"a": ' + "9" * 5_000 + "}", "limit-exceeded"),
    "too large a float": ("a.yaml", "a: 1e999", "limit-exceeded"),
    "too large a json float": ("a.json", '{"a": "1e999", "b": 1e999}', "limit-exceeded"),
    "long text": ("a.yaml", "a: '" + "x" * 9_000_000 + "'", "limit-exceeded"),
    "lone surrogate": ("a.yaml", 'a: "\\ud83d\\ude00 \\ud83d"', "not-yaml"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_text_is_refused_with_a_place(name: str) -> None:
    path, text, code = CASES[name]
    reading = parse(text.encode(), Path(path), path)
    assert reading.document is None
    assert [fault.code for fault in reading.faults] == [code]
    assert reading.faults[0].place is not None


@pytest.mark.parametrize("name", ["long integer", "long json integer", "too large a float", "too large a json float"])
def test_a_number_that_cannot_be_held_is_not_to_be_split_into_components(name: str) -> None:
    path, text, _ = CASES[name]
    assert "smaller number" in (parse(text.encode(), Path(path), path).faults[0].help or "")


def test_ninety_nine_levels_are_read() -> None:
    for path, text in (("a.yaml", "a: {}"), ("a.json", '{{"a": {}}}')):
        deep = text.format("[" * 99 + "]" * 99) if path == "a.json" else "a: " + "[" * 99 + "]" * 99
        assert parse(deep.encode(), Path(path), path).document is not None


def test_more_than_64_mib_is_refused_unread(tmp_path: Path) -> None:
    from bessemer.document.reader import read

    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    assert read(tmp_path / "big.yaml").faults[0].code == "limit-exceeded"


def test_duplicate_keys_are_listed_up_to_a_hundred() -> None:
    reading = parse(b"a: 1\n" * 5_000, Path("a.yaml"), "a.yaml")
    assert len(reading.faults) == 100

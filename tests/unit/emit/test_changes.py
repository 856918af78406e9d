"""The fate of each file: people's edits are never lost in silence."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bessemer.emit.changes import Change, Edits, changes
from bessemer.emit.manifest import Manifest, blob_id

BEFORE = b"one\ntwo\nthree\nfour\nfive\n"
AFTER = b"one\ntwo\nthree\nfour\nFIVE\n"
EDITED = b"ONE\ntwo\nthree\nfour\nfive\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in git, whose object store has what was generated before."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "a.py").write_bytes(BEFORE)
    subprocess.run(["git", "-C", str(tmp_path), "add", "a.py"], check=True)
    return tmp_path


def decide(folder: Path, generated: dict[str, bytes], edits: Edits = "merge") -> tuple[Change, ...]:
    return changes(folder, Manifest(files={"a.py": blob_id(BEFORE)}), generated, edits)


def test_a_new_file_is_added(tmp_path: Path) -> None:
    assert changes(tmp_path, Manifest(), {"b.py": AFTER}, "merge") == (Change("b.py", "added", AFTER),)


def test_a_file_as_generated_is_replaced(folder: Path) -> None:
    assert decide(folder, {"a.py": AFTER}) == (Change("a.py", "written", AFTER),)


def test_an_equal_file_is_left_alone(folder: Path) -> None:
    assert decide(folder, {"a.py": BEFORE}) == (Change("a.py", "unchanged"),)


def test_a_stale_file_is_deleted(folder: Path) -> None:
    assert decide(folder, {}) == (Change("a.py", "deleted"),)


def test_an_edit_stays_while_nothing_new_is_generated(folder: Path) -> None:
    (folder / "a.py").write_bytes(EDITED)
    assert decide(folder, {"a.py": BEFORE}) == (Change("a.py", "kept edit"),)


def test_an_edit_is_merged_with_what_is_new(folder: Path) -> None:
    (folder / "a.py").write_bytes(EDITED)
    assert decide(folder, {"a.py": AFTER}) == (Change("a.py", "merged", b"ONE\ntwo\nthree\nfour\nFIVE\n"),)


def test_an_edit_of_the_same_line_is_a_conflict(folder: Path) -> None:
    (folder / "a.py").write_bytes(b"one\ntwo\nthree\nfour\nfunf\n")
    (conflict,) = decide(folder, {"a.py": AFTER})
    assert conflict.blocks


def test_markers_are_left_only_when_asked(folder: Path) -> None:
    (folder / "a.py").write_bytes(b"one\ntwo\nthree\nfour\nfunf\n")
    (merged,) = decide(folder, {"a.py": AFTER}, "markers")
    assert merged.content is not None
    assert b"<<<<<<<" in merged.content


def test_an_edit_can_be_thrown_away(folder: Path) -> None:
    (folder / "a.py").write_bytes(EDITED)
    assert decide(folder, {"a.py": AFTER}, "overwrite") == (Change("a.py", "written", AFTER),)


def test_an_edited_file_that_is_stale_is_not_deleted(folder: Path) -> None:
    (folder / "a.py").write_bytes(EDITED)
    (conflict,) = decide(folder, {})
    assert conflict.blocks


def test_without_the_base_nothing_can_be_merged(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(EDITED)
    (conflict,) = decide(tmp_path, {"a.py": AFTER})
    assert conflict.blocks


def test_a_file_that_is_not_ours_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_bytes(EDITED)
    (found,) = changes(tmp_path, Manifest(), {"b.py": AFTER}, "merge")
    assert found.fate == "in the way"

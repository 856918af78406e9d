"""Only what has changed is formatted again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bessemer.emit import drafts
from bessemer.emit.drafts import read_drafts
from bessemer.emit.format import Formatter, formatted
from bessemer.emit.manifest import blob_id

DRAFTS = {"a.py": "x = f(a,)\n", "b.py": "y = f(a,)\n", "c.md": "z"}


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are formatted, after a run that formatted, wrote and kept all."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = read_drafts(tmp_path, "tool")
    made = first.formatted(DRAFTS)
    for path, text in made.items():
        (tmp_path / path).write_text(text)
    first.keep({path: blob_id(text.encode()) for path, text in made.items()})
    paths: list[str] = []

    def noted(files: dict[str, str], formatter: Formatter) -> object:
        paths.extend(path for path in files if path.endswith(".py"))
        return formatted(files, formatter)

    monkeypatch.setattr(drafts, "formatted", noted)
    return paths


def test_what_is_as_it_was_is_taken_from_where_it_lies(tmp_path: Path, asked: list[str]) -> None:
    made = read_drafts(tmp_path, "tool").formatted(DRAFTS)
    assert made == {"a.py": "x = f(\n    a,\n)\n", "b.py": "y = f(\n    a,\n)\n", "c.md": "z"}
    assert asked == []


def test_a_text_that_changed_is_formatted(tmp_path: Path, asked: list[str]) -> None:
    made = read_drafts(tmp_path, "tool").formatted({**DRAFTS, "b.py": "y = g(a,)\n"})
    assert made["b.py"] == "y = g(\n    a,\n)\n"
    assert asked == ["b.py"]


@pytest.mark.parametrize("edited", ["x = 5\n", None])
def test_a_file_that_is_not_as_it_was_made_is_formatted(tmp_path: Path, asked: list[str], edited: str | None) -> None:
    (tmp_path / "a.py").unlink()
    if edited:
        (tmp_path / "a.py").write_text(edited)
    assert read_drafts(tmp_path, "tool").formatted(DRAFTS)["a.py"] == "x = f(\n    a,\n)\n"
    assert asked == ["a.py"]


def test_another_tool_formats_all(tmp_path: Path, asked: list[str]) -> None:
    read_drafts(tmp_path, "another").formatted(DRAFTS)
    assert asked == ["a.py", "b.py"]


def test_another_formatter_formats_all(tmp_path: Path, asked: list[str]) -> None:
    read_drafts(tmp_path, "tool", "ruff").formatted(DRAFTS)
    assert asked == ["a.py", "b.py"]


@pytest.mark.usefixtures("asked")
def test_a_broken_memory_is_none(tmp_path: Path) -> None:
    for text in ("[]", "{", '{"tool": 1, "files": []}', "null"):
        for place in (tmp_path / "cache" / "bessemer").iterdir():
            place.write_text(text)
        assert not read_drafts(tmp_path, "tool").before

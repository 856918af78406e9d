"""Only what has changed is formatted again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bessemer.emit import drafts
from bessemer.emit.drafts import Drafts
from bessemer.emit.format import Formatter, formatted
from bessemer.emit.manifest import blob_id

DRAFTS = {"a.py": "x = f(a,)\n", "b.py": "y = f(a,)\n", "c.md": "z"}


class _Asked(list[str]):
    """The paths that are formatted, after a run that formatted, wrote and kept all."""

    made: Mapping[str, tuple[bytes, str]]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Asked:
    first = Drafts(tmp_path)
    made = first.formatted(DRAFTS)
    for path, content in made.items():
        (tmp_path / path).write_bytes(content)
    paths = _Asked()
    paths.made = first.made({path: blob_id(content) for path, content in made.items()})

    def noted(files: dict[str, str], formatter: Formatter) -> object:
        paths.extend(path for path in files if path.endswith(".py"))
        return formatted(files, formatter)

    monkeypatch.setattr(drafts, "formatted", noted)
    return paths


def test_what_is_as_it_was_is_taken_from_where_it_lies(tmp_path: Path, asked: _Asked) -> None:
    made = Drafts(tmp_path, before=asked.made).formatted(DRAFTS)
    assert made == {"a.py": b"x = f(\n    a,\n)\n", "b.py": b"y = f(\n    a,\n)\n", "c.md": b"z"}
    assert asked == []


def test_a_text_that_changed_is_formatted(tmp_path: Path, asked: _Asked) -> None:
    made = Drafts(tmp_path, before=asked.made).formatted({**DRAFTS, "b.py": "y = g(a,)\n"})
    assert made["b.py"] == b"y = g(\n    a,\n)\n"
    assert asked == ["b.py"]


@pytest.mark.parametrize("edited", ["x = 5\n", None])
def test_a_file_that_is_not_as_it_was_made_is_formatted(tmp_path: Path, asked: _Asked, edited: str | None) -> None:
    (tmp_path / "a.py").unlink()
    if edited:
        (tmp_path / "a.py").write_text(edited)
    assert Drafts(tmp_path, before=asked.made).formatted(DRAFTS)["a.py"] == b"x = f(\n    a,\n)\n"
    assert asked == ["a.py"]

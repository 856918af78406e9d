"""Run every case folder: its inputs, its command, and exactly what must be printed.

A case is a folder with `case.yml` (`command`, `exit`, and optionally `prints`: lines that must be among the output) and
`expected.txt` (the whole of what is printed, times and numbers of files blanked). Inputs that it does not have
come from `base/`.
`make cases` rewrites every `expected.txt`: read the difference before committing it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml

from bessemer.cli import main

CASES = Path(__file__).parent
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/case.yml"))
REWRITE = bool(os.environ.get("BESSEMER_REWRITE_CASES"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(CASES).as_posix())
def test_case(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = yaml.safe_load((folder / "case.yml").read_text(encoding="utf-8"))
    spec = tmp_path / "spec"
    spec.mkdir()
    without = set(case.get("without", ()))
    for source in (*(CASES / "base").iterdir(), *folder.iterdir()):
        if source.name not in without | {"case.yml", "expected.txt"}:
            (shutil.copytree if source.is_dir() else shutil.copy)(source, spec / source.name)
    for name in case.get("files_in_the_way", ()):
        (tmp_path / name).write_text("not a folder\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))

    status = main([str(word) for word in case["command"]])

    printed = capsys.readouterr()
    text = re.sub(r"\d+\.\d s\b", "0.0 s", printed.err + printed.out)
    text = re.sub(r"\b\d+ (files|written)\b", r"some \1", text)
    expected = folder / "expected.txt"
    if REWRITE and not case.get("prints"):
        expected.write_text(text, encoding="utf-8")
    for line in case.get("prints", ()):
        assert line in printed.out
    if not case.get("prints"):
        assert text == expected.read_text(encoding="utf-8")
    assert status == case["exit"]
    if status:
        after = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
        assert after == before, "a run that fails leaves nothing behind"

"""Run every case folder of this room: the public surface that a Python SDK has for a document and a config.

A case is a folder with `openapi.yaml`, `stainless.yml` and `expected.txt`: what api.md lists, then every class and
alias of the types with its fields. `make cases` rewrites it: read the difference before committing it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bessemer.cli import main
from tests.support.published import declared, listed

CASES = Path(__file__).parent
FOLDERS = sorted(path.parent for path in CASES.glob("*/stainless.yml"))
REWRITE = bool(os.environ.get("BESSEMER_REWRITE_CASES"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_surface(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("openapi.yaml", "stainless.yml"):
        shutil.copy(folder / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert main(["generate", "--target", "python", "--quiet"]) == 0
    made = tmp_path / "generated" / "python"
    (package,) = (made / "src").iterdir()
    lines = (*listed((made / "api.md").read_text(encoding="utf-8")), "", *declared(package))
    text = "\n".join(lines) + "\n"
    expected = folder / "expected.txt"
    if REWRITE:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")

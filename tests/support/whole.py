"""The whole Anthropic API, which is no part of the repository."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.support.project import ROOT, Project

# Named by BESSEMER_ANTHROPIC, else beside the project.
WHOLE = Path(os.environ.get("BESSEMER_ANTHROPIC") or ROOT.parent / "shared" / "anthropic")


def whole(folder: Path) -> Project:
    """A project with its document and config; the test that asks is skipped where they are not here."""
    if not (WHOLE / "stainless.yml").exists():
        pytest.skip(f"the Anthropic API is not in {WHOLE}: name its folder with BESSEMER_ANTHROPIC")
    (folder / "spec").mkdir()
    for name, ours in (("openapi.json", "openapi.json"), ("stainless.yml", "sdk.yml")):
        shutil.copy(WHOLE / name, folder / "spec" / ours)
    return Project(folder)

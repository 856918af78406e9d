"""The wheel alone, in an environment of its own, makes the same bytes: templates travel inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.project import ROOT, copied, tree


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, capture_output=True, text=True, check=True)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_the_templates_and_no_leftovers(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "bessemer/_templates/python/PACKAGE/_qs.py" in names
    assert "bessemer/_templates/go/go.mod" in names
    assert not [name for name in names if "__pycache__" in name or "_cache/" in name]


def test_the_wheel_makes_the_same_bytes_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment)
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python")]
    subprocess.run([*pip, "install", "--quiet", str(wheel)], check=True)
    project = copied(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    command = [str(environment / "bin" / "bessemer"), "generate", "--config", "../spec/sdk.yml"]
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    subprocess.run(command, cwd=tmp_path / "elsewhere", env=clean, capture_output=True, check=True)
    assert project.tree() == tree(ROOT / "generated")

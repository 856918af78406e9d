"""An SDK runs with the lowest versions of the libraries that it names."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.project import copied

SECONDS = 300


@pytest.mark.parametrize("library", ["httpx", "httpx2"])
def test_the_runtime_works_with_the_lowest_versions(tmp_path: Path, library: str) -> None:
    project = copied(tmp_path)
    project.edit("sdk.yml", "http_library: httpx2", f"http_library: {library}")
    project.run("generate", "--target", "python", "--quiet")
    sdk = project.folder / "generated" / "python"
    python = _environment(tmp_path / "environment", [*_lowest(sdk), "pytest", "pytest-asyncio"])
    done = subprocess.run(
        [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/runtime"],
        cwd=sdk,
        env={"PYTHONPATH": str(sdk / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def _lowest(sdk: Path) -> list[str]:
    """What the SDK depends on, each at the lowest version that it takes: `anyio>=4,<5` as `anyio==4`."""
    written = tomllib.loads((sdk / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    named = [re.fullmatch(r"([\w-]+)>=([\d.]+)(,.*)?", item) for item in written]
    assert None not in named, written
    return [f"{item[1]}=={item[2]}" for item in named if item]


def _environment(folder: Path, packages: list[str]) -> Path:
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=SECONDS)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet"]
    subprocess.run([*install, *packages], check=True, timeout=SECONDS)
    return python

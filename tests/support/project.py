"""A project in a temporary folder: the home spec, copied, to be changed and generated from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Project:
    """`folder` has `spec/`; what is generated lies in `generated/`."""

    folder: Path

    def run(self, *arguments: str, status: int = 0, **environment: str) -> str:
        """Run bessemer here and give back what it printed."""
        command = [sys.executable, "-m", "bessemer", *arguments]
        env = {**os.environ, **environment}
        result = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, check=False)
        assert result.returncode == status, result.stderr + result.stdout
        return result.stderr + result.stdout

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace a text that stands once in a file of `spec/`."""
        path = self.folder / "spec" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {name}"
        path.write_text(text.replace(before, after), encoding="utf-8")

    def git(self, *arguments: str) -> str:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "core.autocrlf=false"]
        command = ["git", *identity, *arguments]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=True).stdout

    def tree(self) -> dict[str, bytes]:
        return tree(self.folder / "generated")


def copied(folder: Path) -> Project:
    shutil.copytree(ROOT / "spec", folder / "spec")
    return Project(folder)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content; caches that tools left there are not part of it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if not _is_cache(name)}


def _is_cache(name: str) -> bool:
    return any(part == "__pycache__" or part.endswith("_cache") for part in name.split("/"))

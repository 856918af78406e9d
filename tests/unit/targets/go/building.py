"""Write a Go SDK into a folder and run Go there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from bessemer.emit.format import formatted
from bessemer.emit.templates import environment, render
from bessemer.ir.api import Api
from bessemer.targets.go.plan import Go
from bessemer.targets.target import Assets, Copy, Render

TEMPLATES = Path(__file__).parents[4] / "templates"


@cache
def assets() -> Assets:
    files = (path for path in TEMPLATES.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return Assets(tuple(sorted(path.relative_to(TEMPLATES).as_posix() for path in files)))


def rendered(api: Api) -> Mapping[str, str]:
    """The text of the files that are made for this API, formatted, by path."""
    templates = environment(TEMPLATES)
    files = (file for file in Go().plan(api, assets()).files if isinstance(file, Render))
    made = formatted({file.path: render(templates, file.template, file.view) for file in files})
    return {path: content.decode() for path, content in made.items()}


def written(api: Api, folder: Path) -> Path:
    """The whole SDK in a folder."""
    plan = Go().plan(api, assets())
    texts = dict(rendered(api))
    for file in plan.files:
        if isinstance(file, Copy):
            text = (TEMPLATES / file.source).read_text(encoding="utf-8")
            for before, after in plan.placeholders:
                text = text.replace(before, after)
            texts[file.path] = text
    for path, text in texts.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def go(folder: Path, *arguments: str) -> str:
    """What a go command printed; the test fails when it does, and is skipped where there is no Go."""
    found = shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")
    if found is None:
        pytest.skip("there is no Go here")
    env = {**os.environ, "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local"}
    result = subprocess.run([found, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout

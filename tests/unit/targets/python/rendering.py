"""Make an SDK in a folder and run programs against it, without installing anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bessemer.emit.render import assets, contents
from bessemer.ir.api import Api
from bessemer.targets.python.plan import Python

TEMPLATES = Path(__file__).parents[4] / "templates"


def made(api: Api, folder: Path) -> Path:
    """The folder, with the whole SDK in it."""
    for path, content in contents(Python().plan(api, assets(TEMPLATES)), TEMPLATES).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def run(sdk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the SDK's folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "SHOP_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=sdk,
        env={**kept, "PYTHONPATH": str(sdk / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

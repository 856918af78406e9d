"""Keep people's edits of generated files: a three-way merge against what was generated last time."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

from bessemer.frozen import frozen

_SECONDS = 60


@frozen
class Merged:
    """The text to have: `state` says whether it is clean, has conflict markers, or could not be merged at all."""

    content: bytes
    state: Literal["clean", "conflict", "no base"]


def merge(folder: Path, base_blob: str, edited: bytes, generated: bytes) -> Merged:
    """Bring the changes between base and generated into the edited text. The base comes from git's object store."""
    base = _blob(folder, base_blob)
    if base is None:
        return Merged(edited, "no base")
    with tempfile.TemporaryDirectory(prefix="bessemer-") as temporary:
        names = ("edited", "before", "generated")
        places = [Path(temporary) / name for name in names]
        for place, content in zip(places, (edited, base, generated), strict=True):
            place.write_bytes(content)
        labels = [part for name in names for part in ("-L", name)]
        result = _git(folder, "merge-file", "-p", *labels, *map(str, places))
    if result is None or result.returncode < 0 or result.returncode > 127:
        return Merged(edited, "no base")
    return Merged(result.stdout, "conflict" if result.returncode else "clean")


def _blob(folder: Path, blob: str) -> bytes | None:
    result = _git(folder, "cat-file", "blob", blob)
    return result.stdout if result is not None and result.returncode == 0 else None


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-C", str(folder), "-c", "merge.conflictStyle=merge", *arguments]
    # a partial clone would fetch what it lacks: nothing is ever fetched
    alone = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, env=alone)
    except subprocess.TimeoutExpired:
        return None

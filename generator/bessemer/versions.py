"""Find the version of an SDK where it lies: releases raise it there, and it is not the generator's to say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bessemer.config.model import Config

# The line that tools of release look for, in the file of each language that holds it.
_MARKED = re.compile(r"""["']([0-9][0-9A-Za-z.+-]{0,99})["'] *(?:#|//) *x-release-please-version\b""")
_FILES = {"python": "src/*/_version.py", "go": "internal/version.go"}


def versions(folders: Mapping[str, Path]) -> Mapping[str, str]:
    """By target; nothing of one that has none in its folder."""
    found = ((name, _version(folder, _FILES[name])) for name, folder in folders.items() if name in _FILES)
    return {name: version for name, version in found if version is not None}


def versioned(config: Config, found: Mapping[str, str]) -> Config:
    """The config whose targets have these versions."""
    return replace(config, targets=tuple(replace(item, version=found.get(item.name)) for item in config.targets))


def _version(folder: Path, pattern: str) -> str | None:
    for path in sorted(folder.glob(pattern)):
        try:
            marked = _MARKED.search(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if marked:
            return marked[1]
    return None

"""Remember, outside the project, which build of the tool made a folder: what an instant no-op needs to know.

A manifest names the tool's edition. While the tool itself is worked on one edition has many builds, and naming those
in the manifest would change committed files with every edit of the generator.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from bessemer.emit.manifest import NAME


def staging_of(folder: Path) -> Path:
    """Where a folder's next state is staged: it lies there while a run writes, or after one that crashed."""
    return folder.parent / f".{folder.name}.staging"


def is_stamped(folder: Path, tool: str) -> bool:
    """Whether this very tool made the folder as its manifest says."""
    place = _place(folder)
    if place is None:
        return False
    try:
        return place.read_text(encoding="ascii") == _text(folder, tool)
    except (OSError, UnicodeDecodeError):
        return False


def stamp(folder: Path, tool: str) -> None:
    """Best effort: without a cache folder every run is a full one."""
    place = _place(folder)
    if place is not None:
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_text(folder, tool), encoding="ascii")


def beside_stamp(folder: Path, kind: str) -> Path | None:
    """A file for what else is worth remembering of a folder: losing it costs time and nothing else."""
    place = _place(folder)
    return place.with_name(f"{place.name}.{kind}") if place else None


def cache_folder() -> Path | None:
    """Where all that is remembered lies; None where there is no such place."""
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME") and os.path.join(os.environ["HOME"], ".cache"))
    return Path(base, "bessemer") if base else None


def _place(folder: Path) -> Path | None:
    base = cache_folder()
    return base / hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:32] if base else None


def _text(folder: Path, tool: str) -> str:
    return f"{tool} {hashlib.sha256((folder / NAME).read_bytes()).hexdigest()}\n"

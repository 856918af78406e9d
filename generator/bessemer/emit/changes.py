"""Compare what was generated with what lies in a target's folder, and decide each file's fate."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from bessemer.emit.manifest import Manifest, blob_id
from bessemer.emit.merge import merge
from bessemer.frozen import frozen

Fate: TypeAlias = Literal[
    "added", "written", "unchanged", "deleted", "kept edit", "merged", "conflict", "in the way", "obstructed"
]
# How people's edits are treated: brought together with the new text, left with conflict markers, or thrown away.
Edits: TypeAlias = Literal["merge", "markers", "overwrite"]


@frozen
class Change:
    """What happens to one file. `content` is what it will hold, None where it goes or stays as it lies."""

    path: str
    fate: Fate
    content: bytes | None = None
    detail: str | None = None

    @property
    def drifts(self) -> bool:
        """Whether the folder differs from what the inputs give."""
        return self.fate != "unchanged"

    @property
    def blocks(self) -> bool:
        return self.fate in ("conflict", "in the way", "obstructed")


def changes(folder: Path, manifest: Manifest, generated: Mapping[str, bytes], edits: Edits) -> tuple[Change, ...]:
    """The fate of each generated file and of each file generated last time, by path. Writes nothing."""
    if not os.path.lexists(folder):
        return tuple(Change(path, "added", content) for path, content in sorted(generated.items()))
    ground = Ground(folder)
    decided = [_decide(ground, manifest, path, (content, edits)) for path, content in sorted(generated.items())]
    stale = sorted(set(manifest.files) - set(generated))
    return (*decided, *(item for path in stale for item in _stale(ground, manifest, path, edits)))


def counted(folder: Path, change: Change) -> Change:
    """A change of a file with how much of it: `+2 -1` lines, as the detail."""
    present = _read(folder / change.path)
    if present is None or change.content is None or change.fate not in ("written", "merged"):
        return change
    from difflib import SequenceMatcher

    before, after = present.splitlines(), change.content.splitlines()
    kept = sum(block.size for block in SequenceMatcher(None, before, after).get_matching_blocks())
    return replace(change, detail=f"+{len(after) - kept} -{len(before) - kept}")


def _decide(ground: Ground, manifest: Manifest, path: str, wanted: tuple[bytes, Edits]) -> Change:
    content, edits = wanted
    blocked = ground.obstacle(path)
    if blocked is not None:
        return Change(path, "obstructed", detail=blocked)
    is_link = os.path.islink(f"{ground.folder}/{path}")
    if is_link and edits != "overwrite":
        return Change(path, "in the way", detail="it is a symbolic link")
    present = _read(f"{ground.folder}/{path}")
    if present is None:
        return Change(path, "added", content)
    if present == content and not is_link:
        return Change(path, "unchanged")
    base = manifest.files.get(path)
    if edits == "overwrite" or base == blob_id(present):
        return Change(path, "written", content)
    if base is None:
        return Change(path, "in the way", detail="it was not made by Bessemer")
    if base == blob_id(content):
        return Change(path, "kept edit")
    merged = merge(ground.folder, base, present, content)
    if merged.state == "no base":
        return Change(path, "conflict", detail="what was generated last time is not in git, so nothing can be merged")
    if merged.state == "conflict" and edits != "markers":
        return Change(path, "conflict", detail="the edit and the new text change the same lines")
    return Change(path, "merged", merged.content)


def _stale(ground: Ground, manifest: Manifest, path: str, edits: Edits) -> tuple[Change, ...]:
    if ground.obstacle(path) is not None:
        # whatever lies there is not what was generated
        return ()
    present = _read(f"{ground.folder}/{path}")
    if present is None:
        return ()
    if blob_id(present) == manifest.files[path] or edits == "overwrite":
        return (Change(path, "deleted"),)
    return (Change(path, "conflict", detail="it was edited by hand and is not generated any more"),)


class Ground:
    """What stands in the way in a folder. Each of the folders in it is looked at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._above: dict[str, str | None] = {"": None}

    def above(self, path: str) -> str | None:
        """Why the folders above a path are not its own."""
        return self._blocked(path.rpartition("/")[0])

    def obstacle(self, path: str) -> str | None:
        """Why nothing can be written at a path without leaving the folder, or losing what is not a file."""
        blocked = self.above(path)
        if blocked is not None:
            return blocked
        place = f"{self.folder}/{path}"
        return "it is not a file" if not os.path.isfile(place) and os.path.exists(place) else None

    def _blocked(self, place: str) -> str | None:
        if place not in self._above:
            above, _, part = place.rpartition("/")
            self._above[place] = self._blocked(above) or _of_folder(f"{self.folder}/{place}", part)
        return self._above[place]


def _of_folder(place: str, part: str) -> str | None:
    if os.path.islink(place):
        return f"{part!r} is a symbolic link, and nothing is written through one"
    return f"{part!r} is not a folder" if not os.path.isdir(place) and os.path.exists(place) else None


def _read(path: str | Path) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None

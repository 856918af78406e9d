"""Remember what was generated: `.bessemer.json` in each target's folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any

from bessemer.frozen import frozen

NAME = ".bessemer.json"
_BLOB = re.compile("[0-9a-f]{40}")


class ManifestBroken(Exception):
    """The manifest is not one of ours, or names files outside its folder."""

    def __init__(self, path: Path, reason: object) -> None:
        lacking = isinstance(reason, KeyError)
        self.path = path
        self.reason = f"it lacks {reason}" if lacking else str(reason)
        super().__init__(f"{path}: {self.reason}")


@frozen
class Manifest:
    """`inputs` are sha256 sums by role, `edition` is the tool's, `files` are git blob ids of what was generated.

    `surface` are the public names of an SDK, one text each; `warnings` is how many the run had. Nothing here depends on
    time or place.
    """

    edition: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    surface: tuple[str, ...] = ()
    warnings: int = 0

    def text(self) -> str:
        content = {
            "edition": _FLAT.encode(self.edition),
            "inputs": _listed(dict(sorted(self.inputs.items()))),
            "warnings": str(self.warnings),
            "files": _listed(dict(sorted(self.files.items()))),
            "surface": _listed(sorted(self.surface)),
        }
        return "{\n" + ",\n".join(f'  "{key}": {text}' for key, text in content.items()) + "\n}\n"


# With an indent json works in Python; with a separator that holds one it does not.
_FLAT = json.JSONEncoder(ensure_ascii=False, separators=(",\n    ", ": "))


def _listed(entries: Mapping[str, str] | list[str]) -> str:
    """What `json.dumps(entries, indent=2)` makes one step deep, a line for each."""
    text = _FLAT.encode(entries)
    return f"{text[0]}\n    {text[1:-1]}\n  {text[-1]}" if entries else text


def blob_id(content: bytes) -> str:
    """The name git gives a file's content, so that its object store can give it back."""
    found = hashlib.sha1(b"blob %d\0" % len(content), usedforsecurity=False)
    found.update(content)
    return found.hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder, an empty one where there is none. Raises ManifestBroken."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except IsADirectoryError as error:
        raise ManifestBroken(folder / NAME, "it is a folder") from error
    except UnicodeDecodeError as error:
        raise ManifestBroken(folder / NAME, "it is not UTF-8") from error
    try:
        return _parsed(text)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestBroken(folder / NAME, error) from error


@lru_cache(maxsize=4)
def _parsed(text: str) -> Manifest:
    """A run reads a manifest before it knows whether there is work, and again while other runs are kept out."""
    data: dict[str, Any] = json.loads(text)
    if not isinstance(data, dict):
        raise TypeError("it is not a JSON object")
    return Manifest(
        edition=str(data["edition"]),
        inputs={str(key): str(value) for key, value in data["inputs"].items()},
        files={inside(str(key)): _blob(value) for key, value in data["files"].items()},
        surface=tuple(str(item) for item in data["surface"]),
        warnings=int(data["warnings"]),
    )


def inside(path: str) -> str:
    """The path of a file of a folder, from that folder; raises ValueError for any other."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or ".." in parts or "\\" in path or not parts or "\0" in path:
        raise ValueError(f"it names a file outside its folder: {path!r}")
    if parts[0] in (NAME, ".git"):
        raise ValueError(f"it names a file that is never generated: {path!r}")
    return path


def _blob(written: object) -> str:
    """A blob id is given to git on its command line: it must be nothing else."""
    if not isinstance(written, str) or not _BLOB.fullmatch(written):
        raise ValueError(f"{written!r} is not the id of a blob")
    return written


def is_current(folder: Path, manifest: Manifest, edition: str, inputs: Mapping[str, str]) -> bool:
    """Whether the same tool made this folder from the same inputs and every file is as it was made."""
    if not manifest.files or manifest.edition != edition or manifest.inputs != inputs:
        return False
    try:
        return all(blob_id((folder / path).read_bytes()) == blob for path, blob in manifest.files.items())
    except (OSError, ValueError):
        return False

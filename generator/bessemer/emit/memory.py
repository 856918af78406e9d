"""Remember, beside the stamp, what the parts of an SDK were made of, so that only those that change are made again."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bessemer.emit.manifest import blob_id
from bessemer.emit.stamp import beside_stamp
from bessemer.targets.target import Origin

_SUFFIX = "parts"


@dataclass(slots=True)
class Parts:
    """A folder's parts by name: what the run before learned of them, with the blob ids of its files; and this run."""

    folder: Path
    tool: str
    before: Mapping[str, Origin] = field(default_factory=dict)
    blobs: Mapping[str, str] = field(default_factory=dict)
    now: dict[str, Origin] = field(default_factory=dict)

    def origin(self, name: str) -> Origin | None:
        return self.before.get(name)

    def content(self, path: str) -> bytes | None:
        try:
            content = (self.folder / path).read_bytes()
        except OSError:
            return None
        return content if blob_id(content) == self.blobs.get(path) else None

    def learn(self, name: str, origin: Origin) -> None:
        self.now[name] = origin

    def keep(self, blobs: Mapping[str, str]) -> None:
        """Best effort, as the stamp is. `blobs` are the ids of the files as they were made."""
        place = beside_stamp(self.folder, _SUFFIX)
        if place is None or not self.now:
            return
        schemas = {pointer: index for index, pointer in enumerate({p: None for o in self.now.values() for p in o.read})}
        content = {
            "tool": self.tool,
            "schemas": list(schemas),
            "parts": {
                name: (digest, [schemas[p] for p in read], value) for name, (digest, read, value) in self.now.items()
            },
            "files": {name: blobs[name] for name in self.now if name in blobs},
        }
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
            place.write_text(text, encoding="utf-8", errors="surrogatepass")


def read_parts(folder: Path, tool: str) -> Parts:
    """What this very tool remembers of a folder: nothing where it is another's or cannot be read."""
    place = beside_stamp(folder, _SUFFIX)
    try:
        known = json.loads(place.read_text(encoding="utf-8", errors="surrogatepass")) if place else {}
        return _parts(folder, tool, known) if known["tool"] == tool else Parts(folder, tool)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return Parts(folder, tool)


def _parts(folder: Path, tool: str, known: Any) -> Parts:
    schemas = [str(item) for item in known["schemas"]]
    before = {
        name: Origin(digest, tuple([schemas[index] for index in read]), value)
        for name, (digest, read, value) in known["parts"].items()
    }
    return Parts(folder, tool, before, dict(known["files"]))

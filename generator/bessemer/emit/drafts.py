"""Format only what has changed: remember, beside the stamp, what each file was before it was formatted."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bessemer.emit.format import Formatter, formatted, formatter_id
from bessemer.emit.manifest import blob_id
from bessemer.emit.stamp import beside_stamp


@dataclass(slots=True)
class Drafts:
    """A folder's texts before formatting, by path: `before` with the blob id of what each became, `now` as a sum."""

    folder: Path
    tool: str
    formatter: Formatter = "black"
    before: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)

    def formatted(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """As the formatter leaves them. It is not given what has the draft it had, and lies there as it was made."""
        now = {path: _sum(text) for path, text in texts.items() if path.endswith(".py")}
        self.now |= now
        kept = {path: found for path in now if (found := self._kept(path)) is not None}
        return {**kept, **formatted({path: text for path, text in texts.items() if path not in kept}, self.formatter)}

    def carry(self, paths: Iterable[str]) -> None:
        """Remember of some files what is known of them: they lie there as they were made, and have no draft now."""
        self.now |= {path: self.before[path][0] for path in paths if path in self.before}

    def keep(self, blobs: Mapping[str, str]) -> None:
        """Best effort, as the stamp is. `blobs` are the ids of what the drafts became, where they were written."""
        place = beside_stamp(self.folder, "drafts")
        if place is not None and self.now:
            made = {path: (draft, blobs[path]) for path, draft in self.now.items() if path in blobs}
            with contextlib.suppress(OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(json.dumps({"tool": self.tool, "files": made}), encoding="utf-8")

    def _kept(self, path: str) -> str | None:
        draft, blob = self.before.get(path, ("", ""))
        if draft != self.now[path]:
            return None
        try:
            content = (self.folder / path).read_bytes()
        except OSError:
            return None
        return content.decode() if blob_id(content) == blob else None


def read_drafts(folder: Path, tool: str, formatter: Formatter = "black") -> Drafts:
    """The drafts that this very tool kept of a folder, none where they are another's or cannot be read.

    Raises ToolMissing without the formatter.
    """
    tool = f"{tool} {formatter_id(formatter)}"
    place = beside_stamp(folder, "drafts")
    try:
        known = json.loads(place.read_text(encoding="utf-8")) if place else {}
        made = known["files"] if known["tool"] == tool else {}
        before = {path: (str(draft), str(blob)) for path, (draft, blob) in made.items()}
        return Drafts(folder, tool, formatter, before)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Drafts(folder, tool, formatter)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

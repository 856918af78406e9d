"""Format only what has changed, by what each file was before it was formatted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bessemer.emit.format import Formatter, formatted
from bessemer.emit.manifest import blob_id


@dataclass(slots=True)
class Drafts:
    """A folder's texts before formatting, by path: `before` with the blob id of what each became, `now` as a sum."""

    folder: Path
    formatter: Formatter = "black"
    before: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    now: dict[str, bytes] = field(default_factory=dict)

    def formatted(self, texts: Mapping[str, str]) -> Mapping[str, bytes]:
        """As the formatter leaves them. It is not given what has the draft it had, and lies there as it was made."""
        now = {path: _sum(text) for path, text in texts.items() if path.endswith(".py")}
        self.now |= now
        kept = {path: found for path in now if (found := self._kept(path)) is not None}
        return {**kept, **formatted({path: text for path, text in texts.items() if path not in kept}, self.formatter)}

    def carry(self, paths: Iterable[str]) -> None:
        """Remember of some files what is known of them: they lie there as they were made, and have no draft now."""
        self.now |= {path: self.before[path][0] for path in paths if path in self.before}

    def made(self, blobs: Mapping[str, str]) -> Mapping[str, tuple[bytes, str]]:
        """What to remember. `blobs` are the ids of what the drafts became, where they were written."""
        return {path: (draft, blobs[path]) for path, draft in self.now.items() if path in blobs}

    def _kept(self, path: str) -> bytes | None:
        draft, blob = self.before.get(path, (b"", ""))
        if draft != self.now[path]:
            return None
        try:
            content = (self.folder / path).read_bytes()
        except OSError:
            return None
        return content if blob_id(content) == blob else None


def _sum(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()

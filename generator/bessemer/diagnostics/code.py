"""Define what the catalogue says about one kind of diagnostic."""

from __future__ import annotations

from typing import Literal

from bessemer.frozen import frozen

Level = Literal["error", "warning", "note"]


@frozen
class Code:
    """One kind of diagnostic.

    title is one line without a full stop; explanation says what it means and holds a wrong example and a
    right one; fix is the usual smallest edit. alias is the code of the same thing in Stainless configs.
    """

    name: str
    level: Level
    title: str
    explanation: str
    fix: str
    alias: str | None = None

    def as_json(self) -> dict[str, str | None]:
        return {
            "alias": self.alias,
            "code": self.name,
            "explanation": self.explanation.strip(),
            "fix": self.fix,
            "level": self.level,
            "title": self.title,
        }

"""Read `edition`: the day whose defaults a config counts on. None of those that are known changes anything here.

Source: contracts/config.md section 10.
"""

from __future__ import annotations

import re

from bessemer.config.cursor import Cursor
from bessemer.diagnostics.nearest import nearest

_KNOWN = {
    "": ("2025-10-08", "2025-10-10", "2026-01-30", "2026-02-23", "2026-05-06"),
    "python": ("python.2025-11-20",),
    "go": ("go.2025-10-08", "go.2026-04-15"),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_edition(edition: Cursor, language: str = "") -> str | None:
    """Of the whole config, or of one language."""
    text = edition.text()
    if text is None:
        return None
    prefix, known = f"{language}." if language else "", _KNOWN.get(language, ())
    if not text.startswith(prefix) or not _DAY.fullmatch(text.removeprefix(prefix)):
        edition.report("config-value-invalid", f"{text!r} is not an edition", f"write a day: `{prefix}2026-01-30`")
    elif text not in known:
        near = nearest(text, known)
        message = f"the edition {text!r} is not known: what is made is what it would be without it"
        edition.report("config-key-inert", message, f"did you mean {near!r}?" if near else None)
    return text

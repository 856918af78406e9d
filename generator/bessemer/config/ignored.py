"""Read `diagnostics.ignored`: what a team does not want to be told.

Source: contracts/config.md sections 1.1 and 8.
"""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.config.cursor import Cursor
from bessemer.config.keys import check_keys
from bessemer.config.model import Ignored


def read_ignored(diagnostics: Cursor) -> tuple[Ignored, ...]:
    """Codes that Bessemer does not have are accepted: what they are about is never told."""
    check_keys(diagnostics, "/diagnostics")
    return tuple(item for code, said in diagnostics.at("ignored").entries() for item in _ignored(code, said))


def _ignored(code: str, said: Cursor) -> Iterator[Ignored]:
    if isinstance(said.value, bool):
        if said.value:
            yield Ignored(code)
        return
    for item in said.items():
        if isinstance(item.value, dict):
            yield Ignored(code, item.at("location").text(), item.at("target").text())
        elif (location := item.text()) is not None:
            yield Ignored(code, location)

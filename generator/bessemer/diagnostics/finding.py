"""A problem found by a stage that sees no files: it knows what and where by pointer, and is placed later."""

from __future__ import annotations

from typing import Literal

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen


@frozen
class Source:
    """Somewhere in one of the two inputs."""

    file: Literal["spec", "config"]
    pointer: Pointer


@frozen
class Finding:
    """A diagnostic before its line is known. `related` are (what this place is, where) pairs."""

    code: str
    message: str
    source: Source
    help: str | None = None
    related: tuple[tuple[str, Source], ...] = ()

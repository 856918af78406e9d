"""Describe why a text cannot be read, as data the caller turns into a diagnostic."""

from __future__ import annotations

from bessemer.document.place import Place
from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen


@frozen
class Fault:
    """One thing wrong with a file; code is a name in the diagnostics catalogue."""

    code: str
    message: str
    place: Place | None = None
    help: str | None = None
    pointer: Pointer | None = None
    related: tuple[tuple[str, Place], ...] = ()


class Refused(Exception):
    """Carries the fault that ends the reading of a file up to reader.read; never leaves this package."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault

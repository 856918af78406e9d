"""Say one thing about an input, located."""

from __future__ import annotations

from collections.abc import Iterable

from bessemer.diagnostics.codes import Level, by_name
from bessemer.document.fault import Fault
from bessemer.document.place import Place
from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen

_RANK: dict[Level, int] = {"note": 0, "warning": 1, "error": 2}


@frozen
class Diagnostic:
    """One message; its level is the catalogue's unless as_level says otherwise (an allowance, a flag).

    related are other places that matter, each with a sentence.
    """

    code: str
    message: str
    place: Place | None
    pointer: Pointer | None = None
    help: str | None = None
    related: tuple[tuple[str, Place], ...] = ()
    as_level: Level | None = None

    @property
    def level(self) -> Level:
        """A code that is not in the catalogue is an error, which a test of the catalogue refuses."""
        if self.as_level is not None:
            return self.as_level
        code = by_name(self.code)
        return code.level if code is not None else "error"

    @property
    def advice(self) -> str | None:
        """What to do: the message's own help, else the catalogue's for an error."""
        code = by_name(self.code)
        if self.help or code is None or self.level != "error":
            return self.help
        return code.fix.rstrip(".")


def from_fault(fault: Fault) -> Diagnostic:
    """The diagnostic of a file that could not be read as it should."""
    return Diagnostic(fault.code, fault.message, fault.place, fault.pointer, fault.help, fault.related)


def worst(diagnostics: Iterable[Diagnostic]) -> Level | None:
    """The gravest level, or None when there are no diagnostics."""
    levels: list[Level] = [diagnostic.level for diagnostic in diagnostics]
    return max(levels, key=_RANK.__getitem__, default=None)


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column, each once; files in the order they first appear, no place at all first."""
    unique = tuple(dict.fromkeys(diagnostics))
    files: dict[str, int] = {}
    for diagnostic in unique:
        if diagnostic.place is not None:
            files.setdefault(diagnostic.place.path, len(files))

    def rank(diagnostic: Diagnostic) -> tuple[int, int, int, str, str]:
        place = diagnostic.place
        if place is None:
            return -1, 0, 0, diagnostic.code, diagnostic.message
        return files[place.path], place.line, place.column, diagnostic.code, diagnostic.message

    return tuple(sorted(unique, key=rank))

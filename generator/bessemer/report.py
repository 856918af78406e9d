"""What a run found and did, as data for the command line to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bessemer.diagnostics.diagnostic import Diagnostic, worst
from bessemer.frozen import frozen

if TYPE_CHECKING:
    from bessemer.emit.changes import Change
    from bessemer.surface.diff import SurfaceChange


@frozen
class TargetReport:
    """One target's files; `folder` is as shown to people. `surface` is None where nothing public is known."""

    name: str
    folder: str
    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    surface: SurfaceChange | None = None

    def count(self, *fates: str) -> int:
        return sum(change.fate in fates for change in self.changes)

    @property
    def drift(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.drifts)


@frozen
class Report:
    """Everything a run has to say; `earlier_warnings` counts those of an earlier run that a no-op did not repeat."""

    diagnostics: tuple[Diagnostic, ...] = ()
    targets: tuple[TargetReport, ...] = ()
    earlier_warnings: int = 0

    @property
    def failed(self) -> bool:
        return worst(self.diagnostics) == "error"

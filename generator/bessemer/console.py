"""Print what a run says: progress and problems on standard error, results on standard output."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bessemer.report import Report
from bessemer.stopwatch import Progress, Stopwatch

if TYPE_CHECKING:
    from bessemer.diagnostics.code import Code
    from bessemer.diagnostics.diagnostic import Diagnostic
    from bessemer.lower.api import Lowered

_MARKS = {
    "added": "A",
    "written": "M",
    "deleted": "D",
    "kept edit": "E",
    "merged": "E",
    "conflict": "C",
    "in the way": "C",
    "obstructed": "C",
}


class Console:
    """One run's printer: `--format`, `--quiet`, `--all`, and color only on a terminal."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._format: str = getattr(options, "format", "text")
        self._quiet: bool = getattr(options, "quiet", False)
        self._all: bool = getattr(options, "all", False)
        self._watch = Stopwatch() if getattr(options, "profile", False) else None
        self.progress = Progress(self._say, self._watch.lap if self._watch else lambda _: None)
        self._color = sys.stderr.isatty() and "NO_COLOR" not in os.environ

    def _say(self, stage: str, detail: str) -> None:
        if self._format == "text" and not self._quiet:
            print(f"{stage:<10}{detail}", file=sys.stderr, flush=True)

    def out(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    def explanation(self, code: Code) -> None:
        from bessemer.diagnostics.render import explain

        if self._format == "json":
            self.out(json.dumps(code.as_json(), indent=2, ensure_ascii=False) + "\n")
        else:
            self.out(explain(code))

    def diagnostics(self, diagnostics: Sequence[Diagnostic], summary: Mapping[str, object] | None = None) -> None:
        """All of them in the run's format; text leaves out notes, and with --quiet all but errors."""
        from bessemer.diagnostics.render import render_github, render_grouped, render_json, render_text

        if self._format == "json":
            self.out(render_json(diagnostics, summary or {}).rstrip("\n") + "\n")
        elif self._format == "github":
            self.out(_line(render_github(self._shown(diagnostics))))
        else:
            shown = self._shown(diagnostics)
            text = render_text(shown, color=self._color) if self._all else render_grouped(shown, color=self._color)
            sys.stderr.write(_line(text))
            sys.stderr.flush()

    def finish(self, report: Report, summary: tuple[str, Mapping[str, object]]) -> None:
        """Problems, then the closing summary."""
        text, data = summary
        if self._watch and self._format == "json":
            data = {**data, "profile": self._watch.rows()}
        elif self._watch:
            print(self._watch.table(), file=sys.stderr, flush=True)
        self.diagnostics(report.diagnostics, data)
        if self._format != "json" and text and not (self._quiet and not report.failed):
            print(text)

    def written(self, report: Report, seconds: float) -> tuple[str, Mapping[str, object]]:
        """`3 written, 41 unchanged, 1 deleted in 0.4 s`, and what it means for the SDKs' users."""
        written = sum(target.count("added", "written", "merged") for target in report.targets)
        deleted = sum(target.count("deleted") for target in report.targets)
        unchanged = sum(target.unchanged for target in report.targets)
        data = {"written": written, "unchanged": unchanged, "deleted": deleted, "targets": _targets(report)}
        if report.failed:
            return f"{self._failure(report)}; nothing was written", data
        notes = [
            f"{target.name} surface {target.surface.text()}"
            for target in report.targets
            if target.surface is not None and target.surface.release != "none"
        ]
        if report.earlier_warnings:
            notes.append(f"{_count(report.earlier_warnings, 'warning')} as before: see bessemer lint")
        counts = f"{written} written, {unchanged} unchanged, {deleted} deleted in {seconds:.1f} s"
        return "\n".join([*notes, counts]), data

    def compared(self, report: Report, seconds: float) -> tuple[str, Mapping[str, object]]:
        """The drift, a line for each file, and a count."""
        drift = [(target, change) for target in report.targets for change in target.drift]
        unchanged = sum(target.unchanged for target in report.targets)
        data = {"drift": len(drift), "unchanged": unchanged, "targets": _targets(report)}
        if report.failed:
            return f"{self._failure(report)}; nothing was compared", data
        rows = [
            f"{_MARKS[change.fate]} {target.folder}/{change.path}{f'  {change.detail}' if change.detail else ''}"
            for target, change in drift
        ]
        closing = (
            f"{len(drift)} {'differs' if len(drift) == 1 else 'differ'}, {unchanged} as generated in {seconds:.1f} s"
        )
        return "\n".join([*rows, closing]), data

    def found(self, diagnostics: Sequence[Diagnostic]) -> None:
        """All that is wrong with the inputs, and how much that is."""
        levels = [item.level for item in diagnostics]
        data = {f"{level}s": levels.count(level) for level in ("error", "warning", "note")}
        self.diagnostics(diagnostics, data)
        if self._format == "json" or (self._quiet and not data["errors"]):
            return
        counts = [_count(levels.count(level), level) for level in ("error", "warning", "note") if level in levels]
        print(", ".join(counts) or "no problems")

    def coverage(self, lowered: Lowered) -> None:
        """Every operation: exact, loosened with why and where, or left out."""
        from bessemer.coverage_report import as_json, as_markdown, as_text

        if self._format == "json":
            self.out(as_json(lowered))
        elif self._format == "markdown":
            self.out(as_markdown(lowered))
        else:
            self.out(as_text(lowered, everything=self._all))

    def _shown(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        levels = {"error"} if self._quiet else {"error", "warning"}
        return [item for item in diagnostics if item.level in levels]

    def _failure(self, report: Report) -> str:
        return _count(sum(item.level == "error" for item in report.diagnostics), "error")


def _line(text: str) -> str:
    return text.rstrip("\n") + "\n" if text.strip() else ""


def _targets(report: Report) -> list[Mapping[str, object]]:
    return [
        {
            "name": target.name,
            "folder": target.folder,
            "unchanged": target.unchanged,
            "changes": [{"path": change.path, "fate": change.fate, "detail": change.detail} for change in target.drift],
            "release": target.surface.release if target.surface else None,
        }
        for target in report.targets
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

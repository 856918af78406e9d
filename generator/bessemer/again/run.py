"""Make again only what one changed schema of the document reaches; all else is as the run before left it.

Nothing is taken on trust: where the change could move a name, a file, a finding or anything else that holds for the
whole SDK, or where that cannot be told, the run is a whole one.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bessemer.again.asleep import read_back, whole
from bessemer.again.past import Past, State, keep, stamps
from bessemer.again.reach import FarReaching, PartsAgain, lowered_again
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.entries import Edit, Known, edit
from bessemer.document.place import Lines, Place
from bessemer.document.watching import asleep as data_asleep
from bessemer.emit.changes import Change, Ground, changes
from bessemer.emit.drafts import Drafts
from bessemer.emit.manifest import Manifest, blob_id, read_manifest
from bessemer.emit.render import contents
from bessemer.emit.stamp import stamp
from bessemer.ir.frames import deep
from bessemer.lower.again import Reached
from bessemer.outputs import KEPT, Made, held, written
from bessemer.pipeline import Inputs, formatter_of
from bessemer.places import Order, lying, shown, templates_folder
from bessemer.report import Report
from bessemer.stopwatch import Progress
from bessemer.surface.diff import lines
from bessemer.targets.target import Plan, SurfaceItem


def again(order: Order, inputs: Inputs, progress: Progress, past: Past) -> Report | None:
    """The report of such a run; None where everything must be made."""
    state = past.state
    if past.key is None or state is None or state.key != past.key:
        return None
    try:
        return _Again(order, inputs, past.folder, state).run(progress, past.tool)
    except FarReaching:
        return None
    except Exception:
        # what is remembered may be of any kind: a whole run needs none of it, and says what is wrong
        if "BESSEMER_TRACEBACK" in os.environ:
            raise
        return None


class _Again:
    def __init__(self, order: Order, inputs: Inputs, folder: Path, state: State) -> None:
        self._order = order
        self._inputs = inputs
        self._folder = folder
        self._state = state
        self._content = inputs.spec.read_bytes()

    def run(self, progress: Progress, tool: str) -> Report | None:
        found = edit(self._state.tables["lines"], self._content, self._state.entries)
        progress.lap("read")
        if found is None:
            return None
        change, entries = found
        diagnostics = self._diagnostics(change)
        with held([self._folder]):
            with deep():
                data, reach = lowered_again(self._state, change)
                progress.lap("lower")
                parts = PartsAgain(self._state, reach)
                parts.make()
                progress.lap("plan python")
            before = read_manifest(self._folder)
            manifest, generated = self._manifest(before, parts, progress)
            made = self._compared(before, manifest, generated)
            progress.lap("compare")
            self._say(change, len(generated), progress)
            report = written([made], diagnostics)
            if report.failed:
                return report
            stamp(self._folder, tool)
            if any(item.fate in KEPT for item in made.changes):
                # a whole run says of edits what there is to say
                self._state.key = None
                keep(self._folder, self._state)
                return report
            self._update(entries, (change, data, reach), parts)
            self._state.facts["inputs"] = dict(manifest.inputs)
            self._state.blobs["diagnostics"] = whole(diagnostics)
            self._state.files |= stamps(self._folder, {path: manifest.files[path] for path in generated}, 0, generated)
            keep(self._folder, self._state)
        progress.lap("write")
        return report

    def _say(self, change: Edit, count: int, progress: Progress) -> None:
        config = f", {shown(self._inputs.config_path)}" if self._inputs.config_path is not None else ""
        progress("read", f"{shown(self._inputs.spec)}{config}")
        progress("lower", f"1 schema that changed, {change.name!r}")
        progress("python", f"{count} files that it reaches")

    def _diagnostics(self, change: Edit) -> tuple[Diagnostic, ...]:
        """Those of the run before, where they are now. Raises FarReaching where one is about the schema."""
        before, now = self._state.facts["shown"], shown(self._inputs.spec)

        @cache
        def text() -> Lines:
            return Lines(now, self._content.decode())

        def moved(place: Place) -> Place:
            if place.path != before:
                return place
            found = change.moved(place, lambda number: text().excerpt(number))
            if found is None:
                raise FarReaching
            return replace(found, path=now)

        found: tuple[Diagnostic, ...] = read_back(self._state.blobs["diagnostics"])
        return tuple(
            replace(
                item,
                place=moved(item.place) if item.place is not None else None,
                related=tuple((text, moved(place)) for text, place in item.related),
            )
            for item in found
        )

    def _manifest(
        self, before: Manifest, parts: PartsAgain, progress: Progress
    ) -> tuple[Manifest, Mapping[str, bytes]]:
        """The manifest after the run, and the files that were made. Raises FarReaching where others lie there now."""
        facts = self._state.facts
        known = {path: blob for path, (blob, _) in self._state.files.items()}
        if (dict(before.inputs), before.files, before.edition) != (facts["inputs"], known, facts["edition"]):
            raise FarReaching
        plan = Plan(tuple(parts.files), (), (), read_back(self._state.blobs["placeholders"]))
        drafts = Drafts(self._folder, formatter_of(self._inputs, "python"), parts.drafts)
        generated = contents(plan, templates_folder(), progress.lap, drafts, self._inputs.config.file_header)
        files = {**before.files, **{path: blob_id(content) for path, content in generated.items()}}
        facts["drafts"] |= drafts.made(files)
        given = {**facts["inputs"], "spec": hashlib.sha256(self._content).hexdigest()}
        return replace(before, inputs=given, files=files, surface=self._surface(before, parts)), generated

    def _surface(self, before: Manifest, parts: PartsAgain) -> tuple[str, ...]:
        """The lines of the surface after the run. Raises ValueError where the manifest says otherwise."""
        names = [name for name in parts.values if name.startswith("surface of ")]
        was = Counter(line for name in names for line in _lines(read_back(self._state.tables["values"][name])))
        now = Counter(line for name in names for line in _lines(parts.values[name]))
        surface = list(before.surface)
        for line in (was - now).elements():
            surface.remove(line)
        return tuple(sorted((*surface, *(now - was).elements())))

    def _compared(self, before: Manifest, after: Manifest, generated: Mapping[str, bytes]) -> Made:
        """Raises FarReaching where a file that is not made again is not as it was left."""
        own = replace(before, files={path: blob for path, blob in before.files.items() if path in generated})
        ground = Ground(self._folder)
        for path, (blob, how) in self._state.files.items():
            is_as_left = path in generated or (how is not None and lying(f"{self._folder}/{path}") == how)
            if ground.above(path) is not None or not (is_as_left or self._is(path, blob)):
                raise FarReaching
        made = changes(self._folder, own, generated, self._order.edits)
        rest = tuple(Change(path, "unchanged") for path in self._state.files if path not in generated)
        listed = tuple(sorted((*made, *rest), key=lambda item: item.path))
        return Made("python", self._folder, listed, before, after)

    def _is(self, path: str, blob: str) -> bool:
        place = self._folder / path
        try:
            return not place.is_symlink() and blob_id(place.read_bytes()) == blob
        except OSError:
            return False

    def _update(self, entries: Known, lowered: tuple[Edit, Any, Reached], parts: PartsAgain) -> None:
        """Have the state say what is made now."""
        change, data, reach = lowered
        state, tables = self._state, self._state.tables
        state.entries = entries
        state.facts["made"] |= reach.made
        state.facts["reads"] = parts.reads
        state.facts["shown"] = shown(self._inputs.spec)
        tables["lines"][change.name] = change.lines
        tables["entries"][change.name] = data_asleep(data)
        tables["schemas"].update({pointer: whole(new) for pointer, (_, new) in reach.schemas.items()})
        tables["operations"].update({config: whole(new) for config, (_, new) in reach.operations.items()})
        tables["values"].update({name: whole(value) for name, value in parts.values.items()})


def _lines(items: Any) -> tuple[str, ...]:
    return lines(SurfaceItem(*item) for item in items)

"""Make the outputs: plan, render, compare with what lies there, and write them all or none."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bessemer import __version__
from bessemer.again.parts import Parts
from bessemer.again.past import Past
from bessemer.again.remember import Done, remember
from bessemer.diagnostics.diagnostic import Diagnostic, in_file_order, worst
from bessemer.document.pointer import ROOT
from bessemer.emit.changes import Change, Edits, changes, counted
from bessemer.emit.drafts import Drafts
from bessemer.emit.manifest import Manifest, blob_id, read_manifest
from bessemer.emit.render import assets, contents
from bessemer.emit.stamp import stamp
from bessemer.emit.write import Staged, commit, discard, locked, recover, stage, swap, unbroken
from bessemer.frozen import frozen
from bessemer.ir.frames import deep
from bessemer.locate import located
from bessemer.pipeline import Inputs, Understood, formatter_of
from bessemer.places import TARGETS, Order, Wanted, output_folder, shown, sums, templates_folder
from bessemer.report import Report, TargetReport
from bessemer.stopwatch import Progress
from bessemer.surface.diff import diff, lines
from bessemer.targets import targets
from bessemer.targets.target import Kept, Memory, Plan

if TYPE_CHECKING:
    from bessemer.lower.api import Lowered


@frozen
class _Rendered:
    """One target's text, and the manifest it will have. `own` are the files that its team keeps as they are."""

    name: str
    folder: Path
    generated: Mapping[str, bytes]
    manifest: Manifest
    drafts: Drafts
    own: frozenset[str]


@frozen
class Made:
    """One target's next state, and its manifest before."""

    name: str
    folder: Path
    changes: tuple[Change, ...]
    before: Manifest
    after: Manifest

    @property
    def up_to_date(self) -> bool:
        return self.before == self.after and not any(change.fate not in _AS_IT_LIES for change in self.changes)


_AS_IT_LIES = frozenset({"unchanged", "kept edit"})


def outputs(order: Order, inputs: Inputs, known: Understood, progress: Progress, past: Past) -> Report:
    """Raises ToolMissing, ManifestBroken, and OSError with every target as it was."""
    if known.lowered is None or worst(known.diagnostics) == "error":
        return Report(known.diagnostics)
    begun = time.time_ns()
    parts = Parts(past.folder, past.state)
    plans, found = _plans(order, known, parts, progress)
    if inputs.writes_document(order.wanted):
        plans["document"] = _document(inputs, known.lowered)
        progress.lap("plan document")
    diagnostics = in_file_order((*known.diagnostics, *found))
    if worst(diagnostics) == "error":
        return Report(diagnostics)
    warnings = sum(item.level == "warning" for item in diagnostics)
    source = known.lowered.spec.origin(ROOT).document
    given = sums(inputs.roles(inputs.parts(known.lowered.spec.files)), {source.source: source.content})
    ready = []
    for name, plan in plans.items():
        folder = output_folder(order.wanted, inputs.config_path, inputs.config.files.output, name)
        formatter = formatter_of(inputs, name)
        drafts = parts.drafts(formatter) if name == "python" else Drafts(folder, formatter)
        generated = contents(plan, templates_folder(), progress.lap, drafts, inputs.config.file_header)
        own = _own(inputs, name, folder, plan)
        generated = {path: text for path, text in generated.items() if path not in own}
        manifest = _manifest(given, plan, generated, warnings)
        ready.append(_Rendered(name, folder, generated, manifest, drafts, own))
        progress(name, f"{len(plan.files)} files")
    progress.lap("manifest")
    if not order.write:
        found_out = tuple(_report(_counted(_compared(item, order.edits))) for item in ready)
        progress.lap("compare")
        return Report(diagnostics, found_out)
    with held(item.folder for item in ready):
        made = [_compared(item, order.edits) for item in ready]
        progress.lap("compare")
        report = written(made, diagnostics)
        if report.failed:
            return report
        for item in ready:
            stamp(item.folder, past.tool)
        progress.lap("write")
        for item, left in zip(ready, made, strict=True):
            if item.name == "python":
                own = frozenset(change.path for change in left.changes if change.content is not None)
                is_clean = not any(change.fate in KEPT for change in left.changes)
                run = (known.lowered, plans["python"], diagnostics, begun)
                remember(past, Done(*run, parts, item.drafts, item.manifest, own, is_clean))
    progress.lap("remember")
    return report


def written(made: list[Made], diagnostics: tuple[Diagnostic, ...]) -> Report:
    """Write what is made, while other runs are kept out; nothing where something is in the way."""
    blocked = tuple(_blocked(item, change) for item in made for change in item.changes if change.blocks)
    if blocked:
        return Report((*diagnostics, *blocked))
    _write(made)
    kept = tuple(_kept(item, change) for item in made for change in item.changes if change.fate in KEPT)
    return Report((*diagnostics, *kept), tuple(_report(item) for item in made))


def texts_of(inputs: Inputs, known: Understood, name: str, progress: Progress) -> Mapping[str, str]:
    """The files that a target would have, by path, with nothing compared and nothing remembered. Raises ToolMissing."""
    order = Order(Wanted(targets=(name,)), write=False)
    plan = _plans(order, known, None, progress)[0][name]
    drafts = Drafts(Path(), formatter_of(inputs, name))
    return {path: content.decode() for path, content in contents(plan, templates_folder(), drafts=drafts).items()}


@contextlib.contextmanager
def held(folders: Iterable[Path]) -> Iterator[None]:
    """Keep other runs out, and finish or undo what a crashed one left."""
    folders = tuple(folders)
    with contextlib.ExitStack() as locks:
        for parent in sorted({folder.parent for folder in folders}):
            locks.enter_context(locked(parent))
        for folder in folders:
            recover(folder)
        yield


def _plans(
    order: Order, known: Understood, memory: Memory | None, progress: Progress
) -> tuple[dict[str, Plan], tuple[Diagnostic, ...]]:
    assert known.lowered is not None
    listing = assets(templates_folder())
    plans = {}
    with deep():
        for target in targets(known.lowered.api, order.wanted.targets or TARGETS, memory):
            plans[target.name] = target.plan(known.lowered.api, listing)
            progress.lap(f"plan {target.name}")
    findings = (finding for plan in plans.values() for finding in plan.findings)
    return plans, tuple(located(item, known.lowered.spec, known.lowered.config) for item in findings)


def _document(inputs: Inputs, lowered: Lowered) -> Plan:
    """The document that all is made from, as a file to read, to compare and to make pages of."""
    # few configs correct their document
    from bessemer.bundled import as_json, complete

    with deep():
        text = as_json(complete(lowered.spec, lowered.api, inputs.config))
    return Plan((Kept("openapi.json", text.encode()),), ())


def _own(inputs: Inputs, name: str, folder: Path, plan: Plan) -> frozenset[str]:
    """The files of a target's folder that are the team's own, as `keep_files` or resources say; what is not there yet
    is made.
    """
    patterns = next((target.keep_files for target in inputs.config.targets if target.name == name), ())
    found = [path for pattern in patterns for path in _matching(folder, pattern)]
    found += [folder / path for path in plan.own]
    return frozenset(path.relative_to(folder).as_posix() for path in found if path.is_file())


def _matching(folder: Path, pattern: str) -> Iterator[Path]:
    """`adk/**` is everything below `adk`. A pattern that leaves the folder fits nothing."""
    if pattern.startswith("/") or ".." in pattern.split("/") or not pattern:
        return
    yield from folder.glob(f"{pattern}/*" if pattern.endswith("**") else pattern)


def _manifest(given: Mapping[str, str], plan: Plan, generated: Mapping[str, bytes], warnings: int) -> Manifest:
    return Manifest(
        edition=__version__,
        inputs=given,
        files={path: blob_id(content) for path, content in generated.items()},
        surface=lines(plan.surface),
        warnings=warnings,
    )


def _compared(ready: _Rendered, edits: Edits) -> Made:
    before = read_manifest(ready.folder)
    before = replace(before, files={path: blob for path, blob in before.files.items() if path not in ready.own})
    found = changes(ready.folder, before, ready.generated, edits)
    return Made(ready.name, ready.folder, found, before, ready.manifest)


def _counted(made: Made) -> Made:
    """With how much each file differs, for those who only look."""
    return replace(made, changes=tuple(counted(made.folder, change) for change in made.changes))


def _write(made: list[Made]) -> None:
    """Stage every target before the first is swapped in: what cannot be written leaves all of them as they were."""
    staged: list[Staged] = []
    try:
        for item in made:
            if not item.up_to_date:
                staged.append(stage(item.folder, item.changes, item.after))
    except BaseException:
        for done in staged:
            discard(done)
        raise
    with unbroken():
        for done in staged:
            commit(done)
        for done in staged:
            swap(done)


def _report(item: Made) -> TargetReport:
    unchanged = sum(change.fate in _AS_IT_LIES for change in item.changes)
    surface = diff(item.before.surface, item.after.surface) if item.before.files else None
    return TargetReport(item.name, shown(item.folder), item.changes, unchanged, surface)


KEPT = frozenset({"kept edit", "merged"})


def _kept(item: Made, change: Change) -> Diagnostic:
    message = f"{shown(item.folder / change.path)} was edited by hand; the edit is kept"
    return Diagnostic("edit-kept", message, None, None, "move it to its source, or drop it with --edits overwrite")


def _blocked(item: Made, change: Change) -> Diagnostic:
    where = shown(item.folder / change.path)
    if change.fate == "obstructed":
        help_ = "move it out of the way, or name another folder with --output"
        return Diagnostic("hand-edited", f"{where} cannot be written: {change.detail}", None, None, help_)
    if change.fate == "in the way":
        message = f"{where} is in the way: {change.detail}"
        return Diagnostic("hand-edited", message, None, None, "move it, or replace it with --edits overwrite")
    help_ = "settle it with --edits markers, or drop the edit with --edits overwrite"
    return Diagnostic("merge-conflict", f"{where} was edited by hand: {change.detail}", None, None, help_)

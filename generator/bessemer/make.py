"""Make the outputs that are wanted, or find that there is nothing to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bessemer import __version__, heap
from bessemer.diagnostics.diagnostic import Diagnostic, in_file_order, worst
from bessemer.emit.manifest import ManifestBroken, is_current, read_manifest
from bessemer.emit.stamp import is_stamped, staging_of
from bessemer.judge import judged
from bessemer.pipeline import Inputs, find_inputs, understand
from bessemer.places import TARGETS, Order, output_folder, shown, sums, tool_sum
from bessemer.report import Report, TargetReport
from bessemer.stopwatch import Progress


def make(order: Order, progress: Progress) -> Report:
    """Generate, or only compare. Problems of the input end the run before anything is written."""
    inputs, problems = find_inputs(order.wanted)
    if inputs is None:
        return Report(in_file_order(problems))
    judgement = judged(inputs.config, problems, inputs.config_document, allow_invalid=order.allow_invalid)
    if worst(judgement) == "error":
        return Report(in_file_order(judgement))
    order = _without_config(order) if inputs.config_path is None else order
    folders = _folders(order, inputs)
    try:
        tool = tool_sum()
        current = _current(order, inputs, folders, tool)
        if current is not None:
            return current
        # from here on there is work: only now is it worth loading what does it
        from bessemer.again.past import past
        from bessemer.again.run import again
        from bessemer.emit.format import ToolMissing
        from bessemer.outputs import outputs
        from bessemer.versions import versions

        inputs = replace(inputs, versions=versions(folders))
        try:
            before = past(order, inputs, tool)
            report = again(order, inputs, progress, before)
            if report is not None:
                return report
            heap.for_document(inputs.spec)
            known = understand(inputs, problems, progress, allow_invalid=order.allow_invalid, strict=order.strict)
            return outputs(order, inputs, known, progress, before)
        except ToolMissing as error:
            help_ = "install it, or the extra that brings it: pip install 'bessemer[go]', or 'bessemer[ruff]'"
            return Report((Diagnostic("tool-missing", str(error), None, None, help_),))
    except ManifestBroken as error:
        message = f"{shown(error.path)} is not of Bessemer's making: {error.reason}"
        return Report(
            (Diagnostic("manifest-broken", message, None, None, "restore it from version control, or remove it"),)
        )
    except OSError as error:
        return Report((_not_writable(error),))


def _without_config(order: Order) -> Order:
    """A document alone is made into Python, unless targets are named."""
    return replace(order, wanted=replace(order.wanted, targets=order.wanted.targets or ("python",)))


def _folders(order: Order, inputs: Inputs) -> dict[str, Path]:
    """Where each target that is wanted goes."""
    configured = {target.name for target in inputs.config.targets if not target.skip} | {"reference"}
    configured |= {"document"} if inputs.writes_document(order.wanted) else set()
    skipped = {target.name for target in inputs.config.targets if target.skip}
    names = [name for name in order.wanted.targets or TARGETS if name in configured - skipped]
    output = inputs.config.files.output
    return {name: output_folder(order.wanted, inputs.config_path, output, name) for name in names}


def _current(order: Order, inputs: Inputs, folders: dict[str, Path], tool: str) -> Report | None:
    """The report of a run with nothing to do, None where there may be something: the manifests answer alone."""
    manifests = {name: read_manifest(folder) for name, folder in folders.items()}
    if order.edits == "overwrite" or not manifests or not all(manifest.files for manifest in manifests.values()):
        return None
    if order.strict and any(manifest.warnings for manifest in manifests.values()):
        return None
    try:
        given = sums(inputs.roles(name for manifest in manifests.values() for name in manifest.inputs))
    except OSError:
        return None
    for name, manifest in manifests.items():
        made_so = is_stamped(folders[name], tool) and not staging_of(folders[name]).exists()
        if not made_so or not is_current(folders[name], manifest, __version__, given):
            return None
    reports = (TargetReport(name, shown(folders[name]), unchanged=len(item.files)) for name, item in manifests.items())
    return Report(targets=tuple(reports), earlier_warnings=max(item.warnings for item in manifests.values()))


def _not_writable(error: OSError) -> Diagnostic:
    where = shown(Path(str(error.filename))) if error.filename else "the output"
    reason = (error.strerror or str(error)).lower()
    message = f"{where} cannot be written: {reason}"
    help_ = "nothing was changed; name another folder with --output"
    return Diagnostic("output-not-writable", message, None, None, help_)

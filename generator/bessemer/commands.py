"""What each command does with its options."""

from __future__ import annotations

import argparse
import time

from bessemer.console import Console
from bessemer.diagnostics.diagnostic import Diagnostic, in_file_order, worst
from bessemer.diagnostics.nearest import nearest
from bessemer.make import make
from bessemer.pipeline import Understood, find_inputs, read_document, understand
from bessemer.places import Order, Wanted, shown
from bessemer.stopwatch import Progress


def generate(options: argparse.Namespace) -> int:
    console, begun = Console(options), time.monotonic()
    order = Order(
        _wanted(options),
        write=True,
        edits=options.edits,
        allow_invalid=options.allow_invalid,
        strict=options.strict,
    )
    report = make(order, console.progress)
    console.finish(report, console.written(report, time.monotonic() - begun))
    return 1 if report.failed else 0


def init(options: argparse.Namespace) -> int:
    from bessemer.initial import write_config

    console = Console(options)
    file, problems = write_config(_wanted(options), options.output_file, allow_invalid=options.allow_invalid)
    console.diagnostics(problems)
    if file is None:
        return 1
    console.progress("written", shown(file))
    return 0


def check(options: argparse.Namespace) -> int:
    console, begun = Console(options), time.monotonic()
    order = Order(_wanted(options), write=False, allow_invalid=options.allow_invalid, strict=options.strict)
    report = make(order, console.progress)
    console.finish(report, console.compared(report, time.monotonic() - begun))
    return 1 if report.failed or any(target.drift for target in report.targets) else 0


def lint(options: argparse.Namespace) -> int:
    console = Console(options)
    known = _understood(options, console)
    console.found(known.diagnostics)
    return 1 if worst(known.diagnostics) == "error" else 0


def coverage(options: argparse.Namespace) -> int:
    console = Console(options)
    known = _understood(options, console)
    broken = worst(known.diagnostics) == "error"
    # with --strict what is lost is an error, and the ledger says what that is
    if known.lowered is None or (broken and not options.strict):
        console.diagnostics(known.diagnostics)
        return 1
    console.coverage(known.lowered)
    return 1 if broken else 0


def bundle(options: argparse.Namespace) -> int:
    from bessemer.bundled import as_json, as_yaml, complete
    from bessemer.judge import judged

    console = Console(options)
    inputs, problems = find_inputs(_wanted(options))
    if inputs is None:
        console.diagnostics(in_file_order(problems))
        return 1
    document, found = read_document(inputs)
    everything = (*problems, *found)
    known = judged(inputs.config, everything, inputs.config_document, allow_invalid=options.allow_invalid)
    lowered = None
    if inputs.config.code_samples and worst(known) != "error":
        silent = Progress(lambda *_: None, lambda _: None)
        understood = understand(inputs, problems, silent, allow_invalid=options.allow_invalid, strict=False)
        known, lowered = understood.diagnostics, understood.lowered
    broken = document is None or worst(known) == "error"
    if broken or options.format == "text":
        console.diagnostics(known)
    if document is None or broken:
        return 1
    if lowered is not None:
        document = complete(document, lowered.api, inputs.config)
    console.out((as_json if options.format == "json" else as_yaml)(document))
    return 0


def adopt(options: argparse.Namespace) -> int:
    from bessemer.adopting import adopt as adopted_from
    from bessemer.adoption_report import as_data, as_text
    from bessemer.initial import new_config

    console, wanted = Console(options), _wanted(options)
    found, diagnostics = adopted_from(
        wanted, options.sdk, console.progress, allow_invalid=options.allow_invalid, file=options.output_file
    )
    file = found.file if found is not None else None
    taken = new_config(file, found.text) if found is not None and file is not None else None
    diagnostics = (*diagnostics, *([taken] if taken is not None else []))
    if found is None or taken is not None:
        console.diagnostics(diagnostics)
        return 1
    console.diagnostics(diagnostics, as_data(found))
    if options.format == "text":
        console.out(as_text(found, everything=options.all))
    return 0 if found.is_same else 1


def ir(options: argparse.Namespace) -> int:
    from bessemer.ir.dump import dump

    console = Console(options)
    known = _understood(options, console)
    if known.lowered is None or worst(known.diagnostics) == "error":
        console.diagnostics(known.diagnostics)
        return 1
    console.out(dump(known.lowered.api))
    return 0


def explain(options: argparse.Namespace) -> int:
    from bessemer.diagnostics.codes import CATALOGUE, by_name

    code = by_name(options.code)
    if code is not None:
        Console(options).explanation(code)
        return 0
    near = nearest(options.code, [name for known in CATALOGUE for name in (known.name, known.alias) if name])
    message = f"there is no diagnostic {options.code!r}"
    help_ = f"did you mean {near!r}?" if near else None
    Console(options).diagnostics((Diagnostic("code-unknown", message, None, None, help_),))
    return 1


def failed(options: argparse.Namespace, error: Exception) -> int:
    """Say that the program itself failed, and where: never a bare traceback."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "bessemer" in frame.filename] or list(frames)
    where = f" ({'/'.join(ours[-1].filename.split('/')[-2:])}:{ours[-1].lineno})" if ours else ""
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        message = f"{error.filename or 'standard output'} cannot be written: {reason}"
        help_ = None if error.filename else "have it written to a file or a program that takes it"
        Console(options).diagnostics((Diagnostic("output-not-writable", message, None, None, help_),))
        return 1
    text = " ".join(str(error).split())[:300]
    message = f"Bessemer failed: {type(error).__name__}: {text}{where}"
    help_ = "this is a bug in Bessemer: please report it; BESSEMER_TRACEBACK=1 shows more"
    Console(options).diagnostics((Diagnostic("internal-error", message, None, None, help_),))
    return 1


def _wanted(options: argparse.Namespace) -> Wanted:
    targets = tuple(getattr(options, "target", None) or ())
    return Wanted(options.spec, getattr(options, "config", None), getattr(options, "output", None), targets)


def _understood(options: argparse.Namespace, console: Console) -> Understood:
    inputs, problems = find_inputs(_wanted(options))
    if inputs is None:
        return Understood(in_file_order(problems), None)
    strict = getattr(options, "strict", False)
    return understand(inputs, problems, console.progress, allow_invalid=options.allow_invalid, strict=strict)

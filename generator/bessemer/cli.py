"""The command line: parse, call the pipeline, print. Exit 0 ok, 1 problems in the input or drift, 2 usage."""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from bessemer import __version__, heap

TARGETS = ("python", "go", "reference", "document")


def program() -> NoReturn:
    """Run as a process of its own, and leave without taking apart what the run made: that took a fifth of it."""
    gc.disable()
    heap.begin()
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    _open_closed_streams()
    if sys.platform == "win32":
        print(
            "bessemer runs on Linux and macOS: on Windows, run it in the Windows Subsystem for Linux", file=sys.stderr
        )
        return 1
    options = _parser().parse_args(arguments)
    if options.command is None:
        _parser().print_help()
        return 2
    if isinstance(sys.stdout, io.TextIOWrapper):
        # results are UTF-8 in every locale; half characters, which file names may hold, are escaped
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    # the commands are imported here: `--help` and usage errors load nothing
    from bessemer import commands

    with _ending_on_request(), _uncollected():
        try:
            status: int = getattr(commands, options.command)(options)
            sys.stdout.flush()
        except BrokenPipeError:
            # whoever read the output has gone; the interpreter's own flush at its end must not complain
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        except KeyboardInterrupt:
            return 130
        except Exception as error:
            if "BESSEMER_TRACEBACK" in os.environ:
                raise
            return commands.failed(options, error)
    return status


def _open_closed_streams() -> None:
    """Where a shell closed a stream (`>&-`) Python has None: messages go nowhere then, results cannot be written."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


@contextlib.contextmanager
def _ending_on_request() -> Iterator[None]:
    """Have SIGTERM end the run as Ctrl-C does, with status 143: what is staged is thrown away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cycles while a run lasts: it keeps nearly all that it makes, and looking took an eighth of it."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bessemer",
        description="Make Python and Go SDKs, their tests and their reference from an OpenAPI document and a config.",
        epilog="Exit status: 0 ok; 1 problems in the input, or drift; 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"bessemer {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    generate = commands.add_parser("generate", help="write the SDKs and their reference")
    init = commands.add_parser("init", help="write the config that a document has without one, to edit")
    adopt = commands.add_parser("adopt", help="say what an SDK of another generator needs to be made by this one")
    adopt.add_argument("sdk", type=Path, metavar="SDK", help="folder of the SDK, or of an installed package")
    check = commands.add_parser("check", help="compare with what lies in the output folders; write nothing")
    lint = commands.add_parser("lint", help="only look for problems in the inputs")
    coverage = commands.add_parser("coverage", help="say of each operation: exact, loosened and why, or left out")
    bundle = commands.add_parser("bundle", help="print the document that all is made from: one file, in OpenAPI 3.1")
    ir = commands.add_parser("ir", help="print what the inputs mean, as JSON")
    explain = commands.add_parser("explain", help="say what a diagnostic's code means")
    explain.add_argument("code", metavar="CODE", help="such as ref-not-found, or its name in Stainless configs")
    explain.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to print")
    for command in (generate, check, lint, ir, init):
        _add_inputs(command, ("text", "json", "github"))
    _add_inputs(adopt, ("text", "json"))
    _add_inputs(coverage, ("text", "json", "markdown"))
    _add_inputs(bundle, ("text", "json"))
    for command in (generate, adopt, check, lint, bundle, ir, coverage):
        command.add_argument(
            "--config", type=Path, metavar="FILE", help="sdk.yml or stainless.yml (default: spec/sdk.yml)"
        )
    _add_written(init, adopt)
    adopt.add_argument("--all", action="store_true", help="print every name, however many differ")
    for command in (generate, check, lint, coverage):
        command.add_argument(
            "--strict", action="store_true", help="what is loosened, or left out and not declined, is an error"
        )
        command.add_argument("--all", action="store_true", help="print every finding, however many are alike")
    for command in (generate, check):
        _add_outputs(command)
    for command, targets in ((generate, TARGETS), (check, TARGETS), (init, TARGETS[:2])):
        command.add_argument(
            "--target", action="append", choices=targets, metavar="NAME", help=f"only this target: {', '.join(targets)}"
        )
    generate.add_argument(
        "--edits",
        choices=("merge", "markers", "overwrite"),
        default="merge",
        help="edits of generated files: merge them in (default), leave conflict markers, or overwrite them",
    )
    return parser


def _add_written(*commands: argparse.ArgumentParser) -> None:
    for command in commands:
        command.add_argument(
            "--output-file",
            type=Path,
            metavar="FILE",
            help="the config to write (default: spec/sdk.yml); never over another",
        )


def _add_outputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--profile", action="store_true", help="say how much time and memory each stage took")
    command.add_argument("--output", type=_folder, metavar="DIR", help="folder of the targets (default: generated)")


def _folder(text: str) -> Path:
    # an unset variable of a shell must not scatter folders here
    if not text.strip():
        raise argparse.ArgumentTypeError("no folder is named")
    return Path(text)


def _add_inputs(command: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    command.add_argument(
        "spec", nargs="?", type=Path, metavar="SPEC", help="OpenAPI document (default: beside the config)"
    )
    command.add_argument("--format", choices=formats, default="text", help="how to print")
    command.add_argument("--quiet", action="store_true", help="print only errors")
    command.add_argument("--allow-invalid", action="store_true", help="turn validation errors into warnings")


if __name__ == "__main__":
    program()

"""Format rendered files: black in process for Python, gofmt for Go, and check that what comes out is syntax."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from symtable import symtable
from typing import Literal, TypeAlias

Formatter: TypeAlias = Literal["black", "ruff"]
LINE_LENGTH = 100
_GOFMT_SECONDS = 60
_RUFF_SECONDS = 300
# Where Linux keeps files in memory, and how many bytes of it a character may take: twice over, while one is replaced.
_MEMORY = "/dev/shm"  # noqa: S108 (a folder of its own is made in it, which nobody else can open)
_ROOM = 8


class ToolMissing(Exception):
    """A formatter is not on this machine; the text says which and how to get it."""


class Unformattable(Exception):
    """A rendered file is not valid in its language: a bug of the generator, never of the input."""


def formatted(files: Mapping[str, str], formatter: Formatter = "black") -> Mapping[str, bytes]:
    """The files with their text formatted, by path; files of other kinds as they are. `formatter` is that of Python."""
    done = {path: text.encode() for path, text in files.items() if not path.endswith((".py", ".go"))}
    python = {path: text for path, text in files.items() if path.endswith(".py")}
    if formatter == "ruff" and python:
        made = _ruff(python)
    else:
        with _collected():
            made = {path: _python(path, text).encode() for path, text in python.items()}
    go = {path: text for path, text in files.items() if path.endswith(".go")}
    return {**done, **made, **(_go(go) if go else {})}


@contextlib.contextmanager
def _collected() -> Iterator[None]:
    """Black's trees hold themselves in circles: they are let go, while what the run made before is not looked at."""
    if gc.isenabled():
        yield
        return
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.disable()
        gc.unfreeze()


def _python(path: str, text: str) -> str:
    from bessemer.emit.layout.layout import laid_out

    try:
        made = laid_out(text, black)
    except ValueError as error:
        raise Unformattable(f"{path}: {error}") from error
    _check(path, made)
    return made


def _check(path: str, text: str) -> None:
    try:
        # as much of the compiler as finds what is not syntax: the code it would make is two fifths of its work
        symtable(text, path, "exec")
    except (SyntaxError, ValueError) as error:
        raise Unformattable(f"{path}: {error}") from error


@cache
def black(text: str) -> str:
    """A module, or a piece of one, as black leaves it. Raises ValueError. It is loaded when it is first asked."""
    from black import format_str
    from black.mode import Mode, TargetVersion
    from black.parsing import InvalidInput

    try:
        return format_str(text, mode=Mode(line_length=LINE_LENGTH, target_versions={TargetVersion.PY39}))
    except InvalidInput as error:
        raise ValueError(str(error)) from error


def _ruff(files: Mapping[str, str]) -> Mapping[str, bytes]:
    """One ruff process for all files. It reads what it formats: what is not syntax ends it."""
    with _scratch(files) as folder:
        places = {path: f"{folder}/{index:08}.py" for index, path in enumerate(files)}
        for path, place in places.items():
            with open(place, "wb") as file:
                file.write(files[path].encode())
        wishes = ["--isolated", "--no-cache", "--line-length", str(LINE_LENGTH), "--target-version", "py39"]
        command = [ruff(), "format", *wishes, "."]
        result = subprocess.run(command, capture_output=True, text=True, timeout=_RUFF_SECONDS, check=False, cwd=folder)
        if result.returncode != 0:
            raise Unformattable(_said(result.stderr, places))
        return {path: _content(place) for path, place in places.items()}


def _scratch(files: Mapping[str, str]) -> tempfile.TemporaryDirectory[str]:
    """A folder for copies of files: in memory where there is room, as making them on a disk takes the most time."""
    needed = _ROOM * sum(map(len, files.values()))
    has_room = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > needed
    return tempfile.TemporaryDirectory(prefix="bessemer-", dir=_MEMORY if has_room else None)


def _content(place: str) -> bytes:
    with open(place, "rb", buffering=0) as file:
        return file.readall()


@cache
def ruff() -> str:
    """Where ruff is: on the path, else beside this Python."""
    found = shutil.which("ruff") or _beside_python("ruff")
    if found is None:
        raise ToolMissing("ruff is not installed")
    return found


def formatter_id(formatter: Formatter) -> str:
    """Which build of a formatter this is: another may format otherwise."""
    if formatter == "black":
        # black's own word for it: to ask for what is installed loads what reads e-mail
        from _black_version import version  # type: ignore[import-untyped]

        return f"black {version}"
    known = Path(ruff()).resolve().stat()
    return f"ruff {known.st_size} {known.st_mtime_ns}"


def _said(said: str, places: Mapping[str, str]) -> str:
    """What a formatter says, with our files' names for its own."""
    for path, place in places.items():
        said = said.replace(place, path).replace(os.path.basename(place), path)
    return said.strip()


def _go(files: Mapping[str, str]) -> Mapping[str, bytes]:
    """One gofmt process for all files: it starts slower than it formats."""
    with _scratch(files) as folder:
        places = {path: f"{folder}/{index:08}.go" for index, path in enumerate(files)}
        for path, place in places.items():
            with open(place, "wb") as file:
                file.write(files[path].encode())
        command = [gofmt(), "-w", *places.values()]
        result = subprocess.run(command, capture_output=True, text=True, timeout=_GOFMT_SECONDS, check=False)
        if result.returncode != 0:
            raise Unformattable(_said(result.stderr, places))
        return {path: _content(place) for path, place in places.items()}


@cache
def gofmt() -> str:
    """The absolute path of gofmt: on the path, else beside the toolchain that `go` reports."""
    found = shutil.which("gofmt")
    if found:
        return str(Path(found).resolve())
    go = shutil.which("go") or _beside_python("go")
    if go:
        asked = subprocess.run(
            [go, "env", "GOROOT"], capture_output=True, text=True, timeout=_GOFMT_SECONDS, check=False
        )
        beside = Path(asked.stdout.strip()) / "bin" / "gofmt"
        if asked.returncode == 0 and beside.is_file():
            return str(beside)
    raise ToolMissing("gofmt is not installed")


def _beside_python(name: str) -> str | None:
    import sys

    place = Path(sys.executable).parent / name
    return str(place) if place.is_file() else None

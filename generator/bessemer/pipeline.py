"""The stages of a run, in order."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bessemer.config.model import Config
from bessemer.config.read import read_config
from bessemer.diagnostics.diagnostic import Diagnostic, from_fault, in_file_order, worst
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.document.reader import parse, read
from bessemer.document.watching import watched
from bessemer.frozen import frozen
from bessemer.places import (
    LANGUAGES,
    WORKSPACE,
    Wanted,
    find_config,
    find_lone_spec,
    find_spec,
    project_root,
    shown,
    tree_top,
)
from bessemer.stopwatch import Progress

if TYPE_CHECKING:
    from bessemer.lower.api import Lowered

# What the name of a file that a document refers to begins with, before its path from the document's folder.
_PART = "spec file "


@frozen
class Inputs:
    """The files of a run, the config already read.

    Without a config `config_path` is None, and until the document is known the config only says what is made.
    `versions` are those of the SDKs that lie where the targets go, by target.
    """

    config_document: Document
    config: Config
    config_path: Path | None
    spec: Path
    overlays: tuple[Path, ...]
    versions: Mapping[str, str] = field(default_factory=dict)

    def roles(self, parts: Iterable[str] = ()) -> Mapping[str, Path]:
        """The input files by the names they have in a manifest; parts are the names of the document's other files."""
        config = {"config": self.config_path} if self.config_path is not None else {}
        overlays = {f"overlay {index}": path for index, path in enumerate(self.overlays, 1)}
        others = {part: self.spec.parent / part.removeprefix(_PART) for part in parts if part.startswith(_PART)}
        return {**config, "spec": self.spec, **overlays, **others}

    def writes_document(self, wanted: Wanted) -> bool:
        """Whether the document that all is made from is an output too: where it is not the one given, or is named."""
        config = self.config
        is_another = bool(self.overlays or config.transforms or config.code_samples)
        return "document" in wanted.targets or (is_another and not wanted.targets)

    def parts(self, files: Iterable[Path]) -> Iterator[str]:
        """The names that files of a document in several have in a manifest."""
        folder = os.path.realpath(self.spec.parent)
        return (_PART + Path(os.path.relpath(file, folder)).as_posix() for file in files)


@frozen
class Understood:
    """What the inputs mean, or why they mean nothing: `lowered` is None when there are errors before it."""

    diagnostics: tuple[Diagnostic, ...]
    lowered: Lowered | None


def formatter_of(inputs: Inputs, name: str) -> Literal["black", "ruff"]:
    """What lays out the files of a target."""
    uses_ruff = any(target.name == name and target.formatter == "ruff" for target in inputs.config.targets)
    return "ruff" if uses_ruff else "black"


def find_inputs(wanted: Wanted) -> tuple[Inputs | None, tuple[Diagnostic, ...]]:
    """Locate the files and read the config."""
    path = find_config(wanted)
    unreadable = tuple(_unreadable_workspace(Path(), *([project_root(path)] if path is not None else [])))
    if unreadable:
        return None, unreadable
    if path is None:
        return without_config(wanted)
    reading = read(path, shown(path))
    if reading.document is None:
        return None, tuple(from_fault(fault) for fault in reading.faults)
    config, problems = read_config(reading.document)
    faults = tuple(from_fault(fault) for fault in reading.faults)
    spec = find_spec(wanted, path, config.files.spec)
    if spec is None:
        help_ = "name it on the command line, or with `spec:` in the config"
        missing = Diagnostic("spec-not-found", f"there is no OpenAPI document beside {shown(path)}", None, None, help_)
        return None, (*faults, *problems, missing)
    root = project_root(path)
    overlays = tuple(root / overlay for overlay in config.files.overlays)
    named = [(f"/overlays/{index}", place) for index, place in enumerate(overlays)]
    if wanted.spec is None and config.files.spec is not None:
        named.append(("/spec", spec))
    missing_files = tuple(_missing(reading.document, Pointer(at), place) for at, place in named if not place.exists())
    if missing_files:
        return None, (*faults, *problems, *missing_files)
    return Inputs(reading.document, config, path, spec, overlays), (*faults, *problems)


def without_config(wanted: Wanted) -> tuple[Inputs | None, tuple[Diagnostic, ...]]:
    """The inputs of a document alone: Python is made of it, unless others are wanted."""
    spec = find_lone_spec(wanted)
    if spec is None:
        help_ = "name an OpenAPI document, or write spec/sdk.yml, or name a config with --config"
        message = "there is no config in spec/ or under its other names, and no document"
        return None, (Diagnostic("config-not-found", message, None, None, help_),)
    document = _written(json.dumps({"targets": {name: {} for name in languages(wanted)}}))
    return Inputs(document, read_config(document)[0], None, spec, ()), ()


def languages(wanted: Wanted) -> tuple[str, ...]:
    """The languages that are made of a document alone."""
    return tuple(name for name in LANGUAGES if name in wanted.targets) or ("python",)


def _written(text: str) -> Document:
    """A config that lies in no file."""
    document = parse(text.encode("utf-8"), Path("sdk.yml"), "(derived config)").document
    assert document is not None, text
    return document


def _derived(inputs: Inputs, document: Document) -> tuple[Inputs, tuple[Diagnostic, ...]]:
    """The inputs with a config made for their document."""
    from bessemer.derive.derive import derive

    made = derive(document, [target.name for target in inputs.config.targets])
    written = _written(made.text)
    config, problems = read_config(written)
    return replace(inputs, config_document=written, config=config), (*made.problems, *problems)


def _unreadable_workspace(*roots: Path) -> Iterator[Diagnostic]:
    """Why the workspace of a folder cannot be read: what it names would be looked for elsewhere, without a word."""
    files = {os.path.realpath(root / WORKSPACE): root / WORKSPACE for root in roots}
    for file in files.values():
        if file.is_file():
            reading = read(file, shown(file))
            yield from (from_fault(fault) for fault in reading.faults if reading.document is None)


def _missing(config: Document, pointer: Pointer, path: Path) -> Diagnostic:
    """There is no such file, said where the config names it."""
    near = nearest(path.name, (item.name for item in path.parent.glob("*") if item.is_file()))
    help_ = f"did you mean {near!r}?" if near else "paths start from the folder of the project"
    return Diagnostic("file-not-found", f"there is no file {shown(path)!r}", config.place(pointer), pointer, help_)


def read_document(
    inputs: Inputs, lap: Callable[[str], None] = lambda _: None
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document with its other files, overlays and transforms, in sound 3.1 shape; and what is wrong with them."""
    from bessemer.openapi.load import load

    overlays = [(path, shown(path)) for path in inputs.overlays]
    transforms = (inputs.config_document, inputs.config.transforms)
    spec = (inputs.spec, shown(inputs.spec))
    return load(spec, overlays, tree_top(inputs.spec, inputs.config_path), transforms, lap)


def understand(
    inputs: Inputs, earlier: Sequence[Diagnostic], progress: Progress, *, allow_invalid: bool, strict: bool
) -> Understood:
    """Read, correct, validate and lower the document, and check the result: everything before a target is asked."""
    from bessemer.checks.run import findings
    from bessemer.judge import judged
    from bessemer.locate import located
    from bessemer.lower.api import lower
    from bessemer.versions import versioned

    config = f", {shown(inputs.config_path)}" if inputs.config_path is not None else ""
    progress("read", f"{shown(inputs.spec)}{config}")
    document, problems = read_document(inputs, progress.lap)
    document = watched(document) if document is not None else None
    if document is not None and inputs.config_path is None:
        inputs, found_out = _derived(inputs, document)
        problems = (*problems, *found_out)
        progress.lap("derive")
    known = judged(inputs.config, (*earlier, *problems), inputs.config_document, allow_invalid=allow_invalid)
    if document is None or worst(known) == "error":
        return Understood(in_file_order(known), None)
    lowered = lower(document, versioned(inputs.config, inputs.versions), inputs.config_document)
    operations, schemas = len(tuple(lowered.api.operations())), len(lowered.api.schemas)
    progress.lap("lower")
    progress("lower", f"{_count(operations, 'operation')}, {_count(schemas, 'schema')}")
    found = tuple(located(item, document, inputs.config_document) for item in findings(lowered.api))
    everything = (*earlier, *problems, *lowered.problems, *found)
    known = judged(inputs.config, everything, inputs.config_document, allow_invalid=allow_invalid, strict=strict)
    progress.lap("checks")
    return Understood(in_file_order(known), lowered)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

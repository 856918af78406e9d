"""Write the config that a document has without one, for people to edit."""

from __future__ import annotations

import contextlib
import os
from io import FileIO
from pathlib import Path

from bessemer.derive.derive import derive
from bessemer.derive.yaml_text import yaml_text
from bessemer.diagnostics.diagnostic import Diagnostic, in_file_order, worst
from bessemer.judge import judged
from bessemer.pipeline import languages, read_document, without_config
from bessemer.places import CONFIG_NAMES, Wanted, find_spec, project_root, shown

_HEAD = """\
# The config of {document}, as `bessemer init` derived it. `bessemer generate` reads it from now on.
# The names under `resources` are the public names of the SDKs: `client.<resource>.<method>(...)`. Rename, move and
# remove them at will. A method that is removed is left out; list its endpoint under `unspecified_endpoints` to say so.
"""
_GO = "# To have the Go SDK too, add under `targets`:  go: {{package_name: {name}, options: {{enable_v2: true}}}}\n"


def write_config(
    wanted: Wanted, output_file: Path | None, *, allow_invalid: bool
) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """The file that was written, None where there are errors; and everything that is to say."""
    inputs, problems = without_config(wanted)
    file = output_file or Path(CONFIG_NAMES[0])
    if inputs is None:
        return None, problems
    if file.exists():
        return None, (_exists(file),)
    document, problems = read_document(inputs)
    known = judged(inputs.config, problems, inputs.config_document, allow_invalid=allow_invalid)
    if document is None or worst(known) == "error":
        return None, in_file_order(known)
    made = derive(document, languages(wanted))
    go = "" if "go" in languages(wanted) else _GO.format(name=made.package.replace("_", "-"))
    text = _HEAD.format(document=inputs.spec.name) + go + "\n" + spec_line(inputs.spec, file) + made.text
    taken = new_config(file, text)
    return (file, in_file_order((*known, *made.problems))) if taken is None else (None, (taken,))


def new_config(file: Path, text: str) -> Diagnostic | None:
    """Write a config where there is none; what is said where there is one. Raises OSError with nothing left behind."""
    folders = [folder for folder in file.parents if not os.path.lexists(folder)]
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("xb", buffering=0) as target:
            _fill(target, file, text, folders)
    except FileExistsError:
        return _exists(file)
    return None


def _fill(target: FileIO, file: Path, text: str, made: list[Path]) -> None:
    """Write a file that was just made, in folders that were; raises OSError with none of them left."""
    left = memoryview(text.encode("utf-8"))
    try:
        while left:
            left = left[target.write(left) :]
    except OSError as error:
        file.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise OSError(error.errno, error.strerror, str(file)) from error


def spec_line(spec: Path, file: Path) -> str:
    """`spec: …`, where the document would not be found by its name."""
    found = find_spec(Wanted(), file, None)
    if found is not None and os.path.abspath(found) == os.path.abspath(spec):
        return ""
    return yaml_text({"spec": os.path.relpath(spec, project_root(file))}, {}) + "\n"


def _exists(file: Path) -> Diagnostic:
    message = f"there is a config already: {shown(file)}"
    return Diagnostic("config-exists", message, None, None, "name another with --output-file, or remove it")

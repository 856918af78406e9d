"""Say what a run is asked, and find its inputs and outputs: document, config, overlays, templates, folders."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bessemer.emit.stamp import cache_folder
from bessemer.frozen import frozen

if TYPE_CHECKING:
    from bessemer.emit.changes import Edits

PACKAGE = Path(__file__).resolve().parent
# A change that follows another sooner than this may leave a file's time as it was, in nanoseconds.
TICK = 20_000_000
# How a file lies there.
Lying: TypeAlias = tuple[int, ...]
# Source: contracts/config.md sections 1.1 and 14.
CONFIG_NAMES = (
    "spec/sdk.yml",
    "stainless.yml",
    "stainless.yaml",
    "openapi.stainless.yml",
    ".stainless/stainless.yml",
    "stainless/stainless.yml",
    "stainless/openapi.stainless.yml",
    "client-sdks/stainless/config.yml",
    "config/stainless.yaml",
    # beside a document in the folder where this one is looked for
    "spec/stainless.yml",
    "spec/stainless.yaml",
    "spec/openapi.stainless.yml",
)
# What may name the config, the document and the folders of the targets, from its own folder.
WORKSPACE = ".stainless/workspace.json"
_WORKSPACES = ("workspace.json", WORKSPACE)
_BESIDE_SPEC = ("sdk.yml", "stainless.yml", "stainless.yaml", "openapi.stainless.yml")
_SPEC_NAMES = ("openapi.yaml", "openapi.yml", "openapi.json")
# A config in one of these folders belongs to the project above it.
_CONFIG_FOLDERS = frozenset({"spec", ".stainless", "stainless", "client-sdks", "config"})


@frozen
class Wanted:
    """What the command line says; None where it says nothing."""

    spec: Path | None = None
    config: Path | None = None
    output: Path | None = None
    targets: tuple[str, ...] = ()


# "document" is the one that all else is made from, where the config corrects the one that is given.
TARGETS = ("python", "go", "reference", "document")
LANGUAGES = ("python", "go")


@frozen
class Order:
    """What a run is asked to do with its outputs."""

    wanted: Wanted
    write: bool
    edits: Edits = "merge"
    allow_invalid: bool = False
    strict: bool = False


def shown(path: Path) -> str:
    """A path as people know it: from where they stand, if it is below; control characters escaped."""
    # abspath and not resolve: a symbolic link is shown as what it is called here
    full, here = Path(os.path.abspath(path)), Path.cwd()
    text = full.relative_to(here).as_posix() if full.is_relative_to(here) else str(path)
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in text)


def find_config(wanted: Wanted) -> Path | None:
    """The config named, else one beside the document named, else the first of the known names from here, else the
    one that a workspace names.

    The config of this folder says nothing about a document that lies elsewhere.
    """
    if wanted.config is not None:
        return wanted.config
    if wanted.spec is not None:
        beside = (wanted.spec.parent / name for name in _BESIDE_SPEC)
        found = next((path for path in beside if path.is_file()), None)
        if found is not None or not Path(os.path.abspath(wanted.spec)).is_relative_to(Path.cwd()):
            return found
    found = next((path for name in CONFIG_NAMES if (path := Path(name)).is_file()), None)
    return found or _in_workspace(Path(), "stainless_config")


def _said_beside(config: Path, *keys: str) -> Path | None:
    """What a workspace says that is of this config's project, or from here on names this config."""
    for root in (project_root(config), Path()):
        named = _in_workspace(root, "stainless_config")
        if named is None or os.path.realpath(named) == os.path.realpath(config):
            found = _in_workspace(root, *keys)
            if found is not None:
                return found
    return None


def _in_workspace(root: Path, *keys: str) -> Path | None:
    """The path that the workspace of a folder has under keys in each other; None where it says nothing."""
    for file in (root / name for name in _WORKSPACES):
        # the first name is used by other tools too, for files of any kind; the second is read by find_inputs before
        try:
            found = json.loads(file.read_bytes())
        except (OSError, ValueError):
            continue
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, str) and found:
            return Path(os.path.normpath(file.parent / found))
    return None


def project_root(config: Path) -> Path:
    """The folder that a config's own paths start from."""
    # realpath and not resolve, which raises where links lead in a circle
    folder = Path(os.path.realpath(config)).parent
    while folder.name in _CONFIG_FOLDERS and folder.parent != folder:
        folder = folder.parent
    return folder


def tree_top(spec: Path, config: Path | None) -> Path:
    """The folder that the files of a document in several must be in: the project's, which is that of its repository."""
    top = project_root(spec)
    if config is not None and top.is_relative_to(project_root(config)):
        return project_root(config)
    return next((folder for folder in (top, *top.parents) if (folder / ".git").exists()), top)


def find_spec(wanted: Wanted, config: Path, written: str | None) -> Path | None:
    """The document named, else the config's `spec`, else the workspace's, else the usual names beside the config."""
    if wanted.spec is not None:
        return wanted.spec
    if written is not None:
        return project_root(config) / written
    beside = next((path for name in _SPEC_NAMES if (path := config.parent / name).is_file()), None)
    return _said_beside(config, "openapi_spec") or beside


def find_lone_spec(wanted: Wanted) -> Path | None:
    """Where there is no config: the document named, else the usual names here."""
    if wanted.spec is not None:
        return wanted.spec
    return next(
        (path for folder in ("spec", ".") for name in _SPEC_NAMES if (path := Path(folder, name)).is_file()), None
    )


def output_folder(wanted: Wanted, config: Path | None, output: Mapping[str, str] | None, target: str) -> Path:
    """Where a target goes; a config's own paths start at its project, others here."""
    if wanted.output is not None:
        return wanted.output / target
    root = project_root(config) if config is not None else Path()
    said = (output or {}).get(target)
    if said is not None or config is None:
        return root / (said or f"generated/{target}")
    return _said_beside(config, "targets", target, "output_path") or root / f"generated/{target}"


def templates_folder() -> Path:
    """The template tree: inside the installed package, else at the top of the checkout."""
    inside = PACKAGE / "_templates"
    return inside if inside.is_dir() else PACKAGE.parents[1] / "templates"


def tool_sum() -> str:
    """A sum over this tool's own source and templates: what an instant no-op trusts.

    It is remembered with how they lie there, and they are not read again while they lie so.
    """
    files = sorted((*_sources(PACKAGE, ".py"), *_sources(templates_folder(), "")))
    begun, lie = time.time_ns(), [(name, lying(path)) for name, path in files]
    how = hashlib.sha256(repr(lie).encode()).hexdigest()
    cache = cache_folder()
    place = cache / f"tool-{hashlib.sha256(os.fsencode(PACKAGE)).hexdigest()[:16]}" if cache is not None else None
    with contextlib.suppress(OSError, ValueError):
        if place is not None:
            before, known = place.read_text(encoding="ascii").split()
            if before == how:
                return known
    total = hashlib.sha256()
    for name, path in files:
        total.update(name.encode() + b"\0" + hashlib.sha256(Path(path).read_bytes()).digest())
    found = total.hexdigest()
    if place is not None and all(item is not None and item[1] < begun - TICK for _, item in lie):
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"{how} {found}", encoding="ascii")
    return found


def lying(path: str) -> Lying | None:
    """How a file lies there: what changes when it is written, None where there is no file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_mode


def sums(files: Mapping[str, Path], read: Mapping[Path, bytes] | None = None) -> Mapping[str, str]:
    """The sha256 sums of files by role; `read` is what those held that were read."""
    known = {path: hashlib.sha256(content).hexdigest() for path, content in (read or {}).items() if content}
    return {role: known.get(path) or _sum(path) for role, path in files.items()}


def _sum(path: Path) -> str:
    # piece by piece: to hold many megabytes takes as long as to sum them
    with open(path, "rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sources(folder: Path, suffix: str) -> Iterator[tuple[str, str]]:
    for place, folders, names in os.walk(folder):
        folders[:] = [
            name for name in folders if name not in ("__pycache__", "_templates") and not name.startswith(".")
        ]
        for name in names:
            if name.endswith(suffix) and not name.endswith(".pyc"):
                path = f"{place}/{name}"
                yield path.removeprefix(f"{folder}/"), path

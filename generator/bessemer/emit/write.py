"""Write a target's folder so that a crash leaves the old tree or the new one: staged beside, then swapped in.

All files are first written to `.<target>.staging` beside the folder, and become it where there is none yet. A journal,
renamed into place last, is the point of no return: before it a crash leaves the old tree and the staging is thrown
away, after it the next run finishes the swap. What is staged is on the disk before the journal is in place (on systems
whose sync waits, as Linux does).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path

from bessemer.emit.changes import Change, Ground
from bessemer.emit.manifest import NAME, Manifest, ManifestBroken, inside
from bessemer.emit.stamp import staging_of
from bessemer.frozen import frozen

_JOURNAL = "journal.json"
# From this many files on one sync of everything takes less than one for each file, which waits for the disk each time.
_MANY = 50


@frozen
class Staged:
    """A folder's next state, complete on disk but not yet in place."""

    folder: Path
    staging: Path
    made: tuple[Path, ...] = ()


@contextlib.contextmanager
def locked(parent: Path) -> Iterator[None]:
    """Hold the folder that target folders lie in for one run: a second run waits. The lock goes with the process."""
    made = _make(parent)
    handle = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    except BaseException:
        _unmake(made)
        raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def unbroken() -> Iterator[None]:
    """Let no Ctrl-C and no request to end come in between: they wait until this is done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def recover(folder: Path) -> None:
    """Finish a swap that a crash cut off, or throw away a staging that never was complete."""
    staging = staging_of(folder)
    if (staging / _JOURNAL).is_file():
        ground = Ground(folder)
        for path in _read_journal(staging)["write"]:
            blocked = ground.obstacle(path)
            if blocked is not None:
                raise ManifestBroken(staging / _JOURNAL, f"it names {path!r}, and {blocked}")
        # file by file: what the journal does not name may be anybody's
        folder.mkdir(exist_ok=True)
        swap(Staged(folder, staging))
    elif staging.exists():
        shutil.rmtree(staging)


def stage(folder: Path, changes: tuple[Change, ...], manifest: Manifest) -> Staged:
    """Write everything beside the folder, and make the folders it will need. Raises OSError with no file changed."""
    staging = staging_of(folder)
    made: list[Path] = []
    try:
        _fill(staging, changes, manifest)
        _prepare(folder, changes, made)
    except BaseException:
        discard(Staged(folder, staging, tuple(made)))
        raise
    return Staged(folder, staging, tuple(made))


def discard(staged: Staged) -> None:
    """Leave the folder as it was."""
    shutil.rmtree(staged.staging, ignore_errors=True)
    _unmake(staged.made)


def commit(staged: Staged) -> None:
    """Pass the point of no return."""
    os.replace(staged.staging / f"{_JOURNAL}.new", staged.staging / _JOURNAL)
    _sync(staged.staging)


def swap(staged: Staged) -> None:
    """Move every staged file into place and remove the stale ones. Can be repeated after a crash."""
    journal = _read_journal(staged.staging)
    if not os.path.lexists(staged.folder):
        # a first run: all there is goes into place at once
        os.rename(staged.staging / "files", staged.folder)
        journal = {"write": [], "delete": []}
    for path in journal["write"]:
        source, target = f"{staged.staging}/files/{path}", f"{staged.folder}/{path}"
        try:
            os.replace(source, target)
        except FileNotFoundError:
            # without a source it was moved before a crash; else its folder has gone
            if os.path.exists(source):
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.replace(source, target)
    for path in journal["delete"]:
        (staged.folder / path).unlink(missing_ok=True)
        _remove_empty(staged.folder, (staged.folder / path).parent)
    (staged.staging / _JOURNAL).unlink()
    shutil.rmtree(staged.staging)


def _read_journal(staging: Path) -> dict[str, list[str]]:
    """The journal of a staging folder. Raises ManifestBroken for one that no run of ours wrote."""
    try:
        journal = json.loads((staging / _JOURNAL).read_text(encoding="utf-8"))
        return {
            "write": [path if path == NAME else inside(path) for path in journal["write"]],
            "delete": [inside(path) for path in journal["delete"]],
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestBroken(staging / _JOURNAL, error) from error


def _fill(staging: Path, changes: tuple[Change, ...], manifest: Manifest) -> None:
    files = {change.path: change.content for change in changes if change.content is not None}
    files[NAME] = manifest.text().encode()
    staging.mkdir(mode=0o755)
    for place in _folders(files):
        os.mkdir(f"{staging}/files/{place}")
    for path, content in files.items():
        with open(f"{staging}/files/{path}", "xb", buffering=0) as handle:
            _write(handle, content)
            if content.startswith(b"#!"):
                os.fchmod(handle.fileno(), 0o755)
            if len(files) < _MANY:
                os.fsync(handle.fileno())
    if len(files) >= _MANY:
        os.sync()
    # the manifest goes last: until then the old one still describes what may be in the folder
    journal = {
        "write": [*(path for path in files if path != NAME), NAME],
        "delete": [change.path for change in changes if change.fate == "deleted"],
    }
    with (staging / f"{_JOURNAL}.new").open("w", encoding="utf-8") as handle:
        json.dump(journal, handle)
        handle.flush()
        os.fsync(handle.fileno())


def _folders(paths: Iterable[str]) -> list[str]:
    """The folders that the paths lie in, each behind the one around it; "" is the first."""
    found = {""}
    for path in paths:
        while (path := path.rpartition("/")[0]) not in found:
            found.add(path)
    return sorted(found)


def _write(handle: FileIO, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[handle.write(left) :]


def _prepare(folder: Path, changes: tuple[Change, ...], made: list[Path]) -> None:
    """Make every folder that files will go to, and find out before the point of no return that it takes them."""
    touched = [change.path for change in changes if change.content is not None or change.fate == "deleted"]
    # one that is not there is staged as a whole
    places = [folder / path for path in _folders(touched)] if os.path.lexists(folder) else [folder.parent]
    for place in places:
        if not os.path.isdir(place):
            made += _make(place)
        if not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied", str(place))


def _make(place: Path) -> tuple[Path, ...]:
    """Make a folder and those above it; which were made, the highest first."""
    missing = [item for item in (place, *place.parents) if not item.exists()]
    place.mkdir(parents=True, exist_ok=True)
    return tuple(reversed(missing))


def _unmake(made: tuple[Path, ...]) -> None:
    for place in reversed(made):
        with contextlib.suppress(OSError):
            place.rmdir()


def _remove_empty(folder: Path, place: Path) -> None:
    while place != folder and folder in place.parents:
        try:
            place.rmdir()
        except OSError:
            return
        place = place.parent


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

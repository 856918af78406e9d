"""Writing a folder: the old tree or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from bessemer.emit import write
from bessemer.emit.changes import Change, changes
from bessemer.emit.manifest import Manifest, ManifestBroken, blob_id, read_manifest
from bessemer.emit.stamp import staging_of

OLD = {"keep.py": b"keep\n", "sub/change.py": b"old\n", "sub/gone/stale.py": b"stale\n"}
NEW = {"keep.py": b"keep\n", "sub/change.py": b"new\n", "sub/added.py": b"added\n"}


def manifest_of(files: dict[str, bytes]) -> Manifest:
    return Manifest(edition="1", files={path: blob_id(content) for path, content in files.items()})


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    staged = write.stage(folder, decided(folder, files), manifest_of(files))
    write.commit(staged)
    write.swap(staged)


def decided(folder: Path, files: dict[str, bytes]) -> tuple[Change, ...]:
    return changes(folder, read_manifest(folder), files, "merge")


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".bessemer.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_all(tmp_path / "sdk", OLD)
    return tmp_path / "sdk"


def test_stale_files_and_their_empty_folders_go(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    write_all(folder, NEW)
    assert tree(folder) == {**NEW, "mine.txt": b"mine"}
    assert not (folder / "sub" / "gone").exists()
    assert not staging_of(folder).exists()
    assert read_manifest(folder) == manifest_of(NEW)


def test_a_full_disk_leaves_the_old_tree(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = decided(folder, NEW)
    real = os.fsync
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write.stage(folder, found, manifest_of(NEW))
    assert tree(folder) == OLD
    assert not staging_of(folder).exists()


def test_a_crash_before_the_point_of_no_return_leaves_the_old_tree(folder: Path) -> None:
    write.stage(folder, decided(folder, NEW), manifest_of(NEW))
    write.recover(folder)
    assert tree(folder) == OLD
    assert read_manifest(folder) == manifest_of(OLD)
    assert not staging_of(folder).exists()


@pytest.mark.parametrize("moves", range(1, 6))
def test_a_crash_during_the_swap_is_finished_by_the_next_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    staged = write.stage(folder, decided(folder, NEW), manifest_of(NEW))
    write.commit(staged)
    real = os.replace
    done = []

    def crash(source: Path, target: Path) -> None:
        done.append(source)
        if len(done) == moves:
            raise KeyboardInterrupt
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", crash)
        with contextlib.suppress(KeyboardInterrupt):
            write.swap(staged)
    write.recover(folder)
    assert tree(folder) == NEW
    assert read_manifest(folder) == manifest_of(NEW)


@pytest.mark.parametrize("call", ["rename", "rmtree"])
def test_a_crash_of_a_first_run_during_the_swap_is_finished_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    folder = tmp_path / "sdk"
    staged = write.stage(folder, decided(folder, NEW), manifest_of(NEW))
    assert not folder.exists()
    write.commit(staged)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os if call == "rename" else shutil, call, crash)
        with contextlib.suppress(KeyboardInterrupt):
            write.swap(staged)
    assert folder.exists() == (call == "rmtree")
    write.recover(folder)
    assert tree(folder) == NEW
    assert read_manifest(folder) == manifest_of(NEW)
    assert not staging_of(folder).exists()


def test_a_first_run_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "sdk"
    write.discard(write.stage(folder, decided(folder, NEW), manifest_of(NEW)))
    assert not any(tmp_path.iterdir())


def test_a_planted_tree_beside_its_journal_is_not_taken_whole(tmp_path: Path) -> None:
    staging = staging_of(tmp_path / "sdk")
    (staging / "files").mkdir(parents=True)
    (staging / "files" / "listed.py").write_text("")
    (staging / "files" / "other.py").write_text("")
    (staging / "journal.json").write_text(json.dumps({"write": ["listed.py"], "delete": []}))
    write.recover(tmp_path / "sdk")
    assert set(tree(tmp_path / "sdk")) == {"listed.py"}


def test_a_hostile_manifest_names_nothing_outside(tmp_path: Path) -> None:
    from bessemer.emit.manifest import ManifestBroken

    for path in ("../x", "/etc/passwd", "a/../../x", "a\\b"):
        content = {"edition": "1", "inputs": {}, "warnings": 0, "surface": [], "files": {path: "0"}}
        (tmp_path / ".bessemer.json").write_text(json.dumps(content))
        with pytest.raises(ManifestBroken):
            read_manifest(tmp_path)


def test_a_blob_id_is_what_git_says() -> None:
    assert blob_id(b"hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_nothing_is_written_through_a_symbolic_link(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (folder / "sub").rename(outside)
    (folder / "sub").symlink_to(outside)
    fates = {change.path: change.fate for change in decided(folder, NEW)}
    assert fates == {"keep.py": "unchanged", "sub/added.py": "obstructed", "sub/change.py": "obstructed"}


def test_a_linked_file_is_replaced_only_when_asked_and_never_written_through(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine\n")
    (folder / "keep.py").unlink()
    (folder / "keep.py").symlink_to(mine)
    assert [change.fate for change in decided(folder, {"keep.py": b"keep\n"})][:1] == ["in the way"]
    found = changes(folder, read_manifest(folder), {"keep.py": b"keep\n"}, "overwrite")
    staged = write.stage(folder, found, manifest_of({"keep.py": b"keep\n"}))
    write.commit(staged)
    write.swap(staged)
    assert (mine.read_bytes(), (folder / "keep.py").is_symlink()) == (b"mine\n", False)


def test_a_planted_journal_is_refused(folder: Path) -> None:
    staging = staging_of(folder)
    (staging / "files").mkdir(parents=True)
    (staging / "journal.json").write_text(json.dumps({"write": ["../../evil"], "delete": []}))
    with pytest.raises(ManifestBroken, match="outside its folder"):
        write.recover(folder)


@pytest.mark.parametrize("files", [{"a": "--batch"}, {"../x": "0" * 40}, {".git/config": "0" * 40}, {"a": 5}, []])
def test_a_manifest_that_is_not_ours_is_refused(folder: Path, files: object) -> None:
    content = {"edition": "1", "inputs": {}, "files": files, "surface": [], "warnings": 0}
    (folder / ".bessemer.json").write_text(json.dumps(content))
    with pytest.raises(ManifestBroken):
        read_manifest(folder)


def test_folders_made_for_files_that_could_not_be_written_are_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda place, _: not str(place).endswith("deep"))
    with pytest.raises(PermissionError):
        write_all(folder, {**OLD, "new/deep/b.py": b""})
    assert tree(folder) == OLD
    assert not (folder / "new").exists()


def test_a_folder_of_many_files_is_written_whole_and_crashes_alike(folder: Path) -> None:
    many = {f"sub/{index % 7}/{index}.py": b"%d\n" % index for index in range(100)}
    staged = write.stage(folder, decided(folder, many), manifest_of(many))
    assert tree(folder) == OLD
    write.commit(staged)
    write.recover(folder)
    assert tree(folder) == many
    assert read_manifest(folder) == manifest_of(many)

"""The program begins again with a heap of huge pages for a large document, and for nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bessemer import heap

_ASKED = "glibc.malloc.hugetlb=1"
# Says with how much heap the program runs, as it would make something of a document.
_PROGRAM = """
import os, sys
from pathlib import Path
from bessemer import heap
began = os.environ.get("GLIBC_TUNABLES", ""), os.environ.get("PYTHONMALLOC", "")
heap.begin()
if len(sys.argv) > 2:
    heap._SWITCH = Path(sys.argv[2])
print("begun")
heap.for_document(Path(sys.argv[1]))
print(repr((began, {name: os.environ.get(name) for name in ("PYTHONMALLOC", "GLIBC_TUNABLES", "BESSEMER_HUGE_PAGES")})))
"""


def _large(folder: Path) -> Path:
    file = folder / "large.json"
    file.write_bytes(b" " * 8 * 1024**2)
    return file


def _switch(folder: Path, text: str) -> Path:
    file = folder / "enabled"
    file.write_text(text)
    return file


def _run(*arguments: Path, **environment: str) -> list[str]:
    words = [sys.executable, "-c", _PROGRAM, *map(str, arguments)]
    bare = {name: value for name, value in os.environ.items() if name not in ("PYTHONMALLOC", "GLIBC_TUNABLES")}
    done = subprocess.run(words, capture_output=True, text=True, check=True, env={**bare, **environment})
    return done.stdout.splitlines()


def _version() -> tuple[int, ...]:
    try:
        name, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
    except (AttributeError, ValueError, OSError):
        return ()
    return tuple(map(int, version.split("."))) if name == "glibc" else ()


@pytest.mark.skipif(_version() < (2, 35), reason="this C library does not ask for huge pages")
@pytest.mark.parametrize("says", ["always [madvise] never", "[always] madvise never"])
def test_a_large_document_is_worked_on_in_huge_pages(tmp_path: Path, says: str) -> None:
    first, second, last = _run(_large(tmp_path), _switch(tmp_path, says))
    assert (first, second) == ("begun", "begun")
    assert _ASKED in last
    # the programs that are run next are not told
    assert last.endswith("{'PYTHONMALLOC': None, 'GLIBC_TUNABLES': None, 'BESSEMER_HUGE_PAGES': None})")


def test_what_is_not_large_or_has_no_huge_pages_is_worked_on_at_once(tmp_path: Path) -> None:
    given = _switch(tmp_path, "always [madvise] never")
    small = tmp_path / "small.json"
    small.write_text("{}")
    assert len(_run(small, given)) == 2
    assert len(_run(tmp_path / "nowhere.json", given)) == 2
    assert len(_run(_large(tmp_path), _switch(tmp_path, "always madvise [never]"))) == 2
    assert len(_run(_large(tmp_path), tmp_path / "nowhere")) == 2


@pytest.mark.parametrize("name", ["PYTHONMALLOC", "GLIBC_TUNABLES"])
def test_a_heap_that_somebody_chose_stays(tmp_path: Path, name: str) -> None:
    chosen = {"PYTHONMALLOC": "malloc", "GLIBC_TUNABLES": "glibc.malloc.arena_max=1"}[name]
    lines = _run(_large(tmp_path), _switch(tmp_path, "[always] madvise never"), **{name: chosen})
    assert len(lines) == 2
    assert f"'{name}': '{chosen}'" in lines[1]


def test_another_programs_process_never_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("this process is not the program's own"))
    heap.for_document(_large(tmp_path))


@pytest.mark.skipif(_version() < (2, 35), reason="this C library does not ask for huge pages")
def test_a_run_that_began_again_makes_the_same(tmp_path: Path) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1", "description": "x" * 8 * 1024**2},
        "paths": {"/a": {"get": {"responses": {"204": {"description": "d"}}}}},
    }
    file = tmp_path / "large.json"
    file.write_text(json.dumps(document))
    made = []
    for name, environment in (("huge", {}), ("plain", {"PYTHONMALLOC": "default"})):
        words = [sys.executable, "-m", "bessemer", "generate", str(file), "--output", str(tmp_path / name), "--quiet"]
        subprocess.run(words, check=True, env={**os.environ, "XDG_CACHE_HOME": str(tmp_path), **environment})
        folder = tmp_path / name
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert made[0] == made[1]
    assert len(made[0]) > 20

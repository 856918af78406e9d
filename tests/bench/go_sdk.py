"""Measure the Go SDK of the whole Anthropic API beside the published module: `python -m tests.bench.go_sdk FOLDER`.

In FOLDER lie `openapi.json` and `stainless.yml`. The published module comes through the go command. What the standard
library costs to build is left out: it is built before.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bessemer.cli import main as bessemer
from tests.support.project import ROOT

MODULE = "github.com/anthropics/anthropic-sdk-go"
VERSION = "v1.41.0"
PROGRAM = ROOT / "tests" / "bench" / "go" / "bench_test.go"
RUNS = 5
_RESULT = re.compile(r"^Benchmark(\w+)\S*\s+\d+\s+(\d+) ns/op\s+(\d+) B/op\s+(\d+) allocs/op", re.MULTILINE)


def main() -> None:
    given = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="bench-go-") as temporary:
        folder = Path(temporary)
        command = ["generate", str(given / "openapi.json"), "--config", str(given / "stainless.yml")]
        assert bessemer([*command, "--target", "go", "--output", str(folder / "ours"), "--quiet"]) == 0
        published = json.loads(_go(folder, "mod", "download", "-json", f"{MODULE}@{VERSION}"))["Dir"]
        rooms = {"published": _room(folder, None), "ours": _room(folder, folder / "ours" / "go")}
        places = {"published": Path(published), "ours": folder / "ours" / "go"}
        print("| to build | lines of Go | CPU s | peak MiB |\n| --- | ---: | ---: | ---: |")
        for name, room in rooms.items():
            print(f"| {name} | {_lines(places[name])} | {' | '.join(_built(room, folder / f'cache-{name}'))} |")
        print("\n| what | module | µs | bytes | allocations |\n| --- | --- | ---: | ---: | ---: |")
        for line in sorted(_timed(rooms)):
            print(line)


def _room(folder: Path, ours: Path | None) -> Path:
    """A module of its own that needs the SDK, with the benchmarks."""
    room = folder / ("room-published" if ours is None else "room-ours")
    room.mkdir()
    shutil.copy(PROGRAM, room / "bench_test.go")
    replaced = "" if ours is None else f"replace {MODULE} => {ours}\n"
    (room / "go.mod").write_text(f"module bench\n\ngo 1.24\n\nrequire {MODULE} {VERSION}\n{replaced}", encoding="utf-8")
    _go(room, "mod", "tidy")
    return room


def _go(folder: Path, *arguments: str, cache: Path | None = None) -> str:
    environment = {**os.environ, "GOFLAGS": "-mod=mod", **({} if cache is None else {"GOCACHE": str(cache)})}
    done = subprocess.run(["go", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _lines(module: Path) -> int:
    """Of the packages that a program with the SDK compiles."""
    kept = (path for path in module.rglob("*.go") if not path.name.endswith("_test.go"))
    inner = (path for path in kept if path.relative_to(module).parts[0] in _PACKAGES or path.parent == module)
    return sum(path.read_text(encoding="utf-8").count("\n") for path in inner)


_PACKAGES = ("internal", "option", "packages", "shared")


def _built(room: Path, cache: Path) -> tuple[str, str]:
    """CPU and the largest process of a build with nothing of the SDK in the cache."""
    _go(room, "build", "std", cache=cache)
    environment = {**os.environ, "GOFLAGS": "-mod=mod", "GOCACHE": str(cache)}
    process = subprocess.Popen(["go", "build", "-p", "1", MODULE], cwd=room, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return f"{usage.ru_utime + usage.ru_stime:.1f}", f"{usage.ru_maxrss / 1024:.0f}"


def _timed(rooms: dict[str, Path]) -> Iterator[str]:
    """Medians of runs taken in turn, on one processor."""
    found: dict[tuple[str, str], list[tuple[int, ...]]] = {}
    for _ in range(RUNS):
        for name, room in rooms.items():
            text = _go(room, "test", "-bench", ".", "-cpu", "1", "-benchtime", "300ms", "-run", "^$")
            for what, *figures in _RESULT.findall(text):
                found.setdefault((what, name), []).append(tuple(map(int, figures)))
    for (what, name), runs in found.items():
        time, size, allocations = (statistics.median(column) for column in zip(*runs, strict=True))
        yield f"| {what} | {name} | {time / 1000:.0f} | {size:.0f} | {allocations:.0f} |"


if __name__ == "__main__":
    main()

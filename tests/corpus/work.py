"""Run programs with a limit and their cost measured, and remember what came out for the same input."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """How a program ended: `status` is None where the limit ended it; `cpu` in seconds, `memory` the peak in MiB."""

    status: int | None
    out: str
    err: str
    seconds: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path, limit: float, environment: Mapping[str, str] | None = None) -> Ran:
    """Run a program in a folder; at most `limit` seconds."""
    begun = time.monotonic()
    out, err = folder / ".out", folder / ".err"
    with out.open("wb") as to_out, err.open("wb") as to_err:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=to_out,
            stderr=to_err,
            start_new_session=True,
        )
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        timer.start()
        _, ended, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(ended)
    return Ran(
        None if stopped.is_set() else process.returncode,
        out.read_text(encoding="utf-8", errors="replace"),
        err.read_text(encoding="utf-8", errors="replace"),
        time.monotonic() - begun,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
    )


def tree_sum(folder: Path, *others: str) -> str:
    """A sum over the text files of a folder, caches left out, and what else the result depends on."""
    total = hashlib.sha256("\0".join(others).encode())
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(place, name)
                total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


class Memory:
    """What was found before, by name of the step and sum of all it depends on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, step: str, name: str, key: str) -> Mapping[str, object] | None:
        path = self._folder / step / f"{name}.json"
        if not path.is_file():
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        return kept["found"] if kept["key"] == key else None

    def keep(self, step: str, name: str, key: str, found: Mapping[str, object]) -> None:
        path = self._folder / step / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"key": key, "found": found}, indent=1), encoding="utf-8")

    def through(self, step: str, name: str, key: str, find: Callable[[], Mapping[str, object]]) -> Mapping[str, object]:
        found = self.recall(step, name, key)
        if found is None:
            found = find()
            self.keep(step, name, key, found)
        return found


def as_data(ran: Ran) -> dict[str, object]:
    """The run without its output, rounded."""
    data = asdict(ran)
    del data["out"], data["err"]
    return {**data, **{key: round(float(str(data[key])), 2) for key in ("seconds", "cpu", "memory")}}

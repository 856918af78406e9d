"""Compare how much CPU decoding takes: `python -m tests.bench.decode .venv-peers [FOLDER]`.

FOLDER has the `openapi.json` and `stainless.yml` of the Anthropic API, `../shared/anthropic` where it is not said. Each
measurement is a process of its own, which decodes something small first. What comes back is in memory: the HTTP
library and decoding are measured, no network.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.project import ROOT

RUNS = 7
PROGRAM = Path(__file__).with_name("decode_program.py")
WHAT = ("page", "stream", "chunks")
NAMES = {
    "page": "a page of 10,000 items",
    "stream": "5,000 events, read 64 KiB at a time",
    "chunks": "5,000 events, read one at a time",
}


def main() -> None:
    peer = Path(sys.argv[1]).resolve() / "bin" / "python"
    api = Path(sys.argv[2] if len(sys.argv) > 2 else ROOT.parent / "shared" / "anthropic").resolve()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        source = _generated(api, Path(temporary))
        print(f"| {'what':<36} | published SDK, CPU ms | ours | of peer |")
        print("| --- | ---: | ---: | ---: |")
        for what in WHAT:
            published, ours = [], []
            for _ in range(RUNS):
                published.append(_seconds(str(peer), what, "httpx2", None))
                ours.append(_seconds(sys.executable, what, "httpx", source))
            one, other = statistics.median(published), statistics.median(ours)
            print(f"| {NAMES[what]:<36} | {one * 1000:.1f} | {other * 1000:.1f} | {other / one:.2f} |")


def _generated(api: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "bessemer", "generate", "--quiet", "--target", "python", "--output", str(folder)]
    subprocess.run([*command, "--config", str(api / "stainless.yml"), str(api / "openapi.json")], check=False)
    return folder / "python" / "src"


def _seconds(python: str, what: str, library: str, source: Path | None) -> float:
    environment = {**os.environ, "PYTHONPATH": str(source or "")}
    command = [python, str(PROGRAM), what, library]
    return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()

"""What the SDK costs who checks types with it, and its size: `python -m tests.bench.checking PEERS [FOLDER]`.

Ours is made from the `openapi.json` and `stainless.yml` in FOLDER, the whole Anthropic API; PEERS is an environment
with the published SDK. mypy and pyright read a program of ten lines, without a cache.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Job, measure, table
from tests.support.project import ROOT

RUNS = 2
PROGRAM = """\
from anthropic import Anthropic

client = Anthropic()
message = client.messages.create(
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello"}],
    model="claude-opus-4-7",
)
for block in message.content:
    print(block.text if block.type == "text" else block.type)
"""


def main() -> None:
    peer = Path(sys.argv[1]).absolute() / "bin" / "python"
    inputs = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT.parent / "shared" / "anthropic"
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        sdk = made(inputs, folder)
        print(checked(peer, environment(folder, sdk / "src"), folder), "\n")
        print(sizes(peer, sdk, folder))


def made(inputs: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "bessemer", "generate", str(inputs / "openapi.json"), "--quiet"]
    command += ["--config", str(inputs / "stainless.yml"), "--target", "python", "--output", str(folder / "sdk")]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return folder / "sdk" / "python"


def environment(folder: Path, source: Path) -> Path:
    """The interpreter of an environment in which the SDK is installed, with the libraries of this one."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "ours")], check=True)
    (packages,) = (folder / "ours" / "lib").glob("python*/site-packages")
    (packages / "ours.pth").write_text(f"{source}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return folder / "ours" / "bin" / "python"


def checked(peer: Path, ours: Path, folder: Path) -> str:
    (folder / "program").mkdir()
    (folder / "program" / "program.py").write_text(PROGRAM, encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", "/dev/null", "--python-executable"]
    pyright = [sys.executable, "-m", "pyright", "--pythonpath"]
    parts = []
    for name, command in (("mypy", mypy), ("pyright", pyright)):
        jobs = [
            Job(f"{whose}: {name}", [*command, str(python), "program.py"], {}, folder / "program")
            for whose, python in (("published SDK", peer), ("ours", ours))
        ]
        parts.append(table(measure(jobs, RUNS, warm_ups=0), jobs[0].name))
    return "\n\n".join(parts)


def sizes(peer: Path, sdk: Path, folder: Path) -> str:
    """Wheels, and lines of Python that are not blank; of the published package without its `lib`, written by hand."""
    show = [str(peer), "-c", "import anthropic; print(anthropic.__version__, anthropic.__path__[0])"]
    version, _, package = subprocess.run(show, capture_output=True, text=True, check=True).stdout.strip().partition(" ")
    wheel = ["--no-deps", "--quiet", "--disable-pip-version-check"]
    fetch = ["-m", "pip", "download", *wheel, "--dest", str(folder / "theirs"), f"anthropic=={version}"]
    build = ["-m", "pip", "wheel", *wheel, "--no-build-isolation", "--wheel-dir", str(folder / "built"), str(sdk)]
    for command in (fetch, build):
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    weights = [next(place.glob("*.whl")).stat().st_size for place in (folder / "theirs", folder / "built")]
    counts = [sum(lines(place)) for place in (Path(package), sdk / "src" / "anthropic")]
    rows = ["| size | published SDK | ours | of peer |", "| --- | ---: | ---: | ---: |"]
    for what, (theirs, ours) in (("wheel, bytes", weights), ("lines of Python", counts)):
        rows.append(f"| {what} | {theirs:,} | {ours:,} | {ours / theirs:.2f} |")
    return "\n".join(rows)


def lines(package: Path) -> Iterator[int]:
    """How many each module has."""
    for path in package.rglob("*.py"):
        if "lib" not in path.relative_to(package).parts:
            yield sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    main()

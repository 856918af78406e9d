"""The steps that a document goes through: each runs programs in the document's folder and says what it found."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bessemer.places import tool_sum
from tests.corpus.documents import CorpusDocument
from tests.corpus.typed import Package, checked, groups
from tests.corpus.work import Memory, Ran, as_data, run, tree_sum
from tests.support.project import ROOT

Found = Mapping[str, object]
BIN = Path(sys.executable).parent
# Seconds: generous, so that only what hangs meets them.
LIMITS = {
    "generate": 300,
    "probe": 600,
    "ruff": 120,
    "mypy": 1800,
    "pyright": 1800,
    "tests": 1800,
    "examples": 900,
    "go": 1800,
}
NAMES = tuple(LIMITS)
# Nothing is fetched; one program at a time, as the corpus goes through several documents at once.
_GO = {"GOPROXY": "off", "GOFLAGS": "-p=1"}


@dataclass(frozen=True)
class Job:
    """One document under way: where it is worked on, and what is known of earlier runs."""

    document: CorpusDocument
    operations: tuple[tuple[str, str], ...]
    folder: Path
    memory: Memory

    @property
    def sdk(self) -> Path:
        return self.folder / "out" / "python"

    @property
    def package(self) -> str:
        return next(path.parent.name for path in sorted(self.sdk.glob("src/*/_client.py")))


def generated(job: Job) -> Found:
    """`bessemer generate` with no config, in a fresh folder; remembered while tool and document are the same."""
    key = f"{tool_sum()} {job.document.sum()}"
    kept = job.memory.recall("generate", job.document.name, key)
    if kept is not None and (not kept["ok"] or (job.sdk / "src").is_dir()):
        return kept
    shutil.rmtree(job.folder, ignore_errors=True)
    job.folder.mkdir(parents=True)
    command = [sys.executable, "-m", "bessemer", "generate", str(job.document.path), "--allow-invalid"]
    ran = run([*command, "--target", "python", "--output", "out"], job.folder, LIMITS["generate"])
    found = {
        **as_data(ran),
        "ok": ran.status == 0 and (job.sdk / "src").is_dir(),
        "first": _error_of_bessemer(ran),
        "lines": sum(_lines(path) for path in (job.sdk / "src").rglob("*.py")) if ran.status == 0 else 0,
        "tree": tree_sum(job.sdk) if ran.status == 0 else "",
    }
    job.memory.keep("generate", job.document.name, key, found)
    return found


def probed(job: Job) -> Found:
    listing = job.folder / "operations.json"
    listing.write_text(json.dumps(job.operations), encoding="utf-8")
    command = [sys.executable, "-m", "tests.corpus.probe", str(job.sdk / "src"), str(listing)]
    ran = run(command, job.folder, LIMITS["probe"], {"PYTHONPATH": str(ROOT)})
    if ran.status != 0:
        return {
            **as_data(ran),
            "ok": False,
            "first": _last_line(ran),
            "callable": 0,
            "imports": False,
            "models_ok": False,
        }
    found = json.loads(ran.out)
    imports, models_ok = not found["import_errors"], not found["model_errors"]
    everything = found["callable"] == len(job.operations)
    problems = [
        *(f"import {name}: {text}" for name, text in found["import_errors"]),
        *(f"model {name}: {text}" for name, text in found["model_errors"]),
        *(f"call {name}: {text}" for name, text in found["call_errors"]),
        *(f"no method for {item}" for item in found["missing"]),
    ]
    state = {"imports": imports, "models_ok": models_ok, "problems": problems}
    return {
        **as_data(ran),
        **found,
        **state,
        "ok": imports and models_ok and everything,
        "first": (problems or [""])[0],
    }


def ruffed(job: Job) -> Found:
    return _linted("ruff", [str(BIN / "ruff"), "check", "--output-format", "concise", "."], job.sdk)


def mypied(job: Job) -> Found:
    cache = job.folder.parent.parent / "mypy" / job.document.name
    _seed_mypy(cache)
    command = [str(BIN / "mypy"), "--strict", "--cache-dir", str(cache), "--no-color-output", f"src/{job.package}"]
    return _linted("mypy", command, job.sdk)


def pyrighted(job: Job) -> Found:
    package = as_package(job)
    return checked((package,), job.folder)[package.name]


def pyrighted_together(jobs: Sequence[Job], folder: Path, workers: int) -> None:
    """Have what pyright finds in every package remembered: small packages share a run."""
    waiting = {}
    for job in jobs:
        made = generated(job)
        key = f"{made.get('tree')} {_depends('pyright')}"
        if made["ok"] and job.memory.recall("pyright", job.document.name, key) is None:
            waiting[job.document.name] = (job, key)
    found = [tuple(group) for group in groups([as_package(job) for job, _ in waiting.values()])]
    with ThreadPoolExecutor(workers) as pool:
        for some in pool.map(lambda item: checked(item[1], folder / str(item[0])), enumerate(found)):
            for name, result in some.items():
                job, key = waiting[name]
                job.memory.keep("pyright", name, key, result)


def as_package(job: Job) -> Package:
    return Package(job.document.name, job.sdk / "src", int(str(generated(job)["lines"])))


def tested(job: Job) -> Found:
    """The generated tests; those of the runtime are the same in every SDK and run in its own folder."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "--tb=line", "-p", "no:cacheprovider"]
    skipped = ["--ignore", "tests/runtime", "tests"]
    return _linted("tests", [*command, *skipped], job.sdk)


def exampled(job: Job) -> Found:
    """The examples and defaults of the document, decoded and encoded by the package."""
    source, document = job.sdk / "src", job.document.path.resolve()
    command = [sys.executable, "-m", "tests.support.examples", str(document), str(source), job.package]
    ran = run(command, job.folder, LIMITS["examples"], {"PYTHONPATH": str(ROOT)})
    data: dict[str, Any] = json.loads(ran.out) if ran.status == 0 else {"tried": 0, "failures": [_last_line(ran)]}
    problems, first = data["failures"], (data["failures"] or [""])[0]
    state = {"ok": not problems, "errors": len(problems), "problems": problems[:50], "first": first}
    return {**as_data(ran), **state, "tried": data["tried"]}


def built_in_go(job: Job) -> Found:
    """The module of Go, generated beside the package of Python: built, and vetted with its tests.

    `built` is the peak in MiB of the largest of the programs that build it.
    """
    command = [sys.executable, "-m", "bessemer", "generate", str(job.document.path), "--allow-invalid"]
    ran = run([*command, "--target", "go", "--output", "out"], job.folder, LIMITS["generate"])
    if ran.status != 0:
        return {**as_data(ran), "ok": False, "errors": 0, "first": _error_of_bessemer(ran), "built": 0}
    module = job.folder / "out" / "go"
    built = run(["go", "build", "./..."], module, LIMITS["go"], _GO)
    vetted = run(["go", "vet", "./..."], module, LIMITS["go"], _GO) if built.status == 0 else built
    problems = [line for line in (vetted.err or vetted.out).splitlines() if not line.startswith("#")]
    ok = vetted.status == 0
    first = "" if ok else (problems or [f"exit {vetted.status}: {_last_line(vetted)}"])[0].strip()
    state = {"ok": ok, "errors": 0 if ok else len(problems), "problems": problems[:50], "first": first}
    return {**as_data(built), **state, "built": round(built.memory)}


STEPS: Mapping[str, Callable[[Job], Found]] = {
    "probe": probed,
    "ruff": ruffed,
    "mypy": mypied,
    "pyright": pyrighted,
    "tests": tested,
    "examples": exampled,
    "go": built_in_go,
}


def results(job: Job, steps: tuple[str, ...]) -> dict[str, Found]:
    """What each step found, those that were run before on the same output from memory."""
    made = {"generate": generated(job)}
    if not made["generate"]["ok"]:
        return made
    for step in steps:
        if step in STEPS:
            key = f"{made['generate']['tree']} {_depends(step)}"
            made[step] = job.memory.through(step, job.document.name, key, lambda run=STEPS[step]: run(job))  # type: ignore[misc]
    return made


# The program that probes, and what it imports of ours.
_PROBE = ("probe.py", "samples.py", "matching.py")


def _depends(step: str) -> str:
    if step == "probe":
        own = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _PROBE]
        return f"{own} {importlib.metadata.version('pydantic')}"
    if step == "go":
        return f"{tool_sum()} {subprocess.check_output(['go', 'version'], text=True)}"
    if step == "examples":
        # it reads the document as the generator does
        return f"{tool_sum()} {(ROOT / 'tests' / 'support' / 'examples.py').read_text(encoding='utf-8')}"
    return importlib.metadata.version({"tests": "pytest"}.get(step, step))


def _linted(step: str, command: list[str], folder: Path) -> Found:
    environment = {"NO_COLOR": "1", "MYPY_FORCE_COLOR": "0", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "PYTHONPATH": "src"}
    ran = run(command, folder, LIMITS[step], environment)
    text = ran.out or ran.err
    problems = [line for line in text.splitlines() if _is_problem(line)]
    first = "" if ran.status == 0 else (problems or [f"exit {ran.status}: {_last_line(ran)}"])[0].strip()
    found = {**as_data(ran), "ok": ran.status == 0, "errors": len(problems), "problems": problems[:50], "first": first}
    if step == "tests" and ran.status == 5:
        return {**found, "ok": False, "first": "there are no tests"}
    return found


def _is_problem(line: str) -> bool:
    return "error:" in line or " - error" in line or line.startswith(("src/", "tests/", "FAILED", "ERROR", "E  "))


def _error_of_bessemer(ran: Ran) -> str:
    if ran.status == 0:
        return ""
    lines = ran.err.splitlines()
    found = next((index for index, line in enumerate(lines) if line.startswith("error[")), None)
    if ran.status is None:
        return "out of time"
    if found is None:
        return _last_line(ran)
    where = lines[found + 1].strip() if len(lines) > found + 1 else ""
    return f"{lines[found]} {where}"


def _last_line(ran: Ran) -> str:
    lines = [line for line in (ran.err or ran.out).splitlines() if line.strip()]
    return lines[-1][:300] if lines else ("out of time" if ran.status is None else f"exit {ran.status}")


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _seed_mypy(cache: Path) -> None:
    """Start from what mypy knows of the libraries: they are the same for every SDK."""
    if cache.is_dir():
        return
    base = cache.parent / "_libraries"
    if not base.is_dir():
        fresh = cache.parent / f"_fresh-{cache.name}"
        fresh.mkdir(parents=True)
        program = "import anyio, httpx2, pydantic, pydantic_core, pytest, typing_extensions"
        run([str(BIN / "mypy"), "--strict", "--cache-dir", ".", "-c", program], fresh, 600)
        if not base.is_dir():
            fresh.rename(base)
    shutil.copytree(base, cache)

"""Measure whole processes side by side: CPU seconds and peak memory, medians of runs taken in turn."""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """A command to measure, with its own environment variables. `fresh` is moved aside before each run of it."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    fresh: Path | None = None


@dataclass(frozen=True)
class Figure:
    """`cpu` is user and system time in seconds, `memory` the peak resident set in MiB."""

    name: str
    cpu: float
    memory: float


def measure(jobs: Sequence[Job], runs: int, warm_ups: int = 1) -> list[Figure]:
    """Warm-ups, then the jobs in turn, so that a machine that drifts drifts for all of them."""
    samples: dict[str, list[tuple[float, float]]] = {job.name: [] for job in jobs}
    for turn in range(warm_ups + runs):
        for job in jobs:
            sample = _run(job)
            if turn >= warm_ups:
                samples[job.name].append(sample)
    return [
        Figure(name, statistics.median(cpu for cpu, _ in found), statistics.median(memory for _, memory in found))
        for name, found in samples.items()
    ]


def table(figures: Sequence[Figure], peer: str) -> str:
    """The figures as a Markdown table, each as a ratio to the peer's."""
    of_peer = next(figure for figure in figures if figure.name == peer)
    rows = [f"| {'what':<38} | CPU s | of peer | peak MiB | of peer |", "| --- | ---: | ---: | ---: | ---: |"]
    rows += [
        f"| {figure.name:<38} | {figure.cpu:.3f} | {figure.cpu / of_peer.cpu:.2f} "
        f"| {figure.memory:.0f} | {figure.memory / of_peer.memory:.2f} |"
        for figure in figures
    ]
    return "\n".join(rows)


def _run(job: Job) -> tuple[float, float]:
    if job.fresh is not None and job.fresh.exists():
        # ext4 steps over what was deleted in the last minutes one by one: a folder removed here costs the run a second
        number = next(index for index in itertools.count() if not _aside(job.fresh, index).exists())
        job.fresh.rename(_aside(job.fresh, number))
    environment = {**os.environ, **job.environment}
    with subprocess.Popen(
        job.command,
        cwd=job.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{job.name} failed:\n{said}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _aside(folder: Path, index: int) -> Path:
    return folder.with_name(f"{folder.name}.{index}")

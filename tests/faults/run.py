"""Run the fault campaign against what is generated, and print how it went by kind of fault: `make faults`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from tests.faults.campaign import KINDS, scenarios
from tests.faults.oracle import COLUMNS, Violation, judge
from tests.faults.scenario import Outcome, Scenario
from tests.faults.server import FaultServer, serving
from tests.support.project import ROOT, Project

HERE = Path(__file__).parent
DRIVERS: Mapping[str, str] = {"sync": "blocking", "async": "awaiting"}
SEAMS = ("httpx2", "httpx")
# What a kind of client has no way to do.
_NOT_FOR = {"sync": ("cancel", "cancel soon", "storm"), "async": ("fork",)}


@dataclass(frozen=True)
class Judged:
    """A scenario as one driver played it."""

    scenario: Scenario
    driver: str
    violations: Sequence[Violation]


def main() -> int:
    options = _options()
    judged: list[Judged] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in options.drivers.split(","):
            seam, mode = name.split("-")
            found = list(played(scenarios(options.count, options.seed), seam, mode, Path(folder)))
            print(f"{name}: {len(found)} scenarios", file=sys.stderr, flush=True)
            judged += found
    print(table(judged))
    for item in judged:
        for violation in item.violations:
            where = f"{item.scenario.id} {item.scenario.kind} / {item.scenario.call} ({item.driver})"
            print(f"{violation.column}: {where}: {violation.what}")
    return 1 if any(item.violations for item in judged) else 0


def played(chosen: Sequence[Scenario], seam: str, mode: str, folder: Path) -> Iterator[Judged]:
    """Each scenario that this kind of client can play, judged."""
    chosen = [scenario for scenario in chosen if scenario.how not in _NOT_FOR[mode]]
    environment = {"PYTHONPATH": ":".join(map(str, [*sdks(folder, seam), ROOT])), "PATH": ""}
    with serving(chosen) as server:
        command = [sys.executable, "-m", f"tests.faults.drivers.{DRIVERS[mode]}"]
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as driver:
            assert driver.stdin is not None
            assert driver.stdout is not None
            for scenario in chosen:
                driver.stdin.write(json.dumps(_task(scenario, server)) + "\n")
                driver.stdin.flush()
                line = driver.stdout.readline()
                assert line, f"the driver ended at {scenario}"
                outcome = _outcome(json.loads(line))
                violations = judge(scenario, server.ledger.arrivals(scenario.id), outcome)
                yield Judged(scenario, f"{seam}-{mode}", violations)
            driver.stdin.close()


def _task(scenario: Scenario, server: FaultServer) -> dict[str, object]:
    base = server.base(scenario)
    probe = server.home if scenario.script[0].after in ("refuse", "accept") else base.partition("/s/")[0]
    # A server may hang up after an answer just when the next call is made.
    patience = any(act.do == "close" for answer in scenario.script for act in answer.acts)
    return {**scenario.task(), "base": base, "probe": probe, "probe_retries": int(patience)}


def _outcome(told: Mapping[str, object]) -> Outcome:
    listed = {
        name: tuple(value) if isinstance(value, list) and name != "value" else value for name, value in told.items()
    }
    known = {item.name for item in fields(Outcome)}
    return Outcome(**{name: value for name, value in listed.items() if name in known})  # type: ignore[arg-type]


def sdks(folder: Path, seam: str) -> list[Path]:
    """The folders of the packages that the drivers import, generated for an HTTP library."""
    keyed = ("client_settings:\n", "client_settings:\n  idempotency: {header: Idempotency-Key}\n")
    return [
        _generated(folder / f"plain-{seam}", HERE / "api", seam),
        _generated(
            folder / f"keyed-{seam}",
            HERE / "api",
            seam,
            ("python: {package_name: faulty,", "python: {package_name: faulty_keyed,"),
            keyed,
        ),
        _generated(folder / f"seed-{seam}", ROOT / "spec", seam),
    ]


def _generated(folder: Path, spec: Path, seam: str, *edits: tuple[str, str]) -> Path:
    made = folder / "generated" / "python" / "src"
    if not made.exists():
        shutil.copytree(spec, folder / "spec")
        project = Project(folder)
        for before, after in (("http_library: httpx2", f"http_library: {seam}"), *edits):
            project.edit("sdk.yml", before, after)
        project.run("generate", "--target", "python", "--quiet")
    return made


def table(judged: Sequence[Judged]) -> str:
    """A row a kind: how many scenarios, and how many of them went wrong in each way."""
    played_: Counter[str] = Counter(item.scenario.kind for item in judged)
    wrong: Counter[tuple[str, str]] = Counter()
    for item in judged:
        wrong.update({(item.scenario.kind, column) for column in {violation.column for violation in item.violations}})
    rows = [
        [kind.name, str(played_[kind.name]), *(str(wrong[kind.name, column]) for column in COLUMNS)]
        for kind in KINDS
        if played_[kind.name]
    ]
    total = ["all", str(len(judged)), *(str(sum(wrong[kind.name, column] for kind in KINDS)) for column in COLUMNS)]
    head = ["fault", "scenarios", *COLUMNS]
    lines = [head, ["---"] * len(head), *rows, total]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=600, help="scenarios for each driver")
    parser.add_argument("--seed", type=int, default=1)
    drivers = [f"{seam}-{mode}" for seam in SEAMS for mode in DRIVERS]
    parser.add_argument("--drivers", default=",".join(drivers), help="of " + ", ".join(drivers))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

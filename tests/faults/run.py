"""Run the fault campaign against what is generated, and print how it went by kind of fault: `make faults`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from tests.faults.campaign import KINDS, scenarios
from tests.faults.contents import TOO_SHORT
from tests.faults.golang import built, for_go
from tests.faults.oracle import COLUMNS, Violation, judge
from tests.faults.scenario import Outcome, Scenario
from tests.faults.server import FaultServer, serving
from tests.support.project import ROOT, Project

HERE = Path(__file__).parent
PYTHON: Mapping[str, str] = {"sync": "blocking", "async": "awaiting"}
# What sends: an HTTP library, or the transport of an extra, which is for one of them.
SENDERS: Mapping[str, str] = {"httpx2": "httpx2", "httpx": "httpx", "pyreqwest": "httpx"}
DRIVERS = (*(f"{sender}-{mode}" for sender in SENDERS for mode in PYTHON), "go")
# What a kind of client has no way to do.
_NOT_FOR = {"sync": ("cancel", "cancel soon", "storm"), "async": ("fork",), "go": ("fork", "close", "late")}
# Its runtime does not outlive a fork, and says so.
_NOT_FOR_SENDER = {"pyreqwest": ("fork",)}


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
            found = list(played(scenarios(options.count, options.seed), name, Path(folder)))
            print(f"{name}: {len(found)} scenarios", file=sys.stderr, flush=True)
            judged += found
    print(table(judged))
    for item in judged:
        for violation in item.violations:
            where = f"{item.scenario.id} {item.scenario.kind} / {item.scenario.call} ({item.driver})"
            print(f"{violation.column}: {where}: {violation.what}")
    return 1 if any(item.violations for item in judged) else 0


def played(chosen: Sequence[Scenario], driver: str, folder: Path) -> Iterator[Judged]:
    """Each scenario that this kind of client can play, judged."""
    sender, _, mode = driver.rpartition("-")
    never = (*_NOT_FOR[mode], *_NOT_FOR_SENDER.get(sender, ()))
    chosen = [scenario for scenario in chosen if scenario.how not in never]
    if mode == "go":
        chosen = [reading for scenario in chosen if (reading := for_go(scenario)) is not None]
        # Python refuses to read longer numbers
        sys.set_int_max_str_digits(0)
    command, environment = _go(folder) if mode == "go" else _python(driver, folder)
    with (
        serving(chosen) as server,
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        for scenario in chosen:
            process.stdin.write(json.dumps(_task(scenario, server)) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            assert line, f"the driver ended at {scenario}"
            violations = judge(scenario, server.ledger.arrivals(scenario.id), _outcome(json.loads(line)))
            yield Judged(scenario, driver, violations)
        process.stdin.close()


def _python(driver: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    """How a Python driver is started."""
    sender, mode = driver.split("-")
    path = ":".join(map(str, [*sdks(folder, SENDERS[sender]), ROOT]))
    command = [sys.executable, "-m", f"tests.faults.drivers.{PYTHON[mode]}", sender]
    return command, {"PYTHONPATH": path, "PATH": ""}


def _go(folder: Path) -> tuple[list[str], dict[str, str]]:
    """How the Go driver is started, built against modules of its own."""
    return [str(built(folder / "go"))], {"PATH": ""}


def _task(scenario: Scenario, server: FaultServer) -> dict[str, object]:
    base = server.base(scenario)
    probe = server.home if scenario.script[0].after in ("refuse", "accept") else base.partition("/s/")[0]
    # A server may hang up after an answer just when the next call is made, and what comes behind an answer that said to
    # be shorter may be read only then.
    hangs_up = any(act.do == "close" for answer in scenario.script for act in answer.acts)
    patience = hangs_up or any(answer.kind == TOO_SHORT for answer in scenario.script)
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
    """A row a kind and a row a driver: how many scenarios, and how many of them went wrong in each way."""
    kinds = [(kind.name, [item for item in judged if item.scenario.kind == kind.name]) for kind in KINDS]
    drivers = [(name, [item for item in judged if item.driver == name]) for name in DRIVERS]
    rows = [[name, *_cells(items)] for name, items in kinds if items]
    rows += [[f"all, {name}", *_cells(items)] for name, items in drivers if items]
    head = ["fault", "scenarios", *COLUMNS]
    lines = [head, ["---"] * len(head), *rows, ["all", *_cells(judged)]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _cells(judged: Sequence[Judged]) -> Iterator[str]:
    yield str(len(judged))
    for column in COLUMNS:
        yield str(sum(any(violation.column == column for violation in item.violations) for item in judged))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=600, help="scenarios for each driver")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drivers", default=",".join(DRIVERS), help="of " + ", ".join(DRIVERS))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

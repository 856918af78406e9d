"""Where a run's time goes: the processor's seconds of each stage, and the most memory held by its end."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bessemer.frozen import frozen

_KIB_PER_MIB = 1024


@frozen
class Progress:
    """What a run says while it goes: `say` a stage and a detail to people, `lap` that a stage has ended."""

    say: Callable[[str, str], None]
    lap: Callable[[str], None]

    def __call__(self, stage: str, detail: str) -> None:
        self.say(stage, detail)


@dataclass(slots=True)
class Stopwatch:
    """Adds up the time since the lap before, by stage, from the start of the process; children that ended are in it."""

    _last: float = 0.0
    _spent: dict[str, tuple[float, float]] = field(default_factory=dict)

    def lap(self, stage: str) -> None:
        now = _cpu()
        seconds, _ = self._spent.get(stage, (0.0, 0.0))
        self._spent[stage] = (seconds + now - self._last, _memory())
        self._last = now

    def rows(self) -> Sequence[Mapping[str, object]]:
        """In the order that the stages first ended: `cpu` in seconds, `memory` in MiB."""
        return [
            {"stage": stage, "cpu": round(cpu, 3), "memory": round(memory)}
            for stage, (cpu, memory) in self._spent.items()
        ]

    def table(self) -> str:
        """One line for each stage, and their sum."""
        rows = self.rows()
        total = {"stage": "total", "cpu": round(self._last, 3), "memory": round(_memory())}
        lines = [f"{'stage':<20}{'CPU s':>9}{'peak MiB':>10}"]
        for row in (*rows, total):
            lines.append(f"{row['stage']:<20}{row['cpu']:>9.2f}{row['memory']:>10}")
        return "\n".join(lines)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _memory() -> float:
    """The peak of this process or of its largest child, whichever is more, in MiB."""
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    # macOS counts bytes where Linux counts KiB
    return peak / (_KIB_PER_MIB**2 if sys.platform == "darwin" else _KIB_PER_MIB)

"""What a call costs in a process that is warm, side by side with the published SDK and the HTTP library itself.

`python -m tests.bench.calls PEERS` measures it alone. Whole processes with one call and with many are measured in turn;
the difference, by the number of calls, is the cost of one.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Job, measure
from tests.support.project import ROOT
from tests.support.server import serving

RUNS = 5
CALLS = 2_000
ANSWER = '{"id": "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF", "type": "message_batch_deleted"}'

_SDK = """
from anthropic import Anthropic{imports}
client = Anthropic(api_key="k", max_retries=0{arguments})
for _ in range({count}):
    assert client.beta.messages.batches.delete("b").id
"""
_ASYNC = """
import asyncio
from anthropic import AsyncAnthropic{imports}
async def main():
    client = AsyncAnthropic(api_key="k", max_retries=0{arguments})
    for _ in range({count}):
        assert (await client.beta.messages.batches.delete("b")).id
asyncio.run(main())
"""
_LIBRARY = """
import os, httpx2
client = httpx2.Client()
url = os.environ["ANTHROPIC_BASE_URL"] + "/v1/messages/batches/b?beta=true"
for _ in range({count}):
    assert client.delete(url, headers={{"X-Api-Key": "k"}}).json()["id"]
"""


@dataclass(frozen=True)
class Way:
    """A way to call; `of` is what it is compared with, itself where that is the peer."""

    name: str
    python: str
    program: str
    environment: Mapping[str, str]
    of: str


def table(peer_python: str, folder: Path) -> str:
    rows = [f"| {'one call in a warm process':<38} | CPU µs | of peer |", "| --- | ---: | ---: |"]
    with serving(ANSWER) as server:
        ways = _ways(peer_python, {"ANTHROPIC_BASE_URL": server.url})
        cost = _costs(ways, folder)
    rows += [f"| {way.name:<38} | {cost[way.name]:.0f} | {cost[way.name] / cost[way.of]:.2f} |" for way in ways]
    return "\n".join(rows)


def _ways(peer_python: str, base: Mapping[str, str]) -> list[Way]:
    """Ours in the peer's environment: what else lies in one, trio say, the HTTP library may load too."""
    ours = {**base, "PYTHONPATH": str(ROOT / "generated" / "python" / "src")}
    plain, plain_async = _with(_SDK), _with(_ASYNC)
    return [
        Way("published SDK", peer_python, plain, base, "published SDK"),
        Way("httpx2 itself", peer_python, _LIBRARY, base, "published SDK"),
        Way("ours", peer_python, plain, ours, "published SDK"),
        Way("ours, sent by the HTTP library", peer_python, _with(_SDK, "DefaultHttpxClient"), ours, "published SDK"),
        Way(
            "ours, sent by pyreqwest",
            peer_python,
            _with(_SDK, "DefaultPyreqwestClient"),
            ours,
            "published SDK",
        ),
        Way("published SDK, async", peer_python, plain_async, base, "published SDK, async"),
        Way("ours, async", peer_python, plain_async, ours, "published SDK, async"),
        Way(
            "ours, async, sent by pyreqwest",
            peer_python,
            _with(_ASYNC, "DefaultAsyncPyreqwestClient"),
            ours,
            "published SDK, async",
        ),
    ]


def _with(program: str, http_client: str | None = None) -> str:
    imports = f", {http_client}" if http_client else ""
    arguments = f", http_client={http_client}()" if http_client else ""
    return program.replace("{imports}", imports).replace("{arguments}", arguments)


def _costs(ways: list[Way], folder: Path) -> dict[str, float]:
    """Microseconds of a call, the median of differences between runs that followed each other."""
    found: dict[str, list[float]] = {way.name: [] for way in ways}
    for turn in range(RUNS):
        for way in ways:
            one, many = (
                Job(str(count), [way.python, "-c", way.program.format(count=count)], way.environment, folder)
                for count in (1, CALLS + 1)
            )
            first, rest = measure([one, many], 1, 0 if turn else 1)
            found[way.name].append((rest.cpu - first.cpu) / CALLS * 1e6)
    return {name: statistics.median(costs) for name, costs in found.items()}


def main() -> None:
    peers = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        print(table(str(peers / "bin" / "python"), Path(temporary)))


if __name__ == "__main__":
    main()

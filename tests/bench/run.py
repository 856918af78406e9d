"""Compare Bessemer and the Python SDK it makes with their peers, in one run: `make bench`.

The peers are the published `anthropic` package and openapi-python-client, installed from PyPI into the environment
that the first argument names. Every call goes to a server on loopback.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench import calls, documents
from tests.bench.measure import Job, measure, table
from tests.support.project import ROOT
from tests.support.server import serving

RUNS = 5
ANSWER = '{"id": "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF", "type": "message_batch_deleted"}'
IMPORT = "import anthropic"
CALL = """
from anthropic import Anthropic
client = Anthropic(api_key="k", max_retries=0)
for _ in range({count}):
    assert client.beta.messages.batches.delete("b").id
"""


def main() -> None:
    peers = Path(sys.argv[1]).resolve()
    peer_python = str(peers / "bin" / "python")
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        print(_sdk(peer_python, folder), "\n")
        print(calls.table(peer_python, folder), "\n")
        print(_generator(str(peers / "bin" / "openapi-python-client"), folder))
    print(documents.tables(peers))


def _sdk(peer_python: str, folder: Path) -> str:
    ours = {"PYTHONPATH": str(ROOT / "generated" / "python" / "src")}
    with serving(ANSWER) as server:
        base = {"ANTHROPIC_BASE_URL": server.url}
        parts = []
        for name, program in (
            ("import", IMPORT),
            ("import and the first call", CALL.format(count=1)),
            ("import and 300 calls", CALL.format(count=300)),
        ):
            jobs = [
                Job(f"published SDK: {name}", [peer_python, "-c", program], base, folder),
                Job(f"ours: {name}", [peer_python, "-c", program], {**base, **ours}, folder),
            ]
            if program == IMPORT:
                jobs.append(Job("bare Python", [peer_python, "-c", "pass"], {}, folder))
            parts.append(table(measure(jobs, RUNS), jobs[0].name))
    return "\n\n".join(parts)


def _generator(peer: str, folder: Path) -> str:
    shutil.copytree(ROOT / "spec", folder / "spec")
    document = str(folder / "spec" / "openapi.yaml")
    bessemer = [sys.executable, "-m", "bessemer", "generate", "--quiet", "--output", str(folder / "ours")]
    jobs = [
        Job(
            "openapi-python-client: Python",
            [peer, "generate", "--path", document, "--output-path", str(folder / "peer"), "--overwrite"],
            {},
            folder,
        ),
        Job("ours: Python", [*bessemer, "--target", "python"], {}, folder, folder / "ours"),
        Job("ours: Python, Go and reference", bessemer, {}, folder, folder / "ours"),
        Job("ours: nothing to do", bessemer, {}, folder),
    ]
    return table(measure(jobs, RUNS), jobs[0].name)


if __name__ == "__main__":
    main()

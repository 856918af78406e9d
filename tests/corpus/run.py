"""Put every document of the corpus through the generator and its output through the tools: `make corpus`.

Prints a table, writes results.json beside the outputs, and ends with 1 where a figure that must be met is not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.corpus import steps
from tests.corpus.documents import CorpusDocument, corpus_folder, documents
from tests.corpus.figures import board, table, unmet
from tests.corpus.steps import Job, generated, pyrighted_together, results
from tests.corpus.work import Memory, run
from tests.support.project import ROOT


def main() -> int:
    options = _options()
    folder = corpus_folder()
    if folder is None:
        print("there is no corpus: name its folder with BESSEMER_CORPUS")
        return 1
    chosen = [item for item in documents(folder) if not options.only or item.name in options.only]
    wanted = tuple(options.steps.split(","))
    # the small ones first: most failures are known long before the large ones are through
    by_size = sorted(chosen, key=lambda item: item.size())
    jobs = [_job(item, options.work) for item in by_size]
    with ThreadPoolExecutor(options.workers) as pool:
        if "pyright" in wanted:
            list(pool.map(generated, jobs))
            pyrighted_together(jobs, options.work / "pyright", options.workers)
        rows = dict(pool.map(lambda job: _row(job, wanted), jobs))
    rows = {item.name: rows[item.name] for item in chosen}
    (options.work / "results.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    if options.board:
        options.board.write_text(board(rows), encoding="utf-8")
    print(table(rows))
    missing = unmet(rows, wanted) if not options.only else []
    for line in missing:
        print(f"not met: {line}")
    return 1 if missing else 0


def _job(document: CorpusDocument, work: Path) -> Job:
    memory, folder = Memory(work / "memory"), work / "documents" / document.name

    def count() -> Mapping[str, object]:
        # in a process of its own: what this one holds would count as the peak memory of those it starts
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.corpus.documents", str(document.path.resolve())]
        found: Mapping[str, object] = json.loads(run(command, folder, 300, {"PYTHONPATH": str(ROOT)}).out)
        return found

    counts = memory.through("count", document.name, document.sum(), count)
    listed = [(str(verb), str(path)) for verb, path in counts["operations"]]  # type: ignore[attr-defined]
    return Job(document, tuple(listed), folder, memory)


def _row(job: Job, wanted: tuple[str, ...]) -> tuple[str, Mapping[str, object]]:
    try:
        found = results(job, wanted)
    except Exception as error:  # one document must not end the run of all
        found = {"generate": {"ok": False, "first": f"the run itself failed: {error!r}"}}
    print(f"{job.document.name}: {_said(found)}", file=sys.stderr, flush=True)
    return job.document.name, {"operations": len(job.operations), **found}


def _said(found: Mapping[str, Mapping[str, object]]) -> str:
    bad = [f"{step}: {str(item['first'])[:160]}" for step, item in found.items() if not item["ok"]]
    return "; ".join(bad) or "ok"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="names of documents (default: all)")
    parser.add_argument("--work", type=Path, default=ROOT / ".corpus", help="where outputs and memory are kept")
    parser.add_argument("--steps", default=",".join(steps.NAMES), help="of " + ", ".join(steps.NAMES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--board", type=Path, help="also write each failure's first line to this file")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    return options


if __name__ == "__main__":
    sys.exit(main())

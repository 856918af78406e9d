"""Generate Python from large published documents, side by side with the peers: `python -m tests.bench.documents PEERS`.

The documents are those of the corpus, which lies beside the checkout or where BESSEMER_CORPUS says.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import Job, measure, table
from tests.corpus.documents import corpus_folder

RUNS = 3
DOCUMENTS = ("openai.yaml", "stripe.json", "github.json")


def tables(peers: Path) -> str:
    """One table for each document; without the corpus, a line that says so."""
    folder = corpus_folder()
    if folder is None:
        return "the corpus is not here: its documents are not measured (BESSEMER_CORPUS names its folder)"
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        return "\n\n".join(_table(peers, folder / name, Path(temporary)) for name in DOCUMENTS)


def _table(peers: Path, document: Path, folder: Path) -> str:
    name = document.stem
    peer = Job(
        f"{name}: openapi-python-client",
        _words(
            f"{peers}/bin/openapi-python-client generate --overwrite --path", document, "--output-path", folder / "peer"
        ),
        {},
        folder,
    )
    models = Job(
        f"{name}: datamodel-code-generator (models only)",
        _words(
            f"{peers}/bin/datamodel-codegen --input-file-type openapi --input", document, "--output", folder / "a.py"
        ),
        {},
        folder,
    )
    jobs = [peer, models, _ours(name, document, folder), *_changed(name, document, folder)]
    return table(measure(jobs, RUNS), peer.name)


def _words(command: str, *others: object) -> list[str]:
    return [*command.split(), *map(str, others)]


def _ours(name: str, document: Path, folder: Path) -> Job:
    # --edits overwrite passes over the instant no-op: the whole way is measured
    return Job(
        f"{name}: ours, all of it", [*_command(document, folder / f"ours-{name}"), "--edits", "overwrite"], {}, folder
    )


def _changed(name: str, document: Path, folder: Path) -> list[Job]:
    """A property more, where the document is JSON: another run of the document and its change in turn."""
    if document.suffix != ".json":
        return []
    data = json.loads(document.read_text(encoding="utf-8"))
    schema = next(item for item in data["components"]["schemas"].values() if item.get("properties"))
    schema["properties"]["bench_added"] = {"type": "string"}
    changed = folder / document.name
    changed.write_text(json.dumps(data, indent=2), encoding="utf-8")
    output = folder / f"changed-{name}"
    return [
        Job(f"{name}: ours, as before the change", _command(document, output), {}, folder),
        Job(f"{name}: ours, a property more", _command(changed, output), {}, folder),
    ]


def _command(document: Path, output: Path) -> list[str]:
    program = [sys.executable, "-m", "bessemer", "generate", str(document), "--output", str(output)]
    return [*program, "--quiet", "--allow-invalid", "--target", "python"]


if __name__ == "__main__":
    print(tables(Path(sys.argv[1]).resolve()))

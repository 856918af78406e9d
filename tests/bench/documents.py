"""Generate Python from large published documents beside the peers: `python -m tests.bench.documents PEERS [NAME]…`.

The documents are those of the corpus, which lies beside the checkout or where BESSEMER_CORPUS says.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.measure import Job, measure, table
from tests.corpus.documents import corpus_folder

# Each run takes long enough to need no warm-up.
RUNS = 2
DOCUMENTS = ("openai.yaml", "stripe.json", "github.json")


def tables(peers: Path, only: Sequence[str] = ()) -> str:
    """One table for each document, or for those named; without the corpus, a line that says so."""
    folder = corpus_folder()
    if folder is None:
        return "the corpus is not here: its documents are not measured (BESSEMER_CORPUS names its folder)"
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        chosen = [name for name in DOCUMENTS if not only or name in only]
        return "\n\n".join(_table(peers, folder / name, Path(temporary)) for name in chosen)


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
    ours = [_ours(name, document, folder), _ruff(name, document, folder)]
    jobs = [peer, models, *ours, *_changed(name, document, folder)]
    return table(measure(jobs, RUNS, warm_ups=0), peer.name)


def _words(command: str, *others: object) -> list[str]:
    return [*command.split(), *map(str, others)]


def _ours(name: str, document: Path, folder: Path) -> Job:
    output = folder / f"ours-{name}"
    return Job(f"{name}: ours, all of it", _command(document, output), {}, folder, output)


def _ruff(name: str, document: Path, folder: Path) -> Job:
    """The same with a config that `init` wrote and ruff as the formatter."""
    config, output = folder / f"{name}.sdk.yml", folder / f"ruff-{name}"
    init = [sys.executable, "-m", "bessemer", "init", str(document), "--allow-invalid", "--quiet"]
    subprocess.run([*init, "--target", "python", "--output-file", str(config)], check=True, stdout=subprocess.DEVNULL)
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("targets:\n  python:\n", "targets:\n  python:\n    formatter: ruff\n"), encoding="utf-8"
    )
    command = [*_command(document, output), "--config", str(config)]
    return Job(f"{name}: ours, laid out by ruff", command, {}, folder, output)


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
    print(tables(Path(sys.argv[1]).resolve(), sys.argv[2:]))

"""Generate Python from large published documents beside the peers: `python -m tests.bench.documents PEERS [NAME]…`.

The documents are those of the corpus, which lies beside the checkout or where BESSEMER_CORPUS says.
"""

from __future__ import annotations

import compileall
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.measure import Job, measure, table
from tests.corpus.documents import corpus_folder
from tests.support.project import ROOT

# Each run takes long enough to need no warm-up.
RUNS = 2
DOCUMENTS = ("openai.yaml", "stripe.json", "github.json")


def tables(peers: Path, only: Sequence[str] = ()) -> str:
    """One table for each document, or for those named; without the corpus, a line that says so."""
    folder = corpus_folder()
    if folder is None:
        return "the corpus is not here: its documents are not measured (BESSEMER_CORPUS names its folder)"
    compileall.compile_dir(ROOT / "generator" / "bessemer", quiet=1)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        chosen = [name for name in DOCUMENTS if not only or name in only]
        return "\n\n".join(_table(peers, folder / name, Path(temporary)) for name in chosen)


def _table(peers: Path, document: Path, folder: Path) -> str:
    name = document.stem
    peer = _peer(name, peers, document, folder)
    models = Job(
        f"{name}: datamodel-code-generator (models only)",
        _words(
            f"{peers}/bin/datamodel-codegen --input-file-type openapi --input",
            document,
            "--output",
            folder / f"models-{name}",
        ),
        {},
        folder,
    )
    ours = [_ours(name, document, folder), _ruff(name, document, folder)]
    jobs = [peer, models, *ours, *_changed(name, document, folder)]
    return table(measure(jobs, RUNS, warm_ups=0), peer.name)


def _peer(name: str, peers: Path, document: Path, folder: Path) -> Job:
    """openapi-python-client with ruff where it looks for it, to format what it makes; Stripe needs literal enums."""
    config = folder / "peer.yml"
    config.write_text("literal_enums: true\n", encoding="utf-8")
    command = f"{peers}/bin/openapi-python-client generate --overwrite --config"
    words = _words(command, config, "--path", document, "--output-path", folder / "peer")
    path = f"{peers}/bin{os.pathsep}{os.environ.get('PATH', '')}"
    return Job(f"{name}: openapi-python-client", words, {"PATH": path}, folder)


def _words(command: str, *others: object) -> list[str]:
    return [*command.split(), *map(str, others)]


def _ours(name: str, document: Path, folder: Path) -> Job:
    fresh = folder / f"ours-{name}"
    return Job(f"{name}: ours, all of it", _command(document, fresh / "output"), _remembering(fresh), folder, fresh)


def _ruff(name: str, document: Path, folder: Path) -> Job:
    """The same with a config that `init` wrote and ruff as the formatter."""
    config, fresh = folder / f"{name}.sdk.yml", folder / f"ruff-{name}"
    init = [sys.executable, "-m", "bessemer", "init", str(document), "--allow-invalid", "--quiet"]
    subprocess.run([*init, "--target", "python", "--output-file", str(config)], check=True, stdout=subprocess.DEVNULL)
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("targets:\n  python:\n", "targets:\n  python:\n    formatter: ruff\n"), encoding="utf-8"
    )
    command = [*_command(document, fresh / "output"), "--config", str(config)]
    return Job(f"{name}: ours, laid out by ruff", command, _remembering(fresh), folder, fresh)


def _changed(name: str, document: Path, folder: Path) -> list[Job]:
    """A property more: another run of the document and its change in turn."""
    text = document.read_text(encoding="utf-8")
    before, changed = folder / f"before-{document.name}", folder / document.name
    is_json = document.suffix == ".json"
    # both are laid out alike, in lines: a document that is all in one line is nobody's to edit
    before.write_text(_laid_out(json.loads(text)) if is_json else text, encoding="utf-8")
    changed.write_text((_more_json if is_json else _more_yaml)(text), encoding="utf-8")
    place = folder / f"changed-{name}"
    return [
        Job(f"{name}: ours, as before the change", _command(before, place / "output"), _remembering(place), folder),
        Job(f"{name}: ours, a property more", _command(changed, place / "output"), _remembering(place), folder),
    ]


def _more_json(text: str) -> str:
    data = json.loads(text)
    schema = next(item for item in data["components"]["schemas"].values() if item.get("properties"))
    schema["properties"]["bench_added"] = {"type": "string"}
    return _laid_out(data)


def _laid_out(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def _more_yaml(text: str) -> str:
    """The properties of the first schema have one more, in front."""
    start = text.index("\n  schemas:\n", text.index("\ncomponents:\n"))
    found = re.compile(r"\n( +)properties:\n").search(text, start)
    assert found is not None
    margin = f"{found.group(1)}  "
    return f"{text[: found.end()]}{margin}bench_added:\n{margin}  type: string\n{text[found.end() :]}"


def _remembering(folder: Path) -> dict[str, str]:
    """What is remembered of a folder lies in it too: where it is moved away, a run is a first one.

    Our modules are compiled, as pip leaves those of the peers.
    """
    return {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": ""}


def _command(document: Path, output: Path) -> list[str]:
    program = [sys.executable, "-m", "bessemer", "generate", str(document), "--output", str(output)]
    return [*program, "--quiet", "--allow-invalid", "--target", "python"]


if __name__ == "__main__":
    print(tables(Path(sys.argv[1]).resolve(), sys.argv[2:]))

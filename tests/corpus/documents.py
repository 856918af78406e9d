"""Find the documents of the corpus, and count their operations without the generator's help."""

from __future__ import annotations

import csv
import functools
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from tests.support.project import ROOT

_VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True)
class CorpusDocument:
    """One API: its name in the index, its root file, and the folder that holds all its files, if it is a tree."""

    name: str
    path: Path
    tree: Path | None

    def sum(self) -> str:
        total = hashlib.sha256()
        for item in self._files():
            total.update(item.name.encode() + b"\0" + item.read_bytes())
        return total.hexdigest()

    def size(self) -> int:
        return sum(item.stat().st_size for item in self._files())

    def _files(self) -> list[Path]:
        return sorted(item for item in self.tree.rglob("*") if item.is_file()) if self.tree else [self.path]


@dataclass(frozen=True)
class Counted:
    """What a document holds: (verb, path template) of each operation, and the names of its webhooks' operations."""

    operations: tuple[tuple[str, str], ...]
    webhooks: tuple[str, ...]


def corpus_folder() -> Path | None:
    """The folder that BESSEMER_CORPUS names, else `../shared/corpus` of the checkout, None where there is none."""
    named = os.environ.get("BESSEMER_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    return folder if (folder / "INDEX.tsv").is_file() else None


def documents(folder: Path) -> list[CorpusDocument]:
    """Every document of the index, in its order."""
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        rows = list(csv.DictReader(index, delimiter="\t"))
    made = []
    for row in rows:
        path = folder / row["path"]
        top = Path(row["path"]).parts[0]
        made.append(CorpusDocument(row["name"], path, folder / top if (folder / top).is_dir() else None))
    return made


def counted(path: Path) -> Counted:
    """Operations by the raw text alone: references of path items are followed, nothing else is looked at."""
    root = _load(path)
    operations = []
    for template, item in (root.get("paths") or {}).items():
        if not str(template).startswith("x-"):
            operations += [(verb, str(template)) for verb in _verbs(item, path)]
    webhooks = []
    for key in ("webhooks", "x-webhooks"):
        hooks = root.get(key)
        for name, item in (hooks if isinstance(hooks, dict) else {}).items():
            webhooks += [f"{verb} {name}" for verb in _verbs(item, path)]
    return Counted(tuple(operations), tuple(webhooks))


def _verbs(item: Any, file: Path) -> Iterator[str]:
    if not isinstance(item, dict):
        return
    if isinstance(item.get("$ref"), str):
        target, where = _follow(item["$ref"], file)
        yield from _verbs(target, where)
    yield from (str(key) for key, value in item.items() if str(key) in _VERBS and isinstance(value, dict))
    more = item.get("additionalOperations")
    yield from (str(key).lower() for key in (more if isinstance(more, dict) else {}))


def _follow(ref: str, file: Path) -> tuple[Any, Path]:
    name, _, fragment = ref.partition("#")
    where = (file.parent / unquote(name)).resolve() if name else file
    value = _load(where)
    for part in unquote(fragment).strip("/").split("/") if fragment.strip("/") else ():
        value = value[part.replace("~1", "/").replace("~0", "~")]
    return value, where


@functools.lru_cache(maxsize=8)
def _load(path: Path) -> Any:
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        return json.loads(text)
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 (texts only)


if __name__ == "__main__":
    json.dump(asdict(counted(Path(sys.argv[1]))), sys.stdout)

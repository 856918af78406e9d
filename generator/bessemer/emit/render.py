"""Make the bytes of a plan's files: render, format, copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bessemer.emit.drafts import Drafts
from bessemer.emit.format import formatted
from bessemer.emit.templates import environment, render
from bessemer.targets.target import Assets, Copy, Kept, Plan, Render

_COMMENTS = {"py": "#", "go": "//"}


def assets(templates: Path) -> Assets:
    """The names of all files of the template tree."""
    return Assets(tuple(sorted(_files(templates, ""))))


def _files(folder: Path, prefix: str) -> Iterator[str]:
    """The files below a folder; caches that tools leave there are not part of the tree."""
    for path in folder.iterdir():
        if not path.is_dir():
            yield prefix + path.name
        elif path.name != "__pycache__" and not path.name.startswith("."):
            yield from _files(path, f"{prefix}{path.name}/")


def contents(
    plan: Plan,
    templates: Path,
    lap: Callable[[str], None] = lambda _: None,
    drafts: Drafts | None = None,
    header: str | None = None,
) -> Mapping[str, bytes]:
    """Every file of a plan, by path; `lap` is told of each step that ends, `drafts` knows what was formatted before.

    `header` stands as a comment at the top of every module.
    """
    found = environment(templates)
    texts = {item.path: render(found, item.template, item.view) for item in plan.files if isinstance(item, Render)}
    texts = {path: _headed(path, text, header) for path, text in texts.items()}
    lap("render")
    kept = {item.path: item.content for item in plan.files if isinstance(item, Kept)}
    if drafts:
        drafts.carry(kept)
    rendered = drafts.formatted(texts) if drafts else formatted(texts)
    lap("format")
    copied = {item.path: _copy(templates / item.source, plan) for item in plan.files if isinstance(item, Copy)}
    copied = (
        {path: _headed(path, text.decode(), header).encode() for path, text in copied.items()} if header else copied
    )
    return {**rendered, **copied, **kept}


def _headed(path: str, text: str, header: str | None) -> str:
    mark = _COMMENTS.get(path.rpartition(".")[2])
    if header is None or mark is None:
        return text
    lines = (f"{mark} {line}".rstrip() for line in header.strip().splitlines())
    return "\n".join((*lines, "", text) if text else (*lines, ""))


def _copy(source: Path, plan: Plan) -> bytes:
    """A real file, with the placeholder names of its tree replaced where they stand as whole words."""
    text = source.read_text(encoding="utf-8")
    for written, wanted in plan.placeholders:
        if written not in text:
            continue
        text = wanted.join(re.split(rf"(?<!\w){re.escape(written)}(?!\w)", text))
    return text.encode()

"""Make a reference in memory: the texts of all its files, by path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bessemer.emit.templates import environment, render
from bessemer.ir.api import Api
from bessemer.targets.reference.plan import Reference
from bessemer.targets.target import Assets, Copy, Pages, Render
from tests.support.seed_api import seed_api
from tests.support.seed_pages import Fixed, go_pages, python_pages

TEMPLATES = Path(__file__).parents[2] / "templates"


def assets() -> Assets:
    found = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
    return Assets(tuple(sorted(found)))


def written(pages: Iterable[Pages], api: Api) -> dict[str, str]:
    reference = Reference(tuple(Fixed(item.language, item) for item in pages))
    templates = environment(TEMPLATES)
    files = reference.plan(api, assets()).files
    copied = {
        file.path: (TEMPLATES / file.source).read_text(encoding="utf-8") for file in files if isinstance(file, Copy)
    }
    return copied | {
        file.path: render(templates, file.template, file.view) for file in files if isinstance(file, Render)
    }


def seed_reference() -> dict[str, str]:
    return written((python_pages(), go_pages()), seed_api())

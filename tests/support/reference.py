"""Make a reference in memory: the texts of all its files, by path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bessemer.emit.templates import environment, render
from bessemer.ir.api import Api
from bessemer.targets.reference.plan import Reference
from bessemer.targets.target import Assets, Copy, Pages
from tests.support.seed_api import seed_api
from tests.support.seed_pages import Fixed, go_pages, python_pages

TEMPLATES = Path(__file__).parents[2] / "templates"


def assets() -> Assets:
    found = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
    return Assets(tuple(sorted(found)))


def written(pages: Iterable[Pages], api: Api) -> dict[str, str]:
    reference = Reference(tuple(Fixed(item.language, item) for item in pages))
    templates = environment(TEMPLATES)
    return {
        file.path: (
            (TEMPLATES / file.source).read_text(encoding="utf-8")
            if isinstance(file, Copy)
            else render(templates, file.template, file.view)
        )
        for file in reference.plan(api, assets()).files
    }


def seed_reference() -> dict[str, str]:
    return written((python_pages(), go_pages()), seed_api())

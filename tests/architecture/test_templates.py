"""Every template keeps its contract with its view."""

from __future__ import annotations

from pathlib import Path

import pytest

from bessemer.emit.contract import breaches, is_part
from bessemer.emit.templates import environment

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_keeps_its_contract(name: str) -> None:
    found = list(breaches(environment(TEMPLATES), TEMPLATES, name))
    assert not found, "\n".join(f"{item.template}:{item.line}: {item.message}" for item in found)


def test_every_part_is_included_somewhere() -> None:
    texts = {name: (TEMPLATES / name).read_text(encoding="utf-8") for name in NAMES}
    parts = {name for name, text in texts.items() if is_part(text)}
    included = {part for part in parts for text in texts.values() if f'{{% include "{part}" %}}' in text}
    assert parts == included

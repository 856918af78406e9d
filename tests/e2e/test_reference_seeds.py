"""The pages of the home spec say what the seed pages say, line for line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.page_text import html_lines, markdown_lines, seed_lines
from tests.support.project import copied

METHOD = "beta/messages/batches/delete"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copied(tmp_path_factory.mktemp("project"))
    project.run("generate", "--target", "reference")
    return project.folder / "generated" / "reference"


@pytest.mark.parametrize("language", ["python", "go"])
def test_a_page_has_every_line_of_its_seed_in_order(reference: Path, language: str) -> None:
    markdown = (reference / language / f"{METHOD}.md").read_text(encoding="utf-8")
    html = (reference / "site" / language / f"{METHOD}.html").read_text(encoding="utf-8")
    assert markdown_lines(markdown) == seed_lines(language)
    assert html_lines(html) == seed_lines(language)

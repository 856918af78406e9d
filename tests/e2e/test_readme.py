"""The README of an SDK shows what its API has, and its programs are typed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import Project

SPEC = Path(__file__).parent / "programs" / "spec"
OPTIONAL = ("Streaming", "Pagination", "Nested params", "File uploads", "Webhooks")
EXAMPLES = """
readme:
  example_requests:
    headline: {type: request, endpoint: post /v1/messages, params: &say {model: claude, max_tokens: 7, messages: []}}
    streaming: {type: request, endpoint: post /v1/messages, params: *say}
"""


@pytest.fixture(scope="module")
def readme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(SPEC, folder / "spec")
    document = folder / "spec" / "openapi.yaml"
    number = "max_tokens: {type: integer}\n"
    whole = document.read_text(encoding="utf-8")
    nested = f"{' ' * 16}metadata: {{type: object, properties: {{user_id: {{type: string}}}}}}\n"
    document.write_text(whole.replace(number, number + nested, 1), encoding="utf-8")
    config = folder / "spec" / "sdk.yml"
    plain = re.sub(r"^readme:.*\n", "", config.read_text(encoding="utf-8"), flags=re.MULTILINE)
    config.write_text(plain + EXAMPLES, encoding="utf-8")
    Project(folder).run("generate", "--target", "python", "--quiet")
    return folder / "generated" / "python" / "README.md"


def test_it_has_a_section_for_each_thing_that_the_api_does(readme: Path) -> None:
    headings = re.findall(r"^## (.*)", readme.read_text(encoding="utf-8"), re.MULTILINE)
    assert [heading for heading in headings if heading in OPTIONAL] == list(OPTIONAL)


def test_it_calls_what_the_examples_of_the_config_call(readme: Path) -> None:
    usage, streaming = programs(readme, "Usage"), programs(readme, "Streaming")
    assert all("max_tokens=7" in text for text in (*usage, *streaming))
    assert ["stream=True" in text for text in (*usage, *streaming)] == [False, True, True]


def test_its_programs_are_typed(readme: Path, tmp_path: Path) -> None:
    for index, text in enumerate(programs(readme)):
        (tmp_path / f"program_{index}.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", str(tmp_path)]
    environment = {**os.environ, "MYPYPATH": str(readme.parent / "src")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def programs(readme: Path, heading: str | None = None) -> list[str]:
    text = readme.read_text(encoding="utf-8")
    if heading is not None:
        text = re.split(r"^## ", text.partition(f"## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)

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


OWN = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    post:
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}
"""
OWN_CONFIG = """
organization: {{name: own}}
environments: {{production: https://own.example.com}}
targets: {{python: {{package_name: own, {repositories}}}}}
client_settings:
  opts:
    count: {{type: integer, example: '3'}}
    size: {{type: number, read_env: OWN_SIZE}}
    place: {{type: string, default: here}}
    key: {{type: string, read_env: OWN_KEY}}
    nothing: {{type: 'null'}}
readme:
  example_requests:
    headline: {{type: request, endpoint: post /a, params: {{name: headline}}}}
    default: {{type: request, endpoint: post /a, params: {{name: default}}}}
    errors: {{type: request, endpoint: post /a, params: {{name: errors}}}}
    timeouts: {{type: request, endpoint: post /a, params: {{name: timeouts}}}}
resources: {{things: {{methods: {{make: post /a}}}}}}
"""


def generated(folder: Path, repositories: str) -> Path:
    (folder / "spec").mkdir()
    (folder / "spec" / "openapi.yaml").write_text(OWN, encoding="utf-8")
    (folder / "spec" / "sdk.yml").write_text(OWN_CONFIG.format(repositories=repositories), encoding="utf-8")
    Project(folder).run("generate", "--target", "python", "--quiet")
    return folder / "generated" / "python" / "README.md"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("own"), "production_repo: own/own-python")


def test_it_has_a_section_for_each_thing_that_the_api_does(readme: Path) -> None:
    headings = re.findall(r"^## (.*)", readme.read_text(encoding="utf-8"), re.MULTILINE)
    assert [heading for heading in headings if heading in OPTIONAL] == list(OPTIONAL)


def test_it_calls_what_the_examples_of_the_config_call(readme: Path) -> None:
    usage, streaming = programs(readme, "Usage"), programs(readme, "Streaming")
    assert all("max_tokens=7" in text for text in (*usage, *streaming))
    assert ["stream=True" in text for text in (*usage, *streaming)] == [False, True, True]


def test_its_programs_are_typed(readme: Path, own: Path, tmp_path: Path) -> None:
    hold(readme, tmp_path / "usual")
    hold(own, tmp_path / "own")


def test_a_section_calls_its_own_example_else_the_default(own: Path) -> None:
    called = {
        heading: "".join(programs(own, heading)) for heading in ("Usage", "Handling errors", "Retries", "Timeouts")
    }
    names = ("'headline'", "'errors'", "'default'", "'timeouts'")
    for text, name in zip(called.values(), names, strict=True):
        assert f"name={name}".replace("'", '"') in text


def test_every_client_has_what_cannot_be_read_from_the_environment(own: Path) -> None:
    made = re.findall(r"(?:Async)?Own\(\n.*?\n\)", own.read_text(encoding="utf-8"), re.DOTALL)
    assert len(made) > 8
    assert all("    count=3,\n" in text for text in made)


@pytest.mark.parametrize(
    ("repositories", "commands"),
    [
        ("production_repo: a/b", ["pip install own", "pip install 'own[aiohttp]'"]),
        ("production_repo: null", ["pip install .", "pip install '.[aiohttp]'"]),
        (
            "production_repo: null, staging_repo: 'a/b#next'",
            [
                "pip install git+ssh://git@github.com/a/b.git@next",
                "pip install 'own[aiohttp] @ git+ssh://git@github.com/a/b.git@next'",
            ],
        ),
    ],
)
def test_an_sdk_that_is_in_no_index_is_installed_from_its_repository(
    tmp_path: Path, repositories: str, commands: list[str]
) -> None:
    text = generated(tmp_path, repositories).read_text(encoding="utf-8")
    assert re.findall(r"pip install [^`\n]*", text) == commands


def hold(readme: Path, tmp_path: Path) -> None:
    tmp_path.mkdir()
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

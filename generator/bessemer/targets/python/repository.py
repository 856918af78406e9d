"""Plan the files that the Python SDK's repository has beside the package: scripts, workflows, how to contribute."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code
from bessemer.encode.markup import json_text
from bessemer.frozen import frozen
from bessemer.targets.python.names import Names
from bessemer.targets.repository import Contributing, repository_files
from bessemer.targets.target import Copy, OutputFile, Render

_LAY_OUT = {
    "black": (Code("black --quiet ."), Code("black --quiet --check .")),
    "ruff": (Code("ruff format --quiet ."), Code("ruff format --quiet --check .")),
}
# What a workflow writes where the secret goes.
_TOKEN = Code("${{ secrets.PYPI_TOKEN }}")


@frozen
class Tools:
    """The commands of the formatter that the SDK was laid out with; `uv`: it makes the environment."""

    lay_out: Code
    check_layout: Code
    uv: bool


@frozen
class Publish:
    token: Code
    environment: Code | None


def files_around(names: Names) -> Iterator[OutputFile]:
    lay_out, check = _LAY_OUT[names.settings.formatter]
    tools = Tools(lay_out, check, names.settings.uses_uv)
    yield Render("scripts/bootstrap", "python/scripts/bootstrap.j2", tools)
    yield Render("scripts/format", "python/scripts/format.j2", tools)
    yield Render("scripts/lint", "python/scripts/lint.j2", tools)
    yield Copy("scripts/test", "python/scripts/test")
    contributing = Contributing(
        own=Code(f"src/{names.package}/lib/"),
        needs=Code("Python is all that is needed."),
        bootstrap=Code("make .venv, with the package and its tools"),
        mocked=Code(", and with `TEST_API_BASE_URL` set to its address the tests ask that one."),
    )
    yield Render("CONTRIBUTING.md", "repository/CONTRIBUTING.md.j2", contributing)
    said = names.api.repository
    if "python" in said.publishes:
        environment = json_text(said.environment) if said.environment else None
        yield Render(".github/workflows/ci.yml", "repository/ci-python.yml.j2", tools)
        yield Copy("bin/publish-pypi", "repository/publish-pypi")
        yield Render(
            ".github/workflows/publish-pypi.yml", "repository/publish-pypi.yml.j2", Publish(_TOKEN, environment)
        )
    yield from repository_files(
        names.api, "python", version=names.settings.version, marked=(f"src/{names.package}/_version.py",)
    )

"""Plan the files around the package: project file, README, api.md, licence."""

from __future__ import annotations

from functools import partial

from bessemer.naming.words import split
from bessemer.targets.licenses import license_files
from bessemer.targets.python.apidoc import api_doc
from bessemer.targets.python.names import Names
from bessemer.targets.python.project_views import Project
from bessemer.targets.python.readme import readme
from bessemer.targets.python.recall import Recall
from bessemer.targets.python.repository import files_around
from bessemer.targets.target import Copy, OutputFile, Render

# The HTTP library and its anyio in their lowest versions, the Python they ask for, and the extra for aiohttp.
_LIBRARIES = {
    "httpx2": (("anyio>=4.10,<5", "httpx2>=2.16,<3"), ">=3.11", "httpx-aiohttp[httpx2]>=0.2.0"),
    "httpx": (("anyio>=4,<5", "httpx>=0.25.0,<1"), ">=3.9", "httpx-aiohttp>=0.1.9"),
}
# A transport in Rust, an extra of its own.
_PYREQWEST = "pyreqwest>=0.15,<1; python_version >= '3.11'"
# What checks the signatures of webhooks, an extra of its own.
_WEBHOOKS = "standardwebhooks>=1,<2"


def project_files(names: Names, recall: Recall) -> list[OutputFile]:
    return [
        Copy(".gitignore", "python/gitignore"),
        recall.whole("README.md", "python/README.md.j2", partial(readme, names)),
        recall.whole("api.md", "python/api.md.j2", partial(api_doc, names, recall)),
        Render("pyproject.toml", "python/pyproject.toml.j2", project(names)),
        *license_files(names.api),
        *files_around(names),
    ]


def author(names: Names) -> str:
    return names.caser.capital(split(names.api.organization.name))


def project(names: Names) -> Project:
    api, settings = names.api, names.settings
    libraries, python, aiohttp = _LIBRARIES[settings.http_library]
    repo = settings.production_repo
    return Project(
        name=settings.project_name,
        version=names.settings.version,
        description=f"The official Python library for the {author(names)} API",
        license=api.license,
        author=author(names),
        email=api.organization.contact,
        requires_python=python,
        dependencies=(*libraries, "pydantic>=2.10,<3", "typing-extensions>=4.14,<5"),
        aiohttp=aiohttp,
        pyreqwest=_PYREQWEST,
        webhooks=_WEBHOOKS if any(item.key_option for item in api.webhooks()) else None,
        homepage=f"https://github.com/{repo.split('#', maxsplit=1)[0]}" if repo else None,
        package_folder=f"src/{names.package}",
        license_classifier=settings.license_classifier,
    )

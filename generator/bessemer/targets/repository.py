"""Plan the files of an SDK's repository: endpoints, mock server, security, owners, releases.

Source: contracts/config.md sections 1.1, 1.2, 7 and 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code
from bessemer.encode.markup import json_text, md_block, md_text
from bessemer.frozen import frozen
from bessemer.ir.api import Api, Release
from bessemer.naming.case import Caser
from bessemer.naming.words import split
from bessemer.targets.target import OutputFile, Render

# What the checks of steady call the formats of lists; "auto" takes whatever comes.
_LISTS = {"comma": "comma", "repeat": "repeat", "brackets": "brackets"}


@frozen
class Stats:
    endpoints: int


@frozen
class Mock:
    """The formats of lists and objects, as flags of the mock server."""

    query_lists: Code
    form_lists: Code
    objects: Code


@frozen
class Security:
    """Where to report what. `terms` is Markdown of the team's own."""

    title: Code
    contact: Code | None
    policy: str | None
    terms: Code | None


@frozen
class Owners:
    listed: Code


@frozen
class ReleasePlease:
    """The workflow that proposes releases, from the branch that they are made of."""

    branch: Code


@frozen
class Text:
    text: Code


@frozen
class Contributing:
    """`needs` and `mocked` are Markdown; `own` is a folder."""

    own: Code
    needs: Code
    bootstrap: Code
    mocked: Code


def repository_files(api: Api, language: str, *, version: str, marked: tuple[str, ...]) -> Iterator[OutputFile]:
    """The files that SDKs of all languages have. `marked` are files in which a line is marked to hold the version."""
    paths = {(item.http_method, item.path) for item in api.operations()}
    client, said = api.client, api.repository
    yield Render(".stats.yml", "repository/stats.yml.j2", Stats(len(paths)))
    query, form = (Code(_LISTS.get(item, "auto")) for item in (client.array_format, client.multipart_format))
    mock = Mock(query, form, Code(client.nested_format))
    yield Render("scripts/mock", "repository/mock.j2", mock)
    contact = said.security_contact or api.organization.contact
    if contact or said.policy_url:
        name = Caser(api.casings).capital(split(api.organization.name))
        title, shown = md_text(name), md_text(contact) if contact else None
        terms = md_block(said.policy_terms.strip()) if said.policy_terms else None
        yield Render("SECURITY.md", "repository/SECURITY.md.j2", Security(title, shown, said.policy_url, terms))
    if said.code_owners:
        owners = Owners(Code(" ".join(said.code_owners)))
        yield Render(".github/CODEOWNERS", "repository/CODEOWNERS.j2", owners)
    release = said.releases.get(language)
    if release is not None:
        yield from _release(release, language, version, marked)


def _release(release: Release, language: str, version: str, marked: tuple[str, ...]) -> Iterator[OutputFile]:
    workflow = ReleasePlease(json_text(release.branch))
    yield Render(".github/workflows/release-please.yml", "repository/release-please.yml.j2", workflow)
    yield _json(".release-please-manifest.json", {".": version})
    config = {
        "packages": {".": {}},
        "include-v-in-tag": True,
        "include-component-in-tag": False,
        "bump-minor-pre-major": True,
        "bump-patch-for-minor-pre-major": False,
        "pull-request-title-pattern": "release: ${version}",
        **({"versioning": "prerelease", "prerelease": True} if release.prerelease else {}),
        "release-type": language,
        "extra-files": list(marked),
    }
    yield _json("release-please-config.json", config)


def _json(path: str, value: object) -> OutputFile:
    return Render(path, "repository/TEXT.j2", Text(json_text(value)))

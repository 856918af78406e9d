"""List the files of the Go SDK."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code
from bessemer.encode.go import go_identifier
from bessemer.samples.vector_file import vector_file
from bessemer.samples.vectors import faulty_one
from bessemer.targets.go.apimd import api_file
from bessemer.targets.go.client import client_file, options_view, rules_view, settings_view
from bessemer.targets.go.constants import constants_view
from bessemer.targets.go.names import SHARED
from bessemer.targets.go.paging import page_file
from bessemer.targets.go.readme import readme
from bessemer.targets.go.runtime_views import GoModule, GoPackage, TextFile
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.services import service_file
from bessemer.targets.go.shared import models_file, shared_aliases, shared_file
from bessemer.targets.go.texts import Texts
from bessemer.targets.go.wiretests import WireTests
from bessemer.targets.licenses import license_files
from bessemer.targets.repository import Contributing, repository_files
from bessemer.targets.target import Assets, Copy, OutputFile, Render

_ROOT = "go/"
# A model of the rendered client, tested beside the runtime; and pieces of templates.
_NOT_COPIED = ("go/internal/sample/", "go/partials/")


def output_files(sdk: Sdk, assets: Assets) -> tuple[OutputFile, ...]:
    """Every file of the SDK, in path order."""
    files = [*_copies(sdk, assets), *_runtime(sdk), *_services(sdk), *_tests(sdk), *_project(sdk)]
    return tuple(sorted(files, key=lambda file: file.path))


def _copies(sdk: Sdk, assets: Assets) -> Iterator[Copy]:
    files = set(assets.files)
    for file in assets.under("go"):
        stand_in = f"{file}.j2" in files
        if not (file.endswith(".j2") or stand_in or file.startswith(_NOT_COPIED)):
            yield Copy(_placed(sdk, file.removeprefix(_ROOT)), file)


def _placed(sdk: Sdk, path: str) -> str:
    folder, slash, rest = path.partition("/")
    return f"{sdk.names.option_package}{slash}{rest}" if folder == "option" else path


def _runtime(sdk: Sdk) -> Iterator[OutputFile]:
    module_path = Code(sdk.names.module)
    module = GoModule(module_path, sdk.names.version)
    package = GoPackage(go_identifier(sdk.names.package), module_path)
    yield Render("go.mod", "go/go.mod.j2", module)
    yield Render("internal/version.go", "go/internal/version.go.j2", module)
    yield Render("aliases.go", "go/aliases.go.j2", package)
    yield Render("field.go", "go/field.go.j2", package)
    yield Render("internal/settings/settings.go", "go/internal/settings/settings.go.j2", settings_view(sdk))
    yield Render(_placed(sdk, "option/settings.go"), "go/option/settings.go.j2", options_view(sdk))
    yield Render("packages/ssestream/rules.go", "go/packages/ssestream/rules.go.j2", rules_view(sdk))
    if sdk.api.pages:
        pages = page_file(sdk.api.pages, sdk.names)
        yield Render("packages/pagination/pagination.go", "go/packages/pagination/pagination.go.j2", pages)
    yield Render("shared/constant/constants.go", "go/shared/constant/constants.go.j2", constants_view(sdk))


def _services(sdk: Sdk) -> Iterator[OutputFile]:
    texts = Texts(sdk)
    yield Render("client.go", "go/client.go.j2", client_file(sdk, texts))
    for resource in sdk.api.root.walk():
        if resource.path == SHARED:
            yield from _shared(sdk, texts)
        elif resource.path:
            stem = sdk.names.file_stem(resource.path)
            yield Render(f"{stem}.go", "go/RESOURCE.go.j2", service_file(sdk, texts, resource))


def _shared(sdk: Sdk, texts: Texts) -> Iterator[OutputFile]:
    if sdk.shared:
        yield Render("shared/shared.go", "go/shared/shared.go.j2", shared_file(sdk, texts))
        yield Render("shared_aliases.go", "go/shared_aliases.go.j2", shared_aliases(sdk))
    elif sdk.files.get(SHARED):
        yield Render("shared.go", "go/MODELS.go.j2", models_file(sdk, texts))


def _tests(sdk: Sdk) -> Iterator[OutputFile]:
    tests = WireTests(sdk)
    vectors = TextFile(Code(vector_file(sdk.api, faulty_one(sdk.api))))
    yield Render("testdata/wire_vectors.json", "go/testdata/wire_vectors.json.j2", vectors)
    yield Render("client_test.go", "go/client_test.go.j2", tests.client())
    usage = tests.usage()
    if usage is not None:
        yield Render("usage_test.go", "go/usage_test.go.j2", usage)
    for resource in sdk.api.root.walk():
        view = tests.of(resource)
        if view is not None:
            stem = sdk.names.file_stem(resource.path) if resource.path else "clientmethods"
            yield Render(f"{stem}_test.go", "go/RESOURCE_test.go.j2", view)


def _project(sdk: Sdk) -> Iterator[OutputFile]:
    yield Render("README.md", "go/README.md.j2", readme(sdk))
    yield Render("api.md", "go/api.md.j2", api_file(sdk))
    yield from license_files(sdk.api)
    contributing = Contributing(
        own=Code("lib/"),
        needs=Code("[Go](https://go.dev/doc/install) is all that is needed."),
        bootstrap=Code("fetch what the module stands on"),
        mocked=Code(", for programs of yours."),
    )
    yield Render("CONTRIBUTING.md", "repository/CONTRIBUTING.md.j2", contributing)
    if "go" in sdk.api.repository.publishes or "go" in sdk.api.repository.releases:
        yield Copy(".github/workflows/ci.yml", "repository/ci-go.yml")
    yield from repository_files(sdk.api, "go", version=sdk.names.version, marked=("internal/version.go",))

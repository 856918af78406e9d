"""Read `targets`: what each output is called and how it is made."""

from __future__ import annotations

from typing import Literal

from bessemer.config.cursor import Cursor
from bessemer.config.editions import read_edition
from bessemer.config.forms import (
    DISTRIBUTION,
    EXPORTED,
    GO_PACKAGE,
    LINE,
    OPTION_PACKAGE,
    PYTHON_PACKAGE,
    REPOSITORY,
    SUFFIX,
    Form,
    formed,
    go_clause,
)
from bessemer.config.keys import check_keys, report_keys
from bessemer.config.model import Plain, TargetConfig
from bessemer.config.repository import read_release

TARGETS = ("python", "go", "reference")
_LANGUAGES = ("python", "go")
_OTHER_TARGETS = frozenset(
    ["node", "typescript", "java", "kotlin", "ruby", "php", "csharp", "terraform", "cli", "sql", "http", "openapi"]
)
_PACKAGES = {"python": PYTHON_PACKAGE, "go": GO_PACKAGE}
_OPTIONS: dict[str, Form] = {
    "resource_class_suffix": SUFFIX,
    "client_name": EXPORTED,
    "option_package_name": OPTION_PACKAGE,
}


def read_targets(targets: Cursor) -> tuple[TargetConfig, ...]:
    made = []
    for name, target in targets.entries():
        if name in TARGETS:
            check_keys(target, f"/targets/{name}")
            made.append(_target(name, target))
        elif name in _OTHER_TARGETS:
            target.report("target-inert", f"the target {name!r} is not made by Bessemer", None, key=True)
        else:
            report_keys(Cursor(targets.document, targets.pointer, {name: None}, targets.problems), list(TARGETS), [])
    return tuple(made)


def _target(name: str, target: Cursor) -> TargetConfig:
    languages = target.at("languages")
    publish = target.at("publish")
    said = isinstance(publish.value, bool)
    pypi = publish if said else publish.mapping().at("pypi")
    if not said:
        check_keys(publish, "/publish")
    published = formed(pypi.at("package_name"), DISTRIBUTION) if isinstance(pypi.value, dict) else None
    package = _package(name, target)
    return TargetConfig(
        name=name,
        pointer=target.pointer,
        package_name=package,
        project_name=published or formed(target.at("project_name"), DISTRIBUTION),
        production_repo=formed(target.at("production_repo"), REPOSITORY),
        staging_repo=formed(target.at("staging_repo"), REPOSITORY),
        is_unpublished=isinstance(target.value, dict) and target.value.get("production_repo", "") is None,
        skip=target.at("skip").flag(False),
        languages=tuple(item.choice(_LANGUAGES, "python") for item in languages.items()) if languages.present else None,
        site=target.at("site").flag(True),
        options=_options(target.at("options").mapping(), package),
        formatter=_formatter(target.at("formatter")) if name == "python" else "black",
        readme_title=formed(target.at("readme_title"), LINE),
        keep_files=target.at("keep_files").texts(),
        publishes=bool(pypi.value),
        edition=read_edition(target.at("edition"), name) if name in _LANGUAGES else None,
        release=read_release(publish) if not said else None,
    )


def _formatter(formatter: Cursor) -> Literal["black", "ruff"]:
    match formatter.value:
        case "ruff":
            return "ruff"
        case None | "black":
            return "black"
    formatter.report("config-key-inert", "of formatters, black and ruff are known: black is used", None, key=True)
    return "black"


def _package(name: str, target: Cursor) -> str | None:
    """A name that does not fit is reported once, here: it goes on as one that does."""
    package = target.at("package_name")
    form = _PACKAGES.get(name)
    return (formed(package, form) or ("api" if package.value is not None else None)) if form else package.text()


def _options(options: Cursor, package: str | None) -> dict[str, Plain] | None:
    if not isinstance(options.value, dict):
        return None
    for key, form in _OPTIONS.items():
        formed(options.at(key), form)
    named = options.at("option_package_name")
    if package is not None and named.value == go_clause(package):
        message = f"the package of options and that of the client are both {named.value!r}"
        named.report("config-value-invalid", message, "give it another name")
    for key in ("back_compat_use_shared_package", "subtle_union_naming"):
        options.at(key).flag(True)
    enable = options.at("enable_v2")
    if enable.value != "migration":
        enable.flag(False)
    return dict(options.value)

"""Lower the `targets` block: what each output is called and which switches it has."""

from __future__ import annotations

from typing import Literal, cast

from bessemer.config.forms import GO_TAKEN, go_clause
from bessemer.config.model import Config, TargetConfig
from bessemer.document.pointer import Pointer
from bessemer.ir.api import (
    FIRST_VERSION,
    MOST_CONNECTIONS,
    MOST_IDLE,
    GoSettings,
    PythonSettings,
    ReferenceSettings,
    Release,
    Repository,
)
from bessemer.lower.context import Context

_PYTHON_OPTIONS = frozenset(
    (
        *("http_library", "resource_class_suffix", "raw_response_style", "disable_pydantic_namespace_protection"),
        *("use_uv", "max_connections", "max_keepalive_connections"),
    )
)
_GO_OPTIONS = frozenset(
    {"enable_v2", "client_name", "option_package_name", "back_compat_use_shared_package", "subtle_union_naming"}
)


def python_settings(context: Context, target: TargetConfig) -> PythonSettings:
    options = dict(target.options or {})
    _check_options(context, target, _PYTHON_OPTIONS)
    package = _package(context, target)
    library = _option(context, target, "http_library", ("httpx2", "httpx"))
    style = _option(context, target, "raw_response_style", ("modern", "legacy"))
    suffix = options.get("resource_class_suffix")
    return PythonSettings(
        package_name=package.replace("-", "_"),
        project_name=target.project_name or package,
        production_repo=target.production_repo or target.staging_repo,
        install_from=_install_from(target),
        http_library=cast(Literal["httpx2", "httpx"], library),
        resource_class_suffix=suffix if isinstance(suffix, str) else "Resource",
        raw_response_style=cast(Literal["modern", "legacy"], style),
        protects_namespaces=options.get("disable_pydantic_namespace_protection") is not True,
        readme_title=target.readme_title,
        license_classifier=context.config.license.classifier,
        formatter=target.formatter,
        uses_uv=options.get("use_uv") is True,
        max_connections=_count(context, target, "max_connections", MOST_CONNECTIONS),
        max_idle=_count(context, target, "max_keepalive_connections", MOST_IDLE),
        version=target.version or FIRST_VERSION,
    )


def _install_from(target: TargetConfig) -> str | None:
    if target.production_repo is not None or not (target.staging_repo or target.is_unpublished):
        return None
    return target.staging_repo or ""


def go_settings(context: Context, target: TargetConfig) -> GoSettings:
    options = dict(target.options or {})
    _check_options(context, target, _GO_OPTIONS)
    # from this edition on configs do not ask for the current surface
    if options.get("enable_v2", (target.edition or "") >= "go.2026-04-15") is not True:
        pointer = Pointer(f"{target.pointer}/options/enable_v2")
        help_ = "add `options: {enable_v2: true}` to have the current surface"
        context.config_problem(
            "go-v1", "the v1 surface (`param.Field`) is not made yet: v2 is made instead", pointer, help_
        )
    package = _package(context, target)
    owner = context.config.repository.github_org or context.config.organization
    repository = (target.production_repo or target.staging_repo or f"{owner}/{package}").partition("#")[0]
    name, called = (options.get(key) for key in ("client_name", "option_package_name"))
    clause = go_clause(package)
    return GoSettings(
        package_name=clause,
        module_path=f"github.com/{repository}{_major(target.version)}",
        production_repo=target.production_repo,
        readme_title=target.readme_title,
        client_name=name if isinstance(name, str) else "Client",
        has_shared_package=options.get("back_compat_use_shared_package") is not False,
        option_package_name=called if isinstance(called, str) else "option",
        subtle_unions=options.get("subtle_union_naming") is True,
        imported_as=_imported_as(clause, called) if clause in GO_TAKEN | {"option"} else None,
        version=target.version or FIRST_VERSION,
    )


def _imported_as(clause: str, options: object) -> str:
    """What files import the package as that name others of its own name."""
    return next(name for name in (f"{clause}sdk", f"{clause}api") if name != options)


def _major(version: str | None) -> str:
    """What the path of a Go module ends with from its second major version on. Source: go.dev/ref/mod."""
    major = (version or "").partition(".")[0]
    return f"/v{major}" if major.isdecimal() and int(major) > 1 else ""


def reference_settings(config: Config, made: tuple[str, ...]) -> ReferenceSettings | None:
    """The reference is made for every language that is made, unless the config says otherwise."""
    target = next((item for item in config.targets if item.name == "reference"), None)
    if target is None:
        return ReferenceSettings(made) if made else None
    wanted = made if target.languages is None else tuple(name for name in target.languages if name in made)
    return None if target.skip or not wanted else ReferenceSettings(wanted, target.site)


def repository(config: Config) -> Repository:
    said, targets = config.repository, [item for item in config.targets if not item.skip]
    releases = {item.name: Release(item.release.branch, item.release.prerelease) for item in targets if item.release}
    return Repository(
        said.security_contact,
        said.policy_url,
        said.policy_terms,
        said.code_owners,
        said.release_environment,
        tuple(item.name for item in targets if item.publishes),
        releases,
    )


def _package(context: Context, target: TargetConfig) -> str:
    if target.package_name is None:
        message = f"the target {target.name!r} names no package"
        context.config_problem("config-value-invalid", message, target.pointer, "add `package_name: …`")
    return target.package_name or "api"


def _option(context: Context, target: TargetConfig, name: str, choices: tuple[str, ...]) -> str:
    value = (target.options or {}).get(name)
    if value is None:
        return choices[0]
    if value not in choices:
        pointer = Pointer(f"{target.pointer}/options/{name}")
        message = f"{value!r} is not one of {', '.join(choices)}"
        context.config_problem("config-value-invalid", message, pointer, None)
        return choices[0]
    return str(value)


def _count(context: Context, target: TargetConfig, name: str, default: int) -> int:
    value = (target.options or {}).get(name, default)
    if type(value) is int and value > 0:
        return value
    pointer = Pointer(f"{target.pointer}/options/{name}")
    context.config_problem("config-value-invalid", f"{value!r} is no whole number above 0", pointer, None)
    return default


def _check_options(context: Context, target: TargetConfig, known: frozenset[str]) -> None:
    for name in target.options or {}:
        if name not in known:
            pointer = Pointer(f"{target.pointer}/options/{name}")
            message = f"the option {name!r} has no effect yet"
            context.config_problem("config-key-inert", message, pointer, None)

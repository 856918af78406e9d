"""Plan the modules of the package: client, resources, types, and the `__init__` files that tie them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from bessemer.encode.code import Code
from bessemer.encode.python import py_value
from bessemer.targets.python.client import client_module
from bessemer.targets.python.errors import error_types
from bessemer.targets.python.imports import Import, ModulePath, export_order, import_lines, relative
from bessemer.targets.python.modules import Module
from bessemer.targets.python.names import Names, ResourceNames
from bessemer.targets.python.own_errors import error_classes, own_errors
from bessemer.targets.python.pagination import PAGES, page_module
from bessemer.targets.python.recall import Recall
from bessemer.targets.python.resources import exported, resource_module
from bessemer.targets.python.scalars import seconds
from bessemer.targets.python.stream_rules import stream_rules
from bessemer.targets.python.views import Constant, Constants, Export, Init, RootError, RootInit, Version
from bessemer.targets.python.wrappers import WRAPPERS, wrapper_module
from bessemer.targets.target import OutputFile, Render

_TEMPLATES = "python/PACKAGE"
_RAW_RESPONSE = "Raw-Response"


def package_files(names: Names, modules: tuple[Module, ...], recall: Recall) -> list[OutputFile]:
    found = {module.path: module for module in modules}

    def whole(module: ModulePath, template: str, view: Callable[[], object]) -> OutputFile:
        return recall.whole(_path(names, module), f"{_TEMPLATES}/{template}", view)

    made: list[OutputFile] = [
        _render(names, ("_constants",), "_constants.py.j2", _constants(names)),
        _render(names, ("_version",), "_version.py.j2", _version(names)),
        _render(names, ("_error_classes",), "_error_classes.py.j2", error_classes(names)),
        whole(("_error_types",), "_error_types.py.j2", partial(error_types, names)),
        _render(names, ("_stream_rules",), "_stream_rules.py.j2", stream_rules(names)),
        _render(names, ("_root_error",), "_root_error.py.j2", _root_error(names)),
        whole(("_client",), "_client.py.j2", partial(client_module, names, found)),
        _render(names, ("__init__",), "__init__.py.j2", _root(names)),
    ]
    wrapped = wrapper_module(names)
    made += [whole(WRAPPERS, "_wrappers.py.j2", partial(wrapper_module, names))] if wrapped else []
    pages = page_module(names)
    made += [_render(names, PAGES, "pagination.py.j2", pages)] if pages else []
    for module in modules:
        path = _path(names, module.path)
        made.append(recall.file(path, f"{_TEMPLATES}/types/MODULE.py.j2", module.of, module.view))
    for item in names.resources:
        view = partial(resource_module, item, names, found)
        path = _path(names, item.module)
        made.append(recall.file(path, f"{_TEMPLATES}/resources/RESOURCE.py.j2", item.resource.operations, view))
    made += [_render(names, (*path, "__init__"), "INIT.py.j2", view) for path, view in _inits(names, modules)]
    return made


def custom_files(names: Names) -> frozenset[str]:
    """The modules of the resources whose code is the team's own."""
    return frozenset(_path(names, item.module) for item in names.resources if item.resource.is_custom)


def _render(names: Names, module: ModulePath, template: str, view: object) -> OutputFile:
    return Render(_path(names, module), f"{_TEMPLATES}/{template}", view)


def _path(names: Names, module: ModulePath) -> str:
    return f"src/{names.package}/{'/'.join(module)}.py"


def _inits(names: Names, modules: tuple[Module, ...]) -> Iterator[tuple[ModulePath, Init]]:
    """Each package of types and of resources with what it exports."""
    exports: dict[ModulePath, list[Export]] = {("types",): []}
    for module in modules:
        for package in (module.path[:length] for length in range(1, len(module.path))):
            exports.setdefault(package, [])
        exports[module.path[:-1]].append(_export(module.main, module.path, module.path[:-1]))
        if module.path[:-1] == ("types", "shared"):
            exports["types",].append(_export(module.main, module.path, ("types",)))
    for package, listed in exports.items():
        yield package, Init(Code(relative(("_lazy",), package)), _sorted(listed))
    for package, families in _families(names).items():
        listed = [_export(item.class_name, item.module, package) for item in families]
        imports = (Import(item.module, name, name) for item in families for name in exported(item))
        yield package, Init(Code(relative(("_lazy",), package)), (), tuple(listed), import_lines(imports, package))


def _families(names: Names) -> dict[ModulePath, list[ResourceNames]]:
    """The resources of each package: children in the config's order, then their own, as in published SDKs."""
    found: dict[ModulePath, list[ResourceNames]] = {("resources",): []}
    for item in names.resources:
        home = item.package[:-1] if item.resource.resources else item.package
        found.setdefault(home, []).append(item)
    for item in names.resources:
        if item.resource.resources:
            found.setdefault(item.package, []).append(item)
    return found


def _sorted(exports: Iterable[Export]) -> tuple[Export, ...]:
    return tuple(sorted(exports, key=lambda export: export_order(export.module, export.name)))


def _export(name: str, module: ModulePath, package: ModulePath) -> Export:
    return Export(Code(name), Code(relative(module, package)))


def _root(names: Names) -> RootInit:
    return RootInit(_sorted(Export(Code(name), Code(module)) for name, module in _root_exports(names)))


def exports(names: Names) -> frozenset[str]:
    """What the package gives out, but the errors of this API alone."""
    return frozenset(name for name, _ in _common_exports(names))


def _root_exports(names: Names) -> list[tuple[str, str]]:
    return [*_common_exports(names), *((name, "._exceptions") for name in own_errors(names))]


def _common_exports(names: Names) -> list[tuple[str, str]]:
    """Source: contracts/python-sdk.md section 8."""
    several = len(names.api.client.environments) > 1
    table = {
        "._types": "NoneType Transport ProxiesTypes NotGiven NOT_GIVEN not_given Omit omit Timeout RequestOptions",
        "._exceptions": f"{names.error_class} APIError APIResponseValidationError APIWebhookValidationError "
        "APIConnectionError APITimeoutError APIStatusError BadRequestError AuthenticationError PermissionDeniedError "
        "NotFoundError ConflictError UnprocessableEntityError RateLimitError InternalServerError",
        "._client": f"Client AsyncClient {names.client_class} {names.async_client_class}"
        + (" ENVIRONMENTS" if several else ""),
        "._response": "APIResponse AsyncAPIResponse",
        "._streaming": "Stream AsyncStream",
        "._files": "file_from_path",
        "._models": "BaseModel",
        "._base_client": "DEFAULT_TIMEOUT DEFAULT_MAX_RETRIES DEFAULT_CONNECTION_LIMITS DefaultHttpxClient "
        "DefaultAsyncHttpxClient DefaultAioHttpClient DefaultPyreqwestClient DefaultAsyncPyreqwestClient",
        "._version": "__version__ __title__",
    }
    table["._constants"] = " ".join(name for name, _ in names.api.client.constants)
    return [(name, module) for module, listed in table.items() for name in listed.split()]


def _constants(names: Names) -> Constants:
    settings = names.api.client
    return Constants(
        sdk_name=names.client_class,
        env_prefix=settings.env_prefix,
        header_prefix=settings.header_prefix,
        request_id_header=settings.request_id_header,
        idempotency_header=py_value(settings.idempotency_header),
        query_array_format=settings.array_format,
        query_nested_format=settings.nested_format,
        multipart_array_format=settings.multipart_format,
        raw_response_header=f"{settings.header_prefix}-{_RAW_RESPONSE}",
        override_cast_to_header="____stainless_override_cast_to",
        max_retries=settings.max_retries,
        timeout_total=seconds(settings.timeout),
        timeout_connect=Code("5.0"),
        initial_retry_delay=Code(repr(float(settings.initial_retry_delay))),
        max_retry_delay=Code(repr(float(settings.max_retry_delay))),
        max_connections=names.settings.max_connections,
        max_keepalive_connections=names.settings.max_idle,
        own=tuple(Constant(Code(name), text) for name, text in settings.constants),
    )


def _version(names: Names) -> Version:
    return Version(names.settings.project_name, names.settings.version)


def _root_error(names: Names) -> RootError:
    return RootError(names.error_class, Code(names.error_class))

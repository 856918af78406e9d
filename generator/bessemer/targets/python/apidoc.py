"""Write api.md: every type and method, as a surface lock that people can diff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from bessemer.encode.code import Code, code
from bessemer.encode.markup import html_text
from bessemer.ir.operations import Operation, StreamResult
from bessemer.ir.order import listed, ordered
from bessemer.naming.words import split
from bessemer.targets.python.imports import ModulePath
from bessemer.targets.python.names import SHARED, ModelNames, Names, ResourceNames
from bessemer.targets.python.needs import has_params
from bessemer.targets.python.project_views import ApiDoc, Section
from bessemer.targets.python.recall import Recall
from bessemer.targets.python.results import Returned, event_type, returned
from bessemer.targets.python.signatures import arguments
from bessemer.targets.python.typetext import TypeText

_WIDTH = 100


def api_doc(names: Names, recall: Recall) -> ApiDoc:
    shared = tuple(item for item in names.listed if item.model.resource == (SHARED,))
    sections = [_resource(names.root, f"# {names.client_class}", names, recall)] if _has_own(names.root) else []
    sections += [_section("# Shared Types", ("types",), _classes(shared), (), names)] if shared else []
    for item in names.resources:
        heading = f"{'#' * len(item.attributes)} {names.caser.pascal(split(item.resource.name))}"
        sections.append(_resource(item, heading, names, recall))
    return ApiDoc(tuple(sections))


def _has_own(item: ResourceNames) -> bool:
    return bool(item.resource.operations or item.resource.models)


def _resource(item: ResourceNames, heading: str, names: Names, recall: Recall) -> Section:
    part = f"api.md of {item.resource.config}"
    types, methods = recall.value(part, item.resource.operations, partial(_members, item, names))
    return _section(heading, item.types, tuple(types), tuple(map(Code, methods)), names)


def _members(item: ResourceNames, names: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The types and the methods of a resource."""
    models = names.once("models by resource", names, lambda: _by_resource(names)).get(item.resource.path, ())
    operations = ordered(item.resource.operations)
    own = (_own_response(operation, names) for operation in operations)
    types = tuple(dict.fromkeys((*_classes(models), *(name for name in own if name))))
    return types, tuple(_method(operation, item, names) for operation in operations)


def _by_resource(names: Names) -> Mapping[tuple[str, ...], tuple[ModelNames, ...]]:
    found: dict[tuple[str, ...], tuple[ModelNames, ...]] = {}
    for item in names.listed:
        found[item.model.resource] = (*found.get(item.model.resource, ()), item)
    return found


def _classes(models: tuple[ModelNames, ...]) -> tuple[str, ...]:
    classes = {item.model.config: item.class_name for item in models}
    return tuple(classes[model.config] for model in listed((item.model for item in models), split))


def _own_response(operation: Operation, names: Names) -> str | None:
    method = names.methods[operation.config]
    module = method.response_module
    imports = returned(operation, names).text.imports
    return method.response_class if any(item.module == module for item in imports) else None


def _section(
    heading: str, package: ModulePath, types: tuple[str, ...], methods: tuple[Code, ...], names: Names
) -> Section:
    module = ".".join((names.package, *package))
    listed = tuple(Code(name) for name in types)
    line = f"from {module} import {', '.join(listed)}"
    return Section(Code(heading), Code(module), listed, len(line) > _WIDTH, methods)


def _method(operation: Operation, item: ResourceNames, names: Names) -> Code:
    """Source: contracts/config.md section 7."""
    method = names.methods[operation.config]
    path = operation.path
    source = f"./src/{names.package}/{'/'.join(item.module)}.py"
    chain = ".".join(("client", *item.attributes))
    title = html_text(f"{operation.http_method} {path}")
    start = code('<code title="', title, '">', chain, '.<a href="', source, '">', method.name, "</a>(")
    taken = list(_arguments(operation, names))
    return code(start, ", ".join(taken), ") -> ", _returns(operation, names), "</code>")


def _arguments(operation: Operation, names: Names) -> Iterator[str]:
    taken = arguments(operation, names)
    yield from (_plain(item.name) for item in taken if item.positional)
    others = [_plain(item.name) for item in taken if item.landing == "path" and not item.positional]
    yield from (["\\*", *others] if others else [])
    if has_params(operation, names):
        method = names.methods[operation.config]
        yield f'\\*\\*<a href="src/{names.package}/{"/".join(method.params_module)}.py">params</a>'


def _plain(name: str) -> str:
    # Prettier, which wrote the published files, escapes an underscore only where it could begin emphasis.
    return f"\\{name}" if name.startswith("_") else name


def _shown(operation: Operation, result: Returned, names: Names) -> TypeText:
    """The published files say of a stream of events what each event is."""
    stream = operation.result
    if isinstance(stream, StreamResult) and stream.protocol != "jsonl":
        return event_type(operation, stream, names)
    return result.text


def _returns(operation: Operation, names: Names) -> Code:
    result = returned(operation, names)
    links = [item for item in result.text.imports if isinstance(item.module, tuple) and item.module[0] == "types"]
    if result.empty:
        return Code("None")
    text = html_text(_shown(operation, result, names).code)
    if result.page is not None and len(links) == 1:
        # what a page is of is where the published files lead
        return code('<a href="./src/', names.package, "/", "/".join(links[0].module), '.py">', text, "</a>")
    for item in links:
        link = f'<a href="./src/{names.package}/{"/".join(item.module)}.py">{item.name}</a>'
        text = Code(text.replace(item.name, link))
    return text

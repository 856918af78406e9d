"""List the public surface of the SDK: methods, their arguments, types and client options."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bessemer.ir.operations import Operation
from bessemer.targets.python.identifiers import option_name
from bessemer.targets.python.imports import ModulePath
from bessemer.targets.python.modules import Module
from bessemer.targets.python.names import Names
from bessemer.targets.python.needs import has_params
from bessemer.targets.python.recall import Recall
from bessemer.targets.python.resources import argument_types
from bessemer.targets.python.results import returned
from bessemer.targets.python.signatures import Argument, arguments
from bessemer.targets.target import SurfaceItem


def surface(names: Names, modules: tuple[Module, ...], recall: Recall) -> tuple[SurfaceItem, ...]:
    found = {module.path: module for module in modules}
    items: list[SurfaceItem] = []
    for operation in names.api.operations():
        part = partial(_method, operation, names, found)
        items += recall.items(f"surface of {operation.config}", (operation,), part)
    for module in modules:
        items += recall.items(f"surface of {'/'.join(module.path)}", module.of, partial(_types, module, names))
    items += (
        SurfaceItem("option", f"{names.package}.{names.client_class}", option_name(names.caser, option.name))
        for option in names.api.client.options
    )
    return tuple(items)


def _method(operation: Operation, names: Names, found: Mapping[ModulePath, Module]) -> tuple[SurfaceItem, ...]:
    method = names.methods[operation.config]
    name = method_path(operation, names)
    items = [SurfaceItem("method", name, signature(operation, names))]
    types = argument_types(method, names, found)
    for argument in arguments(operation, names):
        text = types[argument.name].code
        items.append(SurfaceItem("argument", f"{name}.{argument.name}", _declared(argument, " ".join(text.split()))))
    return tuple(items)


def method_path(operation: Operation, names: Names) -> str:
    """`client.beta.messages.batches.delete`"""
    attributes = names.resource(operation.resource).attributes
    return ".".join(("client", *attributes, names.methods[operation.config].name))


def signature(operation: Operation, names: Names) -> str:
    """`(message_batch_id, *, other_id, **params) -> Model`"""
    taken = arguments(operation, names)
    positional = [item.name for item in taken if item.positional]
    keywords = [item.name for item in taken if item.landing == "path" and not item.positional]
    listed = [
        *positional,
        *(["*", *keywords] if keywords else []),
        *(["**params"] if has_params(operation, names) else []),
    ]
    return f"({', '.join(listed)}) -> {returned(operation, names).text.code}"


def _declared(argument: Argument, text: str) -> str:
    return text if argument.required else f"{text} | Omit"


def _types(module: Module, names: Names) -> tuple[SurfaceItem, ...]:
    """The exported type of a module with its fields; an alias with what it stands for."""
    package = ".".join((names.package, *module.path[:-1]))
    items: list[SurfaceItem] = []
    for definition in module.definitions:
        if definition.name != module.main:
            continue
        name = f"{package}.{definition.name}"
        items.append(SurfaceItem("type", name, " ".join((definition.alias or "").split())))
        for item in (*definition.fields, *definition.reserved):
            items.append(SurfaceItem("field", f"{name}.{item.name}", " ".join(item.annotation.split())))
    return tuple(items)

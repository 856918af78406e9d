"""List the public surface of the SDK: methods, their arguments, types and client options."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.ir.operations import Operation
from bessemer.targets.python.client import option_name
from bessemer.targets.python.modules import Module
from bessemer.targets.python.names import Names, has_params
from bessemer.targets.python.resources import argument_type
from bessemer.targets.python.results import returned
from bessemer.targets.python.signatures import Argument, arguments
from bessemer.targets.target import SurfaceItem


def surface(names: Names, modules: tuple[Module, ...]) -> tuple[SurfaceItem, ...]:
    found = {module.path: module for module in modules}
    items: list[SurfaceItem] = []
    for operation in names.api.operations():
        method = names.methods[operation.config]
        name = method_path(operation, names)
        items.append(SurfaceItem("method", name, signature(operation, names)))
        for argument in arguments(operation, names):
            text = argument_type(argument, method, names, found).code
            items.append(
                SurfaceItem("argument", f"{name}.{argument.name}", _declared(argument, " ".join(text.split())))
            )
    items += _types(names, modules)
    items += (
        SurfaceItem("option", f"{names.package}.{names.client_class}", option_name(option, names))
        for option in names.api.client.options
    )
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


def _types(names: Names, modules: tuple[Module, ...]) -> Iterator[SurfaceItem]:
    """Each exported type with its fields; an alias with what it stands for."""
    for module in modules:
        package = ".".join((names.package, *module.path[:-1]))
        for definition in module.definitions:
            if definition.name != module.main:
                continue
            name = f"{package}.{definition.name}"
            yield SurfaceItem("type", name, " ".join((definition.alias or "").split()))
            for item in (*definition.fields, *definition.reserved):
                yield SurfaceItem("field", f"{name}.{item.name}", " ".join(item.annotation.split()))

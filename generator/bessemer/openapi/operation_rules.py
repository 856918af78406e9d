"""Check path parameters, parameter names and operation ids against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.place import Place
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.frozen import frozen
from bessemer.openapi.refs import resolve
from bessemer.openapi.shapes import operations

_TEMPLATE = re.compile(r"\{([^{}]+)\}")


@frozen
class _Parameter:
    """A declared parameter; pointer is the entry of the list it stands in, reference or not."""

    name: str
    location: str
    pointer: Pointer
    declared: Pointer


@frozen
class _Operation:
    path: str
    pointer: Pointer
    node: dict[str, Any]
    own: tuple[_Parameter, ...]
    shared: tuple[_Parameter, ...]

    @property
    def in_path(self) -> dict[str, _Parameter]:
        both = (*self.shared, *self.own)
        return {parameter.name: parameter for parameter in both if parameter.location == "path"}


def check_operations(document: Document) -> Iterator[Diagnostic]:
    """The problems of all operations under paths."""
    seen: dict[str, Pointer] = {}
    paths = document.data.get("paths")
    for path, written in paths.items() if isinstance(paths, dict) else ():
        pointer = child(ROOT, "paths", path)
        found = tuple(_operations(document, path, written, pointer))
        yield from _check_path(document, path, pointer, found)
        for operation in found:
            yield from _check_repeated(document, operation.own)
            yield from _check_id(document, operation, seen)
        if found:
            yield from _check_repeated(document, found[0].shared)


def _operations(document: Document, path: str, written: Any, pointer: Pointer) -> Iterator[_Operation]:
    item, real = _resolved(document, written, pointer)
    if not isinstance(item, dict):
        return
    shared = tuple(_parameters(document, item, real))
    for where, node in operations(item):
        at = child(real, *where)
        yield _Operation(path, at, node, tuple(_parameters(document, node, at)), shared)


def _parameters(document: Document, node: dict[str, Any], pointer: Pointer) -> Iterator[_Parameter]:
    listed = node.get("parameters")
    for index, written in enumerate(listed if isinstance(listed, list) else []):
        at = child(pointer, "parameters", index)
        parameter, declared = _resolved(document, written, at)
        if isinstance(parameter, dict):
            name, location = parameter.get("name"), parameter.get("in")
            if isinstance(name, str) and isinstance(location, str):
                yield _Parameter(name, location, at, declared)


def _resolved(document: Document, node: Any, pointer: Pointer) -> tuple[Any, Pointer]:
    try:
        return resolve(document, node, pointer)
    except KeyError:
        return None, pointer


def _check_path(document: Document, path: str, pointer: Pointer, found: tuple[_Operation, ...]) -> Iterator[Diagnostic]:
    names = tuple(dict.fromkeys(_TEMPLATE.findall(path)))
    for name in names:
        lacking = [operation for operation in found if name not in operation.in_path]
        # A parameter that no operation declares is one mistake, made in the path.
        if found and len(lacking) == len(found):
            place = document.place(pointer, key=True)
            help_ = _declare(name, lacking[0], names)
            yield _undeclared(name, place, pointer, help_)
        else:
            for operation in lacking:
                place = document.place(operation.pointer, key=True)
                yield _undeclared(name, place, operation.pointer, _declare(name, operation, names))
    unused = {
        parameter.pointer: parameter
        for operation in found
        for parameter in operation.in_path.values()
        if parameter.name not in names
    }
    for parameter in unused.values():
        yield _unused(document, parameter, path, names)


def _undeclared(name: str, place: Place, pointer: Pointer, help_: str) -> Diagnostic:
    message = f"the path has {{{name}}} but no parameter declares it"
    return Diagnostic("path-parameter-undeclared", message, place, pointer, help_)


def _declare(name: str, operation: _Operation, names: tuple[str, ...]) -> str:
    spare = [other for other in operation.in_path if other not in names]
    meant = nearest(name, spare) or (spare[0] if len(spare) == 1 else None)
    if meant is not None:
        return f"rename the parameter {meant!r} to {name!r}, or {{{name}}} to {{{meant}}}"
    flow = f"{{name: {name}, in: path, required: true, schema: {{type: string}}}}"
    return f"add to 'parameters': {flow}"


def _unused(document: Document, parameter: _Parameter, path: str, names: tuple[str, ...]) -> Diagnostic:
    meant = nearest(parameter.name, names)
    remove = f"remove it, or add {{{parameter.name}}} to the path"
    help_ = f"did you mean {meant!r}?" if meant is not None else remove
    inline = parameter.declared == parameter.pointer
    at = child(parameter.pointer, "name") if inline else child(parameter.pointer, "$ref")
    message = f"the path parameter {parameter.name!r} is not in the path {path!r}"
    code = "path-parameter-unused"
    return Diagnostic(code, message, document.place(at), parameter.pointer, help_)


def _check_repeated(document: Document, parameters: tuple[_Parameter, ...]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], _Parameter] = {}
    for parameter in parameters:
        first = seen.setdefault((parameter.name, parameter.location), parameter)
        if first is parameter:
            continue
        yield Diagnostic(
            "schema-invalid",
            f"the {parameter.location} parameter {parameter.name!r} is declared twice",
            document.place(parameter.pointer),
            parameter.pointer,
            "remove one of the two",
            (("first declared here", document.place(first.pointer)),),
        )


def _check_id(document: Document, operation: _Operation, seen: dict[str, Pointer]) -> Iterator[Diagnostic]:
    name = operation.node.get("operationId")
    if not isinstance(name, str):
        return
    pointer = child(operation.pointer, "operationId")
    first = seen.setdefault(name, pointer)
    # One path item that two paths refer to is one operation.
    if first != pointer:
        yield Diagnostic(
            "schema-invalid",
            f"the operationId {name!r} is used twice",
            document.place(pointer),
            pointer,
            "give each operation its own",
            (("first used here", document.place(first)),),
        )

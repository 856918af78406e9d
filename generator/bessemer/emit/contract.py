"""Check templates against their views: fields exist, text of the document is encoded, and nothing is decided here."""

from __future__ import annotations

import dataclasses
import importlib
import re
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, nodes

from bessemer.emit.templates import FILTERS
from bessemer.encode.code import Code
from bessemer.frozen import frozen

_HEADER = re.compile(r"^\{#- view: ([\w.]+) -?#\}")
Names: TypeAlias = Mapping[str, Any]


@frozen
class Breach:
    """A place where a template breaks the contract."""

    template: str
    line: int
    message: str


def breaches(templates: Environment, folder: Path, name: str) -> Iterator[Breach]:
    """Everything wrong with one template and the parts it includes. A part alone has no view and nothing to check."""
    source = (folder / name).read_text(encoding="utf-8")
    if is_part(source):
        return
    view = view_of(source)
    if view is None:
        yield Breach(name, 1, "the first line does not name a view")
        return
    checker = _Checker(templates, name, folder)
    yield from checker.body(templates.parse(source).body, fields(view))


def is_part(source: str) -> bool:
    """Whether a template is only ever included: its first line says of what it is a part."""
    return source.startswith("{#- part: ")


def view_of(source: str) -> type | None:
    """The view class that a template's first line names; None where it names none."""
    match = _HEADER.match(source)
    if match is None:
        return None
    module, _, name = match.group(1).rpartition(".")
    if not module:
        return None
    try:
        found = getattr(importlib.import_module(module), name, None)
    except ImportError:
        return None
    return found if isinstance(found, type) and dataclasses.is_dataclass(found) else None


def fields(view: type) -> Names:
    """The names a view gives its template, with their types."""
    return {name: hint for name, hint in typing.get_type_hints(view).items() if not name.startswith("_")}


class _Checker:
    def __init__(self, templates: Environment, template: str, folder: Path) -> None:
        self._templates = templates
        self._template = template
        self._folder = folder

    def body(self, body: list[nodes.Node], names: Names) -> Iterator[Breach]:
        for node in body:
            match node:
                case nodes.Output():
                    for item in node.nodes:
                        yield from self._printed(item, names)
                case nodes.If():
                    yield from self._condition(node, names)
                case nodes.For():
                    yield from self._loop(node, names)
                case nodes.Include():
                    yield from self._included(node, names)
                case _:
                    yield self._breach(node, f"{type(node).__name__.lower()} is not allowed in a template")

    def _printed(self, node: nodes.Node, names: Names) -> Iterator[Breach]:
        if isinstance(node, nodes.TemplateData):
            return
        if isinstance(node, nodes.Filter):
            yield from self._filtered(node, names)
            return
        type_ = yield from self._type(node, names)
        if type_ is not None and not _is_printable(type_):
            what = "text that no filter encodes" if type_ is str else f"a {_name(type_)}"
            yield self._breach(node, f"{_path(node)} is printed as {what}")

    def _filtered(self, node: nodes.Filter, names: Names) -> Iterator[Breach]:
        if node.name not in FILTERS or node.args or node.kwargs or node.node is None:
            yield self._breach(node, f"{node.name!r} is not one of the encoding filters")
            return
        type_ = yield from self._type(node.node, names)
        if type_ is not None and type_ is not str:
            yield self._breach(node, f"{_path(node.node)} is a {_name(type_)}: {node.name} encodes text")

    def _condition(self, node: nodes.If, names: Names) -> Iterator[Breach]:
        negated = isinstance(node.test, nodes.Not)
        test = node.test.node if isinstance(node.test, nodes.Not) else node.test
        yield from self._discard(test, names)
        present = _narrowed(names, test)
        yield from self.body(node.body, names if negated else present)
        for branch in node.elif_:
            yield from self._condition(branch, names)
        yield from self.body(node.else_, present if negated else names)

    def _loop(self, node: nodes.For, names: Names) -> Iterator[Breach]:
        if node.test is not None or node.recursive or not isinstance(node.target, nodes.Name):
            yield self._breach(node, "a loop goes over a whole tuple, with one name")
            return
        type_ = yield from self._type(node.iter, names)
        item = _item(type_)
        if type_ is not None and item is None:
            yield self._breach(node, f"{_path(node.iter)} is a {_name(type_)}, not a tuple")
        yield from self.body(node.body, {**names, node.target.name: item, "loop": _Loop})
        yield from self.body(node.else_, names)

    def _included(self, node: nodes.Include, names: Names) -> Iterator[Breach]:
        """A part is checked where it is included, with what it sees there."""
        part = str(node.template.value) if isinstance(node.template, nodes.Const) else ""
        if not (self._folder / part).is_file():
            yield self._breach(node, "an include names a template that exists")
            return
        source = (self._folder / part).read_text(encoding="utf-8")
        yield from _Checker(self._templates, part, self._folder).body(self._templates.parse(source).body, names)

    def _discard(self, node: nodes.Node, names: Names) -> Iterator[Breach]:
        yield from self._type(node, names)

    def _type(self, node: nodes.Node, names: Names) -> typing.Generator[Breach, None, Any]:
        """The type of an expression; None, after a breach, where it has none."""
        path = _path(node)
        if path in names:
            return names[path]
        if isinstance(node, nodes.Getattr):
            owner = yield from self._type(node.node, names)
            if owner is None:
                return None
            found = _attribute(owner, node.attr)
            if found is None:
                yield self._breach(node, f"{_name(owner)} has no field {node.attr!r}")
            return found
        if isinstance(node, nodes.Name):
            yield self._breach(node, f"the view has no field {node.name!r}")
        else:
            yield self._breach(node, f"{type(node).__name__.lower()} is not allowed: give the view a field")
        return None

    def _breach(self, node: nodes.Node, message: str) -> Breach:
        return Breach(self._template, node.lineno, message)


class _Loop:
    """What jinja2's `loop` may be asked."""

    first: bool
    last: bool


def _path(node: nodes.Node | None) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    return f"{_path(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else "?"


def _narrowed(names: Names, test: nodes.Node) -> Names:
    """The names inside `if x`, where x is not None."""
    path = _path(test)
    type_: Any = names.get(path)
    if type_ is None and isinstance(test, nodes.Getattr):
        owner = _narrowed(names, test.node).get(_path(test.node)) or _walk(names, test.node)
        type_ = _attribute(owner, test.attr) if owner is not None else None
    return {**names, path: _without_none(type_)} if type_ is not None else names


def _walk(names: Names, node: nodes.Node) -> Any:
    path = _path(node)
    if path in names:
        return names[path]
    owner = _walk(names, node.node) if isinstance(node, nodes.Getattr) else None
    return _attribute(owner, node.attr) if owner is not None and isinstance(node, nodes.Getattr) else None


def _attribute(owner: Any, name: str) -> Any:
    """The type of a field; of a union's, where all its members have the same."""
    if typing.get_origin(owner) in (typing.Union, types.UnionType):
        found = {_attribute(member, name) for member in typing.get_args(owner)}
        return found.pop() if len(found) == 1 else None
    if not isinstance(owner, type):
        return None
    hints = typing.get_type_hints(owner)
    member = getattr(owner, name, None)
    if isinstance(member, property) and member.fget is not None:
        return typing.get_type_hints(member.fget).get("return")
    return hints.get(name)


def _item(type_: Any) -> Any:
    arguments = typing.get_args(type_)
    return arguments[0] if typing.get_origin(type_) is tuple and len(arguments) == 2 and arguments[1] is ... else None


def _without_none(type_: Any) -> Any:
    if typing.get_origin(type_) in (typing.Union, types.UnionType):
        kept = [item for item in typing.get_args(type_) if item is not type(None)]
        return kept[0] if len(kept) == 1 else typing.Union[tuple(kept)]  # noqa: UP007
    return type_


def _is_printable(type_: Any) -> bool:
    return isinstance(type_, type) and (issubclass(type_, Code) or (issubclass(type_, int) and type_ is not bool))


def _name(type_: Any) -> str:
    return type_.__name__ if isinstance(type_, type) else str(type_)

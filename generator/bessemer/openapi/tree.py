"""Follow references through a tree of files, each read once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from bessemer.diagnostics.diagnostic import Diagnostic, from_fault
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child, list_index, lookup, tokens
from bessemer.document.reader import read_part
from bessemer.frozen import frozen

URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//|\\\\")
_ANCHORS = ("$anchor", "$dynamicAnchor")
_HOPS = 100


class Astray(Exception):
    """A reference that cannot be followed; carries the code, the reason and a help line."""

    def __init__(self, code: str, message: str, help_: str | None) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help_


@frozen
class Scope:
    """What a reference is relative to: a file, and the part of it that an '$id' names, if any."""

    file: Document
    resource: Pointer = ROOT
    uri: str = ""


@frozen
class Found:
    """What a reference leads to."""

    scope: Scope
    pointer: Pointer
    node: Any

    @property
    def key(self) -> tuple[str, Pointer]:
        return str(self.scope.file.source), self.pointer


class Tree:
    """The files that a root document leads to. Nothing outside `top` is read, and no address."""

    def __init__(self, root: Document, top: Path) -> None:
        self.root = root
        self.problems: list[Diagnostic] = []
        self._top = os.path.realpath(top)
        self._files: dict[str, Document | None] = {os.path.realpath(root.source): root}
        self._real: dict[str, str] = {}
        self._paths: dict[tuple[str, str], Document] = {}
        self._names: dict[int, tuple[dict[str, Scope], dict[tuple[Pointer, str], Pointer]]] = {}

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that was read but the root, in order of name."""
        return tuple(sorted(file.source for file in self._files.values() if file is not None and file is not self.root))

    def follow(self, scope: Scope, ref: str) -> Found:
        """What a reference leads to, through references on its way; raises Astray."""
        return self._follow(scope, ref, _HOPS)

    def inside(self, scope: Scope, node: dict[str, Any], pointer: Pointer) -> Scope:
        """The scope of what is inside a schema, which an '$id' makes a resource of its own."""
        written = node.get("$id")
        if not isinstance(written, str) or written.startswith("#"):
            return scope
        return Scope(scope.file, pointer, _joined(scope.uri, written))

    def _follow(self, scope: Scope, ref: str, hops: int) -> Found:
        path, _, fragment = ref.partition("#")
        start = self._start(scope, path, ref)
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._anchored(start, fragment, ref)
        pointer = Pointer(start.resource + fragment) if path or self._is_in(start, fragment) else Pointer(fragment)
        return self._descend(start, pointer, ref, hops)

    def _is_in(self, scope: Scope, fragment: str) -> bool:
        try:
            lookup(scope.file.data, Pointer(scope.resource + fragment))
        except KeyError:
            return False
        return True

    def _descend(self, scope: Scope, pointer: Pointer, ref: str, hops: int) -> Found:
        node: Any = scope.file.data
        path = tokens(pointer)
        for depth, token in enumerate(path):
            if isinstance(node, dict) and token in node:
                node = node[token]
            elif isinstance(node, list) and (index := list_index(token, len(node))) is not None:
                node = node[index]
            elif isinstance(node, dict) and isinstance(node.get("$ref"), str) and hops:
                there = self._follow(Scope(scope.file), node["$ref"], hops - 1)
                return self._descend(Scope(there.scope.file), child(there.pointer, *path[depth:]), ref, hops - 1)
            else:
                raise self._missing(scope.file, node, token, ref)
        return Found(scope, pointer, node)

    def _missing(self, file: Document, node: Any, token: str, ref: str) -> Astray:
        near = nearest(token, list(node)) if isinstance(node, dict) else None
        message = f"there is nothing at {ref!r}" + ("" if file is self.root else f" in {file.path}")
        return Astray("ref-not-found", message, f"did you mean {near!r}?" if near else None)

    def _start(self, scope: Scope, path: str, ref: str) -> Scope:
        if not path:
            return scope
        named = self._identified(scope.file)
        for uri in (path, _joined(scope.uri, path)):
            if uri in named:
                return named[uri]
        if scope.file is self.root and path == self.root.data.get("$self"):
            return Scope(self.root)
        if URL.match(path):
            help_ = "nothing is fetched: copy what it names into a file beside the document"
            raise Astray("ref-outside", f"the reference {ref!r} leaves this document", help_)
        return Scope(self._file(scope.file, unquote(path)))

    def _file(self, base: Document, path: str) -> Document:
        known = self._paths.get((str(base.source), path))
        if known is not None:
            return known
        if "\0" in path:
            raise Astray("ref-not-found", f"{path!r} is no name of a file", None)
        joined = os.path.normpath(os.path.join(base.source.parent, path))
        place = self._real.get(joined) or self._real.setdefault(joined, os.path.realpath(joined))
        if os.path.commonpath((place, self._top)) != self._top:
            help_ = "files outside the project are not read: copy it into the project"
            raise Astray("ref-outside", f"the file {path!r} is outside the project", help_)
        if place not in self._files:
            self._files[place] = self._read(base, path, place)
        found = self._files[place]
        if found is None:
            message = f"there is no file {path!r} that can be read"
            raise Astray("ref-not-found", message, self._meant(path, place))
        self._paths[(str(base.source), path)] = found
        return found

    def _meant(self, path: str, place: str) -> str | None:
        components = self.root.data.get("components")
        schemas = components.get("schemas") if isinstance(components, dict) else None
        if isinstance(schemas, dict) and path in schemas:
            return f"did you mean '#/components/schemas/{path}'?"
        near = nearest(Path(path).name, _beside(place))
        return f"did you mean {near!r}?" if near else None

    def _read(self, base: Document, path: str, place: str) -> Document | None:
        if not os.path.isfile(place):
            return None
        shown = os.path.normpath(os.path.join(os.path.dirname(base.path), path))
        reading = read_part(Path(place), shown)
        for fault in reading.faults:
            if reading.document is None:
                problem = Diagnostic("part-unreadable", fault.message, fault.place, fault.pointer, fault.help)
            else:
                problem = from_fault(fault)
            self.problems.append(problem)
        return reading.document

    def _anchored(self, scope: Scope, name: str, ref: str) -> Found:
        self._identified(scope.file)
        anchors = self._names[id(scope.file)][1]
        pointer = anchors.get((scope.resource, name)) or anchors.get((ROOT, name))
        if pointer is None:
            help_ = "write a JSON pointer, such as '#/components/schemas/NAME'"
            raise Astray("ref-not-found", f"there is nothing at {ref!r}", help_)
        return Found(scope, pointer, lookup(scope.file.data, pointer))

    def _identified(self, file: Document) -> dict[str, Scope]:
        """The resources of a file by their '$id'."""
        if id(file) not in self._names:
            ids: dict[str, Scope] = {}
            anchors: dict[tuple[Pointer, str], Pointer] = {}
            if any(word in file.text for word in ("$id", *_ANCHORS)):
                for pointer, node, scope in self._schemas(file):
                    if scope.uri and scope.resource == pointer:
                        ids.setdefault(scope.uri, scope)
                    for word in _ANCHORS:
                        if isinstance(node.get(word), str):
                            anchors.setdefault((scope.resource, node[word]), pointer)
                    if isinstance(own := node.get("$id"), str) and own.startswith("#"):
                        anchors.setdefault((scope.resource, own[1:]), pointer)
            self._names[id(file)] = (ids, anchors)
        return self._names[id(file)][0]

    def _schemas(self, file: Document) -> Iterator[tuple[Pointer, dict[str, Any], Scope]]:
        stack: list[tuple[Pointer, Any, Scope]] = [(ROOT, file.data, Scope(file))]
        while stack:
            pointer, node, scope = stack.pop()
            if isinstance(node, dict):
                scope = self.inside(scope, node, pointer)
                yield pointer, node, scope
                stack += [(child(pointer, key), value, scope) for key, value in node.items()]
            elif isinstance(node, list):
                stack += [(child(pointer, index), value, scope) for index, value in enumerate(node)]


def _joined(base: str, path: str) -> str:
    try:
        return urljoin(base, path)
    except ValueError:
        return path


def _beside(place: str) -> list[str]:
    try:
        return os.listdir(os.path.dirname(place))
    except OSError:
        return []

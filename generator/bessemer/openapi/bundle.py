"""Make one document of a tree of files: what other files hold becomes components, or stands where it is referred to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document, Origin
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.frozen import frozen
from bessemer.openapi.bundle_names import Wanted, names
from bessemer.openapi.shapes import HOMES, SWAGGER, TABLE, Field, Fields, Shape, kind_at
from bessemer.openapi.tree import Astray, Found, Scope, Tree

# A reference that a document of one file can hold; what a reference says, nothing for words that make it mean another.
_SECTIONS = "|".join(name for name in HOMES.values() if name != "mediaTypes")
_HERE = re.compile(rf"#/(?:components/(?:{_SECTIONS})|paths|webhooks)/")
_HERE_2 = re.compile(r"#/(?:definitions|parameters|responses|paths)/")
_TOLD = re.compile(r"""\$(?:ref["']?\s*:\s*["']?([^\s"']*)|(?:anchor|dynamicRef|recursiveRef|id|self)\b)""")
_HOMES_2 = {"schema": "definitions", "parameter": "parameters", "response": "responses"}
# These are always written where they are used: not every reader looks for them elsewhere.
_INLINE = frozenset(("path_item", "media"))

_Key = tuple[str, Pointer, str]


@frozen
class Bundle:
    """One document with every reference in it, and what is wrong with those that lead out of it."""

    document: Document
    problems: tuple[Diagnostic, ...] = ()


def bundle(document: Document, top: Path) -> Bundle:
    """The document with what it refers to in other files. Files outside the folder `top` are not read.

    What is brought in is named by the last word of its reference or by its file; of two that want one name the one in
    the folder nearest to the top has it, and the other is named with its folder too. No name depends on the order in
    which references stand.
    """
    old = "swagger" in document.data
    here = _HERE_2 if old else _HERE
    if all(here.match(ref) for ref in set(_TOLD.findall(document.text))):
        return Bundle(document)
    return _Bundling(Tree(document, top), old).whole()


@dataclass(slots=True)
class _Brought:
    """Something that becomes a component: `origins` are relative to it."""

    found: Found
    kind: str
    content: Any = None
    origins: dict[Pointer, Origin] = field(default_factory=dict)
    home: Pointer | None = None


class _Bundling:
    def __init__(self, tree: Tree, old: bool) -> None:
        self.tree = tree
        self.table: Mapping[str, Fields] = SWAGGER if old else TABLE
        self.homes: Mapping[str, str] = _HOMES_2 if old else HOMES
        self.above = ROOT if old else child(ROOT, "components")
        self.problems: list[Diagnostic] = []
        self._brought: dict[_Key, _Brought] = {}
        self._waiting: list[_Brought] = []
        self._patches: list[tuple[dict[str, Any], str, _Brought]] = []
        self._origins: dict[Pointer, Origin] = {}
        self._open: list[_Key] = []

    def whole(self) -> Bundle:
        root = self.tree.root
        self._settle()
        data = self._object(root.data, "document", Scope(root), (ROOT, ROOT))
        origins = {ROOT: Origin(root, ROOT), **self._origins}
        while self._waiting:
            brought = self._waiting.pop()
            self._origins = brought.origins
            found = brought.found
            self._origins[ROOT] = Origin(found.scope.file, found.pointer)
            brought.content = self._value(found.node, brought.kind, found.scope, (ROOT, found.pointer))
        data = self._placed(data, origins)
        for holder, key, brought in self._patches:
            holder[key] = _ref(brought.home or ROOT)
        problems = (*self.tree.problems, *self.problems)
        return Bundle(replace(root, data=data, origins=origins, files=self.tree.files), problems)

    def _settle(self) -> None:
        """Give what a component of the root is only another name of its home there."""
        holder = self.tree.root.data if self.above == ROOT else self.tree.root.data.get("components")
        for kind, section in self.homes.items():
            written = holder.get(section) if isinstance(holder, dict) and kind not in _INLINE else None
            for name, node in written.items() if isinstance(written, dict) else ():
                if isinstance(node, dict) and list(node) == ["$ref"] and isinstance(node["$ref"], str):
                    try:
                        found = self._end(self.tree.follow(Scope(self.tree.root), node["$ref"]))
                    except Astray:
                        continue
                    if not self._is_here(found, kind):
                        home = child(self.above, section, name)
                        self._brought.setdefault((*found.key, kind), _Brought(found, kind, home=home))

    def _placed(self, data: dict[str, Any], origins: dict[Pointer, Origin]) -> dict[str, Any]:
        """The data with everything that was brought in, by name."""
        homeless = [(key, item) for key, item in self._brought.items() if item.home is None]
        if not homeless:
            return data
        written = data if self.above == ROOT else data.get("components")
        holder = dict(written) if isinstance(written, dict) else {}
        for kind, section in self.homes.items():
            here = {key: item for key, item in homeless if item.kind == kind}
            if not here:
                continue
            there = holder.get(section)
            listed = dict(there) if isinstance(there, dict) else {}
            top = self.tree.root.source.parent
            wanted = [Wanted(key, item.found.scope.file.source, item.found.pointer) for key, item in here.items()]
            for key, name in names(wanted, top, frozenset(listed)):
                item = here[key]
                item.home = child(self.above, section, name)
                listed[name] = item.content
                origins |= {Pointer(item.home + below): origin for below, origin in item.origins.items()}
            holder[section] = listed
        return holder if self.above == ROOT else {**data, "components": holder}

    # -- the walk: `at` is where a value comes to stand and where it is written

    def _value(self, value: Any, kind: str, scope: Scope, at: tuple[Pointer, Pointer]) -> Any:
        return self._object(value, kind, scope, at) if isinstance(value, dict) else value

    def _object(self, node: dict[str, Any], kind: str, scope: Scope, at: tuple[Pointer, Pointer]) -> Any:
        # Swagger 2.0 documents in the wild hold parameters whose value is a reference
        if isinstance(node.get("$ref"), str) and kind != "document" and not (kind == "parameter" and "in" in node):
            return self._reference(node, kind, scope, at)
        return self._children(node, kind, scope, at)

    def _children(self, node: dict[str, Any], kind: str, scope: Scope, at: tuple[Pointer, Pointer]) -> dict[str, Any]:
        if kind == "schema":
            if isinstance(node.get("$dynamicRef"), str) and "$ref" not in node:
                renamed = {("$ref" if key == "$dynamicRef" else key): value for key, value in node.items()}
                made: dict[str, Any] = self._object(renamed, kind, scope, at)
                return made
            scope = self.tree.inside(scope, node, at[1])
        fields = self.table[kind]
        any_ = fields.get("*")
        changed = None
        for key, value in node.items():
            if not isinstance(value, dict | list):
                continue
            known = fields.get(key) or (None if key.startswith("x-") else any_)
            if known is None or not known.kind:
                continue
            new = self._field(value, known, scope, (child(at[0], key), child(at[1], key)))
            if new is not value:
                changed = dict(node) if changed is None else changed
                changed[key] = new
        made = node if changed is None else changed
        return self._mapped(made, scope) if kind == "schema" and "discriminator" in made else made

    def _field(self, value: Any, known: Field, scope: Scope, at: tuple[Pointer, Pointer]) -> Any:
        if known.shape is Shape.ONE:
            return self._value(value, known.kind, scope, at)
        if isinstance(value, dict) and list(value) == ["$ref"] and isinstance(value["$ref"], str):
            return self._container(value, known, scope, at)
        if isinstance(value, dict) and known.shape in (Shape.MAP, Shape.OPEN_MAP):
            made = {
                key: self._value(item, known.kind, scope, (child(at[0], key), child(at[1], key)))
                for key, item in value.items()
            }
            return value if all(made[key] is item for key, item in value.items()) else made
        if isinstance(value, list) and known.shape is Shape.LIST:
            items = [
                self._value(item, known.kind, scope, (child(at[0], index), child(at[1], index)))
                for index, item in enumerate(value)
            ]
            return value if all(new is old for new, old in zip(items, value, strict=True)) else items
        return value

    def _container(self, value: dict[str, Any], known: Field, scope: Scope, at: tuple[Pointer, Pointer]) -> Any:
        """A whole map or list that is written elsewhere: `paths: {$ref: paths.yaml}`."""
        found = self._found(value["$ref"], scope, at[1])
        key = (*found.key, "*") if found is not None else None
        if found is None or key is None or key in self._open:
            return value
        self._origins[at[0]] = Origin(found.scope.file, found.pointer)
        self._open.append(key)
        made = self._field(found.node, known, found.scope, (at[0], found.pointer))
        self._open.pop()
        return made

    def _reference(self, node: dict[str, Any], kind: str, scope: Scope, at: tuple[Pointer, Pointer]) -> Any:
        ref = node["$ref"]
        rest = {key: value for key, value in node.items() if key != "$ref"}
        rest = self._children(rest, kind, scope, at) if rest else rest
        # an '$id' beside the reference is what it is relative to
        found = self._found(ref, self.tree.inside(scope, node, at[1]) if kind == "schema" else scope, at[1])
        if found is None:
            return {"$ref": ref, **rest} if rest else node
        if kind in _INLINE or kind not in self.homes:
            return self._inlined(found, kind, rest, at) or node
        if not self._is_here(found, kind):
            found = self._end(found)
        if self._is_here(found, kind) or self._is_other(found, kind):
            return node if ref == _ref(found.pointer) and not rest else {"$ref": _ref(found.pointer), **rest}
        key = (*found.key, kind)
        brought = self._brought.get(key)
        if brought is None:
            brought = self._brought[key] = _Brought(found, kind)
            self._waiting.append(brought)
        if brought.home is not None and brought.home == at[0] and scope.file is self.tree.root:
            self._origins[at[0]] = Origin(found.scope.file, found.pointer)
            return self._value(found.node, kind, found.scope, (at[0], found.pointer))
        made = {"$ref": ref, **rest}
        self._patches.append((made, "$ref", brought))
        return made

    def _inlined(self, found: Found, kind: str, rest: dict[str, Any], at: tuple[Pointer, Pointer]) -> Any:
        key = (*found.key, kind)
        if key in self._open or not isinstance(found.node, dict):
            return None
        self._open.append(key)
        self._origins[at[0]] = Origin(found.scope.file, found.pointer)
        made = self._value(found.node, kind, found.scope, (at[0], found.pointer))
        self._open.pop()
        return {**made, **rest} if rest and isinstance(made, dict) else made

    def _mapped(self, node: dict[str, Any], scope: Scope) -> dict[str, Any]:
        """The schema with a mapping of whole references, of those values that are references to other files."""
        written = node["discriminator"]
        mapping = written.get("mapping") if isinstance(written, dict) else None
        if not isinstance(mapping, dict):
            return node
        made = dict(mapping)
        for value, ref in mapping.items():
            whole = (
                ref
                if isinstance(ref, str) and ("#" in ref or "/" in ref or "." in ref)
                else f"#/components/schemas/{ref}"
            )
            try:
                found = self._end(self.tree.follow(scope, whole))
            except Astray:
                continue
            if self._is_here(found, "schema"):
                made[value] = _ref(found.pointer)
            elif (brought := self._brought.get((*found.key, "schema"))) is not None:
                self._patches.append((made, value, brought))
            else:
                brought = self._brought[(*found.key, "schema")] = _Brought(found, "schema")
                self._waiting.append(brought)
                self._patches.append((made, value, brought))
        return {**node, "discriminator": {**written, "mapping": made}}

    def _found(self, ref: str, scope: Scope, pointer: Pointer) -> Found | None:
        try:
            return self.tree.follow(scope, ref)
        except Astray as astray:
            # of the root's own parts the rules for references say more
            if scope.file is not self.tree.root or not ref.startswith("#/"):
                place = scope.file.place(child(pointer, "$ref"))
                self.problems.append(Diagnostic(astray.code, astray.message, place, pointer, astray.help))
            return None

    def _end(self, found: Found) -> Found:
        """Where a chain of references that say nothing more ends; where it began, for a circle."""
        seen = {found.key}
        last = found
        while isinstance(last.node, dict) and list(last.node) == ["$ref"] and isinstance(last.node["$ref"], str):
            try:
                last = self.tree.follow(last.scope, last.node["$ref"])
            except Astray:
                return last
            if last.key in seen:
                return found
            seen.add(last.key)
        return last

    def _is_here(self, found: Found, kind: str) -> bool:
        """Whether readers of the root find it there as what it is."""
        return found.scope.file is self.tree.root and kind_at(found.pointer, self.table) == kind

    def _is_other(self, found: Found, kind: str) -> bool:
        """Whether the root has something of another kind there: a mistake, which is not made a component of."""
        return found.scope.file is self.tree.root and kind_at(found.pointer, self.table) not in (kind, None)


def _ref(pointer: Pointer) -> str:
    return "#" + pointer.replace("%", "%25")

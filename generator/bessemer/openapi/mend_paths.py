"""Mend paths together with their parameters: each {name} has one, and each path parameter a {name}."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bessemer.document.pointer import ROOT, Pointer, child, from_ref
from bessemer.openapi.refs import target
from bessemer.openapi.shapes import operations

if TYPE_CHECKING:
    from bessemer.openapi.mend import Mender

_TEMPLATE = re.compile(r"\{([^{}]+)\}")
# {?name}, {.name*} and their like come from RFC 6570, which OpenAPI does not use.
_EXPRESSION = re.compile(r"\{([.;?&#+/]?)([^{}]+?)(\*?)\}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_Key = tuple[str, str]


def mend_paths(mender: Mender, data: dict[str, Any]) -> dict[str, Any]:
    """The data with every path callable. What is below a path that was renamed keeps its place."""
    made: dict[str, Any] = {}
    same = True
    for path, item in data["paths"].items():
        if _CONTROL.search(path):
            mender.note("shape-invalid", f"the path {path[:60]!r} holds a control character: left out", "paths", path)
            same = False
            continue
        paths = _Path(mender, data, path)
        name, new = paths.mended(item)
        if name in made or (name != path and name in data["paths"]):
            mender.note("shape-invalid", f"the path {name!r} is written twice: left out", "paths", path)
            same = False
            continue
        same = same and name == path and new is item
        made[name] = new
    return data if same else {**data, "paths": made}


class _Path:
    """One path being mended; `real` is where its item stands."""

    def __init__(self, mender: Mender, data: dict[str, Any], path: str) -> None:
        self._mender = mender
        self._data = data
        self._path = path
        self._written = child(ROOT, "paths", path)

    def mended(self, item: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        mender = self._mender
        real, node = self._resolved(self._written, item)
        if not isinstance(node, dict):
            return self._path, {}
        declared = {key[0] for holder in self._holders(node) for key in self._keys(holder) if key[1] == "path"}
        name = self._renamed(declared)
        made = self._parameters(node, real, tuple(dict.fromkeys(_TEMPLATE.findall(name))))
        if name == self._path and made is node:
            return name, item
        at = child(ROOT, "paths", name)
        if name != self._path or real != self._written:
            mender.moved = {**mender.moved, **_below(mender, real, at), at: real}
        return name, made

    def _renamed(self, declared: set[str]) -> str:
        def plain(match: re.Match[str]) -> str:
            whole, name = match.group()[1:-1], match.group(2)
            return "{" + (name if whole not in declared and name in declared else whole) + "}"

        name = _EXPRESSION.sub(plain, self._path)
        if not name.startswith("/"):
            name = f"/{name}"
        if name != self._path:
            self._mender.note("shape-invalid", f"the path is read as {name!r}", "paths", self._path)
        return name

    def _parameters(self, node: dict[str, Any], real: Pointer, names: tuple[str, ...]) -> dict[str, Any]:
        """The item with a parameter for each name, none for any other, and none twice."""
        made = self._kept(node, real, names)
        shared = {key[0] for key in self._keys(made) if key[1] == "path"}
        for where, operation in tuple(operations(made)):
            kept = self._kept(operation, child(real, *where), names)
            own = {key[0] for key in self._keys(kept) if key[1] == "path"}
            lacking = [name for name in names if name not in own | shared]
            if lacking:
                # the rules have said that no parameter declares them
                texts = (
                    {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in lacking
                )
                kept = {**kept, "parameters": [*kept.get("parameters", ()), *texts]}
            if kept is not operation:
                made = _with(made, where, kept)
        return made

    def _kept(self, holder: dict[str, Any], at: Pointer, names: tuple[str, ...]) -> dict[str, Any]:
        listed = holder.get("parameters")
        if not listed:
            return holder
        seen: set[_Key] = set()
        kept: list[dict[str, Any]] = []
        for index, written in enumerate(listed):
            key = self._key(written)
            fits = key is None or (key not in seen and (key[1] != "path" or key[0] in names))
            if not fits:
                continue
            if key is not None:
                seen.add(key)
            new, old = child(at, "parameters", len(kept)), child(at, "parameters", index)
            if new != old:
                self._mender.moved[new] = self._mender.moved.get(old, old)
            kept.append(written)
        return holder if len(kept) == len(listed) else {**holder, "parameters": kept}

    def _holders(self, node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield node
        yield from (operation for _, operation in operations(node))

    def _keys(self, holder: dict[str, Any]) -> Iterator[_Key]:
        for written in holder.get("parameters") or ():
            key = self._key(written)
            if key is not None:
                yield key

    def _key(self, written: dict[str, Any]) -> _Key | None:
        _, node = self._resolved(ROOT, written)
        if isinstance(node, dict) and isinstance(node.get("name"), str) and isinstance(node.get("in"), str):
            return node["name"], node["in"]
        return None

    def _resolved(self, pointer: Pointer, node: Any) -> tuple[Pointer, Any]:
        """Where a node really is and what it is; references that lead nowhere are gone by now."""
        for _ in range(100):
            if not isinstance(node, dict) or not isinstance(node.get("$ref"), str):
                return pointer, node
            try:
                node, pointer = target(self._data, from_ref(node["$ref"]))
            except (KeyError, ValueError):
                return pointer, None
        return pointer, None


def _with(item: dict[str, Any], where: tuple[str, ...], operation: dict[str, Any]) -> dict[str, Any]:
    first, *rest = where
    return {**item, first: {**item[first], rest[0]: operation} if rest else operation}


def _below(mender: Mender, real: Pointer, at: Pointer) -> dict[Pointer, Pointer]:
    """What moved inside the item, under the pointer that it has now."""
    return {Pointer(at + new[len(real) :]): old for new, old in mender.moved.items() if new.startswith(real + "/")}

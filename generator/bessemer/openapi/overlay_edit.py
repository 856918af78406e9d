"""Edit a copy of a document's data and keep track of where each value was written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bessemer.document.document import Document, Origin
from bessemer.document.pointer import Pointer, child, lookup, parent, tokens


class Edit:
    """A working copy; the document it was made of is never changed."""

    def __init__(self, document: Document) -> None:
        self.data = _copy(document.data)
        self.origins: dict[Pointer, Origin] = dict(document.origins)
        self.changed = False
        self._document = document

    def append(self, pointer: Pointer, value: Any, source: Origin) -> None:
        """Add a value at the end of the list at the pointer."""
        items = lookup(self.data, pointer)
        self._written(child(pointer, len(items)), source)
        items.append(_copy(value))

    def merge(self, pointer: Pointer, update: dict[str, Any], source: Origin) -> None:
        """Set the keys of the mapping at the pointer; mappings merge, lists grow, the rest is replaced."""
        node = lookup(self.data, pointer)
        for key, value in update.items():
            at = child(pointer, key)
            origin = Origin(source.document, child(source.pointer, key))
            old = node.get(key)
            if isinstance(old, dict) and isinstance(value, dict):
                self.merge(at, value, origin)
            elif isinstance(old, list) and isinstance(value, list):
                for index, item in enumerate(value):
                    self.append(at, item, Origin(origin.document, child(origin.pointer, index)))
            else:
                node[key] = _copy(value)
                self._written(at, origin)

    def put(self, pointer: Pointer, value: Any, source: Origin) -> None:
        """Set the value at the pointer, whose holder is there."""
        if not pointer:
            self.data = _copy(value)
        else:
            holder, token = lookup(self.data, parent(pointer)), tokens(pointer)[-1]
            if isinstance(holder, list):
                holder[int(token)] = _copy(value)
            else:
                holder[token] = _copy(value)
        self._written(pointer, source)

    def rename(self, pointer: Pointer, old: str, new: str) -> None:
        """Give the key of a mapping another name, in its place."""
        node = lookup(self.data, pointer)
        entries = [(new if key == old else key, value) for key, value in node.items()]
        node.clear()
        node.update(entries)
        self.changed = True
        self.origins[child(pointer, new)] = self.origin(child(pointer, old))

    def origin(self, pointer: Pointer) -> Origin:
        """Where the value at the pointer was written."""
        now = replace(self._document, origins=self.origins)
        found = now.origin(pointer)
        return Origin(self._document if found.document is now else found.document, found.pointer)

    def remove(self, pointer: Pointer) -> None:
        """Take out a value; one that is gone already, with its parent, is no mistake."""
        try:
            holder = lookup(self.data, parent(pointer))
            lookup(self.data, pointer)
        except KeyError:
            return
        self.changed = True
        token = tokens(pointer)[-1]
        if isinstance(holder, list):
            self._close_gap(parent(pointer), int(token), len(holder))
            del holder[int(token)]
        else:
            del holder[token]
            self._forget(pointer)

    def _written(self, pointer: Pointer, origin: Origin) -> None:
        self.changed = True
        self._forget(pointer)
        self.origins[pointer] = origin

    def _forget(self, pointer: Pointer) -> None:
        below = pointer + "/"
        for known in [k for k in self.origins if k == pointer or k.startswith(below)]:
            del self.origins[known]

    def _close_gap(self, items: Pointer, removed: int, length: int) -> None:
        """Let each later entry of a list keep the place it was written at under its new index."""
        now = replace(self._document, origins=dict(self.origins))
        for index in range(removed, length - 1):
            before, after = child(items, index + 1), child(items, index)
            below = before + "/"
            inner = {
                Pointer(after + known[len(before) :]): origin
                for known, origin in now.origins.items()
                if known.startswith(below)
            }
            found = now.origin(before)
            document = self._document if found.document is now else found.document
            self._forget(after)
            self.origins[after] = Origin(document, found.pointer)
            self.origins.update(inner)
        self._forget(child(items, length - 1))


def _copy(value: Any) -> Any:
    """A copy in which aliases are no longer shared, so that an edit reaches one place only."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value

"""Edit a copy of a document's data and keep track of where each value was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bessemer.document.document import Document, Origin
from bessemer.document.pointer import ROOT, Pointer, child, lookup, parent, tokens


class _Known:
    """Where a value was written, None where that follows from what it stands in, and where those in it were."""

    __slots__ = ("below", "origin")

    def __init__(self) -> None:
        self.origin: Origin | None = None
        self.below: dict[str, _Known] = {}


class Edit:
    """A working copy; the document it was made of is never changed."""

    def __init__(self, document: Document) -> None:
        self.data = _copy(document.data)
        self.changed = False
        self._document = document
        self._known = _Known()
        for pointer, origin in document.origins.items():
            self._place(pointer).origin = origin

    @property
    def origins(self) -> dict[Pointer, Origin]:
        """Where values were written, by their places."""
        found: dict[Pointer, Origin] = {}
        waiting = [(ROOT, self._known)]
        while waiting:
            pointer, known = waiting.pop()
            if known.origin is not None:
                found[pointer] = known.origin
            waiting += [(child(pointer, token), below) for token, below in known.below.items()]
        return found

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
        origin = self.origin(child(pointer, old))
        node.clear()
        node.update(entries)
        self.changed = True
        below = self._place(pointer).below
        below[new] = below.pop(old, _Known())
        below[new].origin = origin

    def origin(self, pointer: Pointer) -> Origin:
        """Where the value at the pointer was written."""
        path, known, depth = tokens(pointer), self._known, 0
        found = known.origin or Origin(self._document, ROOT)
        for length, token in enumerate(path, 1):
            if token not in known.below:
                break
            known = known.below[token]
            if known.origin is not None:
                found, depth = known.origin, length
        return Origin(found.document, child(found.pointer, *path[depth:]))

    def remove(self, pointers: Iterable[Pointer]) -> None:
        """Take out values; one that is gone already, with what it stands in, is no mistake."""
        items: dict[Pointer, set[int]] = {}
        for pointer in pointers:
            try:
                holder = lookup(self.data, parent(pointer))
                lookup(self.data, pointer)
            except KeyError:
                continue
            self.changed = True
            if isinstance(holder, list):
                items.setdefault(parent(pointer), set()).add(int(tokens(pointer)[-1]))
            else:
                del holder[tokens(pointer)[-1]]
                self._place(parent(pointer)).below.pop(tokens(pointer)[-1], None)
        # Those that stand deeper first, so that the indexes on the way to a list stay right.
        for pointer in sorted(items, key=lambda item: len(tokens(item)), reverse=True):
            self._remove_items(pointer, items[pointer])

    def _remove_items(self, pointer: Pointer, removed: set[int]) -> None:
        """Let each later entry of a list keep the place it was written at under its new index."""
        try:
            holder = lookup(self.data, pointer)
        except KeyError:
            return
        known, first = self._place(pointer), min(removed)
        below = {token: item for token, item in known.below.items() if int(token) < first}
        kept = [index for index in range(first, len(holder)) if index not in removed]
        for index, before in enumerate(kept, first):
            origin = self.origin(child(pointer, before))
            item = known.below.get(str(before), _Known())
            item.origin = origin
            below[str(index)] = item
        known.below = below
        holder[first:] = [holder[index] for index in kept]

    def _written(self, pointer: Pointer, origin: Origin) -> None:
        self.changed = True
        known = self._place(pointer)
        known.below.clear()
        known.origin = origin

    def _place(self, pointer: Pointer) -> _Known:
        known = self._known
        for token in tokens(pointer):
            known = known.below.setdefault(token, _Known())
        return known


def _copy(value: Any) -> Any:
    """A copy in which aliases are no longer shared, so that an edit reaches one place only."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value

"""Find which components extend which by allOf, and the tags that tell the heirs of a base apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Lookup, Pointer, child, from_ref, lookup, tokens
from bessemer.frozen import frozen
from bessemer.openapi.refs import resolve

_COMPONENTS = child(ROOT, "components", "schemas")


@frozen
class Heir:
    """A component that extends a base, with the tags that stand for it."""

    pointer: Pointer
    tags: tuple[str, ...]


@dataclass(slots=True)
class Families:
    """Who extends whom: `parents` and `children` of each component, in the document's order."""

    spec: Document
    lookup: Lookup
    parents: Mapping[Pointer, tuple[Pointer, ...]] = field(default_factory=dict)
    children: Mapping[Pointer, tuple[Pointer, ...]] = field(default_factory=dict)
    _heirs: dict[Pointer, tuple[Heir, ...]] = field(default_factory=dict)
    _open: set[Pointer] = field(default_factory=set)

    def heirs(self, base: Pointer) -> tuple[Heir, ...]:
        """The variants of a component that its discriminator tells apart, or that its oneOf names back; else none."""
        if base not in self._heirs:
            if base in self._open or (base not in self.children and not _mapping(self._at(base))):
                return ()
            self._open.add(base)
            self._heirs[base] = tuple(self._found(base))
            self._open.discard(base)
        return self._heirs[base]

    def bases(self, pointer: Pointer) -> Iterator[Pointer]:
        """The components above one whose heirs are told apart, nearest first."""
        waiting, seen = list(self.parents.get(pointer, ())), {pointer}
        while waiting:
            above = waiting.pop(0)
            if above not in seen:
                seen.add(above)
                if self.heirs(above):
                    yield above
                waiting += self.parents.get(above, ())

    def tags(self, pointer: Pointer, base: Pointer) -> tuple[str, ...]:
        """The tags of a component and of those below it."""
        mine = [heir.tags for heir in self.heirs(base) if heir.pointer == pointer]
        below = (item for item in self.children.get(pointer, ()) if item != pointer)
        return tuple(dict.fromkeys((*(tag for tags in mine for tag in tags), *self._below(below, base))))

    def own_tags(self, base: Pointer) -> tuple[str, ...]:
        """The tags of a base itself, where its mapping has one."""
        return tuple(tag for tag, target in self._mapped(base).items() if target == base)

    def _below(self, pointers: Iterator[Pointer], base: Pointer) -> Iterator[str]:
        seen: set[Pointer] = set()
        waiting = list(pointers)
        while waiting:
            pointer = waiting.pop(0)
            if pointer not in seen:
                seen.add(pointer)
                yield from self._tags(pointer, self._mapped(base))
                waiting += self.children.get(pointer, ())

    def _found(self, base: Pointer) -> Iterator[Heir]:
        raw = self._at(base)
        written = _union(raw)
        if written:
            named = {self._resolved(item) for item in written}
            if not any(item in named for item in self._descendants(base)):
                return
        elif tag_name(raw) is None:
            return
        mapped = self._mapped(base)
        found = {pointer: None for pointer in (*self._descendants(base), *mapped.values()) if pointer != base}
        for pointer in found:
            yield Heir(pointer, self._tags(pointer, mapped))

    def _descendants(self, base: Pointer) -> Iterator[Pointer]:
        """Those below a component, but those below another one that tells its own heirs apart."""
        seen: set[Pointer] = {base}
        waiting = list(self.children.get(base, ()))
        while waiting:
            pointer = waiting.pop(0)
            if pointer not in seen:
                seen.add(pointer)
                yield pointer
                if not self.heirs(pointer):
                    waiting += self.children.get(pointer, ())

    def _tags(self, pointer: Pointer, mapped: Mapping[str, Pointer]) -> tuple[str, ...]:
        named = tuple(tag for tag, target in mapped.items() if target == pointer)
        return named or (tokens(pointer)[-1],)

    def _mapped(self, base: Pointer) -> Mapping[str, Pointer]:
        found = ((tag, self._resolved(ref)) for tag, ref in _mapping(self._at(base)).items())
        return {tag: pointer for tag, pointer in found if pointer is not None}

    def _resolved(self, ref: Any) -> Pointer | None:
        return resolved_name(self.spec, ref)

    def _at(self, pointer: Pointer) -> dict[str, Any]:
        try:
            raw = self.lookup.at(pointer)
        except KeyError:
            return {}
        return raw if isinstance(raw, dict) else {}


def families(spec: Document, lookup: Lookup) -> Families:
    components = (spec.data.get("components") or {}).get("schemas") or {}
    parents: dict[Pointer, tuple[Pointer, ...]] = {}
    children: dict[Pointer, list[Pointer]] = {}
    for name, raw in components.items():
        pointer = child(_COMPONENTS, name)
        members = raw.get("allOf") if isinstance(raw, dict) else None
        refs = [item.get("$ref") for item in members if isinstance(item, dict)] if isinstance(members, list) else []
        found = [target for ref in refs if (target := resolved_name(spec, ref)) not in (None, pointer)]
        above = tuple(dict.fromkeys(target for target in found if target is not None))
        if above:
            parents[pointer] = above
            for target in above:
                children.setdefault(target, []).append(pointer)
    return Families(spec, lookup, parents, {pointer: tuple(items) for pointer, items in children.items()})


def tag_name(raw: dict[str, Any]) -> str | None:
    """The wire name of the property that tells variants apart."""
    discriminator = raw.get("discriminator")
    name = discriminator.get("propertyName") if isinstance(discriminator, dict) else None
    return name if isinstance(name, str) else None


def resolved_name(spec: Document, ref: Any) -> Pointer | None:
    """Where a reference leads, or the bare name of a component; None where it leads nowhere."""
    if not isinstance(ref, str):
        return None
    try:
        if ref.startswith("#"):
            _, pointer = resolve(spec, {"$ref": ref}, from_ref(ref))
            return pointer
        pointer = child(_COMPONENTS, ref)
        return resolve(spec, lookup(spec.data, pointer), pointer)[1]
    except (KeyError, ValueError):
        return None


def _mapping(raw: dict[str, Any]) -> dict[str, Any]:
    discriminator = raw.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
    return mapping if isinstance(mapping, dict) else {}


def _union(raw: dict[str, Any]) -> list[Any]:
    members = [item for word in ("oneOf", "anyOf") if isinstance(raw.get(word), list) for item in raw[word]]
    return [item.get("$ref") for item in members if isinstance(item, dict)]

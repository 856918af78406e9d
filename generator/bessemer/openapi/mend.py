"""Give every object of a document the shape that the specification says it has, in 3.1 spelling.

What stands in the way of a shape is turned into what was plainly meant, else left out; each step is a problem with a
place. Those who read the result may trust that a mapping is a mapping, a text a text, and that a reference arrives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document, Origin
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.openapi import mend_schema
from bessemer.openapi.mend_objects import HOOKS, coerced, lack_of
from bessemer.openapi.mend_paths import mend_paths
from bessemer.openapi.mend_refs import settled
from bessemer.openapi.messages import subject
from bessemer.openapi.refs import resolve
from bessemer.openapi.shapes import ANY, TABLE, Field, Shape, kind_at
from bessemer.openapi.unwind import unwound


def mend(document: Document, *, circles: bool = False) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document in sound 3.1 shape, and what had to be mended; circles says that references go round in it.

    Pointers keep their meaning but where an entry of a list is left out, a null is spelled as a branch, or a path is
    renamed; places are always those of the source.
    """
    mender = Mender(document)
    data = mender.whole()
    origins = {ROOT: Origin(document, ROOT)}
    origins |= {new: Origin(document, old) for new, old in mender.moved.items()}
    made, lost = settled(replace(document, data=data, origins=origins), mender.arriving(), mender.moved)
    if circles:
        made = replace(made, data=unwound(made.data))
    return made, (*mender.problems, *lost)


class Dropped:
    """Stands for a value that is left out."""


DROPPED = Dropped()


class Mender:
    """One mending. `moved` maps the pointers of what moved to where it was; `path` is where the walk is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Diagnostic] = []
        self.moved: dict[Pointer, Pointer] = {}
        self.demanded: set[tuple[str | int, ...]] = set()
        self.path: list[str | int] = []
        self._new: list[str | int] = []
        self._arrivals: dict[tuple[str, str], bool] = {}
        self._by_shape = {
            Shape.ONE: self._one,
            Shape.LIST: self._list,
            Shape.MAP: self._map,
            Shape.OPEN_MAP: self._map,
            Shape.TEXT: self._text,
            Shape.TEXTS: self._texts,
            Shape.TEXT_MAP: self._text_map,
            Shape.FLAG: self._flag,
            Shape.NUMBER: self._number,
        }

    def whole(self) -> dict[str, Any]:
        data = self.object(self.document.data, "document")
        data = {**data, "info": data.get("info", {}), "paths": data.get("paths", {})}
        if not str(data.get("openapi")).startswith(("3.1", "3.2")):
            data["openapi"] = "3.1.0"
        return mend_paths(self, data)

    # -- what hooks use

    def note(self, code: str, message: str, *at: str | int, help_: str | None = None) -> None:
        """Say what was mended, at the value that is being looked at or below it."""
        pointer = child(ROOT, *self.path, *at)
        self.problems.append(Diagnostic(code, message, self.document.place(pointer), pointer, help_))

    def move(self, new: tuple[str | int, ...], old: tuple[str | int, ...] = ()) -> None:
        """Record that what is below `new` was written below `old`, both from the value being looked at."""
        self.moved[child(ROOT, *self._new, *new)] = child(ROOT, *self.path, *old)

    def arrives(self, ref: Any, kind: str) -> bool:
        """Whether a reference leads to an object of the kind."""
        if not isinstance(ref, str):
            return False
        key = (ref, kind)
        if key not in self._arrivals:
            self._arrivals[key] = self._arrival(ref, kind)
        return self._arrivals[key]

    def astray(self, ref: Any, kind: str) -> tuple[str, str | None]:
        """Where a reference that does not arrive leads to, and what to do."""
        noun = _noun(kind)
        try:
            _, pointer = resolve(self.document, {"$ref": ref})
        except KeyError:
            return f"the reference {ref!r} leads to no {noun}", None
        other = kind_at(pointer)
        if other not in (kind, None):
            return f"the reference {ref!r} leads to a {_noun(other)}, not a {noun}", f"refer to a {noun}"
        return f"the reference {ref!r} leads to what is no {noun}", f"make a {noun} of what it leads to"

    def arriving(self) -> set[str]:
        """The references that lead to an object."""
        return {ref for (ref, _), does in self._arrivals.items() if does}

    def _arrival(self, ref: str, kind: str) -> bool:
        try:
            found, pointer = resolve(self.document, {"$ref": ref})
        except KeyError:
            return False
        if kind == "parameter" and not (isinstance(found, dict) and lack_of(found) is None):
            return False
        sound = isinstance(found, dict) or (kind == "schema" and isinstance(found, bool))
        return sound and kind_at(pointer) in (kind, None)

    # -- shapes

    def object(self, node: dict[str, Any], kind: str) -> Any:
        if kind == "schema":
            if mend_schema.is_sound(node):
                return node
            node = mend_schema.before(self, node)
        elif "$ref" in node and "$ref" in TABLE[kind] and not self.arrives(node["$ref"], kind):
            what, help_ = self.astray(node["$ref"], kind)
            self.note("ref-not-found", f"{what}: left out", "$ref", help_=help_)
            node = {key: value for key, value in node.items() if key != "$ref"}
            if kind != "path_item" or not node:
                return DROPPED
        fields = TABLE[kind]
        any_ = fields.get(ANY)
        changed: dict[str, Any] | None = None
        for key, value in node.items():
            field = fields.get(key)
            if field is None:
                if any_ is None or key.startswith("x-"):
                    continue
                field = any_
            if field.shape is Shape.TEXT and type(value) is str:
                continue
            new = self.at(key, key, value, field)
            if new is not value:
                changed = dict(node) if changed is None else changed
                if new is DROPPED:
                    del changed[key]
                else:
                    changed[key] = new
        made = node if changed is None else changed
        if kind == "schema":
            return mend_schema.after(self, made)
        hook = HOOKS.get(kind)
        return made if hook is None else hook(self, made)

    def at(self, key: str | int, new_key: str | int, value: Any, field: Field) -> Any:
        """The value under a key, mended; new_key is what the key becomes."""
        self.path.append(key)
        self._new.append(new_key)
        try:
            return self._by_shape[field.shape](value, field)
        finally:
            self.path.pop()
            self._new.pop()

    def _one(self, value: Any, field: Field) -> Any:
        kind = field.kind
        if type(value) is dict:
            return self.object(value, kind)
        if kind == "schema" and isinstance(value, bool):
            return value
        made = coerced(value, kind)
        if made is not None:
            self.note(
                "shape-invalid", f"{subject(child(ROOT, *self.path))} is no mapping: read as what is plainly meant"
            )
            return self.object(made, kind)
        return self._wrong(value, "a mapping")

    def _list(self, value: Any, field: Field) -> Any:
        if isinstance(value, dict) and value:
            numbered = all(key.isdecimal() for key in value)
            what = "the list of its values" if numbered else "a list of one"
            self.note("shape-invalid", f"{subject(child(ROOT, *self.path))} is a mapping, not a list: read as {what}")
            if not numbered:
                self.move((0,))
                made = self.object(value, field.kind)
                return [] if made is DROPPED else [made]
            return self._entries(value.items(), field)
        if not isinstance(value, list):
            return self._wrong(value, "a list")
        kept = self._entries(enumerate(value), field)
        same = len(kept) == len(value) and all(new is item for new, item in zip(kept, value, strict=True))
        return value if same else kept

    def _entries(self, entries: Iterable[tuple[str | int, Any]], field: Field) -> list[Any]:
        kept: list[Any] = []
        entry = Field(Shape.ONE, field.kind)
        for index, item in entries:
            if len(kept) != index:
                self.move((len(kept),), (index,))
            new = self.at(index, len(kept), item, entry)
            if new is not DROPPED:
                kept.append(new)
        return kept

    def _map(self, value: Any, field: Field) -> Any:
        if type(value) is not dict:
            return {} if value == [] else self._wrong(value, "a mapping")
        open_ = field.shape is Shape.OPEN_MAP
        made: dict[str, Any] = {}
        same = True
        entry = Field(Shape.ONE, field.kind)
        for key, item in value.items():
            if open_ and key.startswith("x-"):
                same = False
                continue
            new = self.at(key, key, {} if item is None else item, entry)
            same = same and new is item
            if new is not DROPPED:
                made[key] = new
        return value if same else made

    # -- single values

    def _text(self, value: Any, _field: Field) -> Any:
        if isinstance(value, bool | int | float):
            self.note("harmless-slip", f"{subject(child(ROOT, *self.path))} is not text", help_="put it in quotes")
            return str(value).lower() if isinstance(value, bool) else str(value)
        if isinstance(value, str):
            return value
        return self._wrong(value, "text")

    def _texts(self, value: Any, _field: Field) -> Any:
        if isinstance(value, bool) or value in ("true", "false"):
            if value in (True, "true"):
                self.demanded.add(tuple(self.path[:-1]))
            self.note("harmless-slip", "'required' of a property stands in the list of its object")
            return DROPPED
        if isinstance(value, str):
            self.note("harmless-slip", f"{subject(child(ROOT, *self.path))} is a list", help_=f"write [{value}]")
            return [value]
        if not isinstance(value, list):
            return self._wrong(value, "a list")
        made = list(dict.fromkeys(str(item) for item in value if isinstance(item, (str, int, float))))
        if made == value:
            return value
        self.note("harmless-slip", f"{subject(child(ROOT, *self.path))} lists each name once, as text")
        return made

    def _text_map(self, value: Any, _field: Field) -> Any:
        if not isinstance(value, dict):
            return {} if value == [] else self._wrong(value, "a mapping")
        made = {key: item if isinstance(item, str) else str(item or "") for key, item in value.items()}
        return value if made == value else made

    def _flag(self, value: Any, _field: Field) -> Any:
        if isinstance(value, bool):
            return value
        meant = {"true": True, "false": False}.get(str(value).lower())
        if meant is None:
            return self._wrong(value, "true or false")
        self.note(
            "harmless-slip", f"{subject(child(ROOT, *self.path))} is true or false, not text", help_="remove the quotes"
        )
        return meant

    def _number(self, value: Any, _field: Field) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        try:
            made = float(value)
        except (TypeError, ValueError):
            return self._wrong(value, "a number")
        self.note(
            "harmless-slip", f"{subject(child(ROOT, *self.path))} is a number, not text", help_="remove the quotes"
        )
        return int(made) if made.is_integer() else made

    def _wrong(self, value: Any, wanted: str) -> Dropped:
        if value is None:
            self.note(
                "harmless-slip", f"{subject(child(ROOT, *self.path))} has no value", help_="remove it, or write a value"
            )
        else:
            self.note(
                "shape-invalid",
                f"{subject(child(ROOT, *self.path))} is not {wanted}: left out",
                help_=f"write {wanted}",
            )
        return DROPPED


def _noun(kind: str) -> str:
    return {"body": "request body", "media": "media type"}.get(kind, kind.replace("_", " "))

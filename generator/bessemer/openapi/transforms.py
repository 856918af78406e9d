"""Apply the transforms of a config, `openapi.transforms`, to a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document, Origin
from bessemer.document.pointer import ROOT, Pointer, child, lookup, parent, tokens
from bessemer.frozen import frozen
from bessemer.openapi.overlay_edit import Edit
from bessemer.openapi.paths import select, single
from bessemer.openapi.walk import walk


class Refusal(Exception):
    """Why a transform cannot be done: the code, the sentence, and where in its arguments."""

    def __init__(self, code: str, message: str, *at: str | int, help_: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.at, self.help = code, message, at, help_


@frozen
class Transform:
    """One entry of the list: its arguments, and where they are written."""

    config: Document
    pointer: Pointer
    args: dict[str, Any]

    def source(self, *at: str | int) -> Origin:
        return Origin(self.config, child(self.pointer, "args", *at))

    def needed(self, *keys: str) -> tuple[str, Any]:
        """The first of the keys that is there, and its value."""
        for key in keys:
            if key in self.args:
                return key, self.args[key]
        raise Refusal("transform-invalid", f"the transform lacks {keys[0]!r}", help_=f"add `{keys[0]}:` to its `args`")


Command: TypeAlias = Callable[[Edit, Transform], None]


def transform(
    document: Document, config: Document, entries: Sequence[Pointer]
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with the transforms at the pointers of the config done in order, and what is wrong with them.

    What a transform writes is located in the config. One that cannot be done is left out.
    Source: contracts/config.md section 6.1.
    """
    if not entries:
        return document, ()
    edit = Edit(document)
    problems: list[Diagnostic] = []
    for pointer in entries:
        problem = _done(edit, config, pointer)
        if problem is not None:
            problems.append(problem)
    if not edit.changed:
        return document, tuple(problems)
    return replace(document, data=edit.data, origins=edit.origins), tuple(problems)


def _done(edit: Edit, config: Document, pointer: Pointer) -> Diagnostic | None:
    written = lookup(config.data, pointer)
    name = written.get("command") if isinstance(written, dict) else None
    args = written.get("args") if isinstance(written, dict) else None
    args = {} if args is None else args
    if not isinstance(name, str) or not isinstance(args, dict):
        message = "a transform is a mapping with a command and its args"
        help_ = "write `{command: remove, reason: …, args: {target: $.…}}`"
        return Diagnostic("transform-invalid", message, config.place(pointer), pointer, help_)
    command = COMMANDS.get(name)
    if command is None:
        near = nearest(name, COMMANDS)
        help_ = f"did you mean {near!r}?" if near else f"the commands are {', '.join(COMMANDS)}"
        at = child(pointer, "command")
        return Diagnostic(
            "transform-unsupported", f"the transform {name!r} is not supported", config.place(at), at, help_
        )
    try:
        command(edit, Transform(config, pointer, args))
    except Refusal as refusal:
        at = child(pointer, "args", *refusal.at)
        return Diagnostic(refusal.code, f"{name}: {refusal.message}", config.place(at), at, refusal.help)
    return None


# -- commands


def _update(edit: Edit, transform: Transform) -> None:
    found = _targets(edit, transform)
    template = transform.args.get("template")
    if isinstance(template, str):
        for pointer in found:
            now = str(lookup(edit.data, pointer))
            edit.put(pointer, template.replace("{{value}}", now), transform.source("template"))
        return
    key, value = transform.needed("value")
    for pointer in found:
        edit.put(pointer, value, transform.source(key))


def _append(edit: Edit, transform: Transform) -> None:
    key, value = transform.needed("value")
    for pointer in _targets(edit, transform):
        node = lookup(edit.data, pointer)
        if isinstance(node, list):
            for index, item in enumerate(value if isinstance(value, list) else [value]):
                at = (key, index) if isinstance(value, list) else (key,)
                edit.append(pointer, item, transform.source(*at))
        elif isinstance(node, dict) and isinstance(value, dict):
            taken = next((name for name in value if name in node), None)
            if taken is not None:
                raise Refusal("transform-invalid", f"{taken!r} is there already", key, taken, help_="use `merge`")
            edit.merge(pointer, value, transform.source(key))
        else:
            raise Refusal("transform-invalid", "the target is neither a list nor a mapping that fits the value", key)


def _merge(edit: Edit, transform: Transform) -> None:
    key, value = transform.needed("value", "object")
    if not isinstance(value, dict):
        raise Refusal("transform-invalid", "a mapping is merged with a mapping", key)
    for pointer in _targets(edit, transform):
        if not isinstance(lookup(edit.data, pointer), dict):
            raise Refusal("transform-invalid", f"the target #{pointer} is no mapping", "target")
        edit.merge(pointer, value, transform.source(key))


def _remove(edit: Edit, transform: Transform) -> None:
    found = _targets(edit, transform)
    keys = transform.args.get("keys")
    if ROOT in found and keys is None:
        raise Refusal("transform-invalid", "the whole document cannot be removed", "target")
    if keys is not None:
        names = [str(key) for key in (keys if isinstance(keys, list) else [keys])]
        found = [child(pointer, name) for pointer in found for name in names]
        here = [pointer for pointer in found if _there(edit, pointer)]
        if not here:
            raise Refusal("transform-no-match", "no target has any of the keys", "keys")
        found = here
    edit.remove(found)


def _copy(edit: Edit, transform: Transform) -> None:
    for source, new in _journeys(edit, transform):
        edit.put(new, lookup(edit.data, source), edit.origin(source))


def _move(edit: Edit, transform: Transform) -> None:
    for source, new in _journeys(edit, transform):
        value, origin = lookup(edit.data, source), edit.origin(source)
        if new == source or new.startswith(source + "/"):
            raise Refusal("transform-invalid", "a part is not moved into itself", "to")
        edit.put(new, value, origin)
        edit.remove([source])


def _extract(edit: Edit, transform: Transform) -> None:
    key, written = transform.needed("ref", "refs")
    for index, item in enumerate(written if isinstance(written, list) else [written]):
        at = (key, index) if isinstance(written, list) else (key,)
        name = item.get("name") if isinstance(item, dict) else None
        new = single(name) if isinstance(name, str) else None
        if new is None or len(tokens(new)) < 2:
            raise Refusal("transform-invalid", "a reference needs a name such as '#/components/schemas/X'", *at)
        found = _selected(edit, item.get("target"), (*at, "target"))
        first = lookup(edit.data, found[0])
        if _there(edit, new) and lookup(edit.data, new) != first:
            raise Refusal("transform-invalid", f"there is another {name!r} already", *at, "name")
        _hold(edit, parent(new))
        if not _there(edit, new):
            edit.put(new, first, edit.origin(found[0]))
        for pointer in found:
            if pointer != new:
                edit.put(pointer, {"$ref": f"#{new}"}, transform.source(*at))


def _one_of_to_any_of(edit: Edit, _transform: Transform) -> None:
    for visit in walk(edit.data):
        if visit.is_schema and "oneOf" in visit.node and "anyOf" not in visit.node:
            edit.rename(visit.pointer, "oneOf", "anyOf")


def _replace_properties(edit: Edit, transform: Transform) -> None:
    key, value = transform.needed("value")
    written = transform.args.get("filter")
    only = written.get("only") if isinstance(written, dict) else None
    for pointer in _selected(edit, only, ("filter", "only")):
        edit.put(pointer, value, transform.source(key))


# `mergeObject` and `replaceProperties` are what `merge` and `update` were called before.
COMMANDS: Mapping[str, Command] = {
    "update": _update,
    "append": _append,
    "merge": _merge,
    "mergeObject": _merge,
    "remove": _remove,
    "copy": _copy,
    "move": _move,
    "extractToRefs": _extract,
    "oneOfToAnyOf": _one_of_to_any_of,
    "replaceProperties": _replace_properties,
}


# -- targets


def _targets(edit: Edit, transform: Transform) -> list[Pointer]:
    key, written = transform.needed("target")
    if isinstance(written, dict) and "matches_schema" in written:
        return _matching(edit, written, key)
    return _selected(edit, written, (key,))


def _matching(edit: Edit, written: dict[str, Any], key: str) -> list[Pointer]:
    """Every schema that is equal to the one given, but those that `ignore` selects."""
    ignored = written.get("ignore")
    left_out = set(_selected(edit, ignored, (key, "ignore"))) if ignored else set()
    same = (visit.pointer for visit in walk(edit.data) if visit.is_schema and visit.node == written["matches_schema"])
    found = [pointer for pointer in same if pointer not in left_out]
    if not found:
        raise Refusal("transform-no-match", "no schema is like this one", key, "matches_schema")
    return found


def _selected(edit: Edit, written: Any, at: tuple[str | int, ...]) -> list[Pointer]:
    """What one or several JSONPaths select; each must select something."""
    found: dict[Pointer, None] = {}
    listed = written if isinstance(written, list) else [written]
    for index, path in enumerate(listed):
        here = (*at, index) if isinstance(written, list) else at
        if not isinstance(path, str):
            raise Refusal("transform-invalid", "the target is no JSONPath", *here, help_="write `target: $.…`")
        chosen = select(edit.data, path)
        if isinstance(chosen, str):
            raise Refusal("transform-invalid", f"the target is no JSONPath: {chosen}", *here)
        if not chosen:
            raise Refusal("transform-no-match", f"{path!r} matches nothing", *here, help_="correct or remove it")
        found |= dict.fromkeys(chosen)
    if not found:
        raise Refusal("transform-invalid", "the target is an empty list", *at)
    return list(found)


def _journeys(edit: Edit, transform: Transform) -> Iterator[tuple[Pointer, Pointer]]:
    """Where something is and where it goes: one source, one destination or several."""
    key, source = transform.needed("from", "source", "target")
    found = _selected(edit, source, (key,))
    if len(found) != 1:
        raise Refusal("transform-invalid", f"it selects {len(found)} parts, and one is taken", key)
    key, written = transform.needed("to", "destination", "destinations")
    for index, path in enumerate(written if isinstance(written, list) else [written]):
        at = (key, index) if isinstance(written, list) else (key,)
        new = single(path) if isinstance(path, str) else None
        if new is None or new == ROOT:
            raise Refusal("transform-invalid", "the destination is no single place", *at)
        if not isinstance(_value(edit, parent(new)), dict):
            raise Refusal("transform-no-match", f"there is no mapping at #{parent(new)}", *at)
        if _there(edit, new):
            raise Refusal("transform-invalid", f"there is something at #{new} already", *at)
        yield found[0], new


def _there(edit: Edit, pointer: Pointer) -> bool:
    try:
        lookup(edit.data, pointer)
    except KeyError:
        return False
    return True


def _value(edit: Edit, pointer: Pointer) -> Any:
    return lookup(edit.data, pointer) if _there(edit, pointer) else None


def _hold(edit: Edit, pointer: Pointer) -> None:
    """Make the mappings on the way to a place that are not there yet."""
    path = tokens(pointer)
    for length in range(1, len(path) + 1):
        at = child(ROOT, *path[:length])
        if not _there(edit, at):
            edit.put(at, {}, edit.origin(parent(at)))

"""Apply an OpenAPI Overlay 1.0 to a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document, Origin
from bessemer.document.pointer import ROOT, Pointer, child, lookup
from bessemer.frozen import frozen
from bessemer.openapi.overlay_edit import Edit
from bessemer.openapi.paths import select


@frozen
class _Action:
    pointer: Pointer
    target: str
    update: Any
    remove: bool
    copied: str | None = None


def apply(document: Document, overlay: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A new document with the actions of the overlay done in order, and what is wrong with the overlay.

    What the overlay adds is located in the overlay's own file. An action that is malformed is left out.
    Source: OpenAPI Overlay Specification 1.0.0, and `copy` of 1.1.0.
    """
    problems = [*_check_head(overlay), *_check_extended(document, overlay)]
    edit = Edit(document)
    actions = overlay.data.get("actions")
    for index, written in enumerate(actions if isinstance(actions, list) else []):
        action = _action(overlay, written, child(ROOT, "actions", index))
        if isinstance(action, Diagnostic):
            problems.append(action)
        else:
            problems.extend(_perform(edit, overlay, action))
    if not edit.changed:
        return document, tuple(problems)
    return replace(document, data=edit.data, origins=edit.origins), tuple(problems)


def _check_head(overlay: Document) -> Iterator[Diagnostic]:
    data = overlay.data
    version = data.get("overlay")
    if not isinstance(version, str) or not version.startswith("1."):
        at = child(ROOT, "overlay")
        message = f"{version!r} is no overlay version" if "overlay" in data else "'overlay' is missing"
        yield _invalid(overlay, at, message, "write 'overlay: 1.0.0' at the top")
    info = data.get("info")
    if not isinstance(info, dict) or not {"title", "version"} <= info.keys():
        at = child(ROOT, "info")
        message = "'info' needs a title and a version"
        yield _invalid(overlay, at, message, "write 'info: {title: …, version: 1.0.0}'")
    actions = data.get("actions")
    if not isinstance(actions, list) or not actions:
        at = child(ROOT, "actions")
        help_ = "write 'actions: [{target: $.info, update: {…}}]'"
        yield _invalid(overlay, at, "'actions' needs a list with at least one action", help_)


def _check_extended(document: Document, overlay: Document) -> Iterator[Diagnostic]:
    """`extends` says which document the overlay is for. The config decides; an overlay for another is an oversight."""
    named = overlay.data.get("extends")
    if not isinstance(named, str) or PurePath(unquote(named.partition("#")[0])).name == document.source.name:
        return
    at = child(ROOT, "extends")
    message = f"this overlay is for {named!r}, and is applied to {document.path!r}"
    yield Diagnostic("overlay-no-match", message, overlay.place(at), at, "correct or remove 'extends'")


def _action(overlay: Document, written: Any, pointer: Pointer) -> _Action | Diagnostic:
    if not isinstance(written, dict):
        return _invalid(overlay, pointer, "an action is a mapping", "write target and update")
    target = written.get("target")
    if not isinstance(target, str):
        return _invalid(overlay, pointer, "the action has no target", "add 'target: $.…'")
    if written.get("remove") is True:
        return _Action(pointer, target, None, True)
    if isinstance(written.get("copy"), str):
        return _Action(pointer, target, None, False, written["copy"])
    if "update" not in written:
        message = "the action neither updates nor removes"
        return _invalid(overlay, pointer, message, "add 'update: …' or 'remove: true'")
    return _Action(pointer, target, written["update"], False)


def _perform(edit: Edit, overlay: Document, action: _Action) -> Iterator[Diagnostic]:
    at = child(action.pointer, "target")
    found = select(edit.data, action.target)
    if isinstance(found, str):
        help_ = "write a JSONPath, such as $.paths['/files'].get"
        yield _invalid(overlay, at, f"the target is no JSONPath: {found}", help_)
        return
    if not found:
        message = f"the target {action.target!r} matches nothing"
        help_ = "correct the target or remove the action"
        yield Diagnostic("overlay-no-match", message, overlay.place(at), at, help_)
        return
    if action.remove:
        if ROOT in found:
            yield _invalid(overlay, at, "the whole document cannot be removed", "name a part of it")
            return
        edit.remove(found)
        return
    source, update = Origin(overlay, child(action.pointer, "update")), action.update
    written = source.pointer
    if action.copied is not None:
        written = child(action.pointer, "copy")
        copied = select(edit.data, action.copied)
        if isinstance(copied, str) or len(copied) != 1:
            yield _invalid(overlay, written, "'copy' selects no single part", "write a JSONPath that selects one")
            return
        source, update = edit.origin(copied[0]), lookup(edit.data, copied[0])
    for pointer in found:
        problem = _update(edit, pointer, update, source)
        if problem is not None:
            yield _invalid(overlay, written, *problem)
            return


def _update(edit: Edit, pointer: Pointer, update: Any, source: Origin) -> tuple[str, str] | None:
    node = lookup(edit.data, pointer)
    if isinstance(node, list):
        edit.append(pointer, update, source)
        return None
    if not isinstance(node, dict):
        return "the target is a single value", "target the mapping that holds it"
    if not isinstance(update, dict):
        return "a mapping is updated by a mapping", "write keys and values under 'update'"
    edit.merge(pointer, update, source)
    return None


def _invalid(overlay: Document, at: Pointer, message: str, help_: str) -> Diagnostic:
    return Diagnostic("overlay-invalid", message, overlay.place(at), at, help_)

"""Have the references of a mended document say where what they mean is now: it may have moved, or be left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child, from_ref, parent, tokens
from bessemer.openapi.edits import GONE, edited
from bessemer.openapi.refs import target
from bessemer.openapi.walk import Visit, walk

# What is left out may be what others refer to, and so on.
_ROUNDS = 20


def settled(
    document: Document, refs: Iterable[str], moved: Mapping[Pointer, Pointer]
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with each of the references a pointer that needs no other to be followed; those that arrived once.

    `moved` are old pointers by the new ones. A schema whose reference is lost takes any value, other objects are
    left out.
    """
    lost: list[Diagnostic] = []
    old = {before: after for after, before in moved.items()}
    waiting = set(refs)
    for _ in range(_ROUNDS):
        astray = {ref: now for ref in waiting if (now := _now(document.data, ref, old)) != ref}
        if not astray:
            break
        edits: dict[Pointer, Any] = {}
        for visit in walk(document.data):
            for pointer, ref in _written(visit):
                if ref in astray:
                    edits |= _edit(visit, pointer, astray[ref])
                    lost += [_lost(document, pointer, ref)] if astray[ref] is None else []
        document = replace(document, data=edited(document.data, edits))
        waiting = (waiting - astray.keys()) | {ref for ref in astray.values() if ref is not None}
        # references that were written anew say where things are now
        old = {}
    return document, tuple(lost)


def _written(visit: Visit) -> Iterator[tuple[Pointer, str]]:
    """The references of an object and where they stand."""
    if isinstance(ref := visit.node.get("$ref"), str):
        yield child(visit.pointer, "$ref"), ref
    discriminator = visit.node.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
    for value, ref in mapping.items() if isinstance(mapping, dict) else ():
        if isinstance(ref, str):
            yield child(visit.pointer, "discriminator", "mapping", value), ref


def _edit(visit: Visit, pointer: Pointer, now: str | None) -> dict[Pointer, Any]:
    if now is not None:
        return {pointer: now}
    is_own = pointer == child(visit.pointer, "$ref")
    return {visit.pointer if is_own and not visit.is_schema else pointer: GONE}


def _lost(document: Document, pointer: Pointer, ref: str) -> Diagnostic:
    message = f"the reference {ref!r} leads to what is left out"
    return Diagnostic("ref-not-found", message, document.place(pointer), pointer, "mend what it leads to")


def _now(data: Any, ref: str, old: Mapping[Pointer, Pointer]) -> str | None:
    """The reference to what another one meant; None where that is gone."""
    written = from_ref(ref)
    moved = _moved(written, old)
    first, then = (moved, written) if _in_list(written, moved) else (written, moved)
    for pointer in (first, then):
        try:
            _, found = target(data, pointer)
        except (KeyError, ValueError):
            continue
        return ref if found == written else f"#{quote(found, safe='/~!$&()*+,;=:@?')}"
    return None


def _moved(pointer: Pointer, old: Mapping[Pointer, Pointer]) -> Pointer:
    """Where what was at a pointer went, by the longest part of it that moved."""
    above = pointer
    while True:
        if above in old:
            return Pointer(old[above] + pointer[len(above) :])
        if above == ROOT:
            return pointer
        above = parent(above)


def _in_list(written: Pointer, moved: Pointer) -> bool:
    """Whether something only moved up in its list: another thing may stand now where it stood."""
    before, after = tokens(written), tokens(moved)
    differing = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    return len(before) == len(after) and len(differing) == 1 and all(part.isdigit() for part in differing[0])

"""Follow the references of a document and report the ones that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple, TypeAlias

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.pointer import (
    ROOT,
    Pointer,
    child,
    from_ref,
    list_index,
    lookup,
    tokens,
)
from bessemer.openapi.cycles import cycles
from bessemer.openapi.shapes import TABLE, kind_at
from bessemer.openapi.walk import Visit

_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\")
_HOPS = 1_000
_NOUNS = {
    "schemas": "schema",
    "parameters": "parameter",
    "responses": "response",
    "requestBodies": "request body",
    "headers": "header",
    "examples": "example",
    "securitySchemes": "security scheme",
    "links": "link",
    "callbacks": "callback",
    "pathItems": "path item",
}


def resolve(document: Document, node: Any, pointer: Pointer = ROOT) -> tuple[Any, Pointer]:
    """What a node stands for and where that is, after any chain of references.

    A node that is no reference comes back with the pointer given. Raises KeyError where check_refs reports
    an error: a target that is missing or outside, or a circle.
    """
    seen: set[str] = set()
    while isinstance(node, dict) and isinstance(ref := node.get("$ref"), str):
        if ref in seen:
            raise KeyError(ref)
        seen.add(ref)
        try:
            node, pointer = target(document.data, from_ref(ref))
        except ValueError:
            raise KeyError(ref) from None
    return node, pointer


def target(data: Any, pointer: Pointer) -> tuple[Any, Pointer]:
    """The value at a pointer that may lead through references; raises KeyError."""
    ways: dict[tuple[str, ...], int] = {}
    for _ in range(_HOPS):
        try:
            return lookup(data, pointer), pointer
        except KeyError:
            detour = _through_ref(data, pointer)
            if detour is None:
                raise
            way, left, pointer = detour
            if left >= ways.get(way, left + 1):
                # here with no less to go than before: this never ends
                raise
            ways[way] = left
    raise KeyError(pointer)


def check_refs(document: Document, visits: Iterable[Visit]) -> tuple[Diagnostic, ...]:
    """An error for each reference that is missing, outside or in a circle; visits are all objects of the document."""
    visits = [visit for visit in visits if not _REFERRING.isdisjoint(visit.node)]
    following = _Following(cache(partial(_leads, document)), cache(partial(_problem, document)))
    found = [problem for visit in visits for problem in _check(document, visit, following)]
    return (*found, *cycles(document, visits))


_REFERRING = frozenset(("$ref", "allOf", "discriminator"))
# The code, the message and the help of what is wrong with a reference.
_Problem: TypeAlias = tuple[str, str, str | None]
_NO_TEXT: _Problem = ("shape-invalid", "a '$ref' is text", "write it as '#/components/schemas/NAME'")


class _Following(NamedTuple):
    """Whether a reference leads to something, and what is wrong with one that does not: each is found out once."""

    leads: Callable[[str], bool]
    problem: Callable[[str, str | None], _Problem]


def _check(document: Document, visit: Visit, following: _Following) -> Iterator[Diagnostic]:
    if "$ref" in visit.node:
        ref = visit.node["$ref"]
        if not isinstance(ref, str) or not following.leads(ref):
            code, message, help_ = following.problem(ref, kind_at(visit.pointer)) if isinstance(ref, str) else _NO_TEXT
            place = document.place(child(visit.pointer, "$ref"))
            yield Diagnostic(code, message, place, visit.pointer, help_)
    discriminator = visit.node.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
    for value, ref in mapping.items() if isinstance(mapping, dict) else ():
        # A mapping may also hold the bare name of a schema or of a file.
        if isinstance(ref, str) and ref.startswith("#") and not following.leads(ref):
            code, message, help_ = following.problem(ref, None)
            pointer = child(visit.pointer, "discriminator", "mapping", value)
            yield Diagnostic(code, message, document.place(pointer), pointer, help_)


def _leads(document: Document, ref: str) -> bool:
    if not ref.startswith("#"):
        return False
    try:
        target(document.data, from_ref(ref))
    except (KeyError, ValueError):
        return False
    return True


def _problem(document: Document, ref: str, kind: str | None) -> _Problem:
    """What is wrong with a reference that leads nowhere and stands where an object of the kind is wanted."""
    if not ref.startswith("#"):
        return _outside(document, ref)
    try:
        pointer = from_ref(ref)
    except ValueError:
        help_ = "only JSON pointers are read: '#/components/schemas/NAME'"
        return "ref-not-found", f"there is nothing at {ref!r}", help_
    return _missing(document.data, ref, pointer, kind)


def _outside(document: Document, ref: str) -> _Problem:
    if _URL.match(ref):
        help_ = "nothing is fetched: copy what it names into this document"
        return "ref-outside", f"the reference {ref!r} leaves this document", help_
    if ref in _held(document.data, "components", "schemas"):
        return (
            "ref-outside",
            f"the reference {ref!r} names a file",
            f"did you mean '#/components/schemas/{ref}'?",
        )
    help_ = "it leads back to itself"
    return "ref-outside", f"the reference {ref!r} names another file", help_


def _missing(data: Any, ref: str, pointer: Pointer, kind: str | None) -> _Problem:
    match tokens(pointer):
        case ("components", section, name) if section in _NOUNS:
            message = f"there is no {_NOUNS[section]} {name!r}"
            guess = nearest(name, _keys(data, "components", section))
            if guess is not None:
                return "ref-not-found", message, f"did you mean {guess!r}?"
            fitting = [s for s in _NOUNS if kind in (None, TABLE["components"][s].kind)]
            elsewhere = next((s for s in fitting if name in _held(data, "components", s)), None)
            if elsewhere is not None:
                help_ = f"did you mean '#/components/{elsewhere}/{name}'?"
                return "ref-not-found", message, help_
            return "ref-not-found", message, f"add it under components/{section}"
        case path:
            return "ref-not-found", f"there is nothing at {ref!r}", _nearest_path(data, path)


def _nearest_path(data: Any, path: tuple[str, ...]) -> str | None:
    known: tuple[str, ...] = ()
    for token in path:
        names = _keys(data, *known)
        if token not in names:
            guess = nearest(token, names)
            return f"did you mean '#{child(ROOT, *known, guess)}'?" if guess else None
        known = (*known, token)
    return None


def _keys(data: Any, *path: str) -> list[str]:
    value = _held(data, *path)
    return [str(index) for index in range(len(value))] if isinstance(value, list) else list(value)


def _held(data: Any, *path: str) -> dict[str, Any] | list[Any]:
    try:
        value = lookup(data, child(ROOT, *path))
    except KeyError:
        return {}
    return value if isinstance(value, list | dict) else {}


def _through_ref(data: Any, pointer: Pointer) -> tuple[tuple[str, ...], int, Pointer] | None:
    """The pointer with the first reference on its way replaced by what it points at, behind the way to that reference
    and how many steps were left there.
    """
    value = data
    path = tokens(pointer)
    for depth, token in enumerate(path):
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and (index := list_index(token, len(value))) is not None:
            value = value[index]
        elif isinstance(value, dict) and isinstance(ref := value.get("$ref"), str):
            try:
                return path[:depth], len(path) - depth, child(from_ref(ref), *path[depth:])
            except ValueError:
                return None
        else:
            return None
    return None

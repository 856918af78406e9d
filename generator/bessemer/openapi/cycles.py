"""Find references that go round without ever arriving at a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer, child, from_ref
from bessemer.openapi.walk import Visit

Edges = dict[Pointer, list[Pointer]]


def cycles(document: Document, visits: Sequence[Visit]) -> Iterator[Diagnostic]:
    """One error for each circle of '$ref' and allOf; a circle through a property or an item is fine."""
    for circle in circles(visits):
        start = circle[0]
        steps = [_shown(pointer) for pointer in (*circle, start)]
        path = " → ".join(steps if len(steps) <= 6 else [*steps[:3], "…", *steps[-2:]])
        pointer = child(start, "$ref") if "$ref" in _keys(visits, start) else start
        yield Diagnostic(
            "ref-cycle",
            f"this reference leads back to itself: {path}",
            document.place(pointer),
            start,
            "write one of them out: what it stands for, without '$ref'",
        )


def circles(visits: Sequence[Visit]) -> Iterator[list[Pointer]]:
    """Each circle once, as the pointers that it goes through."""
    yield from rounds({visit.pointer: _next(visit) for visit in visits})


def _next(visit: Visit) -> list[Pointer]:
    ref = visit.node.get("$ref")
    found: list[Pointer] = []
    if isinstance(ref, str) and ref.startswith("#/"):
        found.append(from_ref(ref))
    members = visit.node.get("allOf")
    if visit.is_schema and isinstance(members, list):
        found += [child(visit.pointer, "allOf", index) for index in range(len(members))]
    return found


def rounds(edges: Edges) -> Iterator[list[Pointer]]:
    """Each circle once, by a depth-first search without recursion: chains may be 10,000 long.

    Without the edges from the last of each circle to its first, none is left.
    """
    done: set[Pointer] = set()
    for start in edges:
        if start in done:
            continue
        path: list[Pointer] = [start]
        on_path = {start: 0}
        branches = [iter(edges[start])]
        while branches:
            following = next(branches[-1], None)
            if following is None:
                branches.pop()
                finished = path.pop()
                del on_path[finished]
                done.add(finished)
            elif following in on_path:
                yield path[on_path[following] :]
            elif following not in done and following in edges:
                on_path[following] = len(path)
                path.append(following)
                branches.append(iter(edges[following]))


def _keys(visits: Sequence[Visit], pointer: Pointer) -> set[str]:
    return next((set(visit.node) for visit in visits if visit.pointer == pointer), set())


def _shown(pointer: Pointer) -> str:
    return pointer.removeprefix("/components/schemas/") or "#"

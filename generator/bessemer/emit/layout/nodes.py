"""Read a statement of one line as text and brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from bessemer.emit.layout.statements import Unfamiliar
from bessemer.frozen import frozen

PIECES = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\](){},]|[^"\[\](){},]+')
CLOSERS = {"(": ")", "[": "]", "{": "}"}


@frozen
class Group:
    """Brackets and what is between their commas. `kept`: it ends in a comma, so it stays open.

    `single`: it is a tuple of one element, whose comma says nothing.
    """

    opening: str
    items: tuple[Nodes, ...]
    kept: bool
    atom: bool
    single: bool
    text: str

    @property
    def broken(self) -> bool:
        """Whether something in it must stand on lines of its own."""
        return self.kept or any(has_broken(item) for item in self.items)


Nodes: TypeAlias = "tuple[str | Group, ...]"


def nodes_of(pieces: Sequence[str], at: int, closer: str) -> tuple[tuple[Nodes, ...], int]:
    """The items up to a closing bracket, and where it stands; a comma before it leaves an empty last item."""
    items: list[Nodes] = []
    item: list[str | Group] = []
    while at < len(pieces):
        piece = pieces[at]
        if piece in CLOSERS:
            inner, end = nodes_of(pieces, at + 1, CLOSERS[piece])
            if end >= len(pieces):
                raise Unfamiliar
            item.append(_group(piece, inner, item, "".join(pieces[at : end + 1])))
            at = end
        elif piece == closer:
            break
        elif piece in ")]}":
            raise Unfamiliar
        elif piece == "," and closer:
            items.append(tuple(item))
            item = []
        else:
            item.append(piece if item or not closer else piece.lstrip(" "))
        at += 1
    items.append(tuple(part for part in item if part != ""))
    return tuple(items), at


def _group(opening: str, inner: tuple[Nodes, ...], before: Sequence[str | Group], text: str) -> Group:
    last = inner[-1]
    kept = len(inner) > 1 and not last
    items = inner if last else inner[:-1]
    previous = before[-1] if before else ""
    atom = opening == "{" or (isinstance(previous, str) and not re.search(r"[\w\"]$", previous))
    single = kept and len(items) < 2 and opening == "(" and atom
    # one element and a comma between the brackets of a type: black keeps the comma and not the lines
    if kept and len(items) < 2 and opening == "[" and not atom:
        raise Unfamiliar
    return Group(opening, items, kept and not single, atom, single, text)


def has_broken(nodes: Nodes) -> bool:
    return any(isinstance(node, Group) and node.broken for node in nodes)


def written(nodes: Sequence[str | Group]) -> str:
    return "".join(node if isinstance(node, str) else node.text for node in nodes)

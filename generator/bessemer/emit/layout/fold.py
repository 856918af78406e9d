"""Break a statement that is too long for its line, the way black does, where its shape is a simple one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from bessemer.emit.layout.settled import WIDTH
from bessemer.emit.layout.statements import Kind, Unfamiliar

_PIECES = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\](){},]|[^"\[\](){},]+')
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
# Between operands black may break too; where it breaks then is its own affair.
_OPERATOR = re.compile(r" (?:or|and|if|else|in|is|for|not|==|!=|<=?|>=?|[-+*/%@&^|]|//|<<|>>) |^\s*(?:not\b|\*|-) ?")
# Comments, texts in pieces, comprehensions, conditions.
_UNKNOWN = re.compile(r'#|"" \w*""|\b(?:for|if|else|lambda)\b')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class _Group:
    """Brackets and what is between their commas. `kept`: it ends in a comma, so it stays open.

    `single`: it is a tuple of one element, whose comma says nothing.
    """

    opening: str
    items: tuple[_Nodes, ...]
    kept: bool
    atom: bool
    single: bool
    text: str

    @property
    def broken(self) -> bool:
        """Whether something in it must stand on lines of its own."""
        return self.kept or any(_broken(item) for item in self.items)


_Nodes: TypeAlias = "tuple[str | _Group, ...]"
# Which of the brackets that hold something, given by where they stand, are broken: at a depth.
_Choice: TypeAlias = Callable[[_Nodes, Sequence[int], int], int]


@lru_cache(maxsize=1 << 14)
def folded(text: str, kind: Kind, depth: int) -> tuple[str, ...]:
    """The lines of a statement that was joined into one. Raises Unfamiliar."""
    pieces = _PIECES.findall(text)
    if kind == "import":
        return _import(text, depth)
    if sum(map(len, pieces)) != len(text) or '\\"' in text or _UNKNOWN.search(_STRING.sub('""', text)):
        raise Unfamiliar
    nodes, rest = _nodes(pieces, 0, "")
    if rest != len(pieces) or any(isinstance(node, str) and "," in node for node in nodes[0]):
        raise Unfamiliar
    if kind == "def":
        return _definition(nodes[0], depth)
    return tuple(_statement(nodes[0], depth))


def _nodes(pieces: Sequence[str], at: int, closer: str) -> tuple[tuple[_Nodes, ...], int]:
    """The items up to a closing bracket, and where it stands; a comma before it leaves an empty last item."""
    items: list[_Nodes] = []
    item: list[str | _Group] = []
    while at < len(pieces):
        piece = pieces[at]
        if piece in _CLOSERS:
            inner, end = _nodes(pieces, at + 1, _CLOSERS[piece])
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


def _group(opening: str, inner: tuple[_Nodes, ...], before: Sequence[str | _Group], text: str) -> _Group:
    last = inner[-1]
    kept = len(inner) > 1 and not last
    items = inner if last else inner[:-1]
    previous = before[-1] if before else ""
    atom = opening == "{" or (isinstance(previous, str) and not re.search(r"[\w\"]$", previous))
    single = kept and len(items) < 2 and opening == "(" and atom
    # one element and a comma between the brackets of a type: black keeps the comma and not the lines
    if kept and len(items) < 2 and opening == "[" and not atom:
        raise Unfamiliar
    return _Group(opening, items, kept and not single, atom, single, text)


def _broken(nodes: _Nodes) -> bool:
    return any(isinstance(node, _Group) and node.broken for node in nodes)


def _written(nodes: Sequence[str | _Group]) -> str:
    return "".join(node if isinstance(node, str) else node.text for node in nodes)


def _import(text: str, depth: int) -> tuple[str, ...]:
    text, mark, comment = text.partition("  # ")
    head, _, names = text.partition(" import ")
    names = names.removeprefix("(").removesuffix(")").rstrip(", ")
    if not names or "(" in names or not head.startswith("from "):
        raise Unfamiliar
    line = f"{_margin(depth)}{head} import {names}{mark}{comment}"
    # a star has no place in brackets
    if names == "*" or (len(line) <= WIDTH and not text.endswith(")")):
        return (line,)
    first, last = f"{_margin(depth)}{head} import (", f"{_margin(depth)}){mark}{comment}"
    return (first, *(f"{_margin(depth + 1)}{name}," for name in names.split(", ")), last)


def _definition(nodes: _Nodes, depth: int) -> tuple[str, ...]:
    """A function's head is broken at its parameters, whatever else it has."""
    at = next((index for index, node in enumerate(nodes) if isinstance(node, _Group)), None)
    if at is None or not isinstance(group := nodes[at], _Group) or group.opening != "(" or not group.items:
        raise Unfamiliar
    tail = nodes[at + 1 :]
    if _broken(tail) or at != 1:
        raise Unfamiliar
    margin = _margin(depth)
    first, last = f"{margin}{_written(nodes[:at])}(", f"{margin}){_written(tail)}"
    if len(last) > WIDTH:
        raise Unfamiliar
    body = f"{margin}    {', '.join(_written(item) for item in group.items)}"
    if len(group.items) > 1 and len(body) <= WIDTH and not group.broken:
        return (first, body, last)
    return (first, *_parameters(group, depth + 1), last)


def _statement(nodes: _Nodes, depth: int) -> Iterator[str]:
    line = _margin(depth) + _written(nodes)
    if len(line) <= WIDTH and not _broken(nodes):
        yield line
        return
    target, value = _assigned(nodes)
    if value and _is_wrapped(target, value, depth):
        yield f"{_margin(depth)}{_written(target)}("
        yield from _fitting(_statement(value, depth + 1))
        yield f"{_margin(depth)})"
    elif isinstance(nodes[0], str) and nodes[0].startswith(("with ", "async with ")):
        yield from _with(nodes, depth)
    elif len(nodes) == 1:
        yield from _bare(_written(nodes), depth)
    else:
        yield from _opened(nodes, depth, "")


def _bare(text: str, depth: int) -> Iterator[str]:
    """A statement without brackets: only an annotation is given some, where it fits between them."""
    name, colon, annotation = text.partition(": ")
    if not colon or " " in name or " " in annotation or '"' in text:
        raise Unfamiliar
    if 4 * (depth + 1) + len(annotation) <= WIDTH:
        yield from (f"{_margin(depth)}{name}: (", _margin(depth + 1) + annotation, f"{_margin(depth)})")
    else:
        yield _margin(depth) + text


def _with(nodes: _Nodes, depth: int) -> Iterator[str]:
    """Broken at its last brackets, at those before when that leaves too long a line, else put in brackets itself."""
    first, *others = nodes
    last = others[-1] if others else ""
    filled = [index for index, node in enumerate(nodes) if isinstance(node, _Group) and node.items]
    if not isinstance(first, str) or not isinstance(last, str) or not last.endswith(":") or _has_operator(nodes):
        raise Unfamiliar
    fits = [index for index in filled if len(_written(nodes[:index])) + 1 <= WIDTH - 4 * depth]
    if filled and fits and fits[-1] == filled[-1]:
        yield from _opened(nodes, depth, "")
    elif fits and not _broken(nodes):
        group = nodes[fits[-1]]
        assert isinstance(group, _Group)
        tail = f"{_margin(depth)}{_CLOSERS[group.opening]}{_written(nodes[fits[-1] + 1 :])}"
        if len(tail) > WIDTH or len(fits) + 1 != len(filled):
            raise Unfamiliar
        yield f"{_margin(depth)}{_written(nodes[: fits[-1]])}{group.opening}"
        yield from _body(group, depth + 1)
        yield tail
    elif len(filled) <= 1:
        word, _, start = first.partition("with ")
        inner: _Nodes = tuple(part for part in (start, *others[:-1], last.removesuffix(":")) if part)
        if filled and 4 * (depth + 1) + len(start) + 1 > WIDTH:
            yield from _opened(nodes, depth, "")
            return
        yield f"{_margin(depth)}{word}with ("
        line = _margin(depth + 1) + _written(inner)
        if not filled or (len(line) <= WIDTH and not _broken(inner)):
            yield line
        else:
            yield from _fitting(_opened(inner, depth + 1, ""))
        yield f"{_margin(depth)}):"
    else:
        raise Unfamiliar


def _fitting(lines: Iterator[str]) -> Iterator[str]:
    """The lines, if all of them fit: black takes back brackets that do not help."""
    for line in lines:
        if len(line) > WIDTH:
            raise Unfamiliar
        yield line


def _assigned(nodes: _Nodes) -> tuple[_Nodes, _Nodes]:
    """A statement up to its ` = `, and the value; without a value where it is none."""
    for index, node in enumerate(nodes):
        if isinstance(node, str) and " = " in node:
            before, _, after = node.partition(" = ")
            value = (after, *nodes[index + 1 :])
            return (*nodes[:index], f"{before} = "), tuple(part for part in value if part)
    return nodes, ()


def _is_wrapped(target: _Nodes, value: _Nodes, depth: int) -> bool:
    """Whether brackets around the value are what black adds first."""
    if _broken(target):
        return False
    room = WIDTH - 4 * depth - len(_written(target))
    annotated = any(isinstance(node, _Group) for node in target)
    at = next((index for index, node in enumerate(value) if isinstance(node, _Group) and node.items), None)
    if at is None:
        return (annotated and room >= 1) or (not annotated and len(value) > 1)
    if len(_written(value[:at])) + 1 <= room:
        return False
    if annotated:
        if room < 1 or 4 * (depth + 1) + len(_written(value)) > WIDTH:
            raise Unfamiliar
        return True
    if ": " in _written(target):
        raise Unfamiliar
    return 4 * (depth + 1) + len(_written(value[:at])) + 1 <= WIDTH


def _inner(nodes: _Nodes, depth: int, end: str) -> Iterator[str]:
    """Break an element of brackets: at its last ones within reach. `end` is what comes after: a comma or nothing."""
    return _opened(nodes, depth, end, _within_reach)


def _opened(nodes: _Nodes, depth: int, end: str, choose: _Choice | None = None) -> Iterator[str]:
    """Break at the last brackets that hold something and must be open, or at those chosen where none must."""
    filled = [index for index, node in enumerate(nodes) if isinstance(node, _Group) and node.items]
    if _has_operator(nodes):
        raise Unfamiliar
    if not filled:
        if not end:
            raise Unfamiliar
        yield f"{_margin(depth)}{_written(nodes)}{end}"
        return
    kept = [index for index in filled if _broken(nodes[index : index + 1])]
    at = kept[-1] if kept else choose(nodes, filled, depth) if choose else filled[-1]
    group = nodes[at]
    assert isinstance(group, _Group)
    head, tail = nodes[:at], nodes[at + 1 :]
    first = f"{_margin(depth)}{_written(head)}{group.opening}"
    last = f"{_margin(depth)}{_CLOSERS[group.opening]}{_written(tail)}{end}"
    if _broken(head) or len(last) > WIDTH or (len(first) > WIDTH and len(filled) > 1):
        raise Unfamiliar
    yield first
    yield from _body(group, depth + 1)
    yield last


def _within_reach(nodes: _Nodes, filled: Sequence[int], depth: int) -> int:
    """The last brackets that the line before them reaches within its width."""
    fitting = (at for at in reversed(filled) if 4 * depth + len(_written(nodes[:at])) + 1 <= WIDTH)
    return next(fitting, filled[-1])


def _body(group: _Group, depth: int) -> Iterator[str]:
    """What is in brackets, on one line where it may and can be."""
    if group.single:
        raise Unfamiliar
    one = _margin(depth) + ", ".join(_written(item) for item in group.items)
    several = len(group.items) > 1
    if len(one) <= WIDTH and not group.broken and not (group.atom and several):
        yield one
    elif several or group.kept:
        yield from _each(group, depth)
    elif any(isinstance(node, _Group) and node.items for node in group.items[0]):
        yield from _inner(group.items[0], depth, "")
    elif _has_operator(group.items[0]):
        raise Unfamiliar
    else:
        yield one


def _each(group: _Group, depth: int) -> Iterator[str]:
    for item in group.items:
        line = f"{_margin(depth)}{_written(item)},"
        if len(line) <= WIDTH and not _broken(item):
            yield line
        else:
            yield from _inner(item, depth, ",")


def _parameters(group: _Group, depth: int) -> Iterator[str]:
    for item in group.items:
        line = f"{_margin(depth)}{_written(item)},"
        if len(line) <= WIDTH and not _broken(item):
            yield line
        else:
            yield from _parameter(item, depth)


def _parameter(nodes: _Nodes, depth: int) -> Iterator[str]:
    """An annotation of alternatives is put in brackets of its own; any other is broken at those it has."""
    target, default = _assigned(nodes)
    first, *others = target
    if not isinstance(first, str) or any(isinstance(node, _Group) for node in default):
        raise Unfamiliar
    name, colon, start = first.partition(": ")
    equals = " = " if default else ""
    ending = others[-1] if others else start
    if not colon:
        raise Unfamiliar
    if equals and isinstance(ending, str):
        ending = ending.removesuffix(equals)
    annotation: _Nodes = tuple(part for part in ((start, *others[:-1], ending) if others else (ending,)) if part)
    alternatives = _alternatives(annotation)
    if len(alternatives) == 1:
        yield from _opened(nodes, depth, ",")
        return
    yield f"{_margin(depth)}{name}: ("
    one = _margin(depth + 1) + _written(annotation)
    if len(one) <= WIDTH and not _broken(annotation):
        yield one
    else:
        for index, item in enumerate(alternatives):
            parts: _Nodes = ("| ", *item) if index else item
            line = _margin(depth + 1) + _written(parts)
            if len(line) <= WIDTH and not _broken(parts):
                yield line
            else:
                yield from _unpiped(parts, depth + 1)
    yield f"{_margin(depth)}){equals}{_written(default)},"


def _unpiped(parts: _Nodes, depth: int) -> Iterator[str]:
    if sum(isinstance(node, _Group) for node in parts) != 1:
        raise Unfamiliar
    mark = 2 if parts[0] == "| " else 0
    lines = list(_opened(parts[1:] if mark else parts, depth, ""))
    yield f"{_margin(depth)}{'| ' if mark else ''}{lines[0].lstrip(' ')}"
    yield from lines[1:]


def _alternatives(nodes: _Nodes) -> list[_Nodes]:
    """The operands of `|` outside all brackets."""
    made: list[list[str | _Group]] = [[]]
    for node in nodes:
        if isinstance(node, _Group):
            made[-1].append(node)
            continue
        first, *more = node.split(" | ")
        made[-1].append(first)
        for part in more:
            made.append([part])
    return [tuple(part for part in item if part) for item in made]


def _has_operator(nodes: _Nodes) -> bool:
    text = " ".join(node if isinstance(node, str) else "_" for node in nodes)
    return bool(_OPERATOR.search(_STRING.sub('""', text)))


def _margin(depth: int) -> str:
    return "    " * depth

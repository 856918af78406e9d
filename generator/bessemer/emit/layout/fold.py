"""Break a statement that is too long for its line, the way black does, where its shape is a simple one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from bessemer.emit.layout.nodes import CLOSERS, PIECES, Group, Nodes, has_broken, nodes_of, written
from bessemer.emit.layout.settled import WIDTH
from bessemer.emit.layout.statements import Kind, Unfamiliar

# Between operands black may break too; where it breaks then is its own affair.
_OPERATOR = re.compile(r" (?:or|and|if|else|in|is|for|not|==|!=|<=?|>=?|[-+*/%@&^|]|//|<<|>>) |^\s*(?:not\b|\*|-) ?")
# Comments, texts in pieces, comprehensions, functions without a name.
_UNKNOWN = re.compile(r'#|"" \w*""|\b(?:for|lambda)\b')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
# The one comprehension that templates print.
_GATHERED = re.compile(r"item (?:async )?for item in ")


# Which of the brackets that hold something, given by where they stand, are broken: at a depth.
_Choice: TypeAlias = Callable[[Nodes, Sequence[int], int], int]


@lru_cache(maxsize=1 << 14)
def folded(text: str, kind: Kind, depth: int) -> tuple[str, ...]:
    """The lines of a statement that was joined into one. Raises Unfamiliar."""
    pieces = PIECES.findall(text)
    if kind == "import":
        return _import(text, depth)
    known = _GATHERED.sub("", _STRING.sub('""', text))
    if sum(map(len, pieces)) != len(text) or '\\"' in text or _UNKNOWN.search(known):
        raise Unfamiliar
    nodes, rest = nodes_of(pieces, 0, "")
    target, value = _assigned(nodes[0])
    if rest != len(pieces) or "," in (value or target):
        raise Unfamiliar
    if kind == "def":
        return _definition(nodes[0], depth)
    return tuple(_statement(nodes[0], depth))


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


def _definition(nodes: Nodes, depth: int) -> tuple[str, ...]:
    """A function's head is broken at its parameters, whatever else it has."""
    at = next((index for index, node in enumerate(nodes) if isinstance(node, Group)), None)
    if at is None or not isinstance(group := nodes[at], Group) or group.opening != "(" or not group.items:
        raise Unfamiliar
    tail = nodes[at + 1 :]
    if has_broken(tail) or at != 1:
        raise Unfamiliar
    margin = _margin(depth)
    first, last = f"{margin}{written(nodes[:at])}(", f"{margin}){written(tail)}"
    after: tuple[str, ...] = (last,)
    if len(last) > WIDTH:
        if not group.kept:
            raise Unfamiliar
        after = tuple(_fitting(_opened((f"){tail[0]}", *tail[1:]), depth, "")))
    body = f"{margin}    {', '.join(written(item) for item in group.items)}"
    if len(group.items) > 1 and len(body) <= WIDTH and not group.broken:
        return (first, body, *after)
    return (first, *_parameters(group, depth + 1), *after)


def _statement(nodes: Nodes, depth: int) -> Iterator[str]:
    line = _margin(depth) + written(nodes)
    if len(line) <= WIDTH and not has_broken(nodes):
        yield line
        return
    target, value = _assigned(nodes)
    if value and _is_wrapped(target, value, depth):
        yield f"{_margin(depth)}{written(target)}("
        yield from _fitting(_statement(value, depth + 1))
        yield f"{_margin(depth)})"
    elif isinstance(nodes[0], str) and nodes[0].startswith(("with ", "async with ")):
        yield from _with(nodes, depth)
    elif not any(isinstance(node, Group) for node in nodes):
        yield from _bare(written(nodes), depth)
    else:
        yield from _opened(nodes, depth, "")


def _bare(text: str, depth: int) -> Iterator[str]:
    """A statement without brackets: an annotation, or an atom that is assigned, is given some where it fits in them."""
    target, equals, value = text.partition(" = ")
    if equals and (value.isidentifier() or _STRING.fullmatch(value)):
        if ": " in target or 4 * (depth + 1) + len(value) <= WIDTH:
            yield from (f"{_margin(depth)}{target} = (", _margin(depth + 1) + value, f"{_margin(depth)})")
        else:
            yield _margin(depth) + text
        return
    name, colon, annotation = text.partition(": ")
    if not colon or " " in name or " " in annotation or '"' in text:
        raise Unfamiliar
    if 4 * (depth + 1) + len(annotation) <= WIDTH:
        yield from (f"{_margin(depth)}{name}: (", _margin(depth + 1) + annotation, f"{_margin(depth)})")
    else:
        yield _margin(depth) + text


def _with(nodes: Nodes, depth: int) -> Iterator[str]:
    """Broken at its last brackets, at those before when that leaves too long a line, else put in brackets itself."""
    first, *others = nodes
    last = others[-1] if others else ""
    filled = [index for index, node in enumerate(nodes) if isinstance(node, Group) and node.items]
    if not isinstance(first, str) or not isinstance(last, str) or not last.endswith(":") or _has_operator(nodes):
        raise Unfamiliar
    fits = [index for index in filled if len(written(nodes[:index])) + 1 <= WIDTH - 4 * depth]
    if filled and fits and fits[-1] == filled[-1]:
        yield from _opened(nodes, depth, "")
    elif fits and not has_broken(nodes):
        group = nodes[fits[-1]]
        assert isinstance(group, Group)
        tail = f"{_margin(depth)}{CLOSERS[group.opening]}{written(nodes[fits[-1] + 1 :])}"
        if len(tail) > WIDTH or len(fits) + 1 != len(filled):
            raise Unfamiliar
        yield f"{_margin(depth)}{written(nodes[: fits[-1]])}{group.opening}"
        yield from _body(group, depth + 1)
        yield tail
    elif len(filled) <= 1:
        word, _, start = first.partition("with ")
        inner: Nodes = tuple(part for part in (start, *others[:-1], last.removesuffix(":")) if part)
        if filled and 4 * (depth + 1) + len(start) + 1 > WIDTH:
            yield from _opened(nodes, depth, "")
            return
        yield f"{_margin(depth)}{word}with ("
        line = _margin(depth + 1) + written(inner)
        if not filled or (len(line) <= WIDTH and not has_broken(inner)):
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


def _assigned(nodes: Nodes) -> tuple[Nodes, Nodes]:
    """A statement up to its ` = `, and the value; without a value where it is none."""
    for index, node in enumerate(nodes):
        if isinstance(node, str) and " = " in node:
            before, _, after = node.partition(" = ")
            value = (after, *nodes[index + 1 :])
            return (*nodes[:index], f"{before} = "), tuple(part for part in value if part)
    return nodes, ()


def _is_wrapped(target: Nodes, value: Nodes, depth: int) -> bool:
    """Whether brackets around the value are what black adds first."""
    if has_broken(target):
        return False
    room = WIDTH - 4 * depth - len(written(target))
    annotated = any(isinstance(node, Group) for node in target)
    at = next((index for index, node in enumerate(value) if isinstance(node, Group) and node.items), None)
    if at is None:
        return (annotated and room >= 1) or (not annotated and len(value) > 1)
    if len(written(value[:at])) + 1 <= room:
        return False
    if annotated:
        if room < 1 or 4 * (depth + 1) + len(written(value)) > WIDTH:
            raise Unfamiliar
        return True
    if ": " in written(target):
        raise Unfamiliar
    return 4 * (depth + 1) + len(written(value[:at])) + 1 <= WIDTH


def _inner(nodes: Nodes, depth: int, end: str) -> Iterator[str]:
    """Break an element of brackets: at its last ones within reach. `end` is what comes after: a comma or nothing."""
    return _opened(nodes, depth, end, _within_reach)


def _opened(nodes: Nodes, depth: int, end: str, choose: _Choice | None = None) -> Iterator[str]:
    """Break at the last brackets that hold something and must be open, or at those chosen where none must."""
    filled = [index for index, node in enumerate(nodes) if isinstance(node, Group) and node.items]
    if _has_operator(nodes):
        raise Unfamiliar
    if not filled:
        if not end:
            raise Unfamiliar
        yield f"{_margin(depth)}{written(nodes)}{end}"
        return
    kept = [index for index in filled if has_broken(nodes[index : index + 1])]
    at = kept[-1] if kept else choose(nodes, filled, depth) if choose else filled[-1]
    group = nodes[at]
    assert isinstance(group, Group)
    head, tail = nodes[:at], nodes[at + 1 :]
    first = f"{_margin(depth)}{written(head)}{group.opening}"
    last = f"{_margin(depth)}{CLOSERS[group.opening]}{written(tail)}{end}"
    if has_broken(head) or len(last) > WIDTH or (len(first) > WIDTH and len(filled) > 1):
        raise Unfamiliar
    yield first
    yield from _body(group, depth + 1)
    yield last


def _within_reach(nodes: Nodes, filled: Sequence[int], depth: int) -> int:
    """The last brackets that the line before them reaches within its width."""
    fitting = (at for at in reversed(filled) if 4 * depth + len(written(nodes[:at])) + 1 <= WIDTH)
    return next(fitting, filled[-1])


def _body(group: Group, depth: int) -> Iterator[str]:
    """What is in brackets, on one line where it may and can be."""
    if group.single:
        yield from _each(group, depth)
        return
    one = _margin(depth) + ", ".join(written(item) for item in group.items)
    several = len(group.items) > 1
    if len(one) <= WIDTH and not group.broken and not (group.atom and several):
        yield one
    elif several or group.kept:
        yield from _each(group, depth)
    elif _GATHERED.match(written(group.items[0])):
        yield from _gathered(group.items[0], depth)
    elif any(isinstance(node, Group) and node.items for node in group.items[0]):
        yield from _inner(group.items[0], depth, "")
    elif _has_operator(group.items[0]):
        raise Unfamiliar
    else:
        yield one


def _each(group: Group, depth: int) -> Iterator[str]:
    for item in group.items:
        line = f"{_margin(depth)}{written(item)},"
        if len(line) <= WIDTH and not has_broken(item):
            yield line
        else:
            yield from _inner(item, depth, ",")


def _gathered(nodes: Nodes, depth: int) -> Iterator[str]:
    """A comprehension: what is gathered, then the loop over it, broken as if it were alone."""
    element, _, loop = written(nodes).partition(" ")
    yield _margin(depth) + element
    head, _, start = str(nodes[0]).partition(" in ")
    head = f"{head.removeprefix(element).lstrip()} in "
    if len(_margin(depth) + loop) <= WIDTH and not has_broken(nodes):
        yield _margin(depth) + loop
        return
    first, *others = _inner((start, *nodes[1:]), depth, "")
    line = f"{_margin(depth)}{head}{first.lstrip()}"
    if len(line) > WIDTH:
        raise Unfamiliar
    yield from (line, *others)


def _parameters(group: Group, depth: int) -> Iterator[str]:
    for item in group.items:
        line = f"{_margin(depth)}{written(item)},"
        if len(line) <= WIDTH and not has_broken(item):
            yield line
        else:
            yield from _parameter(item, depth)


def _parameter(nodes: Nodes, depth: int) -> Iterator[str]:
    """An annotation of alternatives is put in brackets of its own; any other is broken at those it has."""
    target, default = _assigned(nodes)
    first, *others = target
    if not isinstance(first, str) or any(isinstance(node, Group) for node in default):
        raise Unfamiliar
    name, colon, start = first.partition(": ")
    equals = " = " if default else ""
    ending = others[-1] if others else start
    if not colon:
        raise Unfamiliar
    if equals and isinstance(ending, str):
        ending = ending.removesuffix(equals)
    annotation: Nodes = tuple(part for part in ((start, *others[:-1], ending) if others else (ending,)) if part)
    alternatives = _alternatives(annotation)
    if len(alternatives) == 1:
        yield from _opened(nodes, depth, ",")
        return
    yield f"{_margin(depth)}{name}: ("
    one = _margin(depth + 1) + written(annotation)
    if len(one) <= WIDTH and not has_broken(annotation):
        yield one
    else:
        for index, item in enumerate(alternatives):
            parts: Nodes = ("| ", *item) if index else item
            line = _margin(depth + 1) + written(parts)
            if len(line) <= WIDTH and not has_broken(parts):
                yield line
            else:
                yield from _unpiped(parts, depth + 1)
    yield f"{_margin(depth)}){equals}{written(default)},"


def _unpiped(parts: Nodes, depth: int) -> Iterator[str]:
    if sum(isinstance(node, Group) for node in parts) != 1:
        raise Unfamiliar
    mark = 2 if parts[0] == "| " else 0
    lines = list(_opened(parts[1:] if mark else parts, depth, ""))
    yield f"{_margin(depth)}{'| ' if mark else ''}{lines[0].lstrip(' ')}"
    yield from lines[1:]


def _alternatives(nodes: Nodes) -> list[Nodes]:
    """The operands of `|` outside all brackets."""
    made: list[list[str | Group]] = [[]]
    for node in nodes:
        if isinstance(node, Group):
            made[-1].append(node)
            continue
        first, *more = node.split(" | ")
        made[-1].append(first)
        for part in more:
            made.append([part])
    return [tuple(part for part in item if part) for item in made]


def _has_operator(nodes: Nodes) -> bool:
    text = " ".join(node if isinstance(node, str) else "_" for node in nodes)
    return bool(_OPERATOR.search(_STRING.sub('""', text)))


def _margin(depth: int) -> str:
    return "    " * depth

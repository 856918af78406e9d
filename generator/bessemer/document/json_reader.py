"""Turn JSON text into plain data, within limits and without surprises."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from bessemer.document import json_spans, limits, scalars
from bessemer.document.entries import ENTRIES, Entries
from bessemer.document.fault import Fault, Refused
from bessemer.document.json_slips import said
from bessemer.document.json_spans import TOKEN, JsonNode, Span, deep, index, key_text
from bessemer.document.place import Lines

# A cheap search that tells whether a text can hold such a token at all; most texts cannot.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"-?[0-9]")
_SPACE = re.compile(r"[ \t\n\r]*")
# What is read member by member: the way to the entries, and what most problems are in.
_WAYS = frozenset((*(ENTRIES[:length] for length in range(1, len(ENTRIES) + 1)), ("paths",)))
_Mapping: TypeAlias = Callable[[list[tuple[str, Any]]], dict[str, Any]]


def parse(text: str, lines: Lines) -> tuple[Any, tuple[Fault, ...], Entries, JsonNode | None]:
    """The root value, the duplicate keys, where the entries start and what is known of where all stands.

    Raises Refused for what cannot be read at all.
    """
    if not text.strip():
        raise Refused(Fault("empty-file", "this file is empty"))
    repeated = False

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        built = dict(pairs)
        if len(built) != len(pairs):
            repeated = True
            # as in YAML the first of two counts, which is also where it is said to be written
            built = dict(reversed(pairs))
        return built

    decoder = json.JSONDecoder(
        object_pairs_hook=mapping,
        parse_constant=_refuse_constant,
        parse_float=scalars.finite,
        parse_int=scalars.whole,
    )
    try:
        value, entries, root = _decoded(text, decoder, mapping)
    except json.JSONDecodeError as error:
        raise Refused(_syntax(error, lines)) from None
    except RecursionError:
        raise _too_deep(lines) from None
    except scalars.TooLarge as error:
        raise Refused(_number(error, lines)) from None
    except _Constant as error:
        raise Refused(_constant(error, lines)) from None
    if _depth(value) > limits.DEPTH:
        raise _too_deep(lines)
    if any(lines.is_own(match.start()) for match in _SURROGATE.finditer(text)):
        _refuse_lone_surrogates(lines)
    if repeated:
        return value, tuple(islice(_duplicates(lines), limits.DUPLICATES)), Entries(), None
    return value, (), entries, root


def _decoded(text: str, decoder: json.JSONDecoder, mapping: _Mapping) -> tuple[Any, Entries, JsonNode | None]:
    """The root value, where the entries stand that are read again alone when they change, and where the rest does."""
    starts: dict[str, int] = {}
    end = 0

    def members(start: int, path: tuple[str, ...]) -> tuple[Any, JsonNode]:
        """The object whose brace is at a place, entry by entry, and where it stands."""
        nonlocal end
        pairs: list[tuple[str, Any]] = []
        nodes: json_spans.Entries = {}
        at = _blank(text, start + 1)
        while text[at] != "}":
            here = at
            key, at = decoder.raw_decode(text, here) if text[here] == '"' else _no_member(text, here)
            span = (here, at)
            at = _blank(text, at)
            here = at = _blank(text, at + 1) if text[at] == ":" else _no_member(text, at)[1]
            if path == ENTRIES:
                starts[key] = span[0]
            if text[at] == "{" and (*path, key) in _WAYS:
                value, node = members(at, (*path, key))
                at = node.end
            else:
                value, at = decoder.raw_decode(text, at)
                node = JsonNode(text, here, at)
            pairs.append((key, value))
            nodes[key] = (span, node)
            at = _blank(text, at)
            if text[at] == ",":
                at = _blank(text, at + 1)
                if text[at] == "}":
                    _no_member(text, at)
            elif text[at] != "}":
                _no_member(text, at)
        if path == ENTRIES:
            end = at
        return mapping(pairs), JsonNode(text, start, at + 1, nodes)

    try:
        at = _blank(text, 0)
        if text[at] == "{":
            value, root = members(at, ())
            if _blank(text, root.end) == len(text):
                return value, Entries(starts, end), root
    except (json.JSONDecodeError, IndexError):
        # what is wrong is said in the words of a reading of the whole
        pass
    return decoder.decode(text), Entries(), None


def _blank(text: str, at: int) -> int:
    """Where the white space from a place on ends."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _no_member(text: str, at: int) -> tuple[str, int]:
    raise json.JSONDecodeError("no member of an object", text, at)


class _Constant(ValueError):
    """NaN or an infinity, which Python reads but JSON does not have."""


def _refuse_constant(name: str) -> float:
    raise _Constant(name)


def _depth(value: Any) -> int:
    depth = 0
    level = [value] if isinstance(value, (dict, list)) else []
    while level and depth <= limits.DEPTH:
        depth += 1
        # what json makes is of these types themselves
        level = [
            item
            for node in level
            for item in (node.values() if type(node) is dict else node)
            if type(item) is dict or type(item) is list
        ]
    return depth


def _too_deep(lines: Lines) -> Refused:
    span = deep(lines.text, limits.DEPTH) or (0, 1)
    message = f"nesting deeper than {limits.DEPTH} levels"
    return Refused(Fault("limit-exceeded", message, lines.place(*span)))


def _syntax(error: json.JSONDecodeError, lines: Lines) -> Fault:
    place = lines.place(error.pos, error.pos + 1)
    message, help_ = said(error, lines.text)
    return Fault("not-json", message, place, help_)


def _number(error: scalars.TooLarge, lines: Lines) -> Fault:
    for match in TOKEN.finditer(lines.text):
        token = match.group()
        if _NUMBER.match(token) and _is_too_large(token):
            return Fault("limit-exceeded", str(error), lines.place(*match.span()), scalars.SHORTER)
    return Fault("limit-exceeded", str(error), help=scalars.SHORTER)


def _is_too_large(token: str) -> bool:
    try:
        scalars.plain(token)
    except scalars.TooLarge:
        return True
    return False


def _constant(error: _Constant, lines: Lines) -> Fault:
    name = str(error)
    match = next((m for m in TOKEN.finditer(lines.text) if m.group() == name), None)
    place = lines.place(*match.span()) if match else None
    return Fault("not-json", f"{name} is not a JSON number", place, "write a number or null")


def _refuse_lone_surrogates(lines: Lines) -> None:
    for match in TOKEN.finditer(lines.text):
        token = match.group()
        if not _SURROGATE.search(token):
            continue
        if _LONE_SURROGATE.search(json.loads(token)):
            message = "this text holds half of a surrogate pair, which is no character"
            help_ = "write the whole pair or remove it"
            raise Refused(Fault("not-json", message, lines.place(*match.span()), help_))


def _duplicates(lines: Lines) -> Iterator[Fault]:
    root = index(lines.text)
    stack = [root] if root else []
    while stack:
        node = stack.pop()
        if lines.text[node.start] == "{":
            yield from _repeated(node, lines)
            stack.extend(reversed([value for _, value in node.members()]))
        elif lines.text[node.start] == "[":
            stack.extend(reversed(list(node.items())))


def _repeated(node: JsonNode, lines: Lines) -> Iterator[Fault]:
    seen: dict[str, Span] = {}
    for span, _ in node.members():
        key = key_text(lines.text, span)
        if key not in seen:
            seen[key] = span
            continue
        first = lines.place(*seen[key])
        yield Fault(
            "duplicate-key",
            f"the key {key!r} is written twice in one mapping",
            lines.place(*span),
            help=f"first written at line {first.line}; remove one of the two",
            related=(("first written here", first),),
        )

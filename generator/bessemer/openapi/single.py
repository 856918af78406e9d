"""Take one schema of a document to sound 3.1 shape, as it would come out with all of the document around it."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from bessemer.document.entries import ENTRIES
from bessemer.document.pointer import Pointer, tokens
from bessemer.document.reader import parse
from bessemer.frozen import frozen
from bessemer.openapi.sound import sound

_SCHEMAS = "#/components/schemas/"
# What a document does with its references depends on these, wherever they stand.
_LEADING = ("$ref", "discriminator", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$self")
_MEMBERS = ("allOf", "oneOf", "anyOf")
# Texts that begin as references do, and signs of one that is written otherwise.
_QUOTED = (re.compile(rb'"#[^"]*'), re.compile(rb"'#[^']*"))
_ESCAPED = re.compile(rb"\\(?:u00|x)(?:23|25|2f|2F)")


@frozen
class Single:
    """A mended schema, what was moved in it, and what is wrong with it: codes, messages and pointers."""

    data: Any
    moved: frozenset[Pointer]
    problems: tuple[tuple[str, str, Pointer | None], ...]


def single(dialect: str, name: str, raw: Any, names: Container[str]) -> Single | None:
    """None where that cannot be told without the document: the schema refers to more than whole components.

    `dialect` is what the document says of its version, `names` are those of all its schemas.
    """
    refs = set(_references(raw))
    if not all(_is_component(ref, names) for ref in refs):
        return None
    others: dict[str, Any] = {_name(ref): {} for ref in refs}
    data = {
        "openapi": dialect,
        "info": {"title": "one schema", "version": "1"},
        "paths": {},
        "components": {"schemas": {**others, name: raw}},
    }
    # surrogates are told by the reader, which has seen this schema before
    text = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    document = parse(text, Path("one.json"), "one").document
    if document is None:
        return None
    made, problems = sound(document, [])
    if made is None:
        return None
    found = tuple((item.code, item.message, item.pointer) for item in problems)
    return Single(made.data["components"]["schemas"][name], frozenset(made.origins), found)


def entered(content: bytes) -> frozenset[str] | None:
    """The schemas that references lead into, in the text of a document; None where that cannot be told."""
    if _ESCAPED.search(content):
        return None
    found: set[str] = set()
    for quoted in {text for pattern in _QUOTED for text in pattern.findall(content)}:
        text = quoted[1:].replace(b"\\/", b"/").decode()
        if text.startswith("#%") or (text.startswith("#/") and "%" in text):
            return None
        path = tokens(Pointer(text[1:])) if text.startswith("#/") else ()
        if path[:2] == ENTRIES and len(path) > 3:
            found.add(path[2])
    return frozenset(found)


def said(raw: Any) -> tuple[int, ...]:
    """How often a schema has each of the words that make a document another, be it in a description."""
    text = json.dumps(raw, ensure_ascii=False)
    return tuple(text.count(word) for word in _LEADING if word.startswith("$"))


def leading(raw: Any) -> tuple[tuple[str, ...], ...]:
    """All that a schema says of other schemas, and where: what others may be because of it."""
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[tuple[str, ...], Any]] = [((), raw)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, dict):
            for key, value in node.items():
                if key in _LEADING:
                    found.append((*path, key, json.dumps(value, sort_keys=True, default=str)))
                elif key in _MEMBERS:
                    found.append((*path, key, str(len(value) if isinstance(value, list) else value)))
                waiting.append(((*path, key), value))
        elif isinstance(node, list):
            waiting += [((*path, str(index)), item) for index, item in enumerate(node)]
    return tuple(sorted(found))


def _references(raw: Any) -> Iterator[Any]:
    waiting = [raw]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            if "$ref" in node:
                yield node["$ref"]
            discriminator = node.get("discriminator")
            mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
            yield from mapping.values() if isinstance(mapping, dict) else ()
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _is_component(ref: Any, names: Container[str]) -> bool:
    return isinstance(ref, str) and "%" not in ref and "~" not in ref and ref != _SCHEMAS and _name(ref) in names


def _name(ref: str) -> str:
    return ref.removeprefix(_SCHEMAS)

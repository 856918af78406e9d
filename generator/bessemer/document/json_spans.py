"""Index where each value of a JSON text was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from bessemer.document.node import Node

Span = tuple[int, int]
# The key and the value of each member of an object, or each item of a list.
Entries: TypeAlias = dict[str, tuple[Span | None, Node]]

# A string, a bracket, a separator or a bare word; blanks fall between.
TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
# The same without bare words and separators: enough to find how deep a value stands, and half the work.
_SKIP = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
# Numbers stay text: how long or how large one is says nothing here.
_READER = json.JSONDecoder(parse_int=str, parse_float=str)


@dataclass(frozen=True)
class JsonNode:
    """A value as written; its children are read from the text when first asked for, but those that are known."""

    text: str
    start: int
    end: int
    known: Entries | None = field(default=None, compare=False, repr=False)

    @property
    def span(self) -> Span:
        return self.start, self.end

    @cached_property
    def _entries(self) -> Entries:
        if self.known is not None:
            return self.known
        entries: Entries = {}
        if self.text[self.start] == "{":
            for key, value in self.members():
                entries.setdefault(key_text(self.text, key), (key, value))
        elif self.text[self.start] == "[":
            for position, item in enumerate(self.items()):
                entries[str(position)] = (None, item)
        return entries

    def children(self) -> Mapping[str, tuple[Span | None, Node]]:
        return self._entries

    def members(self) -> Iterator[tuple[Span, JsonNode]]:
        """The key spans and values of an object in order, duplicates too."""
        position = self.start + 1
        while (match := TOKEN.search(self.text, position)) and match.group() != "}":
            if match.group() == ",":
                position = match.end()
                continue
            colon = TOKEN.search(self.text, match.end())
            value = _value(self.text, colon.end() if colon else match.end())
            yield match.span(), value
            position = value.end

    def items(self) -> Iterator[JsonNode]:
        """The values of an array in order."""
        position = self.start + 1
        while (match := TOKEN.search(self.text, position)) and match.group() != "]":
            if match.group() == ",":
                position = match.end()
                continue
            value = _value(self.text, position)
            yield value
            position = value.end


def index(text: str) -> JsonNode | None:
    """The root of a text that json has found to be sound before."""
    match = TOKEN.search(text)
    return JsonNode(text, match.start(), len(text.rstrip())) if match else None


def key_text(text: str, span: Span) -> str:
    """The key written in the span, its escapes read."""
    return str(json.loads(text[span[0] : span[1]]))


def deep(text: str, limit: int) -> Span | None:
    """The first bracket that nests deeper than limit."""
    depth = 0
    for match in _SKIP.finditer(text):
        mark = match.group()
        if mark in "[{":
            depth += 1
            if depth > limit:
                return match.span()
        elif mark in "]}":
            depth -= 1
    return None


def _value(text: str, position: int) -> JsonNode:
    match = TOKEN.search(text, position)
    if match is None:
        return JsonNode(text, position, position)
    if match.group() not in ("{", "["):
        return JsonNode(text, match.start(), match.end())
    return JsonNode(text, match.start(), _end(text, match.start()))


def _end(text: str, start: int) -> int:
    """One past a sound value: what json itself reads is thrown away, for it is far quicker than any search."""
    return int(_READER.raw_decode(text, start)[1])

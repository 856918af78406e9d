"""Index where each value of a YAML text was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from bessemer.document.node import Node
from bessemer.document.place import Lines
from bessemer.document.yaml_events import Event, events, is_merge, offset

Span = tuple[int, int]


@dataclass(slots=True)
class YamlNode:
    """A value as written; entries hold (key span, value), a list's tokens are its indexes."""

    span: Span
    entries: dict[str, tuple[Span | None, Node]] = field(default_factory=dict)

    def children(self) -> Mapping[str, tuple[Span | None, Node]]:
        return self.entries


@dataclass(slots=True)
class _Open:
    node: YamlNode
    is_list: bool
    key: str | None = None
    key_span: Span | None = None
    merges: list[YamlNode] = field(default_factory=list)
    merging: bool = False


def index(lines: Lines, stretch: Span | None = None) -> Node | None:
    """The root of the text, which reader.read has found to be sound before, or of a stretch of it.

    Raises Refused for a stretch that is no YAML alone.
    """
    start, end = stretch or (0, len(lines.text))

    def span(event: Event) -> Span:
        return start + offset(event.start_mark), start + offset(event.end_mark)

    stack: list[_Open] = [_Open(YamlNode((0, 1)), is_list=True)]
    anchors: dict[str, YamlNode] = {}
    for event in events(lines.text[start:end], lines):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            node = YamlNode(span(event))
            stack.append(_Open(node, is_list=isinstance(event, yaml.SequenceStartEvent)))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            frame = stack.pop()
            node = frame.node
            node.span = (node.span[0], span(event)[1])
            _merge(frame)
            _add(stack[-1], node)
        elif isinstance(event, yaml.AliasEvent):
            anchored = anchors[event.anchor or ""]
            node = YamlNode(span(event), anchored.entries)
            _add(stack[-1], node)
            continue
        elif isinstance(event, yaml.ScalarEvent):
            node = YamlNode(span(event))
            if not stack[-1].is_list and stack[-1].key is None:
                _key(stack[-1], event, span(event))
            else:
                _add(stack[-1], node)
        else:
            continue
        if (anchor := getattr(event, "anchor", None)) is not None:
            anchors[anchor] = node
    first = stack[0].node.entries.get("0")
    return first[1] if first else None


def _key(frame: _Open, event: yaml.ScalarEvent, span: Span) -> None:
    frame.key = event.value
    frame.key_span = span
    frame.merging = is_merge(event)


def _add(frame: _Open, node: YamlNode) -> None:
    if frame.is_list:
        frame.node.entries[str(len(frame.node.entries))] = (None, node)
        return
    if frame.merging:
        frame.merges.append(node)
    elif frame.key is not None:
        frame.node.entries.setdefault(frame.key, (frame.key_span, node))
    frame.key = None
    frame.merging = False


def _merge(frame: _Open) -> None:
    """Add the entries that came in by '<<', of one mapping or a list of them; the nearer wins."""
    for source in frame.merges:
        listed = [node for key, node in source.entries.values() if key is None]
        for mapping in listed or [source]:
            for token, entry in mapping.children().items():
                frame.node.entries.setdefault(token, entry)

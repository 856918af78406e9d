"""Turn YAML text into plain data, within limits and without surprises."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from bessemer.document import limits, scalars
from bessemer.document.entries import ENTRIES, Entries
from bessemer.document.fault import Fault, Refused
from bessemer.document.place import Lines
from bessemer.document.yaml_events import MERGE, Event, events, is_merge, offset

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_DEPTH = len(ENTRIES) + 1
_FEWER = "write out what is meant, or name it under components and refer to it"
_COLLECTION_TAGS = {
    yaml.MappingStartEvent: (None, "!", "tag:yaml.org,2002:map"),
    yaml.SequenceStartEvent: (None, "!", "tag:yaml.org,2002:seq"),
}


@dataclass(slots=True)
class _Built:
    """A finished value, how many nodes it stands for with its aliases expanded, and how deep it goes."""

    value: Any
    nodes: int = 1
    depth: int = 0


@dataclass(slots=True)
class _Open:
    """A collection that is being filled."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    nodes: int = 1
    depth: int = 1
    key: str | None = None
    merging: bool = False
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    merged: dict[str, Any] = field(default_factory=dict)


def parse(text: str, lines: Lines) -> tuple[Any, tuple[Fault, ...], Entries]:
    """The root value, the duplicate keys and where the entries start; raises Refused for what cannot be read at all."""
    builder = _Builder(lines)
    for event in events(text, lines):
        builder.take(event)
    if builder.documents == 0:
        raise Refused(Fault("empty-file", "this file is empty"))
    return builder.root, tuple(builder.faults), builder.entries


class _Builder:
    """Builds the value from events; a stack instead of recursion, so that depth is ours to limit."""

    def __init__(self, lines: Lines) -> None:
        self.root: Any = None
        self.faults: list[Fault] = []
        self.documents = 0
        self._lines = lines
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Built | None] = {}
        self._merge_copies = 0
        self._starts: dict[str, int] = {}
        self._end = 0

    @property
    def entries(self) -> Entries:
        """None where a part of the text means what another says, or is written twice."""
        return Entries() if self._anchors or self.faults or self._merge_copies else Entries(self._starts, self._end)

    def take(self, event: Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refused(
                    event,
                    "not-yaml",
                    "this file holds more than one YAML document",
                    "keep one, and remove the line '---' that starts the next",
                )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if len(event.value) > limits.STRING:
            raise self._limit(event, f"a text longer than {limits.STRING // 1024**2} MiB", "shorten the text")
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, event)
            return
        built = _Built(self._value(event))
        if event.anchor:
            self._anchors[event.anchor] = built
        self._add(event, built)

    def _key(self, frame: _Open, event: yaml.ScalarEvent) -> None:
        frame.key = key = event.value
        if event.anchor:
            self._anchors[event.anchor] = _Built(key)
        if is_merge(event):
            frame.merging = True
            return
        start, end = offset(event.start_mark), offset(event.end_mark)
        if self._is_among_entries():
            self._starts[key] = start
        if key not in frame.seen:
            frame.seen[key] = (start, end)
        elif len(self.faults) < limits.DUPLICATES:
            first = self._lines.place(*frame.seen[key])
            self.faults.append(
                Fault(
                    "duplicate-key",
                    f"the key {key!r} is written twice in one mapping",
                    self._lines.place(start, end),
                    help=f"first written at line {first.line}; remove one of the two",
                    related=(("first written here", first),),
                )
            )

    def _is_among_entries(self) -> bool:
        return len(self._stack) == _DEPTH and tuple(item.key for item in self._stack[:-1]) == ENTRIES

    def _value(self, event: yaml.ScalarEvent) -> scalars.Scalar:
        try:
            if event.tag is None:
                value = scalars.plain(event.value) if event.implicit[0] else event.value
            else:
                value = scalars.tagged(event.tag, event.value)
        except scalars.TooLarge as error:
            raise self._limit(event, str(error), scalars.SHORTER) from None
        except KeyError:
            raise self._unsupported(event) from None
        except ValueError:
            message = f"{event.value[:40]!r} does not fit its tag {_short(str(event.tag))}"
            raise self._refused(event, "unsupported-tag", message, "remove the tag") from None
        if isinstance(value, str) and "\\" in self._written(event):
            return self._whole(event, value)
        return value

    def _whole(self, event: yaml.ScalarEvent, text: str) -> str:
        # The Python parser turns a pair of surrogate escapes into two halves: put them together.
        if not _LONE_SURROGATE.search(text):
            return text
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if "\ufffd" in joined and "\ufffd" not in text:
            message = "this text holds half of a surrogate pair, which is no character"
            raise self._refused(event, "not-yaml", message, "write the whole pair or remove it")
        return joined

    def _written(self, event: yaml.ScalarEvent) -> str:
        if event.style != '"':
            return ""
        return self._lines.text[offset(event.start_mark) : offset(event.end_mark)]

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if event.tag not in _COLLECTION_TAGS[type(event)]:
            raise self._unsupported(event)
        if len(self._stack) >= limits.DEPTH:
            raise self._limit(event, f"nesting deeper than {limits.DEPTH} levels")
        self._refuse_as_key(event)
        if event.anchor:
            self._anchors[event.anchor] = None
        value: dict[str, Any] | list[Any]
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Open(value, event.anchor))

    def _close(self, event: Event) -> None:
        if self._is_among_entries():
            self._end = offset(event.end_mark)
        frame = self._stack.pop()
        value = frame.value
        if frame.merged and isinstance(value, dict):
            value = {**frame.merged, **value}
        built = _Built(value, frame.nodes, frame.depth)
        if frame.anchor:
            self._anchors[frame.anchor] = built
        self._add(event, built)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._refuse_as_key(event)
        built = self._anchors.get(event.anchor or "")
        if built is None:
            if event.anchor in self._anchors:
                why, help_ = "is inside the value it stands for", "refer to it with '$ref', or write out what is meant"
            else:
                why, help_ = "has no anchor before it", f"write &{event.anchor} before a value above, or quote the text"
            raise self._refused(event, "not-yaml", f"the alias *{event.anchor} {why}", help_)
        self._add(event, built)

    def _add(self, event: Event, built: _Built) -> None:
        if not self._stack:
            self.root = built.value
            return
        frame = self._stack[-1]
        frame.nodes += built.nodes
        frame.depth = max(frame.depth, built.depth + 1)
        if frame.nodes > limits.NODES:
            raise self._limit(event, f"aliases that stand for more than {limits.NODES:,} values", _FEWER)
        if frame.depth + len(self._stack) - 1 > limits.DEPTH:
            raise self._limit(event, f"nesting deeper than {limits.DEPTH} levels")
        if isinstance(frame.value, list):
            frame.value.append(built.value)
        elif frame.merging:
            self._merge(event, frame, built.value)
        elif frame.key is not None:
            frame.value.setdefault(frame.key, built.value)
        frame.key = None
        frame.merging = False

    def _merge(self, event: Event, frame: _Open, source: Any) -> None:
        for mapping in source if isinstance(source, list) else [source]:
            if not isinstance(mapping, dict):
                message = f"'{MERGE}' takes a mapping or a list of mappings"
                help_ = "merge an alias of a mapping, or quote the key if it is meant as one"
                raise self._refused(event, "not-yaml", message, help_)
            self._merge_copies += len(mapping)
            if self._merge_copies > limits.MERGE_COPIES:
                limit = f"merge keys ('{MERGE}') that copy more than {limits.MERGE_COPIES:,} entries"
                raise self._limit(event, limit, _FEWER)
            for key, value in mapping.items():
                frame.merged.setdefault(key, value)

    def _refuse_as_key(self, event: Event) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            help_ = "write the key as text; quote it if it holds { or [ or *"
            raise self._refused(event, "not-yaml", "a list or a mapping as a key", help_)

    def _unsupported(self, event: Any) -> Refused:
        help_ = "remove the tag; only the core tags of YAML 1.2 are read (!!str, !!int, !!map, …)"
        message = f"the tag {_short(event.tag)} is not supported"
        return self._refused(event, "unsupported-tag", message, help_)

    def _limit(self, event: Event, what: str, help: str | None = None) -> Refused:
        return self._refused(event, "limit-exceeded", what, help)

    def _refused(self, event: Event, code: str, message: str, help: str | None = None) -> Refused:
        place = self._lines.place(offset(event.start_mark), offset(event.end_mark))
        return Refused(Fault(code, message, place, help))


def _short(tag: str) -> str:
    return "!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:yaml") else tag

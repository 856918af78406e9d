"""Read how answers stream: `streaming` of a method, and the rules for the events of every stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from bessemer.config.cursor import Cursor
from bessemer.config.forms import WORD, formed
from bessemer.config.keys import check_keys
from bessemer.config.model import EventHandling, EventRuleConfig
from bessemer.config.tree import StreamingConfig

_HANDLES: Sequence[str] = get_args(EventHandling)


def read_streaming(streaming: Cursor) -> StreamingConfig | None:
    """What a method says of its stream; None where it says nothing."""
    if not streaming.mapping().value or not isinstance(streaming.value, dict):
        return None
    check_keys(streaming, "/streaming/method")
    protocol = streaming.at("type")
    return StreamingConfig(
        pointer=streaming.pointer,
        protocol=protocol.choice(("sse", "jsonl"), "sse") if protocol.present else None,  # type: ignore[arg-type]
        discriminator=streaming.at("param_discriminator").text(),
        always="param_discriminator" in streaming.value and streaming.value["param_discriminator"] is None,
        event_model=streaming.at("stream_event_model").text(),
        params_name=formed(streaming.at("params_type_name"), WORD),
    )


def read_event_rules(streaming: Cursor) -> tuple[EventRuleConfig, ...]:
    """The rules of `on_event`, in order: the first that an event matches holds."""
    check_keys(streaming, "/streaming")
    return tuple(_rule(item) for item in streaming.at("on_event").items() if isinstance(item.mapping().value, dict))


def _rule(rule: Cursor) -> EventRuleConfig:
    """What is done is under `handle`, in older configs under `kind`, where `fallthrough` stands for every event."""
    check_keys(rule, "/streaming/on_event/*")
    kind, handle = rule.at("kind"), rule.at("handle")
    said = handle if handle.present else kind
    word = said.choice(_HANDLES if handle.present else (*_HANDLES, "fallthrough"), "yield")
    return EventRuleConfig(
        pointer=rule.pointer,
        handle="yield" if word == "fallthrough" else word,  # type: ignore[arg-type]
        names=tuple(_names(rule.at("event_type"))) if "event_type" in rule.value else None,
        starts_with=rule.at("data_starts_with").text(),
        error_property=rule.at("error_property").text(),
    )


def _names(names: Cursor) -> Iterator[str | None]:
    """Names of events; null stands for events without one."""
    for item in names.items() if isinstance(names.value, list) else (names,):
        name = item.text()
        if name is not None or item.value is None:
            yield name

"""Write the bodies that are a sequence of values, as a server would."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bessemer.ir.api import Api
from bessemer.ir.operations import StreamResult
from bessemer.ir.types import Json
from bessemer.samples.values import Sampler


def stream_body(api: Api, stream: StreamResult) -> tuple[str, list[Json]]:
    """The text of a stream, and its values as the rules for its events give them out."""
    value = _event(api, stream)
    if stream.protocol == "jsonl":
        return f"{_json(value)}\n" * 2, [value, value]
    fields: Mapping[str, Json] = value if stream.whole and isinstance(value, Mapping) else {"data": value}
    name = _name(api, value)
    if name is not None:
        # what goes by its name has its name as its type
        value = {"type": name, **value} if isinstance(value, Mapping) else value
        fields = {"event": name, "data": value}
    # the data of a described event is JSON, also where it is text
    plain = stream.whole or stream.event is None

    def line(field: str, item: Json) -> str:
        is_text = isinstance(item, str) and (plain or field == "event")
        return f"{field}: {item if is_text else _json(item)}\n"

    lines = (line(field, item) for field, item in fields.items())
    return "".join((*lines, "\n")) * 2, [value, value]


def _event(api: Api, stream: StreamResult) -> Json:
    """One value of a stream. Examples of the document show the whole stream, if anything."""
    if stream.event is None:
        return "text"
    value = Sampler(api.schemas).full(stream.event, "string")
    if stream.whole and isinstance(value, Mapping):
        # a comment is no part of an event, and blanks around its fields are not
        return {name: item for name, item in value.items() if name in ("event", "id", "retry", "data")}
    return value


def _name(api: Api, value: Json) -> str | None:
    """What an event with this data must be called to be given out; None where it needs no name."""
    given = [rule for rule in api.client.events if rule.handle == "yield" and not rule.starts_with]
    if not api.client.events or any(rule.names is None or None in rule.names for rule in given):
        return None
    names = [name for rule in given for name in rule.names or () if name is not None]
    type_ = value.get("type") if isinstance(value, Mapping) else None
    return type_ if isinstance(type_, str) and type_ in names else next(iter(names), None)


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

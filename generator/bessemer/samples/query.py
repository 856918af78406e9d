"""Write queries as the clients must: the oracle of the wire vectors, independent of both SDKs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bessemer.ir.api import ClientSettings
from bessemer.ir.operations import Operation, Parameter, Serialization
from bessemer.ir.types import Json
from bessemer.samples.calls import Call
from bessemer.samples.styles import plus_encoded, query_parts, scalar_text


def query_items(values: Mapping[str, Json], settings: ClientSettings) -> tuple[str, ...]:
    """The percent-encoded `key=value` items in the order of the arguments.

    Arrays and nested objects follow the settings' formats; null, empty text and empty containers vanish.
    Source: contracts/python-sdk.md R4, contracts/go-sdk.md H5.
    """
    return tuple(plus_encoded([pair for key, value in values.items() for pair in pairs(key, value, settings)]))


def query_of(operation: Operation, call: Call, settings: ClientSettings) -> tuple[str, ...]:
    """The items of a call's query: each parameter in its own style, or in the settings' formats where it has none."""
    parameters = {item.wire_name: item for item in operation.located("query")}
    items: list[str] = []
    for name, value in call.query.items():
        how = parameters[name].serialization
        items += query_items({name: value}, settings) if how is None else query_parts(name, value, how)
    for parameter in operation.located("querystring"):
        if parameter.wire_name in call.querystring:
            items += _whole(parameter, call.querystring[parameter.wire_name])
    return tuple(items)


def pairs(key: str, value: Json, settings: ClientSettings) -> Iterator[tuple[str, str]]:
    """Names and values, not yet encoded."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from pairs(f"{key}.{name}" if settings.nested_format == "dots" else f"{key}[{name}]", item, settings)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _array(key, value, settings)
    elif value is not None and value != "":
        yield key, scalar_text(value)


def _whole(parameter: Parameter, value: Json) -> list[str]:
    """The whole query: the fields of an object, or one text."""
    how = parameter.serialization
    if how is None or how.style == "form":
        return (
            [
                part
                for name, item in value.items()
                for part in query_parts(name, item, Serialization("form", explode=True))
            ]
            if isinstance(value, Mapping)
            else []
        )
    return [part.partition("=")[2] for part in query_parts("x", value, how)]


def _array(key: str, values: Sequence[Json], settings: ClientSettings) -> Iterator[tuple[str, str]]:
    if settings.array_format == "comma":
        if values:
            yield key, ",".join(scalar_text(item) for item in values if item is not None)
        return
    for index, item in enumerate(values):
        suffix = {"repeat": "", "brackets": "[]", "indices": f"[{index}]"}[settings.array_format]
        yield from pairs(key + suffix, item, settings)

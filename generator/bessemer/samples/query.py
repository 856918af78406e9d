"""Write query parameters as the clients must: the oracle of the wire vectors, independent of both SDKs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote_plus

from bessemer.ir.api import ClientSettings
from bessemer.ir.types import Json


def query_items(values: Mapping[str, Json], settings: ClientSettings) -> tuple[str, ...]:
    """The percent-encoded `key=value` items in the order of the arguments.

    Arrays and nested objects follow the settings' formats; null, empty text and empty containers vanish.
    Source: contracts/python-sdk.md R4, contracts/go-sdk.md H5.
    """
    pairs = [pair for key, value in values.items() for pair in _pairs(key, value, settings)]
    return tuple(f"{quote_plus(key)}={quote_plus(text)}" for key, text in pairs)


def scalar_text(value: Json) -> str:
    """A scalar as URLs and headers show it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)


def _pairs(key: str, value: Json, settings: ClientSettings) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _pairs(f"{key}.{name}" if settings.nested_format == "dots" else f"{key}[{name}]", item, settings)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _array(key, value, settings)
    elif value is not None and value != "":
        yield key, scalar_text(value)


def _array(key: str, values: Sequence[Json], settings: ClientSettings) -> Iterator[tuple[str, str]]:
    if settings.array_format == "comma":
        if values:
            yield key, ",".join(scalar_text(item) for item in values if item is not None)
        return
    for index, item in enumerate(values):
        suffix = {"repeat": "", "brackets": "[]", "indices": f"[{index}]"}[settings.array_format]
        yield from _pairs(key + suffix, item, settings)

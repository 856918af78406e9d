"""Write values in the styles of OpenAPI: the oracle of the wire vectors, independent of the SDKs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import quote, quote_plus

from bessemer.ir.operations import Serialization
from bessemer.ir.types import Json

Items: TypeAlias = "list[tuple[str | None, str]]"

SAFE_IN_PATH = "!$&'()*+,;=:@"
# Reserved characters that a query can hold without meaning anything there.
_RESERVED = ":/?@!$'()*,;="
_DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def scalar_text(value: Json) -> str:
    """A scalar as URLs and headers show it; what is no scalar, as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or not isinstance(value, (str, int, float)):
        return json_text(value)
    return str(value)


def json_text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def query_parts(name: str, value: Json, how: Serialization) -> list[str]:
    """The raw `key=value` items of a parameter. Source: OpenAPI 3.1.1 section 4.8.12.6, RFC 6570 section 3.2.8."""
    key = quote(name, safe="")
    if value is None or (value == {} or value == []):
        return []
    if how.style in ("json", "text"):
        return [f"{key}={_encoded(json_text(value) if how.style == 'json' else scalar_text(value), how)}"]
    if how.style == "deepObject" and isinstance(value, Mapping | list | tuple):
        return [f"{quote(path, safe='')}={_encoded(text, how)}" for path, text in _deep(name, value)]
    if isinstance(value, Mapping) and how.explode:
        return [part for inner, item in value.items() for part in _exploded(inner, item, how)]
    items = _flat(value)
    if how.explode and isinstance(value, Sequence):
        return [f"{key}={_encoded(text, how)}" for _, text in items]
    delimiter = _DELIMITERS.get(how.style, ",")
    return [f"{key}={delimiter.join(_encoded(text, how) for text in _joined(items))}"]


def _exploded(name: str, value: Json, how: Serialization) -> list[str]:
    """A property of an exploded object; what is nested in it OpenAPI leaves open."""
    style = "deepObject" if isinstance(value, Mapping) else "form"
    return query_parts(name, value, Serialization(style, explode=True, allow_reserved=how.allow_reserved))  # type: ignore[arg-type]


def _deep(path: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _deep(f"{path}[{name}]", item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _deep(f"{path}[{index if isinstance(item, Mapping | list) else ''}]", item)
    elif value is not None:
        yield path, scalar_text(value)


def path_text(name: str, value: Json, how: Serialization) -> str:
    """What stands for a placeholder. Source: RFC 6570 sections 3.2.2, 3.2.5 and 3.2.7."""
    if how.style in ("json", "text"):
        return quote(json_text(value) if how.style == "json" else scalar_text(value), safe=SAFE_IN_PATH)
    if value in ([], {}):
        return ""
    is_list, is_map = isinstance(value, (list, tuple)), isinstance(value, Mapping)
    pairs = [(key if key is None else quote(key, safe=""), quote(text, safe="")) for key, text in _flat(value)]
    if how.style == "simple":
        if not is_list and not is_map:
            return quote(scalar_text(value), safe=SAFE_IN_PATH)
        return ",".join(f"{key}={text}" if is_map and how.explode else text for key, text in _spread(pairs, how))
    prefix = "." if how.style == "label" else ";"
    named = how.style == "matrix"
    if how.explode and (is_list or is_map):
        rows = [(key if is_map else name, text) for key, text in pairs]
        return "".join(prefix + (_assigned(key, text) if is_map or named else text) for key, text in rows)
    joined = ",".join(text for _, text in _spread(pairs, how))
    return prefix + (_assigned(name, joined) if named else joined)


def header_text(value: Json, how: Serialization) -> str:
    if how.style == "json":
        return json.dumps(value, separators=(",", ":"))
    if how.style == "text":
        return scalar_text(value)
    if isinstance(value, Mapping) and how.explode:
        return ",".join(f"{key}={text}" for key, text in _flat(value))
    return ",".join(_joined(_flat(value)))


def cookie_text(name: str, value: Json, how: Serialization) -> str:
    """The `name=value` pairs of a parameter, as a cookie header lists them."""
    if how.style == "cookie":
        pairs = (
            [(key or name, text) for key, text in _flat(value)] if how.explode else [(name, header_text(value, how))]
        )
        return "; ".join(f"{key}={text}" for key, text in pairs)
    return "; ".join(query_parts(name, value, how))


def form_parts(name: str, value: Json, how: Serialization | None) -> list[str]:
    """The fields of a form: by default lists are repeated and objects are JSON."""
    if how is None:
        how = Serialization("json") if isinstance(value, Mapping) else Serialization("form", explode=True)
    return query_parts(name, value, how)


def plus_encoded(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{quote_plus(key)}={quote_plus(text)}" for key, text in pairs]


def _flat(value: Json) -> Items:
    """Keys and texts, keys None where there are none; what is nested, as JSON."""
    if isinstance(value, Mapping):
        return [(key, scalar_text(item)) for key, item in value.items() if item is not None]
    if isinstance(value, list | tuple):
        return [(None, scalar_text(item)) for item in value if item is not None]
    return [(None, scalar_text(value))]


def _joined(items: Items) -> list[str]:
    return [text for key, item in items for text in ([item] if key is None else [key, item])]


def _spread(pairs: Items, how: Serialization) -> Items:
    """Keys of an object that is not exploded stand among its values."""
    if how.explode:
        return pairs
    return [(None, text) for text in _joined(pairs)]


def _assigned(key: str | None, text: str) -> str:
    return f"{key}={text}" if text else str(key)


def _encoded(text: str, how: Serialization) -> str:
    return quote(text, safe=_RESERVED if how.allow_reserved else "")

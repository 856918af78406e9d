"""Write parameters and form fields in the styles of OpenAPI."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import json
import re
from datetime import date
from enum import Enum
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple, Union, cast
from urllib.parse import quote, unquote

from .._types import NotGiven
from ._guards import is_given
from ._json import openapi_dumps

# RFC 3986 pchar, less what would end the component or start an item of it.
SAFE_IN_PATH = "!$&'()*+,;=:@"
# Reserved characters that a query can hold without meaning anything there.
_RESERVED = ":/?@!$'()*,;="
_DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}

_BEYOND_ASCII = re.compile("[^\\x00-\\x7f]+")

_Items = List[Tuple[Optional[str], str]]


class Styled:
    """A value with the style that it is written in.

    A star after the style explodes it, a plus after that leaves reserved characters alone. `json` is JSON text, `text`
    the plain text, `field` a field of a form: lists are repeated, objects are JSON. `*` is the whole query, `*json` too.
    Sources: OpenAPI 3.1.1 section 4.8.12; RFC 6570 section 3.2.
    """

    __slots__ = ("explode", "name", "safe", "style", "value")

    def __init__(self, value: object, style: str, name: str = "") -> None:
        self.value = plain_data(value)
        self.safe = _RESERVED if style.endswith("+") else ""
        style = style.rstrip("+")
        self.explode = style.endswith("*")
        self.style = style[:-1] if self.explode and style != "*" else style
        self.name = name

    def __repr__(self) -> str:
        return f"Styled({self.value!r})"

    def holding(self, value: object) -> Styled:
        """Another value in the same style."""
        made = Styled(value, self.style, self.name)
        made.safe, made.explode = self.safe, self.explode
        return made

    def query(self, name: str) -> List[Tuple[str, str]]:
        """The items of a query or a form: the name of each, and `name=value` percent-encoded."""
        value, key = self.value, quote(name, safe="")
        if value is None or value == [] or value == {}:
            return []
        if self.style.startswith("*"):
            return _whole(value, self.style)
        if self.style in ("json", "text") or (self.style == "field" and isinstance(value, dict)):
            text = scalar_text(value) if self.style == "text" else json_text(value)
            return [(name, f"{key}={self._encoded(text)}")]
        if self.style == "deepObject" and isinstance(value, (dict, list)):
            return [
                (path, f"{quote(path, safe='')}={self._encoded(text)}")
                for path, text in nested(name, value)
            ]
        if self.explode and isinstance(value, dict):
            return [
                pair for inner, item in value.items() for pair in self._below(item).query(inner)
            ]
        items = flat(value)
        if isinstance(value, list) and (self.explode or self.style == "field"):
            return [(name, f"{key}={self._encoded(text)}") for _, text in items]
        delimiter = _DELIMITERS.get(self.style, ",")
        return [(name, f"{key}={delimiter.join(map(self._encoded, in_line(items)))}")]

    def fields(self, name: str) -> List[Tuple[str, str]]:
        """The names and values of parts, which are not percent-encoded."""
        items = self.query(name)
        return [(key, unquote(item.partition("=")[2])) for key, item in items]

    def path(self) -> str:
        """What stands for a placeholder."""
        value = self.value
        if self.style in ("json", "text") or not isinstance(value, (dict, list)):
            text = json_text(value) if self.style == "json" else scalar_text(value)
            if self.style in ("simple", "json", "text"):
                return quote(text, safe=SAFE_IN_PATH)
        if value in ([], {}):
            return ""
        prefix = {"label": ".", "matrix": ";"}.get(self.style, "")
        items = [(key and quote(key, safe=""), quote(text, safe="")) for key, text in flat(value)]
        if self.explode and isinstance(value, (dict, list)):
            name = self.name if self.style == "matrix" else None
            rows = [_assigned(name if key is None else key, text) for key, text in items]
            return prefix + (prefix or ",").join(rows)
        text = ",".join(in_line(items))
        return prefix + (_assigned(self.name, text) if self.style == "matrix" else text)

    def header(self) -> str:
        """The value of a header; headers are not percent-encoded, and JSON is written in ASCII."""
        if self.style == "json":
            return _BEYOND_ASCII.sub(
                lambda found: json.dumps(found[0])[1:-1], json_text(self.value)
            )
        if self.explode and isinstance(self.value, dict):
            return ",".join(f"{key}={text}" for key, text in flat(self.value))
        return ",".join(in_line(flat(self.value)))

    def cookie(self) -> str:
        """The `name=value` pairs of a cookie header."""
        if self.style != "cookie":
            return "; ".join(text for _, text in self.query(self.name))
        if not self.explode:
            return f"{self.name}={self.header()}"
        return "; ".join(f"{key or self.name}={text}" for key, text in flat(self.value))

    def _below(self, value: object) -> Styled:
        """A property of an exploded object. What is nested in it OpenAPI leaves open; servers read brackets."""
        style = "deepObject*" if isinstance(value, dict) else "form*"
        return Styled(value, style + ("+" if self.safe else ""))

    def _encoded(self, text: str) -> str:
        return quote(text, safe=self.safe)


def styled_items(values: object, styles: Mapping[str, str], default: str = "") -> Dict[str, Any]:
    """Values by wire name, each in its style; one without a style stays as it is. What is not given is left out.

    Text is a form already written.
    """
    if isinstance(values, (str, bytes)):
        return cast(Dict[str, Any], values)
    return {
        name: Styled(value, style, name) if (style := styles.get(name, default)) else value
        for name, value in (values.items() if isinstance(values, Mapping) else ())
        if is_given(value)
    }


class Cookies(str):
    """Cookies of one call, which are sent beside those of the client."""


def cookie_header(values: Mapping[str, object], styles: Mapping[str, str]) -> Union[str, NotGiven]:
    """The header that carries cookies, where any is given."""
    texts = [item.cookie() for item in styled_items(values, styles, "form*").values()]
    found = "; ".join(text for text in texts if text)
    return Cookies(found) if found else NotGiven()


def scalar_text(value: object) -> str:
    """A scalar as URLs and headers show it, bytes as the UTF-8 text that they are; what is no scalar, as JSON."""
    if isinstance(value, Enum):
        return scalar_text(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray)):
        return value.decode("utf-8")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (bool, dict, list)):
        return json_text(value)
    return str(value)


def json_text(value: object) -> str:
    return openapi_dumps(value).decode()


def flat(value: object) -> _Items:
    """Keys and texts, keys None where there are none; what is nested, as JSON."""
    if isinstance(value, dict):
        return [(str(key), scalar_text(item)) for key, item in value.items() if item is not None]
    if isinstance(value, list):
        return [(None, scalar_text(item)) for item in value if item is not None]
    return [(None, scalar_text(value))]


def in_line(items: _Items) -> List[str]:
    """Keys stand among the values."""
    return [text for key, item in items for text in ((item,) if key is None else (key, item))]


def nested(path: str, value: object) -> Iterable[Tuple[str, str]]:
    """Paths in brackets: of keys, `[]` for the items of a list, their index where they are objects or lists."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from nested(f"{path}[{key}]", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from nested(f"{path}[{index if isinstance(item, (dict, list)) else ''}]", item)
    elif value is not None:
        yield path, scalar_text(value)


def plain_data(value: object) -> object:
    """Containers as dict and list, models as their data, without what is not given."""
    if isinstance(value, Styled):
        return value.value
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        value = dump(mode="json", exclude_unset=True, by_alias=True)
    if isinstance(value, Mapping):
        return {key: plain_data(item) for key, item in value.items() if is_given(item)}
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, bytearray, Enum)):
        return [plain_data(item) for item in value]
    return value


def _whole(value: object, style: str) -> List[Tuple[str, str]]:
    if style == "*json":
        return [("", quote(json_text(value), safe=""))]
    if isinstance(value, dict):
        return [pair for name, item in value.items() for pair in Styled(item, "form*").query(name)]
    return [("", quote(scalar_text(value), safe=""))]


def _assigned(name: Optional[str], text: str) -> str:
    return text if name is None else f"{name}={text}" if text else name

"""Write plain data as YAML: mappings and lists in blocks, comments where they are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Where = tuple[str, ...]

_PLAIN = re.compile(r"[A-Za-z$/][A-Za-z0-9_$/.{}-]*(?: [A-Za-z0-9_$/.{}?=-]+)*")
_WORDS = frozenset("true false null yes no on off y n".split())
# A longer one is written behind a `?`. Source: YAML 1.2.2, section 7.4.2, which gives an implicit key 1,024 characters.
_LONGEST_KEY = 1000
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class Line(dict[str, Any]):
    """A mapping that is written on one line."""


def yaml_text(data: Mapping[str, Any], comments: Mapping[Where, str]) -> str:
    """`comments` are by the keys that lead to what they stand above."""
    return "".join(f"{line}\n" for line in _block(data, comments, ()))


def _block(data: Mapping[str, Any], comments: Mapping[Where, str], where: Where) -> Iterator[str]:
    indent = "  " * len(where)
    for key, value in data.items():
        here = (*where, key)
        if not where and key != next(iter(data)):
            yield ""
        for line in comments[here].splitlines() if here in comments else ():
            yield f"{indent}# {line}".rstrip()
        written = _scalar(key)
        if len(written) > _LONGEST_KEY:
            yield f"{indent}? {written}"
            written = ""
        if isinstance(value, dict) and value and not isinstance(value, Line):
            yield f"{indent}{written}:"
            yield from _block(value, comments, here)
        elif isinstance(value, list) and value:
            yield f"{indent}{written}:"
            for item in value:
                yield from _item(item, comments, here)
        else:
            yield f"{indent}{written}: {_flow(value)}"


def _item(item: Any, comments: Mapping[Where, str], where: Where) -> Iterator[str]:
    if not (isinstance(item, dict) and item):
        yield f"{'  ' * len(where)}- {_flow(item)}"
        return
    lines = list(_block(item, comments, (*where, "-")))
    dash = "  " * len(where)
    yield f"{dash}- {lines[0].lstrip()}"
    yield from lines[1:]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {_flow_inside(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow_inside(item) for item in value) + "]"
    return _scalar(value)


def _flow_inside(value: Any) -> str:
    return _quoted(value) if isinstance(value, str) else _flow(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return _quoted(value)


def _quoted(value: Any) -> str:
    """A word of letters as it is, any other text in double quotes."""
    if not isinstance(value, str):
        return json.dumps(value)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", value) and value.lower() not in _WORDS:
        return value
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04X}", json.dumps(value, ensure_ascii=False))

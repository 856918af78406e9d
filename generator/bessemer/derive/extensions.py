"""Read the names that other vendors' extensions give an operation."""

from __future__ import annotations

import re
from typing import Any

from bessemer.derive.routes import name_of
from bessemer.naming.words import split

_DOT = re.compile(r"[./]")


def given_name(operation: dict[str, Any], resource: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """Resource and method of an operation, where the document names its method; the resource may be the derived one.

    Source: contracts/config.md sections 6.2 and 14.
    """
    stainless = operation.get("x-stainless-method")
    if isinstance(stainless, str) and _names(stainless):
        *owners, method = _names(stainless)
        return tuple(owners) or resource, method
    for group_key, name_key in (
        ("x-fern-sdk-group-name", "x-fern-sdk-method-name"),
        ("x-speakeasy-group", "x-speakeasy-name-override"),
    ):
        method_names = _names(operation.get(name_key))
        if method_names:
            return _names(operation.get(group_key)) or resource, method_names[-1]
    return None


def _names(written: object) -> tuple[str, ...]:
    """`users.keys`, or a list of names, as snake-case names."""
    texts = written if isinstance(written, list) else _DOT.split(written) if isinstance(written, str) else []
    return tuple(name_of(text) for text in texts if isinstance(text, str) and split(text))

"""Merge request headers, and refuse those that cannot be sent."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Dict, Mapping, Sequence, Union

from ._constants import ENV_PREFIX
from ._exceptions import InvalidHeaderError
from ._types import Headers, Omit
from ._utils._logs import is_secret
from ._utils._styles import Cookies

if TYPE_CHECKING:
    from ._http import httpx

# RFC 9110 section 5.1 and 5.5.
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN_IN_VALUE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")

# Everything else may carry a secret, so it stays with the origin it was meant for.
_SENT_TO_OTHER_ORIGINS = frozenset(
    (
        "accept",
        "accept-encoding",
        "accept-language",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
    )
)


def merge_headers(*layers: Headers) -> Dict[str, str]:
    """Later layers win, by exact spelling, but add cookies; Omit removes a header however it was spelled."""
    merged: Dict[str, str] = {}
    for layer in layers:
        for name, value in layer.items():
            if isinstance(value, Omit):
                for other in [other for other in merged if other.lower() == name.lower()]:
                    del merged[other]
            elif isinstance(value, Cookies) and name in merged:
                merged[name] = f"{merged[name]}; {value}"
            else:
                merged[name] = value
    return merged


def check_headers(headers: Mapping[str, str]) -> None:
    """Raises InvalidHeaderError for what could split a request or cannot be written in ASCII."""
    for name, value in headers.items():
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidHeaderError(f"Header name {name!r} is not a token")
        if not _NAME.fullmatch(name):
            raise InvalidHeaderError(f"Header name {name!r} is not a token")
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidHeaderError(
                f"The value of header {name!r} must be a str, not {type(value).__name__}"
            )
        if _FORBIDDEN_IN_VALUE.search(value):
            raise InvalidHeaderError(f"The value of header {name!r} has a control character in it")
        if not value.isascii():
            raise InvalidHeaderError(
                f"The value of header {name!r} has a non-ASCII character in it"
            )


def header_named(headers: Headers, name: str) -> Union[str, Omit, None]:
    """The value by case-insensitive name, or None where it is absent."""
    lowered, length = name.lower(), len(name)
    for key, value in headers.items():
        if len(key) == length and key.lower() == lowered:
            return value
    return None


def require_auth(
    headers: Headers, custom_headers: Headers, *, names: Sequence[str], message: str
) -> None:
    """Raises TypeError where none of the headers is there, nor omitted by the caller of this request."""
    for name in names:
        if header_named(headers, name) or isinstance(header_named(custom_headers, name), Omit):
            return
    raise TypeError(message)


def headers_from_env() -> Dict[str, str]:
    """Headers in <PREFIX>_CUSTOM_HEADERS: a `Name: value` on each line; other lines say nothing."""
    headers: Dict[str, str] = {}
    for line in os.environ.get(f"{ENV_PREFIX}_CUSTOM_HEADERS", "").split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            headers[name.strip()] = value.strip()
    return headers


def keep_harmless(headers: httpx.Headers) -> None:
    """Take out what must not follow a redirect to another origin."""
    for name in list(headers):
        if not is_harmless(name):
            del headers[name]


def is_harmless(name: str) -> bool:
    """Whether a header may be sent to another origin."""
    return name.lower() in _SENT_TO_OTHER_ORIGINS and not is_secret(name)

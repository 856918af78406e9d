"""Write request paths."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Tuple
from urllib.parse import quote

from .._exceptions import UNWRITABLE, unwritable
from ._styles import SAFE_IN_PATH, Styled, scalar_text

# RFC 3986 section 2.3.
_UNRESERVED = re.compile(r"[-A-Za-z0-9._~]*")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_DOT_SEGMENT = re.compile(r"(?:\.|%2[eE]){1,2}")

# RFC 3986 sections 3.4 and 3.5, less what would end the component or start an item of it.
_SAFE_IN_QUERY = "!$'()*+,;:@/?"
_SAFE_IN_FRAGMENT = "!$&'()*+,;=:@/?"


def path_template(template: str, /, **values: object) -> str:
    """Fill the placeholders of a path, percent-encoding each value for the component it stands in.

    Raises InvalidRequestError for text that cannot be encoded, KeyError for a placeholder without a value, ValueError where the result has a `.` or `..` segment.
    Source: RFC 3986 sections 3.3 to 3.5 and 5.2.4.
    """
    path, query, fragment = _components(template)
    try:
        filled = _fill(path, values, SAFE_IN_PATH)
        refuse_dot_segments(filled)
        if len(query) == len(fragment) == 1:
            # As most are: there is nothing to fill.
            return filled + query[0] + fragment[0]
        queried = _fill(query, values, _SAFE_IN_QUERY)
        return filled + queried + _fill(fragment, values, _SAFE_IN_FRAGMENT)
    except UNWRITABLE as error:
        raise unwritable(error) from error


def endpoint_path(template: str, /, **values: object) -> str:
    """Like path_template; raises ValueError for the first value that is empty, in the order given."""
    for name, value in values.items():
        if value and type(value) is str:
            continue
        given = value.value if isinstance(value, Styled) else value
        if not given and not isinstance(given, (bool, int, float)):
            raise ValueError(f"Expected a non-empty value for `{name}` but received {given!r}")
    return path_template(template, **values)


def refuse_dot_segments(path: str) -> None:
    """Raises ValueError where a server or proxy would resolve a segment away."""
    if "." not in path and "%2" not in path:
        return
    for segment in path.split("/"):
        if _DOT_SEGMENT.fullmatch(segment):
            raise ValueError(
                f"Constructed path {path!r} contains dot-segment {segment!r} which is not allowed"
            )


@lru_cache(maxsize=1024)
def _components(template: str) -> Tuple[Tuple[str, ...], ...]:
    """The path, the query and the fragment with their marks, each as its texts and the names between them, in turn."""
    rest, hash_mark, fragment = template.partition("#")
    path, question_mark, query = rest.partition("?")
    components = (path, question_mark + query, hash_mark + fragment)
    return tuple(tuple(_PLACEHOLDER.split(component)) for component in components)


def _fill(pieces: Tuple[str, ...], values: Mapping[str, object], safe: str) -> str:
    if len(pieces) == 1:
        return pieces[0]
    filled = list(pieces)
    for index in range(1, len(pieces), 2):
        name = pieces[index]
        if name not in values:
            raise KeyError(f"a value for placeholder {{{name}}} was not provided")
        filled[index] = _written(values[name], safe)
    return "".join(filled)


def _written(value: object, safe: str) -> str:
    if type(value) is str:
        return value if _UNRESERVED.fullmatch(value) else quote(value, safe=safe)
    if isinstance(value, (list, tuple, Mapping)):
        value = Styled(value, "simple")
    return value.path() if isinstance(value, Styled) else quote(scalar_text(value), safe=safe)

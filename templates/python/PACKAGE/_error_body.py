"""Find the type that the description of the API gives the body of an error."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

if TYPE_CHECKING:
    from ._exceptions import APIStatusError


class _Endpoint(NamedTuple):
    pattern: re.Pattern[str]
    placeholders: int
    types: Mapping[str, str]


def parsed_body(error: APIStatusError) -> Any:
    """The body as its type; as it is where no type is known, or where it is no JSON."""
    name = error_type(error._method, error._path, error.status_code)
    if name is None or error.body is None or isinstance(error.body, str):
        return error.body
    from ._construct import construct_type

    return construct_type(value=error.body, type_=_loaded(name))


def error_type(method: str, path: str, status: int) -> Optional[str]:
    """`module:Class` for an endpoint's status, its range (`4XX`) or its default; None where none is described."""
    path = path.partition("?")[0].partition("#")[0]
    found = _endpoints().get((method.lower(), path.count("/")), ())
    types = next((item.types for item in found if item.pattern.fullmatch(path)), {})
    names = (types.get(key) for key in (str(status), f"{status // 100}XX", "default"))
    return next((name for name in names if name), None)


@cache
def _endpoints() -> Dict[Tuple[str, int], List[_Endpoint]]:
    """By method and number of slashes; what has fewer placeholders comes first."""
    from ._error_types import ERRORS

    found: Dict[Tuple[str, int], List[_Endpoint]] = {}
    for endpoints, types in ERRORS:
        for endpoint in endpoints:
            method, _, path = endpoint.partition(" ")
            parts = re.split(r"\{[^{}]*\}", path)
            pattern = re.compile("[^/]+".join(map(re.escape, parts)))
            item = _Endpoint(pattern, len(parts) - 1, types)
            found.setdefault((method, path.count("/")), []).append(item)
    for listed in found.values():
        listed.sort(key=lambda item: item.placeholders)
    return found


def _loaded(name: str) -> Any:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module, __name__.rpartition(".")[0]), attribute)

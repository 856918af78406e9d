"""Small helpers that users import from here; the code behind the rest of the names lies in better-named modules."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import functools
from datetime import date, datetime
from itertools import chain
from typing import Any, Callable, Iterable, List, Optional, TypeVar, cast

from typing_extensions import TypeGuard

from .._files import file_from_path as file_from_path
from .._platform import get_async_library as get_async_library
from .._types import ArrayFormat as ArrayFormat
from .._types import FileTypes as FileTypes
from .._types import HeadersLike as HeadersLike
from .._types import NotGiven as NotGiven
from .._types import Omit as Omit
from ._extract_files import extract_files as extract_files
from ._guards import deepcopy_minimal as deepcopy_minimal
from ._guards import is_dict as is_dict
from ._guards import is_given as is_given
from ._guards import is_iterable as is_iterable
from ._guards import is_list as is_list
from ._guards import is_mapping as is_mapping
from ._guards import is_sequence as is_sequence
from ._guards import is_tuple as is_tuple
from ._guards import strip_not_given as strip_not_given
from ._required_args import human_join as human_join
from ._required_args import quote as quote
from ._required_args import required_args as required_args

_T = TypeVar("_T")
CallableT = TypeVar("CallableT", bound=Callable[..., Any])


def is_mapping_t(obj: object) -> TypeGuard[Any]:
    """is_mapping for type checkers that know the mapping's own type."""
    return is_mapping(obj)


def is_sequence_t(obj: object) -> TypeGuard[Any]:
    """is_sequence for type checkers that know the sequence's own type."""
    return is_sequence(obj)


def is_tuple_t(obj: object) -> TypeGuard[Any]:
    """is_tuple for type checkers that know the tuple's own type."""
    return is_tuple(obj)


def flatten(t: Iterable[Iterable[_T]]) -> List[_T]:
    """The items of the iterables in an iterable."""
    return list(chain.from_iterable(t))


def coerce_integer(val: str) -> int:
    """Raises ValueError for text that is no whole number in base ten."""
    return int(val, base=10)


def coerce_float(val: str) -> float:
    """Raises ValueError for text that is no number."""
    return float(val)


def coerce_boolean(val: str) -> bool:
    """Whether text, of an environment variable perhaps, means yes: true, 1 or on."""
    return val in ("true", "1", "on")


def maybe_coerce_integer(val: Optional[str]) -> Optional[int]:
    return None if val is None else coerce_integer(val)


def maybe_coerce_float(val: Optional[str]) -> Optional[float]:
    return None if val is None else coerce_float(val)


def maybe_coerce_boolean(val: Optional[str]) -> Optional[bool]:
    return None if val is None else coerce_boolean(val)


def removeprefix(string: str, prefix: str) -> str:
    return string.removeprefix(prefix)


def removesuffix(string: str, suffix: str) -> str:
    return string.removesuffix(suffix)


def get_required_header(headers: HeadersLike, header: str) -> str:
    """The value by case-insensitive name; raises ValueError where there is none."""
    items = cast(Any, headers).items() if hasattr(headers, "items") else ()
    for name, value in items:
        if name.lower() == header.lower() and isinstance(value, str):
            return value
    # Headers that can only be asked for one name may know it by one spelling.
    for name in (header, header.lower(), header.upper(), header.title()):
        value = headers.get(name)
        if isinstance(value, str) and value:
            return value
    raise ValueError(f"Could not find {header} header")


def lru_cache(*, maxsize: Optional[int] = 128) -> Callable[[CallableT], CallableT]:
    """functools.lru_cache that keeps, for type checkers, the type of what it wraps."""
    return cast(Callable[[CallableT], CallableT], functools.lru_cache(maxsize=maxsize))


def json_safe(data: object) -> object:
    """A copy of mappings and iterables in which every moment is ISO 8601 text, as JSON can say it."""
    if is_mapping(data):
        return {json_safe(key): json_safe(value) for key, value in data.items()}
    if is_iterable(data) and not isinstance(data, (str, bytes, bytearray)):
        return [json_safe(item) for item in data]
    if isinstance(data, (datetime, date)):
        return data.isoformat()
    return data

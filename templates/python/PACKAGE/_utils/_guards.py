"""Tell what kind of value something is."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import collections.abc
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple, TypeVar, Union, cast

from typing_extensions import TypeGuard

from .._types import NotGiven, Omit

_T = TypeVar("_T")


def is_given(value: Union[_T, NotGiven, Omit]) -> TypeGuard[_T]:
    return not isinstance(value, (NotGiven, Omit))


def is_dict(value: object) -> TypeGuard[Dict[object, object]]:
    return isinstance(value, dict)


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, collections.abc.Mapping)


def is_list(value: object) -> TypeGuard[List[object]]:
    return isinstance(value, list)


def is_tuple(value: object) -> TypeGuard[Tuple[object, ...]]:
    return isinstance(value, tuple)


def is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence)


def is_iterable(value: object) -> TypeGuard[Iterable[object]]:
    return isinstance(value, Iterable)


def strip_not_given(value: _T) -> _T:
    """A mapping without the entries that were not given; anything else unchanged."""
    # The classes of typing take their time for this.
    if not isinstance(value, collections.abc.Mapping):
        return value
    entries = cast(Mapping[Any, Any], value)
    if not any(isinstance(item, NotGiven) for item in entries.values()):
        return value
    return cast(_T, {key: item for key, item in entries.items() if not isinstance(item, NotGiven)})


def strip_omitted(value: Mapping[str, _T]) -> Dict[str, _T]:
    """A mapping without the entries that are not given or omitted."""
    return {key: item for key, item in value.items() if is_given(item)}


def deepcopy_minimal(item: _T) -> _T:
    """A copy of every mapping and list in a value; whatever else it holds, such as open files, is the same object."""
    if is_mapping(item):
        return cast(_T, {key: deepcopy_minimal(inner) for key, inner in item.items()})
    if is_list(item):
        return cast(_T, [deepcopy_minimal(inner) for inner in item])
    return item

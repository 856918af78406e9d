"""Tell what kind of value something is."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import collections.abc
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple, TypeVar, Union, cast

from typing_extensions import TypeGuard

from .._types import NotGiven, Omit

_T = TypeVar("_T")


def is_given(obj: Union[_T, NotGiven, Omit]) -> TypeGuard[_T]:
    return not isinstance(obj, (NotGiven, Omit))


def is_dict(obj: object) -> TypeGuard[Dict[object, object]]:
    return isinstance(obj, dict)


def is_mapping(obj: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(obj, collections.abc.Mapping)


def is_list(obj: object) -> TypeGuard[List[object]]:
    return isinstance(obj, list)


def is_tuple(obj: object) -> TypeGuard[Tuple[object, ...]]:
    return isinstance(obj, tuple)


def is_sequence(obj: object) -> TypeGuard[Sequence[object]]:
    return isinstance(obj, Sequence)


def is_iterable(obj: object) -> TypeGuard[Iterable[object]]:
    return isinstance(obj, Iterable)


def strip_not_given(obj: _T) -> _T:
    """A mapping without the entries that were not given; anything else unchanged."""
    # The classes of typing take their time for this.
    if type(obj) is not dict and not isinstance(obj, collections.abc.Mapping):
        return obj
    entries: Any = obj
    for item in entries.values():
        if isinstance(item, NotGiven):
            kept: Any = {k: item for k, item in entries.items() if not isinstance(item, NotGiven)}
            return kept  # type: ignore[no-any-return]
    return obj


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

"""Make a value for a type annotation of a generated SDK: enough to let a call leave."""

from __future__ import annotations

import collections.abc
import datetime
import decimal
import enum
import inspect
import types
import typing
import uuid
from typing import Any

import typing_extensions

TEXT = "zq0"
_PLAIN: dict[object, object] = {
    str: TEXT,
    int: 7919,
    float: 1.5,
    bool: True,
    bytes: b"zq0",
    bytearray: b"zq0",
    object: TEXT,
    Any: TEXT,
    type(None): None,
    decimal.Decimal: decimal.Decimal("1.5"),
    uuid.UUID: uuid.UUID(int=7),
    datetime.datetime: datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC),
    datetime.date: datetime.date(2024, 5, 6),
    datetime.time: datetime.time(7, 8, 9),
    datetime.timedelta: datetime.timedelta(seconds=7),
}
_LISTS = {list, collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection}
_ABSENT = {"NotGiven", "Omit"}


def sample(annotation: Any, depth: int = 0) -> Any:
    """Required keys only; the first member of a union that is a value."""
    for kind, value in _PLAIN.items():
        if annotation is kind:
            return value
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if depth > 8 or isinstance(annotation, str | typing.ForwardRef):
        return TEXT
    if origin in (typing.Annotated, typing_extensions.Required, typing_extensions.NotRequired):
        return sample(arguments[0], depth)
    if origin in (typing.Union, types.UnionType):
        return _member(arguments, depth)
    if origin in (typing.Literal, typing_extensions.Literal):
        # a part of a path may not be empty
        return next((item for item in arguments if item != ""), "")
    if origin in _LISTS:
        return [sample(arguments[0] if arguments else str, depth + 1)]
    if origin is tuple:
        return tuple(sample(item, depth + 1) for item in arguments if item is not Ellipsis)
    if origin in (dict, collections.abc.Mapping, collections.abc.MutableMapping):
        return {TEXT: sample(arguments[1], depth + 1)}
    return _of_class(annotation, depth)


def _member(arguments: tuple[Any, ...], depth: int) -> Any:
    present = [item for item in arguments if getattr(item, "__name__", "") not in _ABSENT and item is not type(None)]
    if bytes in present:
        return b"zq0"
    return sample(present[0], depth + 1) if present else None


def _of_class(annotation: Any, depth: int) -> Any:
    if typing_extensions.is_typeddict(annotation):
        hints = typing_extensions.get_type_hints(annotation, include_extras=True)
        # an object in a path may not be empty, whatever is required
        keys = [key for key in hints if key in annotation.__required_keys__] or (list(hints)[:1] if depth < 2 else [])
        return {key: sample(hints[key], depth + 1) for key in keys}
    if inspect.isclass(annotation) and issubclass(annotation, enum.Enum):
        return next(iter(annotation))
    if hasattr(annotation, "__supertype__"):
        return sample(annotation.__supertype__, depth)
    if hasattr(annotation, "model_construct"):
        return annotation.model_construct()
    if annotation in (list, dict, tuple, set):
        return annotation()
    return TEXT

"""Iterables that are read once, so that what is in them can be looked at and dumped any number of times."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Iterable, List, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema as core
from typing_extensions import Annotated, TypeAlias

from ._utils._typing import get_args

_T = TypeVar("_T")


class _ReadOnce:
    """Has pydantic take any iterable: it stays a container of its kind where it is one, else it becomes a list."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        (item,) = get_args(source) or (Any,)
        listed: Any = List
        items = handler.generate_schema(listed[item])
        return core.no_info_wrap_validator_function(
            _collected,
            items,
            serialization=core.wrap_serializer_function_ser_schema(
                lambda value, serialize: serialize(list(value)), schema=items
            ),
        )


EagerIterable: TypeAlias = Annotated[Iterable[_T], _ReadOnce()]


def _collected(value: Any, validate: core.ValidatorFunctionWrapHandler) -> Any:
    if not isinstance(value, Iterable):
        return validate(value)
    items = validate(list(value))
    # Of a text's letters no text can be made again, nor a mapping of its keys.
    if not isinstance(value, Collection) or isinstance(value, (str, bytes, Mapping)):
        return items
    kind: Any = type(value)
    try:
        return kind(items)
    except Exception:
        return items

"""Write query strings."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from enum import Enum
from typing import Any, List, Mapping, Tuple, Union
from urllib.parse import parse_qs, urlencode

from typing_extensions import get_args

from ._types import ArrayFormat, NestedFormat, NotGiven, not_given

Params = Mapping[str, Any]


class Querystring:
    """Writes nested values as form-urlencoded pairs.

    None, empty strings and empty containers write nothing, but for lists with commas: an empty one is an empty text.
    """

    array_format: ArrayFormat
    nested_format: NestedFormat

    def __init__(
        self, *, array_format: ArrayFormat = "repeat", nested_format: NestedFormat = "brackets"
    ) -> None:
        self.array_format = array_format
        self.nested_format = nested_format

    def parse(self, query: str) -> Mapping[str, object]:
        return parse_qs(query)

    def stringify(
        self,
        params: Params,
        *,
        array_format: Union[ArrayFormat, NotGiven] = not_given,
        nested_format: Union[NestedFormat, NotGiven] = not_given,
    ) -> str:
        return urlencode(
            self.stringify_items(params, array_format=array_format, nested_format=nested_format)
        )

    def stringify_items(
        self,
        params: Params,
        *,
        array_format: Union[ArrayFormat, NotGiven] = not_given,
        nested_format: Union[NestedFormat, NotGiven] = not_given,
    ) -> List[Tuple[str, str]]:
        """Pairs of name and value, not yet percent-encoded, in the order given."""
        style = Options(self, array_format=array_format, nested_format=nested_format)
        return [pair for name, value in params.items() for pair in _pairs(name, value, style)]


_default = Querystring()


class Options:
    """How the values of one call are written: as it says, else as qs does."""

    array_format: ArrayFormat
    nested_format: NestedFormat

    def __init__(
        self,
        qs: Querystring = _default,
        *,
        array_format: Union[ArrayFormat, NotGiven] = not_given,
        nested_format: Union[NestedFormat, NotGiven] = not_given,
    ) -> None:
        self.array_format = qs.array_format if isinstance(array_format, NotGiven) else array_format
        self.nested_format = (
            qs.nested_format if isinstance(nested_format, NotGiven) else nested_format
        )


def _pairs(name: str, value: Any, style: Options) -> List[Tuple[str, str]]:
    if isinstance(value, Mapping):
        inner = "{}.{}" if style.nested_format == "dots" else "{}[{}]"
        return [
            pair
            for key, item in value.items()
            for pair in _pairs(inner.format(name, key), item, style)
        ]
    if isinstance(value, (list, tuple)):
        return _array_pairs(name, value, style)
    text = _text(value)
    return [(name, text)] if text else []


def _array_pairs(
    name: str, values: Union[List[Any], Tuple[Any, ...]], style: Options
) -> List[Tuple[str, str]]:
    if style.array_format == "comma":
        return [(name, ",".join(_text(value) for value in values if value is not None))]
    if style.array_format == "repeat":
        names = [name for _ in values]
    elif style.array_format == "indices":
        names = [f"{name}[{index}]" for index in range(len(values))]
    elif style.array_format == "brackets":
        names = [f"{name}[]" for _ in values]
    else:
        raise NotImplementedError(
            f"Unknown array_format value: {style.array_format}, choose from {', '.join(get_args(ArrayFormat))}"
        )
    return [pair for item, value in zip(names, values) for pair in _pairs(item, value, style)]


def _text(value: Any) -> str:
    if value is True:
        return "true"
    if value is False:
        return "false"
    if value is None:
        return ""
    if isinstance(value, Enum):
        return _text(value.value)
    if isinstance(value, (bytes, bytearray)):
        return value.decode("utf-8")
    return str(value)


parse = _default.parse
stringify = _default.stringify
stringify_items = _default.stringify_items

"""Turn the arguments of a method into a body that is not plain JSON."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import os
from typing import Any, List, Mapping, Optional, Sequence, Tuple, cast

from .._types import ArrayFormat, FileTypes, omit
from ._extract_files import assert_is_file_content, is_file_content, item_name
from ._guards import is_given
from ._styles import Styled, json_text, plain_data, scalar_text


class JsonNull:
    """A body that is null, which is not the same as none."""


def whole_body(value: object) -> Any:
    """A JSON body that is one argument: None is sent as null."""
    return JsonNull() if value is None else value


def optional_body(value: object) -> Any:
    """Omit, which sends neither a body nor its type, where no argument of it is given."""
    return omit if not is_given(value) or value == {} else value


def multipart_parts(
    values: object,
    types: Mapping[str, str],
    *,
    files: Sequence[str] = (),
    nullable_files: Sequence[str] = (),
    array_format: Optional[ArrayFormat] = None,
) -> List[Tuple[str, FileTypes]]:
    """The parts of a multipart form, in order.

    By default lists are repeated parts and objects are JSON. With a format of lists the names of the parts spell both,
    but a comma between values that are text. `types` has the content types, or styles, that the document gives to parts. Source: OpenAPI 3.1.1 section 4.8.15.

    Raises TypeError where the values have no names, RuntimeError where one of `files` or `nullable_files` is no file and
    no list of files.
    """
    given = _named(values)
    for name in (*files, *nullable_files):
        if name in given and not (given[name] is None and name in nullable_files):
            _check_file(given[name], name)
    return [
        part
        for name, value in given.items()
        for part in _parts(name, value, types.get(name), array_format)
    ]


def _named(values: object) -> Mapping[str, Any]:
    """The parts that are given, by name; None and what is not given have none."""
    if values is None or not is_given(values):
        return {}
    if not isinstance(values, Mapping):
        raise TypeError(
            "Expected a multipart form to be a mapping of the names of its parts to their values "
            f"but received {type(values)} instead."
        )
    return cast(Mapping[str, Any], values)


def _check_file(value: Any, name: str) -> None:
    if is_file_content(value) or not is_given(value):
        return
    if not isinstance(value, (list, tuple)):
        return assert_is_file_content(value, key=name)
    for item in cast(Sequence[Any], value):
        if not is_file_content(item):
            assert_is_file_content(item, key=f"{name}[]")


def _parts(
    name: str, value: Any, type_: Optional[str], lists: Optional[ArrayFormat]
) -> List[Tuple[str, Any]]:
    if value is None or not is_given(value):
        return []
    styled = type_ is not None and "/" not in type_
    if is_file_content(value):
        return [(name, _typed(value, None if styled else type_))]
    if type_ is not None and styled:
        return [(key, (None, text)) for key, text in Styled(value, type_).fields(name)]
    if isinstance(value, (list, tuple)):
        return _list_parts(name, value, type_, lists)
    if isinstance(value, Mapping) and (lists is not None or _has_files(value)):
        return [
            part
            for key, item in value.items()
            for part in _parts(f"{name}[{key}]", item, None, lists)
        ]
    value = plain_data(value)
    if isinstance(value, dict):
        return [(name, (None, json_text(value), type_ or "application/json"))]
    is_json = type_ is not None and type_.endswith("json")
    text = json_text(value) if is_json else scalar_text(value)
    return [(name, (None, text, type_) if type_ else (None, text))]


def _list_parts(
    name: str, values: Sequence[Any], type_: Optional[str], lists: Optional[ArrayFormat]
) -> List[Tuple[str, Any]]:
    if lists == "comma" and type_ is None and all(_is_scalar(item) for item in values):
        texts = [scalar_text(plain_data(item)) for item in values if item is not None]
        return [(name, (None, ",".join(texts)))] if texts else []
    return [
        part
        for index, item in enumerate(values)
        for part in _parts(item_name(name, index, lists), item, type_, lists)
    ]


def _is_scalar(value: object) -> bool:
    return not is_file_content(value) and not isinstance(plain_data(value), (dict, list))


def _typed(file: Any, type_: Optional[str]) -> Any:
    """A file with the document's content type, unless the caller gives one."""
    if type_ is None or (isinstance(file, tuple) and len(file) > 2):
        return file
    if isinstance(file, tuple):
        return (*file, type_)
    name = file if isinstance(file, os.PathLike) else getattr(file, "name", None)
    is_name = isinstance(name, (str, os.PathLike))
    return (os.path.basename(cast(str, name)) if is_name else "upload", file, type_)


def _has_files(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_has_files(item) for item in value.values())
    if isinstance(value, (list, tuple)) and not is_file_content(value):
        return any(_has_files(item) for item in value)
    return is_file_content(value)

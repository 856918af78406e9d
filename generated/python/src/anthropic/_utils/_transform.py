"""Turn arguments as Python spells them into data as the wire spells it."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import base64
import pathlib
from datetime import date, datetime
from functools import lru_cache
from os import PathLike
from typing import (
    Any,
    Dict,
    Iterable,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    TypeVar,
    cast,
)

import pydantic
from typing_extensions import get_type_hints

from .._types import Base64FileInput, FileContent
from ._extract_files import is_base64_file_input
from ._guards import is_given, is_iterable, is_list, is_mapping
from ._property_info import PropertyFormat as PropertyFormat
from ._property_info import PropertyInfo as PropertyInfo
from ._sync import asyncify
from ._typing import (
    alias_value,
    extract_type_arg,
    get_args,
    get_origin,
    is_annotated_type,
    is_iterable_type,
    is_list_type,
    is_required_type,
    is_sequence_type,
    is_type_alias_type,
    is_typeddict,
    is_union_type,
    strip_annotated_type,
)

_T = TypeVar("_T")


def transform(data: _T, expected_type: object) -> _T:
    """Rename keys and format values as the annotations of expected_type say.

    What does not match its annotation passes through unchanged. Raises OSError for a file that is not there,
    RuntimeError for one that gives neither bytes nor text.
    """
    return cast(_T, _with_files_read(_transformed(data, expected_type)))


async def async_transform(data: _T, expected_type: object) -> _T:
    """Like transform; files are read in a worker thread."""
    return cast(_T, await asyncify_if_needed(_transformed(data, expected_type)))


def maybe_transform(data: object, expected_type: object) -> Any:
    """Like transform; None stays None."""
    return None if data is None else transform(data, expected_type)


async def async_maybe_transform(data: object, expected_type: object) -> Any:
    """Like async_transform; None stays None."""
    return None if data is None else await async_transform(data, expected_type)


async def asyncify_if_needed(transformed: Any) -> Any:
    """Read deferred files in a thread, where there are any."""
    if _has_files(transformed):
        return await asyncify(_with_files_read)(transformed)
    return transformed


class _File(NamedTuple):
    """A file to be read and base64-encoded once the whole tree is transformed."""

    source: Base64FileInput


def _transformed(data: Any, annotation: Any, inner_type: Any = None) -> Any:
    """Transform data of type inner_type, formatted as annotation (which may enclose it) says."""
    typ = _plain_type(annotation if inner_type is None else inner_type)

    if is_typeddict(typ) and is_mapping(data):
        return _transformed_typeddict(data, typ)
    if get_origin(typ) is dict and is_mapping(data):
        items_type = get_args(typ)[1]
        return {key: _transformed(value, items_type) for key, value in data.items()}
    if get_origin(typ) is tuple and isinstance(data, (list, tuple)):
        if FileContent in get_args(typ):
            # A name, a content and what else belongs to a file.
            return data
        return _transformed_tuple(cast(Sequence[Any], data), get_args(typ), annotation)
    if _is_collection(data, typ):
        return _transformed_items(cast(Iterable[Any], data), typ, annotation)
    if is_union_type(typ):
        variants = get_args(typ)
        for variant in _spelling(data, variants) if is_mapping(data) else variants:
            data = _transformed(data, _formatting(variant, annotation), inner_type=variant)
        return data
    if isinstance(data, pydantic.BaseModel):
        return data.model_dump(mode="json", exclude_unset=True, by_alias=True)

    info = _format_of(annotation)
    return data if info is None else _formatted(data, info)


def _spelling(data: Mapping[str, object], variants: Sequence[Any]) -> List[Any]:
    """The variants of a union that data goes through, one after the other.

    A key that one has renamed may be the key of another: where any has all the keys, only those that have them all and
    rename them as the first of them does.
    """
    names = [_wire_names(_plain_type(variant)) for variant in variants]
    given = {key for key, value in data.items() if is_given(value)}
    whole = [item for item in names if item is not None and given <= item.keys()]
    if not whole:
        return list(variants)
    wanted = {key: whole[0][key] for key in given}
    return [
        variant
        for variant, item in zip(variants, names)
        if item is None or all(item.get(key) == name for key, name in wanted.items())
    ]


@lru_cache(maxsize=8096)
def _wire_names(typ: Any) -> Optional[Dict[str, str]]:
    """The keys of a TypedDict, and their names on the wire, with those names; None where it is none."""
    if not is_typeddict(typ):
        return None
    names = {key: _wire_name(annotation) or key for key, annotation in _type_hints(typ).items()}
    return {**{name: name for name in names.values()}, **names}


def _plain_type(typ: Any) -> Any:
    """The type inside any nesting of aliases, Required and Annotated."""
    typ = strip_annotated_type(typ)
    while is_type_alias_type(typ):
        typ = strip_annotated_type(alias_value(typ))
    return typ


def _transformed_typeddict(data: Mapping[str, object], typ: Any) -> Dict[str, object]:
    annotations = _type_hints(typ)
    result: Dict[str, object] = {}
    for key, value in data.items():
        if not is_given(value):
            continue
        annotation = annotations.get(key)
        if annotation is None:
            result[key] = value
            continue
        wire_name = _wire_name(annotation)
        result[key if wire_name is None else wire_name] = _transformed(value, annotation)
    return result


def _transformed_items(data: Iterable[Any], typ: Any, annotation: Any) -> List[Any]:
    item_type = extract_type_arg(typ, 0) if get_args(typ) else object
    if _plain_type(item_type) in (int, float) or item_type is object:
        return cast(List[Any], data) if is_list(data) else list(data)
    formatting = _formatting(item_type, annotation)
    return [_transformed(item, formatting, inner_type=item_type) for item in data]


def _transformed_tuple(data: Sequence[Any], types: Sequence[Any], annotation: Any) -> List[Any]:
    if len(types) != len(data):
        return list(data)
    return [
        _transformed(item, _formatting(typ, annotation), inner_type=typ)
        for item, typ in zip(data, types)
    ]


def _is_collection(data: object, typ: Any) -> bool:
    if isinstance(data, (str, bytes, Mapping, pydantic.BaseModel)):
        return False
    if is_list_type(typ):
        return is_list(data)
    return (is_iterable_type(typ) or is_sequence_type(typ)) and is_iterable(data)


def _formatting(inner_type: Any, annotation: Any) -> Any:
    return inner_type if _format_of(inner_type) is not None else annotation


def _infos(annotation: Any) -> List[PropertyInfo]:
    """All that is said of a value: a named type may say its format, and the field that has it its wire name."""
    found: List[PropertyInfo] = []
    while True:
        if is_type_alias_type(annotation):
            annotation = alias_value(annotation)
        elif is_required_type(annotation):
            annotation = get_args(annotation)[0]
        elif is_annotated_type(annotation):
            annotation, *metadata = get_args(annotation)
            found.extend(item for item in metadata if isinstance(item, PropertyInfo))
        else:
            return found


def _wire_name(annotation: Any) -> Optional[str]:
    return next((info.alias for info in _infos(annotation) if info.alias is not None), None)


def _format_of(annotation: Any) -> Optional[PropertyInfo]:
    return next((info for info in _infos(annotation) if info.format is not None), None)


@lru_cache(maxsize=8096)
def _type_hints(typ: Any) -> Dict[str, Any]:
    return get_type_hints(typ, include_extras=True)


def _formatted(data: object, info: PropertyInfo) -> object:
    if isinstance(data, (date, datetime)):
        if info.format == "iso8601":
            return data.isoformat()
        if info.format == "custom" and info.format_template is not None:
            return data.strftime(info.format_template)
    if info.format == "base64" and is_base64_file_input(data):
        return _File(data)
    return data


def _has_files(value: Any) -> bool:
    if isinstance(value, _File):
        return True
    if type(value) is dict:
        return any(_has_files(item) for item in value.values())
    return type(value) is list and any(_has_files(item) for item in value)


def _with_files_read(value: Any) -> Any:
    """Untouched containers are returned as they are: only those that transform itself made can hold a file."""
    if isinstance(value, _File):
        return _base64_text(value.source)
    if not _has_files(value):
        return value
    if type(value) is dict:
        return {key: _with_files_read(item) for key, item in value.items()}
    return [_with_files_read(item) for item in value]


def _base64_text(source: Base64FileInput) -> str:
    content: Any
    content = pathlib.Path(source).read_bytes() if isinstance(source, PathLike) else source.read()
    if isinstance(content, str):
        content = content.encode()
    if not isinstance(content, bytes):
        raise RuntimeError(f"Could not read bytes from {source!r}; Received {type(content)}")
    return base64.b64encode(content).decode("ascii")

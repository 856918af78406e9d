"""Take files out of request bodies."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import io
import os
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, cast

from typing_extensions import TypeGuard

from .._types import ArrayFormat, Base64FileInput, FileContent, FileTypes
from ._guards import is_given, is_list, is_mapping

# Stands in a path for every item of a list.
ITEMS = "<array>"


def extract_files(
    query: Mapping[str, object],
    *,
    paths: Sequence[Sequence[str]],
    array_format: ArrayFormat = "brackets",
) -> List[Tuple[str, FileTypes]]:
    """Take the files at paths out of query, which changes; each comes with its form field name.

    What is missing, omitted or of another shape is ignored. Raises RuntimeError for a value that is not a file.
    """
    found: List[Tuple[str, FileTypes]] = []
    for path in paths:
        found.extend(_extract(query, list(path), "", array_format))
    return found


def _extract(
    value: Any, path: List[str], name: str, array_format: ArrayFormat
) -> List[Tuple[str, FileTypes]]:
    if not path:
        return _found(value, name, array_format)
    step, rest = path[0], path[1:]
    if step == ITEMS:
        if not is_list(value):
            return []
        return [
            pair
            for index, item in enumerate(value)
            for pair in _extract(item, rest, item_name(name, index, array_format), array_format)
        ]
    if not is_mapping(value) or step not in value:
        return []
    inner = f"{name}[{step}]" if name else step
    # A list of files goes as a whole, so that nothing of it stays in the body.
    is_leaf = rest in ([], [ITEMS])
    item = cast(Dict[str, object], value).pop(step) if is_leaf else value[step]
    return _extract(item, rest, inner, array_format)


def _found(value: object, name: str, array_format: ArrayFormat) -> List[Tuple[str, FileTypes]]:
    if not is_given(value):
        return []
    if is_list(value):
        return [
            pair
            for index, item in enumerate(value)
            for pair in _found(item, item_name(name, index, array_format), array_format)
        ]
    assert_is_file_content(value, key=name)
    return [(name, cast(FileTypes, value))]


def item_name(name: str, index: int, array_format: Optional[ArrayFormat]) -> str:
    """What an item of a list is called in a form; raises NotImplementedError for a format that is none."""
    if array_format == "brackets":
        return f"{name}[]"
    if array_format not in (None, "comma", "repeat", "indices"):
        raise NotImplementedError(
            f"Unknown array_format value: {array_format}, choose from comma, repeat, indices, brackets"
        )
    return f"{name}[{index}]" if array_format == "indices" else name


def is_content(obj: object) -> TypeGuard[FileContent]:
    """Whether obj is what a file holds, or where it lies; text is neither."""
    return isinstance(obj, (bytes, io.IOBase, os.PathLike)) or hasattr(obj, "read")


def is_base64_file_input(obj: object) -> TypeGuard[Base64FileInput]:
    return isinstance(obj, (io.IOBase, os.PathLike))


def assert_is_file_content(obj: object, *, key: Optional[str] = None) -> None:
    """Raises RuntimeError for what is_file_content says no to; key is where it was found."""
    if is_file_content(obj):
        return
    found = f"file input {obj!r}" if key is None else f"entry at `{key}`"
    raise RuntimeError(
        f"Expected {found} to be bytes, an io.IOBase instance, PathLike or a tuple "
        f"but received {type(obj)} instead."
    )


def is_file_content(obj: object) -> TypeGuard[FileTypes]:
    """Whether obj is a content or a tuple that begins (name, content), where text is a content too."""
    if isinstance(obj, tuple):
        return len(obj) > 1 and (isinstance(obj[1], str) or is_content(obj[1]))
    return is_content(obj)

"""Read the files of a request."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import os
import pathlib
from typing import Any, List, Optional, Sequence, Tuple, TypeVar, cast

from ._lazy import borrowed_names
from ._types import (
    FileContent,
    FileTypes,
    HttpxFileContent,
    HttpxFileTypes,
    HttpxRequestFiles,
    RequestFiles,
)
from ._utils import asyncify, is_list, is_mapping
from ._utils._extract_files import ITEMS, is_content
from ._utils._extract_files import assert_is_file_content as assert_is_file_content
from ._utils._extract_files import extract_files as extract_files
from ._utils._extract_files import is_base64_file_input as is_base64_file_input
from ._utils._extract_files import is_file_content as is_file_content

_T = TypeVar("_T")


def file_from_path(path: str) -> FileTypes:
    """A file to upload: its name and its bytes."""
    location = pathlib.Path(path)
    return location.name, location.read_bytes()


def to_httpx_files(files: Optional[RequestFiles]) -> Optional[HttpxRequestFiles]:
    """Files as the HTTP library takes them, paths read. Raises TypeError for what is not a file."""
    if files is None:
        return None
    if is_mapping(files):
        return {name: _read(cast(FileTypes, file)) for name, file in files.items()}
    if isinstance(files, Sequence) and not isinstance(files, (str, bytes)):
        return [(name, _read(file)) for name, file in files]
    raise TypeError(f"Unexpected file type input {type(files)}, expected mapping or sequence")


async def async_to_httpx_files(files: Optional[RequestFiles]) -> Optional[HttpxRequestFiles]:
    """Like to_httpx_files; paths are read in a worker thread."""
    return None if files is None else await asyncify(to_httpx_files)(files)


def _read(file: FileTypes) -> HttpxFileTypes:
    if isinstance(file, tuple):
        name, content, *rest = cast(Tuple[Any, ...], file)
        if not isinstance(content, str) and not is_content(content):
            _refuse(content)
        return cast(HttpxFileTypes, (name, read_file_content(cast(FileContent, content)), *rest))
    if not is_content(file):
        _refuse(file)
    if isinstance(file, os.PathLike):
        return os.path.basename(os.fspath(file)), read_file_content(file)
    return file


def read_file_content(file: FileContent) -> HttpxFileContent:
    """The content; what a path leads to is read."""
    return pathlib.Path(file).read_bytes() if isinstance(file, os.PathLike) else file


async def async_read_file_content(file: FileContent) -> HttpxFileContent:
    """Like read_file_content, in a worker thread."""
    return await asyncify(read_file_content)(file)


def _refuse(value: object) -> None:
    raise TypeError(
        "Expected file types input to be a FileContent type or to be a tuple "
        f"but received {type(value)}"
    )


def deepcopy_with_paths(item: _T, paths: Sequence[Sequence[str]]) -> _T:
    """Copy the containers along paths, and nothing else, so that extract_files leaves the caller's data alone."""
    return cast(_T, _copied(item, [list(path) for path in paths if path]))


def _copied(item: Any, paths: List[List[str]]) -> Any:
    if not paths:
        return item
    if is_mapping(item):
        return {key: _copied(value, _below(paths, key)) for key, value in item.items()}
    if is_list(item) and any(path[0] == ITEMS for path in paths):
        return [_copied(value, _below(paths, ITEMS)) for value in item]
    return item


def _below(paths: List[List[str]], step: str) -> List[List[str]]:
    return [path[1:] for path in paths if path[0] == step and len(path) > 1]


# What few programs need, and look for here.
__getattr__, __dir__ = borrowed_names(
    __name__,
    {"._types": "Base64FileInput", "._utils": "is_mapping_t is_sequence_t is_tuple_t"},
)

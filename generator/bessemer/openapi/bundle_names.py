"""Name the components that a bundle brings in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from bessemer.document.pointer import Pointer, tokens
from bessemer.frozen import frozen

_Key = tuple[str, Pointer, str]
# A file called so is named by its folder.
_PLAIN = frozenset(("index", "_index", "schema", "main"))
# Words of a pointer that say where something is and not what.
_HOLDERS = frozenset(
    (
        *("definitions", "$defs", "schemas", "components", "parameters", "responses", "requestBodies", "headers"),
        *("examples", "links", "callbacks", "securitySchemes", "paths", "pathItems", "properties", "items", "schema"),
        *("allOf", "anyOf", "oneOf", "content", "patternProperties", "additionalProperties", "prefixItems"),
    )
)


@frozen
class Wanted:
    """Something that wants a name: where it is written."""

    key: _Key
    file: Path
    pointer: Pointer


def names(wanted: Iterable[Wanted], top: Path, taken: frozenset[str]) -> Iterator[tuple[_Key, str]]:
    """A name for each, sorted by name: none that is taken, none twice, and none by the order they are given in."""
    given: dict[str, _Key] = {}
    for item in sorted(wanted, key=lambda item: _rank(item, top)):
        name = next(name for name in _candidates(item, top) if name not in taken and name not in given)
        given[name] = item.key
    for name in sorted(given):
        yield given[name], name


def _rank(item: Wanted, top: Path) -> tuple[int, int, str, str]:
    path = _relative(item, top)
    return path.count("/"), len(tokens(item.pointer)), path, item.pointer


def _candidates(item: Wanted, top: Path) -> Iterator[str]:
    path = PurePath(_relative(item, top))
    words = [word for word in path.parent.parts if word not in ("..", ".", "/")]
    words.append(_stem(path))
    if words[-1] in _PLAIN and len(words) > 1:
        words.pop()
    inner = [token for token in tokens(item.pointer) if token not in _HOLDERS and not token.isdigit()]
    said = [*words, *inner]
    direct = len(tokens(item.pointer)) <= 1 or tokens(item.pointer)[-2] in _HOLDERS - {"properties"}
    first = 1 if not inner or direct else 2
    for length in range(min(first, len(said)), len(said) + 1):
        yield "_".join(said[-length:])
    where = f"{path.as_posix()}#{item.pointer}"
    yield f"{said[-1]}_{hashlib.sha256(where.encode()).hexdigest()[:8]}"


def _stem(path: PurePath) -> str:
    stem = path.name
    for suffix in (".yaml", ".yml", ".json", ".schema", ".openapi"):
        stem = stem.removesuffix(suffix)
    return stem or path.name


def _relative(item: Wanted, top: Path) -> str:
    return Path(os.path.relpath(item.file, os.path.realpath(top))).as_posix()

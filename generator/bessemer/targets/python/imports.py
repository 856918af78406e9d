"""Write the import lines of a generated module from the names it uses."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

from bessemer.encode.code import Code

ModulePath: TypeAlias = tuple[str, ...]
_NUMBER = re.compile("[0-9]+")


class Import(NamedTuple):
    """A name from a module. `module` is a dotted name, or the parts of a module's path below the package's root.

    Without a name the module itself is imported.
    """

    module: str | ModulePath
    name: str = ""
    alias: str = ""

    @property
    def bound(self) -> str:
        """The name that the import makes."""
        if self.alias or self.name:
            return self.alias or self.name
        return self.module if isinstance(self.module, str) else self.module[-1]


def import_lines(imports: Iterable[Import], package: ModulePath) -> tuple[Code, ...]:
    """The lines in isort's order, for a module that lies in the package; one empty line between groups."""
    return _lines(frozenset(imports), package)


@lru_cache(maxsize=1 << 12)
def _lines(imports: frozenset[Import], package: ModulePath) -> tuple[Code, ...]:
    """Many modules import the same."""
    lines: dict[str, set[str]] = {}
    for where, name, alias in imports:
        module = where if isinstance(where, str) else relative(where, package)
        lines.setdefault(module, set()).add(f"{name} as {alias}" if alias else name)
    written: list[Code] = []
    for _, group in groupby(sorted(lines, key=_module_order), _group):
        modules = list(group)
        written += [Code("")] if written else []
        written += [Code(f"import {module}") for module in modules if "" in lines[module]]
        written += (line for module in modules for line in _module_lines(module, frozenset(lines[module])))
    return tuple(written)


@lru_cache(maxsize=1 << 14)
def relative(module: ModulePath, package: ModulePath) -> str:
    """`...types.beta.model` for a module of this package as seen from another."""
    common = 0
    while common < min(len(module), len(package)) and module[common] == package[common]:
        common += 1
    return "." * (len(package) - common + 1) + ".".join(module[common:])


@lru_cache(maxsize=1 << 14)
def _module_lines(module: str, names: frozenset[str]) -> list[Code]:
    """Those that import names from a module; no name stands for the module itself, which has a line apart."""
    names -= {""}
    if len(names) <= 1:
        return [Code(f"from {module} import {name}") for name in names]
    aliased = sorted(name for name in names if " as " in name)
    listed = sorted(names.difference(aliased), key=_name_order)
    rows = [*([", ".join(listed)] if listed else []), *aliased]
    rows.sort(key=lambda row: _name_order(row.split(",", maxsplit=1)[0]))
    return [Code(f"from {module} import {row}") for row in rows]


@lru_cache(maxsize=1 << 14)
def _group(module: str) -> int:
    if module == "__future__":
        return 0
    if module.startswith("."):
        return 3
    return 1 if module.split(".", maxsplit=1)[0] in sys.stdlib_module_names else 2


def export_order(module: str, name: str) -> tuple[tuple[int, int, str], tuple[int, str, str]]:
    """Where isort puts a line that imports one name."""
    return _module_order(module), _name_order(name)


@lru_cache(maxsize=1 << 14)
def _module_order(module: str) -> tuple[int, int, str]:
    dots = len(module) - len(module.lstrip("."))
    return _group(module), -dots, _natural(module.lstrip(".").casefold())


@lru_cache(maxsize=1 << 14)
def _name_order(name: str) -> tuple[int, str, str]:
    bare = name.split(" ", maxsplit=1)[0]
    kind = 0 if bare.isupper() and len(bare) > 1 else 1 if bare[:1].isupper() else 2
    return kind, _natural(bare.casefold()), _natural(bare)


def _natural(text: str) -> str:
    """What sorts as ruff's isort sorts the text: numbers in it by their value, `a9` before `a10`.

    Source: natord 1.0, which ruff uses: a run with a leading zero is compared digit by digit and goes first.
    """
    return _NUMBER.sub(_by_value, text)


def _by_value(match: re.Match[str]) -> str:
    digits = match.group()
    return f"0\0{digits}\0" if digits[0] == "0" else f"0{chr(len(digits))}{digits}"

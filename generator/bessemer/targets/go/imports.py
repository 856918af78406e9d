"""Group the imports of a file."""

from __future__ import annotations

from collections.abc import Iterable

from bessemer.encode.go import go_str
from bessemer.targets.go.types import Import
from bessemer.targets.go.views import Imports


def grouped(needed: Iterable[Import], module: str) -> Imports:
    """Standard packages, then those of the module; each in alphabetical order."""
    names = sorted(set(needed))
    return Imports(
        tuple(go_str(name) for name in names if not name.startswith("$")),
        tuple(go_str(module + name.removeprefix("$")) for name in names if name.startswith("$")),
    )

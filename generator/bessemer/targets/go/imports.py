"""Group the imports of a file."""

from __future__ import annotations

from collections.abc import Iterable

from bessemer.encode.go import go_str
from bessemer.targets.go.names import Names
from bessemer.targets.go.types import Import
from bessemer.targets.go.views import Imports


def grouped(needed: Iterable[Import], names: Names) -> Imports:
    """Standard packages, then those of the module; each in alphabetical order."""
    listed = set(needed)
    own = sorted(names.path(name) for name in listed if name.startswith("$"))
    return Imports(
        tuple(go_str(name) for name in sorted(listed) if not name.startswith("$")),
        tuple(map(go_str, own)),
    )

"""Group the imports of a file."""

from __future__ import annotations

from collections.abc import Iterable

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_str
from bessemer.targets.go.names import Names
from bessemer.targets.go.types import Import
from bessemer.targets.go.views import Imports


def grouped(needed: Iterable[Import], names: Names) -> Imports:
    """Standard packages, then those of the module; each in alphabetical order."""
    listed = set(needed)
    own = sorted((name for name in listed if name.startswith("$")), key=names.path)
    return Imports(
        tuple(go_str(name) for name in sorted(listed) if not name.startswith("$")),
        tuple(imported(name, names) for name in own),
    )


def imported(package: Import, names: Names) -> Code:
    """How a package of the module stands among the imports: with a name where files call it otherwise than it does."""
    called = code(names.qualifier, " ") if package == "$" and names.qualifier != names.package else ""
    return code(called, go_str(names.path(package)))

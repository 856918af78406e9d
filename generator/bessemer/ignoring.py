"""Keep back what the config does not want to be told: `diagnostics.ignored`.

Source: contracts/config.md section 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bessemer.config.model import Ignored
from bessemer.diagnostics.codes import by_name
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.pointer import Pointer, tokens

# How a config's own path is written: `(resource) files > (method) list`.
_WORDS = {
    "resources": "resource",
    "subresources": "resource",
    "methods": "method",
    "models": "model",
    "targets": "target",
    "pagination": "pagination",
}
# Errors that nothing is made of are told always.
_NEVER = "error"


def is_ignored(problem: Diagnostic, ignored: Iterable[Ignored]) -> bool:
    """Whether a warning or a note is one of those; what stops a run never is."""
    if problem.level == _NEVER:
        return False
    return any(_is_meant(item, problem) for item in ignored)


def _is_meant(item: Ignored, problem: Diagnostic) -> bool:
    code = by_name(item.code)
    if code is None or code.name != problem.code:
        return False
    if item.target is not None and not problem.message.startswith(f"{item.target.capitalize()} only: "):
        return False
    return item.location is None or any(
        _is_within(spelled, item.location.strip()) for spelled in _spellings(problem.pointer or Pointer(""))
    )


def _is_within(spelled: str, location: str) -> bool:
    return spelled == location or spelled.startswith((f"{location} > ", f"{location}/"))


def _spellings(pointer: Pointer) -> Iterator[str]:
    """The ways in which a location may be written: a pointer, a reference, the words of a config, an endpoint."""
    yield pointer
    yield f"#{pointer}"
    steps = tokens(pointer)
    words = [f"({_WORDS[kind]}) {name}" for kind, name in zip(steps[::2], steps[1::2], strict=False) if kind in _WORDS]
    yield " > ".join(words)
    if len(steps) >= 3 and steps[0] == "paths":
        yield f"{steps[2]} {steps[1]}"

"""How many blank lines black leaves above each statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bessemer.emit.layout.statements import Statement, Unfamiliar

_DEFINING = frozenset({"decorator", "def", "class"})
# A clause of these that follows an indented function begins something of its own.
_LEADING = ("with ", "try:", "for ", "while ", "if ", "match ")


@dataclass(slots=True)
class Blanks:
    """Goes through a module's statements in order."""

    previous: Statement | None = None
    _was_docstring: bool = False
    _owed: int = 0
    _only_comments: bool = True
    _after_module_docstring: bool = False
    _defined: list[Statement] = field(default_factory=list)

    def above(self, statement: Statement, *, docstring: bool) -> int:
        """The blank lines above a statement; `docstring` says that it is the one of its module, class or function."""
        before, after = self._wanted(statement, docstring=docstring)
        count = max(0, before - self._owed) + self._owed
        if self._after_module_docstring and statement.kind not in ("def", "class"):
            count = 1
        self._after_module_docstring = docstring and statement.depth == 0 and self._only_comments
        self._only_comments = self._only_comments and statement.kind == "comment"
        self._owed, self.previous = after, statement
        return count

    def _wanted(self, statement: Statement, *, docstring: bool) -> tuple[int, int]:
        depth, previous = statement.depth, self.previous
        before = min(statement.gap, 1 if depth else 2)
        ended = self._ended(statement)
        if previous is None:
            return 0, 0
        if docstring and previous.kind == "class":
            return 0, 1
        if docstring and previous.kind == "def":
            return 0, 0
        if ended is not None:
            clause = ended.depth and statement.lines[-1].endswith(":") and not statement.lines[0].startswith(_LEADING)
            before = 1 if depth or clause else 2
        if statement.kind in _DEFINING:
            return self._defining(statement, previous), 0
        if previous.kind == "import" and statement.kind != "import" and previous.depth == depth:
            return (before or 1) if depth else 1, 0
        return before, 0

    def _ended(self, statement: Statement) -> Statement | None:
        """The outermost definition that ended with the statement before."""
        ended = None
        while self._defined and self._defined[-1].depth >= statement.depth:
            ended = self._defined.pop()
        if statement.kind in ("def", "class"):
            self._defined.append(statement)
        return ended

    def _defining(self, statement: Statement, previous: Statement) -> int:
        if previous.kind == "decorator":
            return 0
        if previous.depth < statement.depth and previous.kind in ("class", "def"):
            return min(statement.gap, 1)
        if previous.kind == "comment" and not (statement.gap and previous.depth == statement.depth):
            # what the comment belongs to decides, which is more than the lines say
            raise Unfamiliar
        if _is_stub(previous) and not statement.gap:
            return 0
        return 1 if statement.depth else 2


def _is_stub(statement: Statement) -> bool:
    return statement.kind == "def" and statement.lines[-1].endswith(": ...")


def docstrings(made: Sequence[Statement]) -> set[int]:
    """Which statements are docstrings: text that comes first in its module, class or function."""
    found = set()
    leading = True
    for index, statement in enumerate(made):
        if statement.kind != "text":
            leading = leading and statement.kind == "comment"
            continue
        before = made[index - 1] if index else None
        if leading or (before is not None and before.depth < statement.depth):
            found.add(index)
        leading = False
    return found

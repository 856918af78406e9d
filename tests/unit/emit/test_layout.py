"""Our layout of generated Python is that of black, byte for byte."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from bessemer.emit.format import Unformattable, black, formatted
from bessemer.emit.layout.layout import laid_out
from tests.support.project import ROOT

TREES = sorted((ROOT / "generated" / "python").rglob("*.py"))
MODULE = '''\
# A comment.
from __future__ import annotations
from .a import b
__all__ = [
    "A",
]
class A(B):

    """ Text that ends in a quote: "a" """
    x: int
    """The field's own text."""



    y: Optional[Literal["aaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbb", "ccccccccccccccccccccccc",]] = None
    @cached_property
    def b(self) -> C:
        """
          A text that is indented more than it should be.
        And less.
        """
        from ..c import C

        return C(self)


    @overload
    def c(self) -> int: ...
    @overload
    def c(self, *, aaaaaaaaaaaaaaaaaaaaaaaaaaaa: int, bbbbbbbbbbbbbbbbbbbbbbbbbbb: int, cccccccccccccc: int) -> int: ...
    def c(
        self,
        # why this one is here
        a: int = 0,

    ) -> int:
        with served("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") as (client, wire):
            pass
        return a
class E:
    # nothing yet

    def f(self) -> None: ...
    notification: Literal["a", "b",]
    one = (("a",),)
    many = f(("a",), ("b", "c"), g("a",))
    NAMES = {
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
      "c": (
        "d",
      ),
    }
    def g(self):
        value = await self.f(
    a="b",
    c=[
        "d",
    ],
)
if x:
    def d(): pass
else:
    e = 'f'
# These modules import this one.
from .z import Z  # noqa: E402
from .aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa import *  # noqa: F403
'''


class _Statements:
    """Statements of the shapes that templates print, with names of any length."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311

    def one(self) -> str:
        kinds = (self._field, self._alias, self._called, self._gathered, self._imported, self._with, self._defined)
        return self._random.choice(kinds)()

    def _name(self, longest: int = 24) -> str:
        letters = (self._random.choice("abcdefg_") for _ in range(self._random.randint(1, longest)))
        return "h" + "".join(letters).strip("_")

    def _several(self, least: int, most: int, longest: int = 24) -> list[str]:
        return [self._name(longest) for _ in range(self._random.randint(least, most))]

    def _annotation(self, depth: int = 3) -> str:
        kind = self._random.choice(("name", "Optional", "List", "Literal", "Union")) if depth else "name"
        if kind == "name":
            return self._random.choice(("str", self._name(), f"{self._name()}_params.{self._name()}"))
        if kind == "Literal":
            return "Literal[{},]".format(", ".join(f'"{item}"' for item in self._several(2, 6)))
        count = self._random.randint(2, 4) if kind == "Union" else 1
        return f"{kind}[{', '.join(self._annotation(depth - 1) for _ in range(count))}]"

    def _value(self, depth: int) -> str:
        kind = self._random.choice(("text", "name", "dict", "list", "call", "taken")) if depth else "text"
        match kind:
            case "name":
                return self._name()
            case "dict":
                return "{" + ", ".join(f'"{item}": {self._value(depth - 1)}' for item in self._several(0, 4)) + "}"
            case "list":
                return "[" + ", ".join(self._value(depth - 1) for _ in range(self._random.randint(0, 3))) + "]"
            case "call":
                return self._call(depth - 1)
            case "taken":
                return f'(await {self._call(depth - 1)}).get("body", omit)'
        choice = f'"{self._name()}" if {self._name()}(body) else omit'
        return self._random.choice((f'"{self._name(60)}"', self._quoted(), choice, "None", "0"))

    def _quoted(self) -> str:
        parts = (self._random.choice(("'", '\\"', "\\\\", "\\n", self._name(30))) for _ in range(4))
        return f'"{"".join(parts)}"'

    def _call(self, depth: int = 2) -> str:
        function = self._random.choice((self._name(), f"client.{self._name()}.with_raw_response.{self._name()}"))
        given = [f"{item}={self._value(depth)}" for item in self._several(0, 5)]
        return f"{function}({', '.join(given)}{self._random.choice(('', ',')) if given else ''})"

    def _field(self) -> str:
        default = self._random.choice(("", " = None", f' = FieldInfo(alias="{self._name()}", default=None)'))
        return f"{self._name()}: {self._annotation()}{default}"

    def _alias(self) -> str:
        return f"{self._name(60)}: TypeAlias = {self._random.choice((self._annotation(), self._name(99)))}"

    def _called(self) -> str:
        start = self._random.choice(("", "return ", f"self.{self._name(50)} = "))
        return f"{start}{self._random.choice(('', 'await '))}{self._call()}"

    def _gathered(self) -> str:
        loop = self._random.choice(("for", "async for"))
        return f"value = [item {loop} item in client.{self._name(60)}.{self._call(1)}]"

    def _imported(self) -> str:
        names = (f"{item}{self._random.choice(('', f' as {item}'))}" for item in self._several(1, 3, 40))
        return f"from .{self._name(60)} import {', '.join(names)}"

    def _with(self) -> str:
        bound = self._random.choice(("", f" as {self._name()}", " as (client, wire)"))
        return f"{self._random.choice(('', 'async '))}with {self._call(1)}{bound}:"

    def _defined(self) -> str:
        parameters = "".join(
            f", {item}: {self._annotation(2)}{self._random.choice((' = omit', ' | Omit = omit', ''))}"
            for item in self._several(0, 5)
        )
        returned = self._random.choice((self._name(), f"{self._name(60)}[{self._annotation(2)}, {self._name(60)}]"))
        return f"def {self._name(70)}(self{parameters}{self._random.choice(('', ','))}) -> {returned}:"


@pytest.mark.parametrize("seed", range(4))
def test_statements_are_broken_as_black_breaks_them(seed: int) -> None:
    made = _Statements(seed)
    asked = 0

    def ask(text: str) -> str:
        nonlocal asked
        asked += 1
        return black(text)

    for count in range(150):
        statement, depth = made.one(), count % 4
        head = "".join(f"{'    ' * level}if x:\n" for level in range(depth))
        body = f"{'    ' * (depth + 1)}pass\n" if statement.endswith(":") else ""
        text = f"{head}{'    ' * depth}{statement}\n{body}"
        assert laid_out(text, ask) == black(text)
    assert asked < 75


def test_a_module_is_laid_out_as_black_does() -> None:
    assert laid_out(MODULE, black) == black(MODULE)


def test_each_module_of_the_committed_sdk_is_as_black_leaves_it() -> None:
    assert TREES
    for path in TREES:
        text = path.read_text(encoding="utf-8")
        assert laid_out(text, black) == text, path


@pytest.mark.parametrize("path", [path for path in TREES if "resources" in path.parts], ids=lambda path: path.name)
def test_what_black_would_take_out_is_taken_out(path: Path) -> None:
    """A generated module with its blank lines and line ends in disorder comes out as before."""
    text = path.read_text(encoding="utf-8")
    disordered = re.sub(r"\n\n+(?=    @|    def |class )", "\n", text).replace(",\n        )", ",\n\n        )")
    assert laid_out(disordered, black) == black(disordered)


def test_ruff_may_format_instead() -> None:
    made = formatted({"a.py": "x = {  'a':1}\n", "b.md": "x"}, "ruff")
    assert made == {"a.py": b'x = {"a": 1}\n', "b.md": b"x"}


def test_what_ruff_cannot_read_is_named_as_our_file() -> None:
    with pytest.raises(Unformattable, match=r"a/b\.py"):
        formatted({"a/b.py": "x = (\n"}, "ruff")

"""Say where a type stands in the generated code."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bessemer.document.pointer import Pointer
from bessemer.naming.words import Words, spelled
from bessemer.targets.python.identifiers import pascal
from bessemer.targets.python.imports import ModulePath
from bessemer.targets.python.names import Direction, Names


@dataclass(frozen=True, slots=True)
class Place:
    """Where a type stands.

    A class made for a type without a name of its own is called `words`, after the `prefix` of the class around it;
    where that name is `taken` in the module, `root` (the module's main class) goes in front. `home` is the module that
    holds such classes where the type stands in another. `shadowed` are names that fields of the class around it hide.
    `open` are the schemas being written around this one. `cycle` are the modules that import this one back and
    are named in quotes; aliases in the modules `opened` are written out. `bare`: no PropertyInfo; `brief`: long enums
    are cut short.
    """

    names: Names
    direction: Direction
    words: Words
    root: str
    prefix: str = ""
    home: ModulePath = ()
    taken: frozenset[str] = frozenset()
    shadowed: frozenset[str] = frozenset()
    open: tuple[tuple[Pointer, str], ...] = ()
    cycle: frozenset[ModulePath] = frozenset()
    opened: frozenset[ModulePath] = frozenset()
    in_array: bool = False
    in_alias: bool = False
    bare: bool = False
    brief: bool = False

    @property
    def name(self) -> str:
        """The name of a class made here."""
        wanted = self.prefix + pascal(self.names.caser, self.words)
        return self.root + wanted if wanted in self.taken else wanted

    def called(self, text: str) -> Place:
        return replace(self, words=spelled(text), in_array=False)

    def below(self, name: str, origin: Pointer) -> Place:
        """Inside the class of that name."""
        return replace(self, prefix=name, open=(*self.open, (origin, name)), in_array=False, in_alias=False)

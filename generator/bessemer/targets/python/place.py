"""Say where a type stands in the generated code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from bessemer.document.pointer import Pointer
from bessemer.encode.code import Code
from bessemer.naming.words import Words, spelled
from bessemer.targets.python.identifiers import capped, pascal
from bessemer.targets.python.imports import Import, ModulePath
from bessemer.targets.python.names import Direction, Names
from bessemer.targets.python.typetext import TypeText, internal


class Place(NamedTuple):
    """Where a type stands: a tuple, as one is made for nearly every field.

    A class made for a type without a name of its own is called `words`, after the `prefix` of the class around it.
    `renamed` are the classes of the module that could not be called so, by their schemas and those names. `root` is the
    module's main class. `home` is the module that holds the classes where the type stands in another. `shadowed` are
    names that fields of the class around it hide. `open` are the schemas being written around this one. `cycle` are the
    modules that import this one back and are named in quotes; aliases in the modules `opened` are written out. `bare`:
    no PropertyInfo; `brief`: long enums are cut short.
    """

    names: Names
    direction: Direction
    words: Words
    root: str
    prefix: str = ""
    home: ModulePath = ()
    renamed: Mapping[tuple[Pointer, str], str] = MappingProxyType({})
    shadowed: frozenset[str] = frozenset()
    open: tuple[tuple[Pointer, str], ...] = ()
    cycle: frozenset[ModulePath] = frozenset()
    opened: frozenset[ModulePath] = frozenset()
    in_array: bool = False
    in_alias: bool = False
    bare: bool = False
    brief: bool = False

    @property
    def wanted(self) -> str:
        """What a class made here would be called."""
        return capped(self.prefix + pascal(self.names.caser, self.words))

    def name(self, origin: Pointer) -> str:
        """The name of a class made here for a schema."""
        return self.renamed.get((origin, self.wanted), self.wanted)

    def main(self, name: str, module: ModulePath) -> TypeText:
        """The main class of another module."""
        if module not in self.names.aliased:
            return internal(name, *module)
        alias = f"_{'_'.join(module[:-1])}_{name}"
        return TypeText(Code(alias), frozenset({Import(module, name, alias)}))

    def at(self, words: Words, *, in_array: bool, in_alias: bool) -> Place:
        """The same surroundings, somewhere else in them: `replace`, for what is asked of every field."""
        return Place(
            self.names,
            self.direction,
            words,
            self.root,
            self.prefix,
            self.home,
            self.renamed,
            self.shadowed,
            self.open,
            self.cycle,
            self.opened,
            in_array,
            in_alias,
            self.bare,
            self.brief,
        )

    def called(self, text: str) -> Place:
        return self.at(spelled(text), in_array=False, in_alias=self.in_alias)

    def below(self, name: str, origin: Pointer) -> Place:
        """Inside the class of that name."""
        return self._replace(prefix=name, open=(*self.open, (origin, name)), in_array=False, in_alias=False)

"""Walk a config's values with their places, collecting what is wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, Pointer, child, tokens
from bessemer.frozen import frozen

# A billion seconds are thirty years: more is a slip, and no timer takes it.
_LARGEST = 1_000_000_000

_BRACKETS = {
    "a mapping": "{key: value}",
    "a list": "[item]",
    "text": '"text"',
    "a whole number": "10",
    "a number": "10",
}


@frozen
class Cursor:
    """A value of a config. Reading a wrong type gives the empty value of the wanted one and a diagnostic."""

    document: Document
    pointer: Pointer
    value: Any
    problems: list[Diagnostic]

    @staticmethod
    def root(document: Document, problems: list[Diagnostic]) -> Cursor:
        return Cursor(document, ROOT, document.data, problems)

    @property
    def present(self) -> bool:
        return self.value is not None

    def at(self, key: str | int) -> Cursor:
        """The value under a key; None where there is none."""
        value = self.value
        found: Any = None
        if isinstance(value, dict):
            found = value.get(key)
        elif isinstance(value, list) and isinstance(key, int):
            found = value[key]
        return Cursor(self.document, child(self.pointer, key), found, self.problems)

    def mapping(self) -> Cursor:
        """This value, which must be a mapping where there is one."""
        if self.present and not isinstance(self.value, dict):
            self.wrong("a mapping")
        return self

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """The keys and values of a mapping, in order."""
        if self.present and not isinstance(self.value, dict):
            self.wrong("a mapping")
        elif self.present:
            for key in self.value:
                yield key, self.at(key)

    def items(self) -> Iterator[Cursor]:
        """The values of a list, in order."""
        if self.present and not isinstance(self.value, list):
            self.wrong("a list")
        elif self.present:
            for index in range(len(self.value)):
                yield self.at(index)

    def text(self) -> str | None:
        if self.value is None:
            return None
        if isinstance(self.value, bool | dict | list):
            self.wrong("text")
            return None
        return str(self.value)

    def flag(self, default: bool) -> bool:
        if self.present and not isinstance(self.value, bool):
            word = str(self.value).lower()
            meant = "true" if word in ("yes", "on", "y") else "false" if word in ("no", "off", "n") else None
            self.wrong("true or false", f"write {meant}: {self.value} is text" if meant else None)
        return self.value if isinstance(self.value, bool) else default

    def number(self, default: float) -> float:
        """A number from 0 up."""
        if not self.present:
            return default
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.wrong("a number")
        elif not 0 <= self.value <= _LARGEST:
            self.report("config-value-invalid", f"{self._name()} must be from 0 to {_LARGEST}, not {self.value}", None)
        else:
            return self.value
        return default

    def count(self, default: int) -> int:
        """A whole number from 0 up."""
        if isinstance(self.value, float) and not self.value.is_integer():
            self.wrong("a whole number")
            return default
        return int(self.number(default))

    def choice(self, choices: Sequence[str], default: str) -> str:
        """One of the listed words."""
        word = self.text()
        if word is None:
            return default
        if word not in choices:
            near = nearest(word, choices)
            listed = ", ".join(choices)
            self.report("config-value-invalid", f"{word!r} is not one of {listed}", near and f"did you mean {near!r}?")
            return default
        return word

    def texts(self) -> tuple[str, ...]:
        return tuple(text for item in self.items() if (text := item.text()) is not None)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple((key, text) for key, item in self.entries() if (text := item.text()) is not None)

    def wrong(self, wanted: str, help_: str | None = None) -> None:
        if help_ is None and self.pointer and wanted in _BRACKETS:
            help_ = f"write `{tokens(self.pointer)[-1]}: {_BRACKETS[wanted]}`"
        self.report("config-value-invalid", f"{self._name()} must be {wanted}, not {_described(self.value)}", help_)

    def report(self, code: str, message: str, help_: str | None, *, key: bool = False) -> None:
        place = self.document.place(self.pointer, key=key)
        self.problems.append(Diagnostic(code, message, place, self.pointer, help_))

    def _name(self) -> str:
        return repr(tokens(self.pointer)[-1]) if self.pointer else "the config"


def _described(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true or false"
    if value is None:
        return "null"
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**20 else f"a number of {len(str(value))} digits"
    return text if len(text) <= 60 else f"{text[:59]}…"

"""Read `api.md`, where an SDK lists its types and its methods under the headings of their resources.

Source: contracts/config.md section 7.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from bessemer.frozen import frozen

_HEADING = re.compile(r"(#+) (.*)")
# A resource that has an api.md of its own, which begins with the same heading.
_ELSEWHERE = re.compile(r"\[.*\]\((.*api\.md)\)")
_FENCE = re.compile(r"^```.*$", re.MULTILINE)
_IMPORT = re.compile(r"from (\S+) import (.*)", re.DOTALL)
_METHOD = re.compile(r'- <code title="(\w+) (.*?)">(.*)</code>')
_TAG = re.compile(r"<[^>]*>")
_RESULT = re.compile(r"(?: -> |\) \()\*?(?:\w+\.)?(.*?)(?:, error\))?$")


@frozen
class ListedType:
    """A type below its headings: `place` is the module, or the package, that users have it from."""

    headings: tuple[str, ...]
    place: str
    name: str


@frozen
class ListedMethod:
    """A method below its headings: `endpoint` is as a config writes it, `text` how it is called and what it gives."""

    headings: tuple[str, ...]
    endpoint: str
    text: str

    @property
    def path(self) -> tuple[str, ...]:
        """The attributes that lead from the client to it, itself the last."""
        return tuple(self.text.partition("(")[0].split(".")[1:])

    @property
    def result(self) -> str:
        """The type of what it gives, without the package; "" where it gives nothing."""
        found = _RESULT.search(self.text)
        return found[1] if found and found[1] not in ("None", "error") else ""


Listed: TypeAlias = ListedType | ListedMethod


def listing(folder: Path) -> tuple[Listed, ...]:
    """All that the api.md of an SDK lists, in its order; nothing where there is none. Raises OSError, ValueError."""
    file = folder / "api.md"
    return tuple(_whole(file, folder)) if file.is_file() else ()


def listed(text: str) -> Iterator[Listed]:
    """What one such text lists."""
    headings: list[str] = []
    for index, part in enumerate(_FENCE.split(text)):
        if index % 2:
            yield from _imported(part.strip(), tuple(headings))
            continue
        for line in part.splitlines():
            heading = _HEADING.match(line)
            if heading:
                headings[len(heading[1]) - 1 :] = [heading[2]]
            yield from _on_a_line(line, tuple(headings))


def _whole(file: Path, top: Path) -> Iterator[Listed]:
    text = file.read_text(encoding="utf-8")
    for piece in re.split(r"^(?=# )", text, flags=re.MULTILINE):
        elsewhere = _ELSEWHERE.fullmatch(piece.removeprefix("# ").strip())
        other = (file.parent / elsewhere[1]).resolve() if elsewhere else None
        if other is not None and other.is_relative_to(top.resolve()) and other.is_file():
            yield from listed(other.read_text(encoding="utf-8"))
        else:
            yield from listed(piece)


def _imported(statement: str, headings: tuple[str, ...]) -> Iterator[ListedType]:
    match = _IMPORT.match(statement)
    for name in re.findall(r"\w+", match[2]) if match else ():
        yield ListedType(headings, match[1] if match else "", name)


def _on_a_line(line: str, headings: tuple[str, ...]) -> Iterator[Listed]:
    if line.startswith("- <a "):
        package, _, name = _TAG.sub("", line.removeprefix("- ")).rpartition(".")
        yield ListedType(headings, package, name)
    match = _METHOD.match(line)
    if match:
        text = html.unescape(_TAG.sub("", match[3])).replace("\\", "")
        yield ListedMethod(headings, f"{match[1].lower()} {html.unescape(match[2])}", text)

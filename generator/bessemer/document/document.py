"""Hold what a file says together with where it says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bessemer.document.entries import Entries
from bessemer.document.place import Lines, Place
from bessemer.document.pointer import Pointer, child, tokens
from bessemer.document.spans import Locator, find
from bessemer.frozen import frozen


@frozen
class Origin:
    """Where a value that was moved or added was really written."""

    document: Document
    pointer: Pointer


@dataclass(frozen=True, eq=False)
class Document:
    """A file as plain data (dict, list, str, int, float, bool, None; all keys are str).

    path is as shown to people, source is the file itself. origins says where a value was written when that
    is not at its own pointer in this file, and holds for everything below that pointer. files are the others that
    the data came from. entries says where those start that can be read again alone. content are the bytes of the file.
    """

    path: str
    source: Path
    data: Any
    lines: Lines = field(repr=False)
    locator: Locator = field(repr=False)
    origins: Mapping[Pointer, Origin] = field(default_factory=dict, repr=False)
    files: tuple[Path, ...] = ()
    entries: Entries = field(default_factory=Entries, repr=False)
    content: bytes = field(default=b"", repr=False)

    @property
    def text(self) -> str:
        return self.lines.text

    def place(self, pointer: Pointer, *, key: bool = False) -> Place:
        """Where the value at the pointer, or its key, was written.

        The nearest ancestor stands in for a pointer that does not exist, the value for a list item's key. The
        first call indexes the file; a document without problems never pays for it.
        """
        origin = self.origin(pointer)
        if origin.document is not self:
            return origin.document.place(origin.pointer, key=key)
        found = find(self.locator, tokens(origin.pointer))
        start, end = found.key if key and found.key else found.value
        return self.lines.place(start, end)

    def origin(self, pointer: Pointer) -> Origin:
        """The document and the pointer at which the value at the pointer was written."""
        if not self.origins:
            return Origin(self, pointer)
        path = tokens(pointer)
        for length in range(len(path), -1, -1):
            origin = self.origins.get(child(Pointer(""), *path[:length]))
            if origin is not None:
                return Origin(origin.document, child(origin.pointer, *path[length:]))
        return Origin(self, pointer)

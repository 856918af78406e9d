"""Read a YAML or JSON file into a Document."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

from bessemer.document import json_reader, limits
from bessemer.document.decode import decode
from bessemer.document.document import Document
from bessemer.document.entries import Entries
from bessemer.document.fault import Fault, Refused
from bessemer.document.narrow import narrow
from bessemer.document.place import Lines, Place
from bessemer.document.spans import JsonLocator, Locator, YamlLocator
from bessemer.frozen import frozen

# How a text begins that may be JSON.
_BRACE = re.compile(rb"[ \t\r\n]*\{")


@frozen
class Reading:
    """What came of a file. There is a document whenever the text could be parsed, duplicate keys or not."""

    document: Document | None
    faults: tuple[Fault, ...]


def read(path: Path, display: str | None = None) -> Reading:
    """Read a file whose root is a mapping; display is the path as people gave it.

    JSON is told by the name .json, or by a leading brace in a text that json accepts. YAML is read as 1.2
    core, with merge keys: dates, 'on' and 'NO' stay text, and every key is text as it was written.
    """
    shown = display if display is not None else str(path)
    try:
        return parse(_content(path, shown), path, shown)
    except Refused as refused:
        return Reading(None, (refused.fault,))


def read_part(path: Path, display: str) -> Reading:
    """Read a file that is part of a document, whose root may be a list or a single value."""
    try:
        return _parsed(_content(path, display), path, display)
    except Refused as refused:
        return Reading(None, (refused.fault,))


def parse(content: bytes, path: Path, shown: str) -> Reading:
    """Read the bytes of a file; as read, for a text that is already at hand."""
    reading = _parsed(content, path, shown)
    if reading.document is None or isinstance(reading.document.data, dict):
        return reading
    lines = reading.document.lines
    kind = "a list" if isinstance(reading.document.data, list) else "a single value"
    start = len(lines.text) - len(lines.text.lstrip())
    message = f"this file holds {kind} where a mapping is expected"
    fault = Fault("not-a-mapping", message, lines.place(start, start + 1))
    return Reading(None, (*reading.faults, fault))


def _parsed(content: bytes, path: Path, shown: str) -> Reading:
    return _narrow(content, path, shown) or _whole(content, path, shown)


def _narrow(content: bytes, path: Path, shown: str) -> Reading | None:
    """What came of JSON with little beyond ASCII; None for all else: what is wrong is said of the text as it stands."""
    if path.suffix.lower() != ".json" and not _BRACE.match(content):
        return None
    lines = narrow(content, shown)
    if lines is None:
        return None
    try:
        data, faults, entries, locator = _json(lines.text, lines)
    except Refused:
        return None
    if faults:
        return None
    return Reading(Document(shown, path, data, lines, locator, entries=entries, content=content), ())


def _whole(content: bytes, path: Path, shown: str) -> Reading:
    try:
        lines = Lines(shown, decode(content, shown))
        data, faults, entries, locator = _data(lines, path)
    except Refused as refused:
        # what is wrong with a file as a whole is shown at its start
        place = refused.fault.place or Place(shown, 1, 1, 1, "")
        return Reading(None, (replace(refused.fault, place=place),))
    return Reading(Document(shown, path, data, lines, locator, entries=entries, content=content), faults)


def _data(lines: Lines, path: Path) -> tuple[Any, tuple[Fault, ...], Entries, Locator]:
    text = lines.text
    if path.suffix.lower() == ".json":
        return _json(text, lines)
    if text.lstrip(" \t\r\n").startswith("{"):
        try:
            return _json(text, lines)
        except Refused as refused:
            # A YAML mapping in braces.
            if refused.fault.code != "not-json":
                raise
    # a document in JSON never needs it
    from bessemer.document import yaml_reader

    data, faults, entries = yaml_reader.parse(text, lines)
    return data, faults, entries, YamlLocator(lines, entries)


def _json(text: str, lines: Lines) -> tuple[Any, tuple[Fault, ...], Entries, Locator]:
    data, faults, entries, root = json_reader.parse(text, lines)
    return data, faults, entries, JsonLocator(lines, root)


def _content(path: Path, shown: str) -> bytes:
    try:
        # Without O_NONBLOCK the open itself would wait for the writer of a pipe.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise _not_a_file(shown, mode)
            content = file.read(limits.BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused(_missing(path, shown)) from None
    except IsADirectoryError:
        raise _not_a_file(shown, stat.S_IFDIR) from None
    except ValueError:
        message = f"{shown!r} is not a file name"
        raise Refused(Fault("file-not-found", message, help="name the file to read")) from None
    except OSError as error:
        message = f"{shown!r} cannot be read: {(error.strerror or 'unknown reason').lower()}"
        raise Refused(Fault("not-readable", message, help="name a file that you may read")) from None
    if len(content) > limits.BYTES:
        message = f"{shown!r} is larger than {limits.BYTES // 1024**2} MiB"
        raise Refused(Fault("limit-exceeded", message, help="split the document into files that refer to each other"))
    return content


def _missing(path: Path, shown: str) -> Fault:
    """There is no such file: what was meant instead, as far as that can be told."""
    address = re.match(r"(https?):/+(.*)", str(path), re.DOTALL)
    if address:
        message = f"'{address[1]}://{address[2]}' is an address, and nothing is fetched"
        return Fault("file-not-found", message, help="download the document and name the file")
    message = f"there is no file {shown!r}"
    if str(path) == "-":
        return Fault("file-not-found", message, help="standard input is not read: write the document to a file")
    if path.is_symlink():
        return Fault("file-not-found", f"{shown!r} is a link to a file that is not there", help="mend the link")
    from difflib import get_close_matches

    try:
        near = get_close_matches(path.name, os.listdir(path.parent), 1, 0.7)
    except OSError:
        return Fault("file-not-found", message, help=f"there is no folder {str(path.parent)!r} either")
    return Fault("file-not-found", message, help=f"did you mean {near[0]!r}?" if near else "name the file to read")


def _not_a_file(shown: str, mode: int) -> Refused:
    what = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
    return Refused(Fault("not-readable", f"{shown!r} is {what}", help="name the file to read"))

"""Turn the bytes of a file into text, or say what the file is instead."""

from __future__ import annotations

import codecs
import re

from bessemer.document.fault import Fault, Refused
from bessemer.document.place import Lines, Place

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OF_TEXT = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\n\r")
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml|!--|[a-zA-Z])")
_SIGNATURES = (
    (b"\x1f\x8b", "a gzip archive", "unpack it first: gunzip FILE"),
    (b"PK\x03\x04", "a zip archive", "unpack it first"),
    (b"%PDF-", "a PDF", None),
    (b"\x7fELF", "a program", None),
    (b"\x89PNG", "a picture", None),
)
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes, path: str) -> str:
    """The text of UTF-8, or UTF-16 with a byte order mark; raises Refused."""
    for signature, what, help_ in _SIGNATURES:
        if content.startswith(signature):
            raise Refused(Fault("not-yaml", f"this is {what}, not YAML or JSON", help=help_))
    mark, encoding = next(((mark, name) for mark, name in _ENCODINGS if content.startswith(mark)), (b"", "utf-8"))
    if encoding is None:
        help_ = "save the file as UTF-8"
        raise Refused(Fault("not-readable", "this file is in UTF-32", help=help_))
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(_undecodable(error, len(mark), encoding, path)) from None
    _refuse_other_languages(text)
    # bytes of no text are looked for in one sweep, which is a tenth of the search
    bad = _CONTROL.search(text) if encoding != "utf-8" or content.translate(None, _OF_TEXT) else None
    if bad:
        message = f"the control character U+{ord(bad.group()):04X} at byte {_bytes(text, bad)}"
        place = Lines(path, text).place(*bad.span())
        raise Refused(Fault("not-readable", message, place, "remove the character"))
    return text


def _undecodable(error: UnicodeDecodeError, skipped: int, encoding: str, path: str) -> Fault:
    readable = error.object[: error.start].decode(encoding, "replace")
    rest = error.object[error.start :].decode(encoding, "replace")[:200]
    place: Place = Lines(path, readable + rest).place(len(readable), len(readable) + 1)
    message = f"byte {error.start + skipped} is not {encoding.upper()}"
    return Fault("not-readable", message, place, "save the file as UTF-8")


def _refuse_other_languages(text: str) -> None:
    if _HTML.match(text):
        help_ = "the address it was fetched from may want a login, or the raw file"
        raise Refused(Fault("not-yaml", "this is an HTML page, not YAML or JSON", help=help_))
    if _XML.match(text):
        raise Refused(Fault("not-yaml", "this is XML, not YAML or JSON"))


def _bytes(text: str, match: re.Match[str]) -> int:
    return len(text[: match.start()].encode())

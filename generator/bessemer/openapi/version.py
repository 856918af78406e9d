"""Tell which specification a document follows."""

from __future__ import annotations

from typing import Literal

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, child

Version = Literal["2.0", "3.0", "3.1", "3.2"]

_READ: tuple[Version, ...] = ("3.0", "3.1", "3.2")


def version(document: Document) -> Version | Diagnostic:
    """The minor version of OpenAPI, or the error of a document that is not read."""
    data = document.data
    if "openapi" not in data:
        return "2.0" if str(data.get("swagger")) in ("2.0", "2") else _other(document)
    written = data["openapi"]
    pointer = child(ROOT, "openapi")
    if isinstance(written, str | float):
        # a number, as YAML reads 3.1 without quotes, says as much; the rules of the specification ask for text
        minor = _minor(written)
        if minor is not None:
            return minor
        message = f"OpenAPI {written!r} is not read; 3.0, 3.1, 3.2 and Swagger 2.0 are"
    else:
        message = "the version is a text, in three parts"
    help_ = "write \"swagger: '2.0'\"" if str(written) in ("2", "2.0", "2.0.0") else "write 'openapi: 3.1.0'"
    return Diagnostic("openapi-version", message, document.place(pointer), pointer, help_)


def _minor(written: str | float) -> Version | None:
    text = str(written).strip()
    return next((minor for minor in _READ if text == minor or text.startswith((minor + ".", minor + "-"))), None)


def _other(document: Document) -> Diagnostic:
    data = document.data
    if "swagger" in data:
        pointer = child(ROOT, "swagger")
        message = f"Swagger {data['swagger']!r} is not read; 2.0 is"
        is_later = isinstance(data["swagger"], str | float) and _minor(data["swagger"]) is not None
        help_ = f"write 'openapi: {data['swagger']}'" if is_later else "write \"swagger: '2.0'\""
        return Diagnostic("openapi-version", message, document.place(pointer), pointer, help_)
    kinds = {"asyncapi": "an AsyncAPI document", "arazzo": "an Arazzo document"}
    kinds |= {"overlay": "an overlay", "$schema": "a JSON Schema"}
    what = next((text for key, text in kinds.items() if key in data), None)
    message = "there is no 'openapi' version" + (f": this is {what}" if what else "")
    near = nearest("openapi", data)
    help_ = f"write 'openapi' for {near!r}" if near else "write 'openapi: 3.1.0' at the top"
    return Diagnostic("openapi-version", message, document.place(ROOT), ROOT, help_)

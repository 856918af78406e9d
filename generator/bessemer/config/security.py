"""Read `security` and `security_schemes`: the credentials a call takes."""

from __future__ import annotations

from bessemer.config.cursor import Cursor
from bessemer.config.forms import HEADER, LINE, formed
from bessemer.config.model import Plain

_TYPES = ("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect")
_PLACES = ("header", "query", "cookie")


def read_security(security: Cursor) -> tuple[tuple[str, ...], ...] | None:
    """The requirements, each the names of its schemes; None where the document's hold."""
    if not security.present:
        return None
    return tuple(tuple(name for name, _ in requirement.entries()) for requirement in security.items())


def read_schemes(schemes: Cursor) -> dict[str, Plain]:
    """The schemes as written, those left out that are none.

    Source: OpenAPI 3.1, Security Scheme Object.
    """
    return {name: scheme.value for name, scheme in schemes.entries() if _is_scheme(scheme)}


def _is_scheme(scheme: Cursor) -> bool:
    if not isinstance(scheme.value, dict):
        scheme.wrong("a mapping")
        return False
    before = len(scheme.problems)
    kind = _required(scheme, "type", _TYPES)
    if kind == "apiKey":
        place = _required(scheme, "in", _PLACES)
        _required(scheme, "name", ())
        formed(scheme.at("name"), HEADER if place == "header" else LINE)
    elif kind == "http":
        _required(scheme, "scheme", ())
    return len(scheme.problems) == before


def _required(scheme: Cursor, key: str, choices: tuple[str, ...]) -> str | None:
    item = scheme.at(key)
    if not item.present:
        scheme.report("config-value-invalid", f"this security scheme lacks {key!r}", f"add {key!r}", key=True)
        return None
    return item.choice(choices, "") if choices else item.text()

"""Name the API and its package after its title, else after its server or its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bessemer.config.forms import PYTHON_PACKAGE
from bessemer.document.document import Document
from bessemer.frozen import frozen
from bessemer.naming.case import SPECIAL
from bessemer.naming.words import plain, split

_NOISE = frozenset(
    (
        "api apis rest restful http https json openapi swagger specification spec schema definition "
        "definitions document docs documentation reference public official the collection platform client a "
        "an and for of with service services server web version v complete full description"
    ).split()
)
_VERSION = re.compile(r"v?\d+(?:[._]\d+)*(?:alpha|beta)?\d*$", re.IGNORECASE)
_HOST_NOISE = frozenset("api apis www rest app dev staging sandbox test production prod example localhost".split())
# Names of classes and modules that every SDK has beside its client; or, with `Error` at the end, beside its root error.
_TAKEN = frozenset(
    "test client stream timeout transport omit types tests lib resources pagination base api api_status api_connection "
    "api_timeout bad_request authentication permission_denied not_found conflict unprocessable_entity rate_limit "
    "internal_server invalid_header".split()
)
_NAMELESS = "service"
_WORDS, _LETTERS, _LONG_TOKEN = 4, 40, 15


@frozen
class Organization:
    """`name` as a config spells it; `package` is an importable name, `prefix` begins environment variables."""

    name: str
    package: str

    @property
    def prefix(self) -> str:
        return self.package.upper()


def organization(document: Document) -> Organization:
    tokens = next((found for source in _sources(document) if (found := _usable(source))), (_NAMELESS,))
    package = "_".join("_".join(_pieces(token)) for token in tokens).lower()
    if package[0].isdigit():
        tokens, package = ("api", *tokens), f"api_{package}"
    if package in _TAKEN or not PYTHON_PACKAGE.fits(package):
        tokens, package = (*tokens, "api"), f"{package}_api"
    spelled = "-".join(token.lower() if token.lower() in SPECIAL else token for token in tokens)
    return Organization(spelled, package)


def _pieces(token: str) -> list[str]:
    """A long token in camel case is taken apart: `KeyVaultManagement`."""
    return list(split(token)) if len(token) > _LONG_TOKEN else [token]


def _sources(document: Document) -> Iterator[str]:
    info = document.data.get("info")
    title = info.get("title") if isinstance(info, dict) else None
    if isinstance(title, str):
        yield title
    for server in _listed(document.data.get("servers")):
        url = server.get("url")
        if isinstance(url, str):
            yield _owner(url)
    yield document.source.stem


def _listed(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _owner(url: str) -> str:
    """The name a host belongs to: `https://api.acme.co.uk/v1` → acme."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    labels = [label for label in host.split(".")[:-1] if label not in _HOST_NOISE and "{" not in label]
    known = [label for label in labels if label not in ("co", "com", "org")]
    return known[-1] if known and not host.replace(".", "").isdigit() else ""


def _usable(text: str) -> tuple[str, ...]:
    """The telling words of a text, at most four; () if there are none."""
    bare = plain(text[:300]).encode("ascii", "ignore").decode()
    bare = re.split(r"\s[-|+:]\s|[:(\[]", re.sub(r"'s?\b", "", bare))[0]
    words = [token for token in re.findall(r"[A-Za-z0-9]+", bare) if not _VERSION.match(token)]
    telling = [token for token in words if token.lower() not in _NOISE]
    kept: list[str] = []
    for token in telling[:_WORDS]:
        if sum(map(len, kept)) + len(token) <= _LETTERS:
            kept.append(token)
    return tuple(kept) if re.search("[A-Za-z]", "".join(kept)) else ()

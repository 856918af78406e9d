"""Read a path as a reader would: what it is about, what is done, and which parts are only packaging."""

from __future__ import annotations

import re

from bessemer.derive.verbs import ACTIONS, GENERIC
from bessemer.frozen import frozen
from bessemer.naming.apart import short
from bessemer.naming.words import spelled, split

_PATTERN = re.compile(r"\{([^{}=]+)=([^{}]*)\}")
_PIECE = re.compile(r"\{([^{}]*)\}")
_ACTION = re.compile(r"^(.+):([A-Za-z][\w-]*)$", re.DOTALL)
_CALLED = re.compile(r"^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+$")
_VERSION = re.compile(
    r"^(?:v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc|p)\d*)*|\d{4}-\d{2}(?:-\d{2})?|\d+(?:\.\d+)+)$", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:json|xml|csv|ya?ml|html?|txt|pdf|ics|rss|atom|php|aspx?|jsp|do|jsonl|ndjson)$", re.IGNORECASE)
_PACKAGING = frozenset({"api", "apis", "rest"})
_FORMATS = frozenset({"json", "xml"})
_LONGEST = 60


@frozen
class Part:
    """One step of a path: words that are written there, or the name of a parameter."""

    name: str
    is_parameter: bool = False


@frozen
class Route:
    """A path in parts.

    `action` is what the path itself says is done (`/x/{id}:cancel`, `/chat.postMessage`); `version` is the prefix
    that was dropped; `query` are the words of a query string or fragment that belongs to the path.
    """

    parts: tuple[Part, ...]
    action: str | None
    version: str
    query: tuple[str, ...]
    beta: bool

    @property
    def static(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts if not part.is_parameter)

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts if part.is_parameter)

    @property
    def ends_in_parameter(self) -> bool:
        return bool(self.parts) and self.parts[-1].is_parameter


def route(path: str) -> Route:
    """`/api/v2/users/{id}/keys.json?beta=true` → users, {id}, keys; version v2; beta."""
    address, mark, rest = path.partition("?") if "?" in path else path.partition("#")
    expanded = _PATTERN.sub(_expanded, address)
    segments = [segment for segment in expanded.split("/") if segment]
    version, segments = _without_version(segments)
    action = None
    parts: list[Part] = []
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        matched = _ACTION.match(_PIECE.sub(lambda found: "\0" * len(found.group()), segment))
        if matched and last:
            action = name_of(segment[matched.start(2) :])
            segment = segment[: matched.end(1)]
        elif last:
            segment = _FILE.sub("", segment)
            if _CALLED.match(segment) and _is_verb(segment.rpartition(".")[2]):
                *owners, called = segment.split(".")
                parts += (Part(name_of(owner)) for owner in owners)
                action = name_of(called)
                continue
        parts += _parts(segment)
    if len(parts) > 1 and not parts[-1].is_parameter and parts[-1].name in _FORMATS and action is None:
        parts.pop()
    query = _query(rest) if mark else ()
    beta = query == ("beta", "true")
    return Route(tuple(parts), action, version, () if beta else query, beta)


def _is_verb(text: str) -> bool:
    """Whether what follows a dot is called like a function, and not the end of a file's name."""
    return split(text)[0] in ACTIONS | GENERIC or re.fullmatch("[a-z]+(?:[A-Z][a-z]+)+", text) is not None


def name_of(text: str) -> str:
    """A text as a snake-case name of at most 60 letters."""
    return short("_".join(spelled(text)), _LONGEST)


def _expanded(found: re.Match[str]) -> str:
    """`{name=projects/*}` → `projects/{name}`. Source: google.api.HttpRule."""
    name, pattern = found.groups()
    return re.sub(r"\*+", "{" + name + "}", pattern)


def _without_version(segments: list[str]) -> tuple[str, list[str]]:
    """The version among the first words of a path, and the path without it and the packaging around it."""
    start = 0
    while start < len(segments) and segments[start].lower() in _PACKAGING:
        start += 1
    kept: list[str] = []
    for index in range(start, min(start + 3, len(segments))):
        segment = segments[index]
        bare_number = index == start > 0 and segment.isdigit()
        if _VERSION.match(segment) or bare_number:
            return segment.lower(), _unpacked(kept + segments[index + 1 :])
        if "{" in segment:
            break
        kept.append(segment)
    return "", segments[start:]


def _unpacked(segments: list[str]) -> list[str]:
    return segments[1:] if segments and segments[0].lower() in _PACKAGING else segments


def _parts(segment: str) -> list[Part]:
    """What is written in a segment first, then its parameters: `users('{id}')` → users, {id}."""
    found = _PIECE.findall(segment)
    written = _PIECE.sub(" ", segment)
    parts = [Part(name_of(written))] if split(written) or not found else []
    return [*parts, *(Part(name_of(name.lstrip("+#./;?&*")), True) for name in found)]


def _query(text: str) -> tuple[str, ...]:
    return tuple(word for piece in re.split(r"[?&#=]", _PIECE.sub("", text)) if (word := "_".join(split(piece))))

"""Tell which operation of a document a request is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_STUB = "stub.invalid"


@dataclass(frozen=True)
class Request:
    """What left: the verb in lower case, the target with its query as sent, and the host it went to."""

    verb: str
    target: str
    host: str


def matched(operations: list[tuple[str, str]], requests: Mapping[str, Request]) -> dict[int, str]:
    """As many operations as can be, each with a request of its own: index of the operation → name of the method."""
    by_verb: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for index, (verb, path) in enumerate(operations):
        by_verb.setdefault(verb, []).append((index, pattern(path)))
    fits = {
        name: [index for index, shape in by_verb.get(request.verb, ()) if _fits(shape, request)]
        for name, request in requests.items()
    }
    taken: dict[int, str] = {}
    for name in sorted(fits, key=lambda item: len(fits[item])):
        _place(name, fits, taken, set())
    return taken


def pattern(path: str) -> re.Pattern[str]:
    """What a request for a path template looks like: any value in each placeholder, a fixed query and more query."""
    path, _, _ = path.partition("#")
    path, _, query = path.partition("?")
    text = "".join(
        "[^/?]*" if part.startswith("{") and part.endswith("}") else re.escape(quote(part, safe="/%!$&'()*+,;=:@~-._"))
        for part in re.split(r"(\{[^{}]*\})", path)
    )
    expected = f"\\?(.*&)?{_filled(query)}(&.*)?" if query else r"(\?.*)?"
    return re.compile(f"{text if text.startswith('/') else '/' + text}{expected}")


def _filled(query: str) -> str:
    parts = re.split(r"(\{[^{}]*\})", query)
    return "".join(".*" if _PLACEHOLDER.fullmatch(part) else re.escape(part) for part in parts)


def _fits(shape: re.Pattern[str], request: Request) -> bool:
    if shape.fullmatch(request.target):
        return True
    # an operation with a server of its own goes to another host, below that server's path
    return request.host != _STUB and re.search(f"{shape.pattern}$", request.target) is not None


def _place(name: str, fits: Mapping[str, list[int]], taken: dict[int, str], seen: set[int]) -> bool:
    """Give a request its operation, moving others aside: Kuhn's algorithm for bipartite matching."""
    for index in fits[name]:
        if index not in seen:
            seen.add(index)
            if index not in taken or _place(taken[index], fits, taken, seen):
                taken[index] = name
                return True
    return False

"""Name one operation from what it says itself: its verb, its path, its operation id, its answer.

No name depends on where an operation stands or on how many others there are. Each operation has a list of names it
could have, best first, and a rank. `tree` gives them out by rank, so an operation loses its best name only to one that
has more right to it.
"""

from __future__ import annotations

from typing import TypeAlias

from bessemer.derive.extensions import given_name
from bessemer.derive.phrases import beyond, id_words, leading_verb, stems, whole
from bessemer.derive.routes import Route, name_of
from bessemer.derive.shapes import answer, is_array, lists
from bessemer.derive.verbs import ACTIONS, GENERIC, NOUNISH
from bessemer.document.document import Document
from bessemer.frozen import frozen
from bessemer.naming.apart import digest
from bessemer.naming.plural import singular_word
from bessemer.naming.words import Words, split
from bessemer.openapi.endpoints import Endpoint

Path: TypeAlias = tuple[str, ...]
Name: TypeAlias = tuple[Path, str]

_DEEPEST = 4
_SELECTORS = frozenset("action operation method op cmd command x".split())
_READS = frozenset(
    "autocomplete check compare count describe diff download estimate explain export find get list lookup ping preview "
    "follow query read resolve retrieve search stream suggest tail test validate verify login logout authorize".split()
)
# Where pages have their items.
CONTAINERS = frozenset("content data edges elements entries items nodes records results rows values".split())
_OF_PUT = frozenset("add create insert replace set upsert".split())
_PREFERENCE = ("put", "patch", "post", "get", "delete", "query", "head", "options", "trace")


@frozen
class Wish:
    """An operation, and the names it could have: resource and method, best first."""

    endpoint: Endpoint
    names: tuple[Name, ...]
    rank: tuple[int, int, int, int, str, str]


@frozen
class _Call:
    """What is known of one operation while it is named."""

    document: Document
    endpoint: Endpoint
    route: Route
    words: Words
    under: Path

    @property
    def verb(self) -> str:
        return self.endpoint.verb

    def resource(self, static: tuple[str, ...]) -> Path:
        """The resource for the words of a path: from the fourth level on they are one name, and numbers are none."""
        path = (*self.under, *(name for name in static if not name.isdigit()))
        return path if len(path) <= _DEEPEST else (*path[: _DEEPEST - 1], "_".join(path[_DEEPEST - 1 :]))


def wish(document: Document, endpoint: Endpoint, route: Route, under: Path) -> Wish:
    """`under` are the resources that the whole path lies below: a version, `beta`."""
    words = id_words(endpoint.operation.get("operationId"), endpoint.path, endpoint.verb)
    call = _Call(document, endpoint, route, words, under)
    best = _best(call)
    given = given_name(endpoint.operation, best[0])
    names = _alternatives(call, best)
    further = beyond(words, route, best[1])
    rank = (
        0 if given else 1,
        _PREFERENCE.index(call.verb) if call.verb in _PREFERENCE else len(_PREFERENCE),
        further.count("_") + 1 if further else 0,
        _fit(call),
        endpoint.path,
        call.verb,
    )
    return Wish(endpoint, tuple(dict.fromkeys((given, *names) if given else names)), rank)


def _fit(call: _Call) -> int:
    """How usual a path is for its name: one id at the end, and a parent's id before every list."""
    trailing = 0
    for part in reversed(call.route.parts):
        if not part.is_parameter:
            break
        trailing += 1
    if call.verb in ("get", "post") and not trailing:
        return len(call.route.static) - len(call.route.parameters)
    return abs(trailing - 1)


def _best(call: _Call) -> Name:
    route = call.route
    if not route.query:
        return _unqueried(call)
    first, last = route.query[0], route.query[-1]
    if len(route.query) > 1 and split(first)[0] in _SELECTORS and last[0].isalpha():
        return call.resource(route.static), name_of(last)
    if len(route.query) == 1 and split(route.query[0])[0] in ACTIONS | GENERIC:
        return call.resource(route.static), route.query[0]
    resource, name = _unqueried(call)
    return resource, name_of("_".join((name, *route.query)))


def _unqueried(call: _Call) -> Name:
    route, static = call.route, call.route.static
    if route.action is not None:
        return call.resource(static), route.action
    if not static:
        parts = "_and_".join(route.parameters) or "root"
        return call.under, whole(call.endpoint.operation.get("operationId")) or f"{_plain(call)}_{parts}"
    if not route.ends_in_parameter and _is_action(call, static[-1]):
        return call.resource(static[:-1]), _action_name(call, static[-1])
    return call.resource(static), _plain(call)


def _is_action(call: _Call, last: str) -> bool:
    """Whether the last word of a path is what is done."""
    words = split(last)
    first, final = words[0], words[-1]
    if len(words) > 1 and words == call.words and call.verb == "post" and singular_word(final) == final:
        return True
    if first not in ACTIONS:
        # a word nobody listed is a verb where the operation id begins with it and names no other: `feedPet`
        return len(words) == 1 and call.verb == "post" and call.words[:1] == words and leading_verb(call.words) is None
    if len(words) == 1 or first not in NOUNISH or (first == "list" and call.verb == "get"):
        return True
    is_plural = singular_word(final) != final
    if call.words:
        return first == leading_verb(call.words) or (not is_plural and set(words) <= set(call.words))
    return not is_plural


def _action_name(call: _Call, last: str) -> str:
    first = split(last)[0]
    match call.verb:
        case "post" | "put" | "patch" | "query":
            return last
        case "get":
            return last if first in _READS else f"retrieve_{last}"
        case "delete":
            if first in ("delete", "remove", "destroy", "clear", "purge"):
                return last
            verb = leading_verb(call.words)
            return verb if verb and verb.startswith("un") and verb.endswith(first) else f"delete_{last}"
        case other:
            return f"{name_of(other)}_{last}"


def _plain(call: _Call) -> str:
    """The name by HTTP method and the shape of the path."""
    verb = leading_verb(call.words)
    match call.verb:
        case "get":
            return "list" if not call.route.ends_in_parameter and _gives_many(call) else "retrieve"
        case "post" if call.route.ends_in_parameter:
            return _post_item(call, verb)
        case "post":
            return "create"
        case "put":
            return verb if verb in _OF_PUT and verb is not None else "update"
        case "patch":
            return "update"
        case other:
            return name_of(other)


def _post_item(call: _Call, verb: str | None) -> str:
    if verb in ("create", "add", "insert", "new"):
        return "create"
    things = stems(call.route.static)
    done = next((word for word in call.words if word in ACTIONS - GENERIC - {"load"} and word not in things), None)
    return done or "update"


def _gives_many(call: _Call) -> bool:
    """A list, or a page with one in it."""
    if not call.route.static:
        return False
    schema = answer(call.document, call.endpoint)
    if is_array(schema):
        return True
    last = split(call.route.static[-1])[-1:]
    plural = any(singular_word(word) != word for word in last)
    verb = leading_verb(call.words)
    if schema is None:
        return plural and verb in (None, "list", "get", "find", "fetch", "search", "show", "read")
    found = lists(call.document, schema)
    if verb in ("list", "search", "query"):
        return bool(found) or "properties" not in schema
    plural = plural or any(singular_word(word) != word for word in call.words[-1:])
    return (plural and (bool(found) or "properties" not in schema)) or any(path[0] in CONTAINERS for path in found)


def _alternatives(call: _Call, best: Name) -> list[Name]:
    """The best name, then ones that say more and more; the last is the operation's alone."""
    resource, name = best
    static = call.resource(call.route.static)
    names = [best]
    if resource != static and call.route.action is None and call.route.static:
        names.append((static, _plain(call)))
    if call.verb == "patch" and name == "update":
        names.append((resource, "patch"))
    further = beyond(call.words, call.route, name)
    names += [(resource, _joined(name, further))] if further else []
    if name == "retrieve" and not call.route.ends_in_parameter:
        names.append((resource, "list"))
    if call.verb in ("put", "patch", "delete") and not call.route.ends_in_parameter:
        names.append((resource, f"{name}_many"))
    operation_id = whole(call.endpoint.operation.get("operationId")) if call.words else None
    names += [(resource, operation_id)] if operation_id and len(operation_id) <= 40 else []
    parameters = "_and_".join(call.route.parameters)
    names += [(resource, name_of(f"{name}_by_{parameters}"))] if parameters else []
    names += [(resource, f"{name}_{'_'.join(call.under)}")] if call.under else []
    names.append((resource, name_of(f"{name}_{call.verb}_{call.endpoint.path}")))
    names += [(resource, name_of(f"{call.verb} {operation_id}"))] if operation_id else []
    # paths that differ in signs alone have the same words
    names.append((resource, f"{name}_{digest(str(call.endpoint))[:8]}"))
    return names


def _joined(name: str, further: str) -> str:
    return name_of(f"{name}_{further}")

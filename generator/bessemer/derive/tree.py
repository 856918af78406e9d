"""Give every operation of a document its place: one resource, one method, never twice.

The rule: names are given out in the order of rank, which is an operation's own (methods.py). An operation takes the
first of its names that is free in its resource. So a name changes only when an operation of higher rank that wants the
same one is added or removed; position in the document has no part in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from bessemer.derive.methods import Name, Path, Wish, wish
from bessemer.derive.routes import Route, name_of, route
from bessemer.derive.yaml_text import Where
from bessemer.document.document import Document
from bessemer.document.watching import reads_of
from bessemer.frozen import frozen
from bessemer.naming.reserved import CLIENT_ATTRIBUTES, RESOURCE_ATTRIBUTES
from bessemer.openapi.endpoints import Endpoint, endpoints


@frozen
class Placed:
    """An operation with its resource and method; `lost` is the name it would have had, had nobody more right to it."""

    endpoint: Endpoint
    resource: Path
    method: str
    lost: Name | None = None


def placed(document: Document) -> tuple[Placed, ...]:
    """Every operation, in the document's order."""
    found = [(endpoint, route(endpoint.path)) for endpoint in endpoints(document)]
    main = _main_version(item for _, item in found)
    reads = reads_of(document)
    wishes = [
        reads.unit(("wish", str(endpoint)), partial(wish, document, endpoint, item, under), under)
        for endpoint, item in found
        for under in [_under(item, main)]
    ]
    names = _Names(wishes)
    given = {id(item): names.take(item) for item in sorted(wishes, key=lambda item: item.rank)}
    return tuple(
        Placed(item.endpoint, *given[id(item)], lost=item.names[0] if given[id(item)] != item.names[0] else None)
        for item in wishes
    )


def resource_tree(operations: Iterable[Placed], paged: Mapping[str, str]) -> dict[str, Any]:
    """`resources` of a config: the client's own methods first, then the resources in the document's order.

    `paged` are the paging schemes by endpoint; where there is one scheme, the methods whose names show that they are
    lists need no word.
    """
    tree: dict[str, Any] = {"$client": {"methods": {}}}
    several = len(set(paged.values())) > 1
    for item in operations:
        path, method, endpoint = item.resource, item.method, item.endpoint
        node: dict[str, Any] = tree.setdefault(path[0], {}) if path else tree["$client"]
        for name in path[1:]:
            node = node.setdefault("subresources", {}).setdefault(name, {})
        is_list = method == "list" or method.startswith("list_")
        scheme = None if is_list and not several else paged.get(str(endpoint))
        written = {"endpoint": str(endpoint), "paginated": scheme} if scheme else str(endpoint)
        node.setdefault("methods", {})[method] = written
    if not tree["$client"]["methods"]:
        del tree["$client"]
    return {name: _methods_first(node) for name, node in tree.items()}


def second_choices(operations: Iterable[Placed]) -> dict[Where, str]:
    """A comment for each method that has not the name it would have alone, by its keys under `resources`."""
    comments = {}
    for item in operations:
        if item.lost is not None:
            keys = [key for name in item.resource for key in ("subresources", name)][1:] or ["$client"]
            wanted = ".".join((*item.lost[0], item.lost[1]))
            comments["resources", *keys, "methods", item.method] = f"'{wanted}' would be its name, but is taken."
    return comments


def _methods_first(node: dict[str, Any]) -> dict[str, Any]:
    below = {name: _methods_first(item) for name, item in node.get("subresources", {}).items()}
    methods = {"methods": node["methods"]} if "methods" in node else {}
    return {**methods, **({"subresources": below} if below else {})}


def _main_version(routes: Iterable[Route]) -> str:
    """The version most operations have: it has no name. The lowest of several."""
    counted = Counter(item.version for item in routes if item.version)
    return min(counted, key=lambda version: (-counted[version], version), default="")


def _under(route: Route, main: str) -> Path:
    """What a whole path lies below: a version besides the main one (`v2`; `beta` for `v1beta`), and `?beta=true`."""
    version = route.version
    beta = ("beta",) if route.beta else ()
    if version in ("", main) or version.isdigit():
        return beta
    stage = re.fullmatch(r"v\d+(alpha|beta)", version)
    named = stage.group(1) if stage else name_of(version if version.startswith("v") else f"v{version}")
    return (named,) if (named,) == beta else (named, *beta)


class _Names:
    """The names already given, by resource."""

    def __init__(self, wishes: Iterable[Wish]) -> None:
        self._taken: dict[Path, set[str]] = {}
        self._below: dict[Path, set[str]] = {}
        for item in wishes:
            self._open(item.names[0][0])

    def take(self, wanted: Wish) -> Name:
        chosen = next((name for name in wanted.names if self._is_free(*name)), wanted.names[-1])
        path, method = chosen
        self._open(path)
        self._taken.setdefault(path, set()).add(method)
        return chosen

    def _open(self, path: Path) -> None:
        for depth in range(len(path)):
            self._below.setdefault(path[:depth], set()).add(path[depth])

    def _is_free(self, path: Path, method: str) -> bool:
        reserved = RESOURCE_ATTRIBUTES if path else CLIENT_ATTRIBUTES
        if method in reserved or method in self._taken.get(path, ()) or method in self._below.get(path, ()):
            return False
        # a resource that nobody had opened yet must not take the name of a method beside it
        return all(path[depth] not in self._taken.get(path[:depth], ()) for depth in range(len(path)))

"""Recognise how lists are paged, from the parameters calls take and the fields their answers have.

A parameter alone is no paging, nor is a field: there must be both, or a whole list that a numbered parameter cuts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bessemer.derive.methods import CONTAINERS
from bessemer.derive.paging_extensions import declared
from bessemer.derive.routes import name_of, route
from bessemer.derive.scheme import Scheme, written
from bessemer.derive.scheme import names as names_of
from bessemer.derive.shapes import answer, gives_one, is_array, lists, properties, resolved
from bessemer.derive.tree import Placed
from bessemer.document.document import Document
from bessemer.document.watching import reads_of
from bessemer.frozen import frozen
from bessemer.openapi.endpoints import Endpoint

# Where the next page begins: names of parameters, and of the fields that hold their next value, likeliest first.
_CURSORS = tuple(
    "cursor page_cursor next_cursor page_token pagetoken next_page_token next_token continuation_token "
    "pagination_token token continue marker next iterator after after_id starting_after page".split()
)
_NEXT = tuple(
    "next_cursor next_page_cursor next_page_token next_pagetoken next_token continuation_token pagination_token "
    "next_marker next_page continue end_cursor next last_id iterator cursor after starting_after".split()
)
_IDS = ("after", "after_id", "starting_after", "since_id")
_BEFORE = ("before", "before_id", "ending_before", "previous_cursor", "prev_cursor")
_PREVIOUS = ("first_id", "previous_cursor", "prev_cursor", "previous_page_token", "prev_page_token", "start_cursor")
_OFFSETS = ("offset", "skip", "start_at", "start_index", "start")
_PAGES = ("page", "page_number", "page_no", "current_page", "page_num", "pagenumber", "pagenum")
# Some begin with 0 and some with 1: one that does not say which is no number of a page.
_PAGE_INDEXES = ("page_index", "pageindex")
_SIZES = tuple("limit page_size per_page size max_results count page_limit hits_per_page top pagesize perpage".split())
_TURNING = (*_CURSORS, *_OFFSETS, *_PAGES, *_PAGE_INDEXES, *_BEFORE)
_TOTALS = ("total", "total_count", "total_results", "total_items", "count", "total_size")
_TOTAL_PAGES = ("total_pages", "page_count", "pages", "last_page", "num_pages")
_HAS_MORE = ("has_more", "has_next", "has_next_page", "more")
_URLS = ("next_page_uri", "next_page_url", "next_url", "next_link", "next_href", "next")
# Lists that stand beside that of a page.
_BESIDE = ("links", "errors", "warnings")
# How deep fields are looked for: `meta.page.after`.
_DEPTH = 3
_CURSOR_TYPES = ("string", "integer", "")
# Parameters that are one object in parts, as in JSON:API: `page[number]`.
_IN_PAGE = re.compile(r"pag(?:e|ing|ination)(?:\[(\w+)\]|\.(\w+))")
# Addresses stand below `links`, or say so by their format.
_ADDRESS = "uri"
_ADDRESSES = ("uri", "url", "uri-reference", "iri", "iri-reference")


@frozen
class _List:
    """A call that gives a list: its parameters and the fields of its answer, by the words of their names.

    `firsts` are the numbers that parameters begin with, by their wire names.
    """

    parameters: Mapping[str, tuple[str, str]]
    firsts: Mapping[str, int]
    fields: Mapping[str, tuple[tuple[str, ...], str]]
    items: tuple[str, ...]
    has_ids: bool
    link: bool


def schemes(document: Document, operations: Iterable[Placed]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The paging schemes of a document, the most used first, and the scheme of each endpoint that has one."""
    reads = reads_of(document)
    found: dict[str, Scheme] = {}
    for item in operations:
        name = str(item.endpoint)
        scheme = reads.unit(("paging", name), partial(recognised, document, item.endpoint))
        if scheme is not None:
            found[name] = scheme
    used = Counter(found.values())
    listed = sorted(used, key=lambda scheme: (-used[scheme], repr(scheme)))
    names: dict[Scheme, str] = {}
    for scheme in listed:
        names[scheme] = next(name for name in names_of(scheme, len(listed)) if name not in names.values())
    return [written(names[item], item) for item in listed], {
        endpoint: names[scheme] for endpoint, scheme in found.items()
    }


def recognised(document: Document, endpoint: Endpoint) -> Scheme | None:
    """How a call is paged, None for one that is not."""
    said = declared(document, endpoint)
    if said is not None:
        return said
    if endpoint.verb not in ("get", "post", "query"):
        return None
    parameters = _parameters(document, endpoint)
    if not any(word in parameters for word in (*_TURNING, *_SIZES)):
        return None
    listed = _list(document, endpoint, parameters)
    if listed is None or not gives_one(document, endpoint):
        return None
    if not any(word in parameters for word in _TURNING):
        # what only says how many are given at once has no value to send back
        return _by_url(listed) if _has_address(listed) else None
    return _by_cursor(listed) or _by_url(listed) or _by_number(listed) or _by_id(listed)


def _parameters(document: Document, endpoint: Endpoint) -> dict[str, tuple[str, str]]:
    """The query parameters by the words of their names: wire name and type."""
    return {_word(name): (name, _type(schema)) for name, schema in _query(document, endpoint)}


def _word(wire: str) -> str:
    """The words of a parameter's name; of one that is a part of `page` those that it would have alone."""
    part = _IN_PAGE.fullmatch(wire)
    if part is None:
        return name_of(wire)
    inner = name_of(part[1] or part[2])
    return f"page_{inner}" if inner in ("number", "size", "limit", "token") else inner


def _field_word(path: tuple[str, ...]) -> str:
    """The words of a field's name, as of a parameter's; of the address of a link those of the link as well."""
    inner, owner = name_of(path[-1]), name_of(path[-2]) if len(path) > 1 else ""
    joined = (owner == "page" and inner == "number") or (owner == "next" and inner == "href")
    return f"{owner}_{inner}" if joined else inner


def _query(document: Document, endpoint: Endpoint) -> Iterator[tuple[str, dict[str, Any]]]:
    """The names and schemas of the query parameters."""
    for owner in (endpoint.item, endpoint.operation):
        written = owner.get("parameters")
        for item in written if isinstance(written, list) else ():
            parameter = resolved(document, item) or {}
            name = parameter.get("name")
            if parameter.get("in") == "query" and isinstance(name, str):
                yield name, resolved(document, parameter.get("schema")) or {}


def _begin(schema: Mapping[str, Any]) -> int | None:
    """The number that a parameter begins with: its default, else the least that it may be."""
    found = schema.get("default", schema.get("minimum"))
    return int(found) if found in (0, 1) and not isinstance(found, bool) else None


def _type(schema: dict[str, Any] | None) -> str:
    """The one type of a schema besides null; of several alternatives the first."""
    kind = (schema or {}).get("type")
    kinds = [item for item in kind if item != "null"] if isinstance(kind, list) else [kind]
    if kinds and isinstance(kinds[0], str):
        return kinds[0]
    for key in ("anyOf", "oneOf"):
        for member in (schema or {}).get(key) or ():
            if isinstance(member, dict) and isinstance(member.get("type"), str) and member["type"] != "null":
                return str(member["type"])
    return ""


def _list(document: Document, endpoint: Endpoint, parameters: Mapping[str, tuple[str, str]]) -> _List | None:
    """The call as a list, None for one that gives no list, or several and none that it is for."""
    schema = answer(document, endpoint)
    link = _has_link(document, endpoint)
    firsts = {name: first for name, item in _query(document, endpoint) if (first := _begin(item)) is not None}
    if is_array(schema):
        return _List(parameters, firsts, {}, (), _has_id(document, schema), link)
    found = lists(document, schema)
    fields: dict[str, tuple[tuple[str, ...], str]] = {}
    for path, item in _fields(document, schema):
        fields.setdefault(_field_word(path), (path, _kind(path, item)))
    items = _items(document, endpoint, found)
    if items is None:
        return None
    return _List(parameters, firsts, fields, items, _has_id(document, found[items]), link)


def _items(
    document: Document, endpoint: Endpoint, named: Mapping[tuple[str, ...], dict[str, Any]]
) -> tuple[str, ...] | None:
    """Of several lists the one that the call is for: it is called so, or as the path ends, or has the only objects."""
    static = route(endpoint.path).static
    others = ((path, item) for path, item in named.items() if name_of(path[-1]) not in _BESIDE)
    objects = [path for path, item in others if properties(document, resolved(document, item.get("items")))]
    contained = [path for path in named if name_of(path[-1]) in CONTAINERS]
    if contained and objects and contained[0] not in objects:
        # a table: what its columns are stands beside its rows
        return None
    for chosen in (
        contained,
        [path for path in named if static and name_of(path[-1]) == name_of(static[-1])],
        objects if len(objects) == 1 else [],
    ):
        if chosen:
            return chosen[0]
    return next(iter(named)) if len(named) == 1 else None


def _fields(document: Document, schema: dict[str, Any] | None) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """The fields of an answer and those of the objects in it, each before those below it, to `meta.page.after`."""
    found: list[tuple[tuple[str, ...], dict[str, Any]]]
    found = [((name,), item) for name, item in properties(document, schema).items()]
    for path, item in found:
        yield path, item
        below = properties(document, item) if len(path) < _DEPTH else {}
        found += [((*path, name), inner) for name, inner in below.items()]


def _kind(path: Sequence[str], schema: dict[str, Any]) -> str:
    """The type of a field; of an address, which is no cursor, a name of its own."""
    kind = _type(schema)
    is_address = schema.get("format") in _ADDRESSES or any(name_of(owner) == "links" for owner in path[:-1])
    return _ADDRESS if kind == "string" and is_address else kind


def _has_id(document: Document, schema: dict[str, Any] | None) -> bool:
    return "id" in properties(document, resolved(document, (schema or {}).get("items")))


def _has_link(document: Document, endpoint: Endpoint) -> bool:
    responses = endpoint.operation.get("responses")
    response = resolved(document, responses.get("200")) if isinstance(responses, dict) else None
    headers = (response or {}).get("headers")
    return isinstance(headers, dict) and any(name.lower() == "link" for name in headers)


def _by_cursor(listed: _List) -> Scheme | None:
    asked = _first(listed.parameters, _CURSORS)
    given = next((found for word in _NEXT if (found := listed.fields.get(word)) and found[1] in _CURSOR_TYPES), None)
    if asked is None or given is None or asked[1] in ("number", "boolean", "object"):
        return None
    if asked[1] == "integer" and (given[1] != "integer" or name_of(asked[0]) in _PAGES):
        return None
    before = _first(listed.parameters, _BEFORE)
    previous = _first(listed.fields, _PREVIOUS)
    request = [(asked[0], _cursor_type(asked), "next_cursor_param")]
    response = [(given[0], _cursor_type(given), "next_cursor_field")]
    if before is not None and previous is not None:
        request.append((before[0], _cursor_type(before), "previous_cursor_param"))
        response.append((previous[0], _cursor_type(previous), "previous_cursor_field"))
    return _scheme("cursor", listed, request, response)


def _cursor_type(found: tuple[object, str]) -> str:
    """A cursor is text, unless the document says that it is a whole number."""
    return "integer" if found[1] == "integer" else "string"


def _by_id(listed: _List) -> Scheme | None:
    """By the id of the last item; or, where only a Link header could say more, by its address."""
    asked = _first(listed.parameters, _IDS)
    if asked is None or asked[1] not in ("string", "integer", ""):
        return None
    if not listed.items and listed.link:
        return _scheme("cursor_url", listed, [], [(("link",), "string", "cursor_url_field")], header=True)
    if not listed.has_ids:
        return None
    request = [(asked[0], asked[1] or "string", "next_cursor_id_param")]
    before = _first(listed.parameters, _BEFORE)
    if before is not None:
        request.append((before[0], before[1] or "string", "previous_cursor_id_param"))
    return _scheme("cursor_id", listed, request, [])


def _by_url(listed: _List) -> Scheme | None:
    if _first(listed.parameters, _OFFSETS) is not None:
        return None
    given = _first(listed.fields, _URLS)
    if given is None or given[1] not in ("string", _ADDRESS, ""):
        return None
    return _scheme("cursor_url", listed, [], [(given[0], "string", "cursor_url_field")])


def _has_address(listed: _List) -> bool:
    """Whether an answer has what can be nothing but the address of the next page."""
    given = _first(listed.fields, _URLS)
    return given is not None and (given[1] == _ADDRESS or name_of(given[0][-1]) != "next")


def _by_number(listed: _List) -> Scheme | None:
    response: list[tuple[tuple[str, ...], str, str]] = []
    counted = {word: path for word, (path, kind) in listed.fields.items() if kind == "integer"}
    total, pages, current = (_named(counted, words) for words in (_TOTALS, _TOTAL_PAGES, _PAGES))
    offset, page = _first(listed.parameters, _OFFSETS), _first(listed.parameters, _PAGES) or _indexed(listed)
    sized = _first(listed.parameters, _SIZES) is not None
    known = listed.items == () or sized or _first(listed.fields, _TOTALS) is not None
    if offset is not None and offset[1] in ("integer", "number", "") and known:
        response += [(total, "integer", "offset_total_count_field")] if total else []
        made = _scheme("offset", listed, [(offset[0], "integer", "offset_count_param")], response)
        return replace(made, first=1) if listed.firsts.get(offset[0]) == 1 else made
    if page is not None and page[1] in ("integer", "number", "") and known:
        response += [(current, "integer", "current_page_number_field")] if current else []
        response += [(pages, "integer", "total_page_count_field")] if pages else []
        made = _scheme("page_number", listed, [(page[0], "integer", "page_number_param")], response)
        return replace(made, first=0) if listed.firsts.get(page[0]) == 0 else made
    return None


def _indexed(listed: _List) -> tuple[str, str] | None:
    found = _first(listed.parameters, _PAGE_INDEXES)
    return found if found is not None and found[0] in listed.firsts else None


def _named(paths: Mapping[str, tuple[str, ...]], words: Iterable[str]) -> tuple[str, ...] | None:
    return next((paths[word] for word in words if word in paths), None)


def _first(named: Mapping[str, tuple[Any, str]], words: Iterable[str]) -> tuple[Any, str] | None:
    return next((named[word] for word in words if word in named), None)


def _scheme(
    kind: str,
    listed: _List,
    request: list[tuple[str, str, str]],
    response: list[tuple[tuple[str, ...], str, str]],
    *,
    header: bool = False,
) -> Scheme:
    size = _first(listed.parameters, _SIZES)
    more = _first(listed.fields, _HAS_MORE)
    sizes = [(size[0], "integer", None)] if size is not None else []
    mores = [(more[0], "boolean", "has_next_page")] if more is not None and more[1] == "boolean" else []
    items = (listed.items or ("items",), "array" if listed.items else "list", "items")
    return Scheme(kind, (*request, *sizes), (items, *response, *mores), header)

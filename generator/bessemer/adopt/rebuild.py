"""Rebuild `resources` of a config from what an SDK lists: its names for the endpoints and schemas of a document."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from bessemer.adopt.listing import Listed, ListedMethod, ListedType
from bessemer.derive.derive import Derived
from bessemer.derive.shapes import answer_schema, properties
from bessemer.document.document import Document
from bessemer.document.pointer import from_ref, tokens
from bessemer.frozen import frozen
from bessemer.naming.words import split
from bessemer.openapi.endpoints import Endpoint, endpoints

_COMPONENTS = "#/components/schemas/"
_PAGE = re.compile(r"(?:Sync|Async)?(\w+)\[(?:\w+\.)?(\w+)\]$|pagination\.(\w+)\[")
_ITEMS = ("data", "items", "results")
# What methods are called in Go, where a config has other words.
_GO_METHODS = {"New": "create", "Get": "retrieve"}


@frozen
class Rebuilt:
    """`data` is a whole config.

    `strange` are the endpoints that are listed and that the document does not have, `unknown` the types of which no
    schema is known by name, those apart that a method gives.
    """

    data: Mapping[str, Any]
    strange: tuple[str, ...]
    unknown: tuple[str, ...]


def rebuilt(derived: Derived, listed: tuple[Listed, ...], document: Document, language: str) -> Rebuilt:
    """The derived config with the resources, methods and models that are listed."""
    known = {str(item): item for item in endpoints(document)}
    methods = [item for item in listed if isinstance(item, ListedMethod)]
    places = {item.headings: _place(item, language) for item in methods}
    tree: dict[str, Any] = {}
    for headings in dict.fromkeys(item.headings for item in listed):
        places.setdefault(headings, _place_of(headings, places))
        _node(tree, places[headings])
    schemes = _schemes(methods, derived.paged)
    given: dict[str, str] = {}
    for method in methods:
        name = _method_name(method.path[-1], language)
        first = given.setdefault(method.endpoint, name)
        # another content type of an endpoint has a method beside its own
        if method.endpoint in known and not name.startswith(f"{first}_as_"):
            node = _node(tree, places[method.headings])
            node.setdefault("methods", {})[name] = _method(method, derived.paged, schemes)
    models = _models(listed, known, document, places, language)
    for place, name, component in models.values():
        _node(tree, place).setdefault("models", {})[_words(name)] = component
    data = {key: value for key, value in derived.data.items() if key != "resources"}
    if "pagination" in data:
        data["pagination"] = [{**item, "name": schemes.get(item["name"], item["name"])} for item in data["pagination"]]
    resources = {name: made for name, node in tree.items() if (made := _tidied(node))}
    strange = tuple(item.endpoint for item in methods if item.endpoint not in known)
    results = " ".join(item.result for item in methods)
    unknown = tuple(
        name for name in _types(listed) if name not in models and not re.search(rf"\b{name}(?:Union)?\b", results)
    )
    return Rebuilt({**data, "resources": resources or derived.data["resources"]}, strange, unknown)


def _method_name(name: str, language: str) -> str:
    """In the config's words: Python keeps names that it reserves apart by what stands behind them."""
    return name.rstrip("_") if language == "python" else _words(_GO_METHODS.get(name, name))


def _place(method: ListedMethod, language: str) -> tuple[str, ...]:
    """`client.beta.messages.create` → beta, messages; the client's own methods are in `$client`."""
    above = method.path[:-1]
    return (above if language == "python" else tuple(map(_words, above))) or ("$client",)


def _place_of(headings: tuple[str, ...], places: Mapping[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    """The resource of a heading without methods: what lies below it, or its own words, say its name."""
    if not headings or headings in (("Shared Types",), ("Shared",)):
        return ("$shared",)
    for other, place in places.items():
        if other[: len(headings)] == headings and len(place) == len(other):
            return place[: len(headings)]
    *above, last = headings
    return (*(_place_of(tuple(above), places) if above else ()), _words(last))


def _node(tree: dict[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
    node: dict[str, Any] = tree.setdefault(place[0], {})
    for name in place[1:]:
        node = node.setdefault("subresources", {}).setdefault(name, {})
    return node


def _tidied(node: dict[str, Any]) -> dict[str, Any]:
    """Models, methods and what is below, in this order; a resource of nothing is none."""
    below = {name: made for name, item in node.get("subresources", {}).items() if (made := _tidied(item))}
    kept: dict[str, Any] = {key: node[key] for key in ("models", "methods") if key in node}
    return {**kept, "subresources": below} if below else kept


def _schemes(methods: Iterable[ListedMethod], paged: Mapping[str, str]) -> Mapping[str, str]:
    """What the schemes of paging are called there: as the classes of their pages."""
    found: dict[str, str] = {}
    for method in methods:
        page, scheme = _PAGE.match(method.result), paged.get(method.endpoint)
        name = _words(page[1] or page[3]) if page else None
        if name and scheme is not None and name not in found.values():
            found.setdefault(scheme, name)
    return found


def _method(method: ListedMethod, paged: Mapping[str, str], schemes: Mapping[str, str]) -> Any:
    scheme = paged.get(method.endpoint)
    if _PAGE.match(method.result) and scheme is not None:
        return {"endpoint": method.endpoint, "paginated": schemes.get(scheme, scheme)}
    # a method called list is paged by what fits it, unless it is said that it is not
    is_list = method.path[-1].lower().startswith("list")
    return {"endpoint": method.endpoint, "paginated": False} if scheme is not None and is_list else method.endpoint


def _models(
    listed: tuple[Listed, ...],
    known: Mapping[str, Endpoint],
    document: Document,
    places: Mapping[tuple[str, ...], tuple[str, ...]],
    language: str,
) -> dict[str, tuple[tuple[str, ...], str, str]]:
    """By the name of a type: its resource, its model's name, and the schema. Types that no component is have none."""
    names = _types(listed)
    components = (document.data.get("components") or {}).get("schemas") or {}
    by_letters: dict[str, str] = {}
    for name in components:
        by_letters.setdefault(_letters(name), name)
    answered = dict(_answered(listed, known, document))
    found: dict[str, tuple[tuple[str, ...], str, str]] = {}
    for item in listed:
        if isinstance(item, ListedType):
            name, letters = item.name, _letters(item.name)
            component = by_letters.get(letters) or answered.get(item.name) or by_letters.get(f"{letters}schema")
            if component is None and language == "go":
                name = _sent(item.name, names)
                component = by_letters.get(_letters(name))
            if component is not None:
                found.setdefault(item.name, (places[item.headings], name, component))
    return found


def _types(listed: tuple[Listed, ...]) -> dict[str, None]:
    """The names of the types that are listed, each once, in their order."""
    return dict.fromkeys(item.name for item in listed if isinstance(item, ListedType))


def _sent(name: str, names: Container[str]) -> str:
    """The name of a model that is only sent: its type in Go has a suffix, that of one which comes back has none."""
    plain = name.removesuffix("Param").removesuffix("Union") if name.endswith("Param") else name
    return name if plain in names else plain


def _answered(
    listed: tuple[Listed, ...], known: Mapping[str, Endpoint], document: Document
) -> Iterator[tuple[str, str]]:
    """The type of what a method gives, or of the items of its pages, and the component that it is in the document."""
    for item in listed:
        endpoint = known.get(item.endpoint) if isinstance(item, ListedMethod) else None
        if endpoint is None or not isinstance(item, ListedMethod):
            continue
        schema, page = answer_schema(document, endpoint), _PAGE.match(item.result)
        name = (page[2] or "") if page else item.result
        if page:
            lists = properties(document, schema)
            schema = next((lists[key].get("items") for key in _ITEMS if key in lists), None)
        component = _component(schema)
        if name and component is not None:
            yield name, component


def _component(schema: Any) -> str | None:
    ref = schema.get("$ref") if isinstance(schema, dict) else None
    return tokens(from_ref(ref))[-1] if isinstance(ref, str) and ref.startswith(_COMPONENTS) else None


def _words(name: str) -> str:
    return "_".join(split(name))


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())

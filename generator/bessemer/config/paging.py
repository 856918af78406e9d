"""Read `pagination`: the ways to get a list page by page.

Source: contracts/config.md section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from bessemer.config.cursor import Cursor
from bessemer.config.forms import name_fits
from bessemer.config.model import PageField, PagingConfig, PagingType
from bessemer.config.tree import MethodConfig, ResourceConfig
from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import child, parent

_TYPES = ("cursor", "cursor_id", "cursor_url", "page_number", "offset", "fake_page")
_ROLE = "x-stainless-pagination-property"
# What needs no role to be known. Source: contracts/config.md section 3.1.
_ASKED = {"cursor": "next_cursor_param"}
_GIVEN = {"has_more": "has_next_page", "next_cursor": "next_cursor_field", "cursor": "next_cursor_field"}


def read_paging(
    pagination: Cursor, resources: Iterable[ResourceConfig], client: ResourceConfig | None
) -> tuple[PagingConfig, ...]:
    """The schemes in the config's order. A single scheme may stand without a list, and then without a name."""
    items = [pagination] if isinstance(pagination.value, dict) else list(pagination.items())
    made = tuple(scheme for item in items if (scheme := _scheme(item)) is not None)
    _check_names(pagination, made, [*resources, *([client] if client else [])])
    return made


def _scheme(scheme: Cursor) -> PagingConfig | None:
    if not isinstance(scheme.value, dict):
        scheme.wrong("a mapping")
        return None
    name = scheme.at("name").text() or ""
    if name and not name_fits(scheme.at("name"), name):
        return None
    before = len(scheme.problems)
    kind = scheme.at("type").choice(_TYPES, "") or None
    if kind is None:
        if len(scheme.problems) == before:
            scheme.report("config-value-invalid", "this paging scheme has no type", f"add `type: {' | '.join(_TYPES)}`")
        return None
    return PagingConfig(
        name=name,
        pointer=scheme.pointer,
        type=cast(PagingType, kind),
        request=_fields(scheme.at("request"), _ASKED),
        response=_with_items(_fields(scheme.at("response"), _GIVEN)),
        in_body=scheme.at("param_location").choice(("query", "body"), "query") == "body",
        description=scheme.at("description").text(),
    )


def _fields(fields: Cursor, known: Mapping[str, str]) -> tuple[PageField, ...]:
    return tuple(_field(name, item, known) for name, item in fields.entries())


def _field(name: str, field: Cursor, known: Mapping[str, str]) -> PageField:
    property_ = field.mapping().at(_ROLE)
    # a bare text is the role
    role = property_ if isinstance(property_.value, str) else property_.mapping().at("purpose")
    kind, default = field.at("type"), field.at("default").value
    return PageField(
        name=name,
        pointer=field.pointer,
        type=next((item for item in _texts(kind) if item != "null"), None),
        role=role.text() or known.get(name),
        nullable=field.at("nullable").flag(False) or "null" in _texts(kind),
        required=property_.at("required").flag(False),
        from_header=property_.at("from_header").text(),
        is_top_level_array=property_.at("is_top_level_array").flag(False),
        fields=_fields(field.at("items").at("properties"), {}) or _fields(field.at("properties"), known),
        first=default if isinstance(default, int) and not isinstance(default, bool) else None,
    )


def _texts(value: Cursor) -> tuple[str, ...]:
    if isinstance(value.value, list):
        return value.texts()
    text = value.text()
    return (text,) if text is not None else ()


def _with_items(fields: tuple[PageField, ...]) -> tuple[PageField, ...]:
    """The only list of an answer is its items, with or without a role."""
    lists = [item for item in _flat(fields) if item.type == "array"]
    if len(lists) != 1 or lists[0].role is not None:
        return fields
    return tuple(_marked(item, lists[0]) for item in fields)


def _marked(field: PageField, items: PageField) -> PageField:
    if field is items:
        return replace(field, role="items")
    return replace(field, fields=tuple(_marked(item, items) for item in field.fields))


def _flat(fields: Iterable[PageField]) -> Iterator[PageField]:
    for item in fields:
        yield item
        if item.type != "array":
            yield from _flat(item.fields)


def _check_names(pagination: Cursor, schemes: tuple[PagingConfig, ...], resources: Iterable[ResourceConfig]) -> None:
    """Each method that asks for a scheme by name asks for one that is there; no two have one name."""
    known = [item.name for item in schemes]
    for index, name in enumerate(known):
        if name in known[:index]:
            help_ = f"rename the second {name!r}"
            message = f"two paging schemes are called {name!r}"
            pagination.at(index).at("name").report("config-value-invalid", message, help_)
    for method in _methods(resources):
        if isinstance(method.paginated, str) and method.paginated not in known:
            near = nearest(method.paginated, known)
            help_ = f"did you mean {near!r}?" if near else "name it under `pagination`"
            at = child(parent(method.pointer), "paginated")
            Cursor(pagination.document, at, None, pagination.problems).report(
                "config-value-invalid", f"there is no paging scheme {method.paginated!r}", help_
            )


def _methods(resources: Iterable[ResourceConfig]) -> Iterator[MethodConfig]:
    for resource in resources:
        yield from resource.methods
        yield from _methods(resource.resources)

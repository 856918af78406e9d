"""Paging is recognised from what calls take and give."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.derive.test_derive import config


def path(parameters: str, schema: str, headers: str = "") -> str:
    listed = ", ".join(f"{{name: {name}, in: query, schema: {{type: {kind}}}}}" for name, kind in _pairs(parameters))
    answer = f"{{description: ok, {headers}content: {{application/json: {{schema: {schema}}}}}}}"
    return f"{{get: {{parameters: [{listed}], responses: {{'200': {answer}}}}}}}"


def _pairs(parameters: str) -> list[tuple[str, str]]:
    return [tuple(item.split(":")) for item in parameters.split()]  # type: ignore[misc]


def schemes(*items: str) -> list[dict[str, Any]]:
    written = config("".join(f"  /things{index}: {item}\n" for index, item in enumerate(items)))
    found: list[dict[str, Any]] = written.get("pagination", [])
    return found


def obj(**fields: str) -> str:
    kinds = {
        "list": "{type: array, items: {type: object, properties: {id: {type: string}}}}",
        "address": "{type: string, format: uri}",
        "links": "{type: object, properties: {next: {type: [string, 'null']}}}",
        "meta": "{type: object, properties: {page: {type: object, properties: {after: {type: string}}}}}",
    }
    inner = ", ".join(f"{name}: {kinds.get(kind, f'{{type: {kind}}}')}" for name, kind in fields.items())
    return f"{{type: object, properties: {{{inner}}}}}"


ARRAY = "{type: array, items: {type: object, properties: {id: {type: string}}}}"


def hal(more: str) -> str:
    return f"{{type: object, properties: {{_embedded: {{type: object, properties: {{things: {ARRAY}}}}}, {more}}}}}"


def roles(scheme: dict[str, Any]) -> dict[str, str]:
    def of(fields: dict[str, Any], before: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, item in fields.items():
            if "x-stainless-pagination-property" in item:
                found[before + name] = item["x-stainless-pagination-property"]["purpose"]
            found |= of(item.get("properties", {}), f"{before}{name}.")
        return found

    return of(scheme["request"], "") | of(scheme["response"], "")


@pytest.mark.parametrize(
    ("parameters", "schema", "kind", "expected"),
    [
        (
            "cursor:string limit:integer",
            obj(data="list", next_cursor="string", has_more="boolean"),
            "cursor",
            {
                "cursor": "next_cursor_param",
                "data": "items",
                "next_cursor": "next_cursor_field",
                "has_more": "has_next_page",
            },
        ),
        (
            "pageToken:string",
            obj(items="list", nextPageToken="string"),
            "cursor",
            {"pageToken": "next_cursor_param", "items": "items", "nextPageToken": "next_cursor_field"},
        ),
        (
            "marker:string",
            obj(entries="list", next_marker="integer"),
            "cursor",
            {"marker": "next_cursor_param", "entries": "items", "next_marker": "next_cursor_field"},
        ),
        (
            "cursor:integer",
            obj(data="list", next_cursor="integer"),
            "cursor",
            {"cursor": "next_cursor_param", "data": "items", "next_cursor": "next_cursor_field"},
        ),
        (
            "page:integer limit:integer",
            obj(data="list", next_page="integer"),
            "page_number",
            {"page": "page_number_param", "data": "items"},
        ),
        (
            "after_id:string before_id:string",
            obj(data="list", first_id="string", last_id="string"),
            "cursor",
            {
                "after_id": "next_cursor_param",
                "before_id": "previous_cursor_param",
                "data": "items",
                "first_id": "previous_cursor_field",
                "last_id": "next_cursor_field",
            },
        ),
        (
            "starting_after:string",
            obj(data="list", has_more="boolean"),
            "cursor_id",
            {"starting_after": "next_cursor_id_param", "data": "items", "has_more": "has_next_page"},
        ),
        (
            "offset:integer limit:integer",
            obj(results="list", total="integer"),
            "offset",
            {"offset": "offset_count_param", "results": "items", "total": "offset_total_count_field"},
        ),
        ("startAt:integer", ARRAY, "offset", {"startAt": "offset_count_param", "items": "items"}),
        (
            "page:integer per_page:integer",
            obj(data="list", total_pages="integer"),
            "page_number",
            {
                "page": "page_number_param",
                "data": "items",
                "total_pages": "total_page_count_field",
            },
        ),
        (
            "Page:integer",
            obj(records="list", next_page_uri="string"),
            "cursor_url",
            {"records": "items", "next_page_uri": "cursor_url_field"},
        ),
        (
            "cursor:string",
            obj(next="address", previous="address", results="list"),
            "cursor_url",
            {"results": "items", "next": "cursor_url_field"},
        ),
        (
            "'page[after]':string 'page[size]':integer",
            obj(data="list", links="links"),
            "cursor_url",
            {"data": "items", "links.next": "cursor_url_field"},
        ),
        (
            "'page[cursor]':string 'page[limit]':integer",
            obj(data="list", meta="meta", links="links"),
            "cursor",
            {"page[cursor]": "next_cursor_param", "data": "items", "meta.page.after": "next_cursor_field"},
        ),
        (
            "'page[number]':integer 'page[size]':integer",
            obj(data="list"),
            "page_number",
            {"page[number]": "page_number_param", "data": "items"},
        ),
        (
            "page:integer size:integer",
            hal("page: {type: object, properties: {number: {type: integer}, totalPages: {type: integer}}}"),
            "page_number",
            {
                "page": "page_number_param",
                "_embedded.things": "items",
                "page.number": "current_page_number_field",
                "page.totalPages": "total_page_count_field",
            },
        ),
        (
            "page:integer size:integer",
            hal("_links: {type: object, properties: {next: {type: object, properties: {href: {type: string}}}}}"),
            "cursor_url",
            {"_embedded.things": "items", "_links.next.href": "cursor_url_field"},
        ),
        (
            "page.offset:integer page.limit:integer",
            obj(data="list", total="integer"),
            "offset",
            {"page.offset": "offset_count_param", "data": "items", "total": "offset_total_count_field"},
        ),
    ],
)
def test_each_way_to_page_is_told_by_its_fields(
    parameters: str, schema: str, kind: str, expected: dict[str, str]
) -> None:
    (scheme,) = schemes(path(parameters, schema))
    assert scheme["type"] == kind
    assert roles(scheme) == expected


def test_a_link_header_is_followed_where_nothing_else_tells_the_next_page() -> None:
    (scheme,) = schemes(path("after:string", ARRAY, "headers: {Link: {schema: {type: string}}}, "))
    assert scheme["type"] == "cursor_url"
    property_ = scheme["response"]["link"]["x-stainless-pagination-property"]
    assert property_ == {"purpose": "cursor_url_field", "from_header": "Link"}


def test_a_field_may_lie_in_an_object_of_the_answer() -> None:
    meta = "{type: object, properties: {next_cursor: {type: string}}}"
    answer = f"{{type: object, properties: {{data: {ARRAY}, meta: {meta}}}}}"
    (scheme,) = schemes(path("cursor:string", answer))
    assert roles(scheme)["meta.next_cursor"] == "next_cursor_field"


@pytest.mark.parametrize(
    ("parameters", "schema"),
    [
        ("limit:integer", ARRAY),
        ("cursor:string", obj(name="string")),
        ("page:integer", obj(name="string")),
        ("cursor:string", obj(data="list")),
        ("name:string", obj(data="list", next_cursor="string")),
    ],
)
def test_half_a_sign_is_none(parameters: str, schema: str) -> None:
    assert schemes(path(parameters, schema)) == []


@pytest.mark.parametrize(
    ("name", "schema", "first"),
    [
        ("page", "type: integer, default: 0", 0),
        ("page", "type: integer, minimum: 0", 0),
        ("page", "type: integer, minimum: 0, default: 1", None),
        ("page", "type: integer", None),
        ("offset", "type: integer, default: 1", 1),
        ("offset", "type: integer, default: 0, minimum: 0", None),
    ],
)
def test_the_first_number_is_what_the_parameter_says(name: str, schema: str, first: int | None) -> None:
    listed = path(f"{name}:integer limit:integer", obj(data="list", total="integer"))
    (scheme,) = schemes(listed.replace("type: integer", schema, 1))
    assert scheme["request"][name].get("default") == first


def test_lists_that_begin_with_other_numbers_have_schemes_of_their_own() -> None:
    counted = path("page:integer limit:integer", ARRAY)
    from_zero = counted.replace("type: integer", "type: integer, default: 0", 1)
    written = config(f"  /a: {counted}\n  /b: {counted}\n  /c: {from_zero}\n")
    by_name = {item["name"]: item["request"]["page"].get("default") for item in written["pagination"]}
    asked = {name: written["resources"][name]["methods"]["list"]["paginated"] for name in ("a", "b", "c")}
    assert [by_name[asked[name]] for name in ("a", "b", "c")] == [None, None, 0]


def test_calls_of_one_shape_share_a_scheme_and_only_others_than_lists_name_it() -> None:
    paged = path("offset:integer limit:integer", ARRAY)
    written = config(f"  /things: {paged}\n  /things/search: {paged}\n")
    (scheme,) = written["pagination"]
    assert written["resources"]["things"]["methods"] == {
        "list": "get /things",
        "search": {"endpoint": "get /things/search", "paginated": scheme["name"]},
    }


def test_the_readme_shows_a_list_that_takes_nothing() -> None:
    written = config(
        "  /things/{id}: {get: {parameters: [{name: id, in: path, required: true, schema: {type: string}}]}}\n"
        "  /health: {get: {}}\n  /things: {post: {}, get: {}}\n"
    )
    assert written["readme"]["example_requests"]["headline"] == {
        "type": "request",
        "endpoint": "get /things",
        "params": {},
    }


@pytest.mark.parametrize(
    ("extension", "kind", "expected"),
    [
        (
            "x-ms-pageable: {nextLinkName: nextLink}",
            "cursor_url",
            {"value": "items", "nextLink": "cursor_url_field"},
        ),
        (
            "x-speakeasy-pagination: {type: cursor, inputs: [{name: token, in: parameters, type: cursor}],"
            " outputs: {results: $.data, nextCursor: $.meta.next}}",
            "cursor",
            {"token": "next_cursor_param", "data": "items", "meta.next": "next_cursor_field"},
        ),
        (
            "x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: at, in: parameters, type: offset},"
            " {name: many, in: parameters, type: limit}], outputs: {results: $.data}}",
            "offset",
            {"at": "offset_count_param", "data": "items"},
        ),
    ],
)
def test_what_other_vendors_declare_counts(extension: str, kind: str, expected: dict[str, str]) -> None:
    (scheme,) = schemes(f"{{get: {{{extension}}}}}")
    assert (scheme["type"], roles(scheme)) == (kind, expected)


def test_a_declaration_that_cannot_be_followed_is_none() -> None:
    assert schemes("{get: {x-speakeasy-pagination: {type: cursor, inputs: 3, outputs: {results: '$[0]'}}}}") == []
    assert schemes("{get: {x-ms-pageable: {nextLinkName: null}}}") == []


def test_a_cursor_that_is_a_number_is_a_scheme_of_its_own() -> None:
    text = path("marker:string", obj(entries="list", next_marker="string"))
    number = path("marker:string", obj(entries="list", next_marker="integer"))
    kinds = [scheme["response"]["next_marker"]["type"] for scheme in schemes(text, text, number)]
    assert kinds == ["string", "integer"]


def test_one_of_several_answers_is_no_page() -> None:
    listed = path("page:integer", ARRAY)
    for other, count in ((ARRAY, 1), ("{type: object}", 0)):
        answer = f"'202': {{description: ok, content: {{application/json: {{schema: {other}}}}}}}"
        assert len(schemes(listed.replace("responses: {", f"responses: {{{answer}, "))) == count


TEXTS = "{type: array, items: {type: string}}"


@pytest.mark.parametrize(
    ("name", "fields", "items"),
    [
        ("clusters", f"{{unreachable: {TEXTS}, clusters: {TEXTS}}}", "clusters"),
        ("things", f"{{tags: {TEXTS}, thingList: {ARRAY}}}", "thingList"),
        ("things", f"{{tags: {TEXTS}, links: {ARRAY}}}", None),
        ("things", f"{{a: {ARRAY}, b: {ARRAY}}}", None),
        ("reports", f"{{headers: {ARRAY}, rows: {TEXTS}}}", None),
        ("reports", f"{{notes: {TEXTS}, rows: {ARRAY}}}", "rows"),
    ],
)
def test_of_several_lists_that_is_paged_which_the_call_is_for(name: str, fields: str, items: str | None) -> None:
    listed = path("page:integer size:integer", f"{{type: object, properties: {fields}}}")
    found = config(f"  /{name}: {listed}\n").get("pagination", [])
    assert [roles(scheme) for scheme in found] == ([{"page": "page_number_param", items: "items"}] if items else [])


def test_the_index_of_a_page_counts_where_its_first_is_known() -> None:
    for more, first in (("", None), (", default: 0", 0), (", minimum: 1", 1)):
        listed = path("pageIndex:integer limit:integer", ARRAY).replace("integer", f"integer{more}", 1)
        found = [scheme["request"]["pageIndex"].get("default", 1) for scheme in schemes(listed)]
        assert found == ([] if first is None else [first])


def test_a_list_of_so_many_and_an_address_of_the_next() -> None:
    for fields, count in (({"next_href": "string"}, 1), ({"next": "address"}, 1), ({"next": "string"}, 0)):
        assert len(schemes(path("limit:integer", obj(collection="list", **fields)))) == count
    assert schemes(path("limit:integer since_id:string", ARRAY)) == []

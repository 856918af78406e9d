"""Lowering of paging: which methods give their lists page by page, and by which scheme."""

from __future__ import annotations

import pytest

from bessemer.ir.operations import JsonResult, Operation, PagedResult
from bessemer.ir.paging import CursorTurn, ItemTurn, NumberTurn, OffsetTurn, PageScheme, UrlTurn
from bessemer.ir.types import ObjectType, RefType
from bessemer.lower.api import Lowered
from tests.support.lowering import lowered

ROLE = "x-stainless-pagination-property"
CURSOR = f"""
  - name: cursor_page
    type: cursor
    request:
      after: {{type: string, {ROLE}: {{purpose: next_cursor_param}}}}
      limit: {{type: integer}}
    response:
      data: {{type: array, items: {{}}}}
      last_id: {{type: string, {ROLE}: {{purpose: next_cursor_field}}}}
      has_more: {{type: boolean}}
"""
ANSWER = (
    "{type: object, properties: {data: {type: array, items: %s}, last_id: {type: string}, has_more: {type: boolean}}}"
)


def parameter(name: str, type_: str = "string") -> str:
    return f"{{name: {name}, in: query, schema: {{type: {type_}}}}}"


def found(scheme: str, parameters: str, answer: str, method: str = "list: get /things") -> Lowered:
    spec = f"""
openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /things:
    get:
      parameters: [{parameters}]
      responses:
        '200':
          description: d
          headers: {{Link: {{schema: {{type: string}}}}}}
          content: {{application/json: {{schema: {answer}}}}}
components: {{schemas: {{Thing: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
"""
    return lowered(spec, f"pagination: {scheme}\nresources: {{things: {{methods: {{{method}}}}}}}\n")


def only(found: Lowered) -> Operation:
    (operation,) = found.api.operations()
    return operation


def codes(found: Lowered) -> list[str]:
    return [item.code for item in found.problems]


def turn(scheme: str) -> object:
    (made,) = found(scheme, "", "{}").api.pages
    return made.turn


THING = "{$ref: '#/components/schemas/Thing'}"


def test_a_list_with_the_parameters_and_the_fields_of_a_scheme_is_paged() -> None:
    result = only(found(CURSOR, f"{parameter('after')}, {parameter('limit', 'integer')}", ANSWER % THING)).result
    assert isinstance(result, PagedResult)
    assert isinstance(result.scheme, PageScheme)
    assert result.scheme.items == ("data",)
    assert result.scheme.has_next == ("has_more",)
    assert result.scheme.turn == CursorTurn(("after",), ("last_id",))
    assert isinstance(result.item.type, RefType)
    assert isinstance(result.schema.type, ObjectType)


def test_without_a_parameter_or_a_field_of_the_scheme_it_is_not() -> None:
    assert isinstance(only(found(CURSOR, parameter("limit", "integer"), ANSWER % THING)).result, JsonResult)
    less = "{type: object, properties: {data: {type: array, items: {}}}}"
    assert isinstance(only(found(CURSOR, parameter("after"), less)).result, JsonResult)


def test_a_method_of_another_name_is_paged_where_the_config_says_so() -> None:
    search = "search: {endpoint: get /things, paginated: %s}"
    given = (CURSOR, parameter("after"), ANSWER % THING)
    assert isinstance(only(found(*given, "search: get /things")).result, JsonResult)
    assert isinstance(only(found(*given, search % "true")).result, PagedResult)
    assert isinstance(only(found(*given, search % "cursor_page")).result, PagedResult)
    assert isinstance(only(found(*given, "list_all: get /things")).result, PagedResult)
    assert isinstance(only(found(*given, "list: {endpoint: get /things, paginated: false}")).result, JsonResult)


def test_a_method_that_no_scheme_fits_is_said_to_be_left_as_it_is() -> None:
    made = found(CURSOR, "", ANSWER % THING, "list: {endpoint: get /things, paginated: true}")
    assert codes(made) == ["paging-not-configured"]
    assert isinstance(only(made).result, JsonResult)


def test_a_scheme_asked_for_by_name_needs_only_what_leads_on() -> None:
    less = "{type: object, properties: {data: {type: array, items: {}}}}"
    asked = "list: {endpoint: get /things, paginated: cursor_page}"
    assert isinstance(only(found(CURSOR, parameter("after"), less, asked)).result, PagedResult)


def test_the_first_of_several_that_fit_is_taken_and_the_choice_is_told() -> None:
    two = CURSOR + CURSOR.replace("cursor_page", "other_page")
    made = found(two, parameter("after"), ANSWER % THING)
    assert codes(made) == ["paging-ambiguous"]
    result = only(made).result
    assert isinstance(result, PagedResult)
    assert result.scheme.name == "cursor_page"
    named = "list: {endpoint: get /things, paginated: other_page}"
    assert codes(found(two, parameter("after"), ANSWER % THING, named)) == []


def test_a_number_is_no_cursor_and_text_is_no_number() -> None:
    numbers = f"""
  - name: number_page
    type: page_number
    request: {{page: {{type: integer, {ROLE}: {{purpose: page_number_param}}}}}}
    response: {{data: {{type: array, items: {{}}}}}}
"""
    assert isinstance(only(found(numbers, parameter("page"), ANSWER % THING)).result, JsonResult)
    assert isinstance(only(found(numbers, parameter("page", "integer"), ANSWER % THING)).result, PagedResult)


def test_the_answer_may_be_the_list_and_a_header_its_address() -> None:
    links = f"""
  - name: link_page
    type: cursor_url
    request: {{}}
    response:
      items: {{type: array, items: {{}}, {ROLE}: {{purpose: items, is_top_level_array: true}}}}
      link: {{type: string, {ROLE}: {{purpose: cursor_url_field, from_header: Link}}}}
"""
    result = only(found(links, "", f"{{type: array, items: {THING}}}")).result
    assert isinstance(result, PagedResult)
    assert result.scheme.is_list
    assert result.scheme.turn == UrlTurn(("link",))
    without = found(links.replace("Link", "X-Next"), "", f"{{type: array, items: {THING}}}")
    assert isinstance(only(without).result, JsonResult)


def test_dotted_parameters_are_keys_of_an_object_and_fields_may_lie_deeper() -> None:
    deep = f"""
  type: cursor
  request: {{"options.cursor": {{type: string, {ROLE}: {{purpose: next_cursor_param}}}}}}
  response:
    entries: {{type: array, items: {{}}}}
    page_info: {{type: object, properties: {{after: {{type: string, {ROLE}: {{purpose: next_cursor_field}}}}}}}}
"""
    options = (
        "{name: options, in: query, style: deepObject, schema: {type: object, properties: {cursor: {type: string}}}}"
    )
    info = "{type: object, properties: {after: {type: string}}}"
    answer = f"{{type: object, properties: {{entries: {{type: array, items: {{}}}}, page_info: {info}}}}}"
    result = only(found(deep, options, answer)).result
    assert isinstance(result, PagedResult)
    assert result.scheme.turn == CursorTurn(("options", "cursor"), ("page_info", "after"))


def test_each_type_has_its_turn() -> None:
    key = f"key: {{type: string, {ROLE}: {{purpose: cursor_item_id}}}}"
    items = f"data: {{type: array, items: {{properties: {{{key}}}}}}}"

    def scheme(kind: str, request: str, response: str = "") -> str:
        return f"[{{name: p, type: {kind}, request: {{{request}}}, response: {{{items}{response}}}}}]"

    def role(name: str, purpose: str) -> str:
        return f"{name}: {{{ROLE}: {{purpose: {purpose}}}}}"

    both = f"{role('after', 'next_cursor_id_param')}, {role('before', 'previous_cursor_id_param')}"
    assert turn(scheme("cursor_id", both)) == ItemTurn(("after",), ("key",), ("before",))
    numbered = f", {role('page', 'current_page_number_field')}, {role('pages', 'total_page_count_field')}"
    assert turn(scheme("page_number", "page: {}", numbered)) == NumberTurn(("page",), ("page",), ("pages",))
    counted = f", {role('total', 'offset_total_count_field')}"
    assert turn(scheme("offset", role("skip", "offset_count_param"), counted)) == OffsetTurn(
        ("skip",), None, ("total",)
    )


@pytest.mark.parametrize(("kind", "usual"), [("page_number", 1), ("offset", 0)])
@pytest.mark.parametrize(("default", "first"), [("0", 0), ("1", 1), ("7", None), ("true", None), ("x", None)])
def test_the_default_of_the_parameter_is_the_first_number(
    kind: str, usual: int, default: str, first: int | None
) -> None:
    purpose = "page_number_param" if kind == "page_number" else "offset_count_param"
    request = f"at: {{type: integer, default: {default}, {ROLE}: {{purpose: {purpose}}}}}"
    response = "response: {data: {type: array, items: {}}}"
    made = turn(f"[{{name: p, type: {kind}, request: {{{request}}}, {response}}}]")
    assert isinstance(made, NumberTurn | OffsetTurn)
    assert made.first == (usual if first is None else first)


def test_a_scheme_that_cannot_be_followed_is_said() -> None:
    made = found("[{name: p, type: cursor, request: {}, response: {data: {type: array}}}]", "", "{}")
    assert codes(made) == ["paging-incomplete"]
    assert made.api.pages == ()

"""`pagination`: schemes are read whole, for those who page."""

from __future__ import annotations

from pathlib import Path

from bessemer.config.model import Config
from bessemer.config.read import read_config
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.reader import parse

_START = "organization: {name: a}\nresources: {b: {methods: {list: get /b}}}\n"
_ROLE = "x-stainless-pagination-property"


def read(text: str) -> tuple[Config, tuple[Diagnostic, ...]]:
    document = parse((_START + text).encode(), Path("sdk.yml"), "sdk.yml").document
    assert document is not None
    return read_config(document)


def test_a_scheme_has_a_type_and_fields_with_roles() -> None:
    config, problems = read(f"""
pagination:
  - name: cursor_page
    type: cursor
    param_location: body
    description: Pages of things.
    request:
      after: {{type: string, {_ROLE}: {{purpose: next_cursor_param, required: true}}}}
      limit: {{type: integer}}
    response:
      data: {{type: array, items: {{}}}}
      last_id: {{type: [string, 'null'], {_ROLE}: next_cursor_field}}
      has_more: {{type: boolean}}
""")
    assert {item.level for item in problems} <= {"note"}
    (scheme,) = config.paging
    assert (scheme.name, scheme.type, scheme.in_body) == ("cursor_page", "cursor", True)
    assert [(item.name, item.role, item.required) for item in scheme.request] == [
        ("after", "next_cursor_param", True),
        ("limit", None, False),
    ]
    assert [(item.name, item.role, item.nullable) for item in scheme.response] == [
        ("data", "items", False),
        ("last_id", "next_cursor_field", True),
        ("has_more", "has_next_page", False),
    ]


def test_fields_may_lie_in_objects_in_headers_or_be_the_whole_answer() -> None:
    config, _ = read(f"""
pagination:
  - name: page
    type: cursor_url
    request: {{}}
    response:
      items: {{type: array, {_ROLE}: {{purpose: items, is_top_level_array: true}}}}
      link: {{type: string, {_ROLE}: {{purpose: cursor_url_field, from_header: Link}}}}
      meta: {{type: object, properties: {{next: {{type: string}}}}}}
""")
    items, link, meta = config.paging[0].response
    assert items.is_top_level_array
    assert link.from_header == "Link"
    assert [item.name for item in meta.fields] == ["next"]


def test_one_bare_scheme_is_the_old_form() -> None:
    config, _ = read("pagination: {type: offset, request: {}, response: {}}\n")
    assert [(item.name, item.type) for item in config.paging] == [("", "offset")]


def test_what_is_no_scheme_is_said() -> None:
    _, problems = read("pagination: [{name: a}, {name: b, type: pages}, 3]\n")
    assert sum(item.level == "error" for item in problems) == 3


def test_a_method_may_name_a_scheme_that_is_there() -> None:
    text = "pagination: [{name: page, type: offset, request: {}, response: {}}]\n"
    document = "organization: {name: a}\nresources: {b: {methods: {find: {endpoint: get /b, paginated: %s}}}}\n"
    for asked, errors in (("page", 0), ("pages", 1), ("true", 0), ("false", 0)):
        made = parse((document % asked + text).encode(), Path("sdk.yml"), "sdk.yml").document
        assert made is not None
        config, problems = read_config(made)
        assert sum(item.level == "error" for item in problems) == errors
    assert config.resources[0].methods[0].paginated is False

"""A small API whose lists have pages of every kind, and whose answers are streams."""

from __future__ import annotations

from bessemer.ir.api import Api
from tests.support.lowering import lowered


def _list(path: str, parameters: str, answer: str, header: str = "") -> str:
    listed = ", ".join(f"{{name: {name}, in: query, schema: {{type: {kind}}}}}" for name, kind in _pairs(parameters))
    return f"""  /{path}:
    get:
      parameters: [{listed}]
      responses:
        '200': {{description: d, {header}content: {{application/json: {{schema: {answer}}}}}}}
"""


def _pairs(text: str) -> list[list[str]]:
    return [item.split(":") for item in text.split()]


_THINGS = "{type: array, items: {$ref: '#/components/schemas/Thing'}}"
_INNER = "{type: object, properties: {things: " + _THINGS + ", next: {type: [string, 'null']}}}"
SPEC = (
    """openapi: 3.1.0
info: {title: Lists, version: '1'}
servers: [{url: https://lists.example.com}]
paths:
"""
    + _list(
        "cursors",
        "after:string before:string",
        "{type: object, properties: {data: " + _THINGS + ", has_more: {type: boolean}, "
        "first: {type: string}, last: {type: string}}}",
    )
    + _list("numbers", "page:integer", "{type: object, properties: {rows: " + _THINGS + ", pages: {type: integer}}}")
    + _list("offsets", "skip:integer", "{type: object, properties: {elements: " + _THINGS + "}}")
    + _list("identities", "after_id:string", "{type: object, properties: {listed: " + _THINGS + "}}")
    + _list("inners", "at:string", "{type: object, properties: {inner: " + _INNER + "}}")
    + _list("links", "", _THINGS, "headers: {Link: {schema: {type: string}}}, ")
    + """  /talks:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [text], properties: {text: {type: string}, stream: {type: boolean}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /lines:
    get:
      responses:
        '200': {description: d, content: {application/jsonl: {schema: {$ref: '#/components/schemas/Thing'}}}}
components:
  schemas:
    Thing: {type: object, required: [id], properties: {id: {type: string}}}
    Word: {type: object, required: [text], properties: {text: {type: string}}}
"""
)
CONFIG = """
pagination:
- name: cursor_page
  type: cursor
  request:
    after: {type: string, x-stainless-pagination-property: {purpose: next_cursor_param}}
    before: {type: string, x-stainless-pagination-property: {purpose: previous_cursor_param}}
  response:
    data: {type: array, items: {}}
    has_more: {type: boolean, x-stainless-pagination-property: {purpose: has_next_page}}
    first: {type: string, x-stainless-pagination-property: {purpose: previous_cursor_field}}
    last: {type: string, x-stainless-pagination-property: {purpose: next_cursor_field}}
- name: number_page
  type: page_number
  request: {page: {type: integer, x-stainless-pagination-property: {purpose: page_number_param}}}
  response:
    rows: {type: array, items: {}}
    pages: {type: integer, x-stainless-pagination-property: {purpose: total_page_count_field}}
- name: offset_page
  type: offset
  request: {skip: {type: integer, x-stainless-pagination-property: {purpose: offset_count_param}}}
  response: {elements: {type: array, items: {}}}
- name: identity_page
  type: cursor_id
  request: {after_id: {type: string, x-stainless-pagination-property: {purpose: next_cursor_id_param}}}
  response:
    listed:
      type: array
      x-stainless-pagination-property: {purpose: items}
      items: {type: object, properties: {id: {type: string, x-stainless-pagination-property: {purpose: id}}}}
- name: inner_page
  type: cursor
  request: {at: {type: string, x-stainless-pagination-property: {purpose: next_cursor_param}}}
  response:
    inner:
      type: object
      properties:
        things: {type: array, items: {}, x-stainless-pagination-property: {purpose: items}}
        next: {type: string, x-stainless-pagination-property: {purpose: next_cursor_field}}
- name: link_page
  type: cursor_url
  request: {}
  response:
    items: {type: array, items: {}, x-stainless-pagination-property: {purpose: items, is_top_level_array: true}}
    next: {type: string, x-stainless-pagination-property: {purpose: cursor_url_field, from_header: link}}
streaming:
  on_event:
  - {kind: done, data_starts_with: '[DONE]'}
  - {kind: yield, event_type: word}
  - {kind: error, event_type: error}
resources:
  cursors: {methods: {list: get /cursors}}
  numbers: {methods: {list: get /numbers}}
  offsets: {methods: {list: get /offsets}}
  identities: {methods: {list: get /identities}}
  inners: {methods: {list: get /inners}}
  links: {methods: {list: get /links}}
  talks:
    models: {thing: Thing, word: Word}
    methods:
      create:
        endpoint: post /talks
        streaming: {stream_event_model: talks.word, param_discriminator: stream}
  lines: {methods: {stream: get /lines}}
"""


def lists_api() -> Api:
    return lowered(SPEC, CONFIG, "acme").api

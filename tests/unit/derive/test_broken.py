"""A document may be broken anywhere: what is derived of the rest is a config all the same."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bessemer.config.read import read_config
from bessemer.derive.derive import derive
from tests.support.lowering import document

_SPEC = """
openapi: 3.1.0
info: {title: Acme API, version: '1'}
servers: [{url: 'https://{region}.acme.com', variables: {region: {default: eu}}, description: Live}]
security: [{key: []}]
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, login: {type: http, scheme: basic}}
  schemas:
    Page:
      type: object
      properties: {data: {type: array, items: {$ref: '#/components/schemas/Thing'}}, next: {type: string}}
    Thing: {allOf: [{type: object, properties: {id: {type: string, enum: [a]}}}]}
paths:
  /v1/things:
    parameters: [{name: cursor, in: query, schema: {type: [string, 'null']}}]
    get:
      operationId: listThings
      x-speakeasy-pagination:
        {type: cursor, inputs: [{name: cursor, in: parameters, type: cursor}], outputs: {results: $.data}}
      responses:
        '200':
          description: ok
          headers: {Link: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}
    post: {x-fern-sdk-group-name: [things], x-fern-sdk-method-name: make, requestBody: {required: true, content: {}}}
  /v1/things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}, example: a}]
    delete: {x-ms-pageable: {nextLinkName: next}, responses: {}}
"""
_JUNK: list[Any] = [None, 3, "x", "", [], {}, True, [1, "a", None], {"a": 1}, {"$ref": "#/nowhere"}, "日", {"type": {}}]


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield node, key
        yield from _places(node[key])


@pytest.mark.parametrize("damage", [1, 3, 12])
def test_whatever_is_broken_a_config_comes_out(damage: int) -> None:
    whole = document(_SPEC)
    chance = random.Random(damage)  # noqa: S311
    for _ in range(60):
        data = copy.deepcopy(whole.data)
        places = list(_places(data))
        for owner, key in chance.sample(places, damage):
            owner[key] = copy.deepcopy(chance.choice(_JUNK))
        made = derive(replace(whole, data=data), ("python", "go"))
        _, problems = read_config(document(made.text, "sdk.yml"))
        assert not [item for item in problems if item.level == "error"], made.text

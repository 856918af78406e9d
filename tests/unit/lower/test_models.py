"""Models that the config finds by a path through the document."""

from __future__ import annotations

import pytest

from tests.support.lowering import lowered

SPEC = """openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /notes:
    get:
      responses:
        '200':
          description: d
          content: {application/json: {schema: {type: object, properties: {place: {type: object, title: Place}}}}}
components:
  schemas:
    Note: {type: object, properties: {text: {type: string}}}
    Other: {type: object, properties: {text: {type: string}}}
"""


def config(ref: str) -> str:
    return f'resources: {{notes: {{models: {{found: "{ref}"}}, methods: {{list: get /notes}}}}}}\n'


def test_a_path_finds_a_schema_wherever_it_stands() -> None:
    found = lowered(SPEC, config("$..[?@.title == 'Place']"))
    (model,) = found.api.models()
    assert model.schema.endswith("/schema/properties/place")
    assert not [item for item in found.problems if item.level != "note"]


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("$.components.schemas[*]", "the model 'found' points at 2 schemas, where one is wanted"),
        ("$.components.schemas.Absent", "the model 'found' points at 0 schemas, where one is wanted"),
        ("$.components[", "the model 'found' points at a path that cannot be read"),
        ("Nota", "the model 'found' points at a schema that is not there: 'Nota'"),
    ],
)
def test_a_path_that_finds_no_schema_or_several_is_reported(ref: str, message: str) -> None:
    found = lowered(SPEC, config(ref))
    (problem,) = [item for item in found.problems if item.code == "model-not-found"]
    assert problem.message.startswith(message)
    assert problem.place is not None
    assert not list(found.api.models())

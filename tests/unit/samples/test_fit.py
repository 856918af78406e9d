"""An example is shown only where it fits its own schema."""

from __future__ import annotations

import pytest

from bessemer.document.pointer import Pointer
from bessemer.ir.types import Json
from bessemer.samples.fit import fits
from tests.support.lowering import schemas

THING = "{type: object, required: [id], properties: {id: {type: integer}, at: {type: string, format: date}}}"


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ("{type: string}", "a", 1),
        ("{type: integer}", 1, "1"),
        ("{type: integer}", 1, True),
        ("{type: number}", 1.5, "x"),
        ("{type: boolean}", False, 0),
        ("{type: string, enum: [a, b]}", "a", "c"),
        ("{const: a}", "a", "b"),
        ("{type: [string, 'null']}", None, 1),
        ("{type: array, items: {type: string}}", ["a"], [1]),
        ("{type: object, additionalProperties: {type: string}}", {"a": "b"}, {"a": 1}),
        ("{oneOf: [{type: string}, {type: integer}]}", 1, 1.5),
        ("{type: string, format: date-time}", "2020-01-02T03:04:05Z", "2020-01-02T03:04:05.123456789Z"),
        (THING, {"id": 1, "more": "x"}, {"id": "1"}),
        (THING, {"id": 1, "at": "2020-01-02"}, {"id": 1, "at": "soon"}),
        (THING, {"id": 1}, {}),
        ("{type: array, items: {$ref: '#/components/schemas/Thing'}}", [[], [[]]], [[1]]),
    ],
)
def test_a_value_fits_or_does_not(schema: str, good: Json, bad: Json) -> None:
    api = schemas(f"    Thing: {schema}\n").api
    type_ = api.schemas[Pointer("/components/schemas/Thing")].type
    assert fits(good, type_, api.schemas)
    assert not fits(bad, type_, api.schemas)


def test_each_part_of_an_example_is_looked_at_once_for_each_component() -> None:
    # 2 ** 40 ways lead from the union to the last of its objects
    lines = [
        f"    {side}{level}: {{anyOf: [{{$ref: '#/components/schemas/A{level + 1}'}}, "
        f"{{$ref: '#/components/schemas/B{level + 1}'}}]}}"
        for level in range(40)
        for side in "AB"
    ]
    lines += (f"    {side}40: {{type: object, required: [id], properties: {{id: {{}}}}}}" for side in "AB")
    api = schemas("\n".join(lines) + "\n").api
    type_ = api.schemas[Pointer("/components/schemas/A0")].type
    assert fits({"id": 1}, type_, api.schemas)
    assert not fits({"name": 1}, type_, api.schemas)

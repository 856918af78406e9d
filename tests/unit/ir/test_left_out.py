"""What a language's SDK is made without."""

from __future__ import annotations

from bessemer.ir.left_out import without_left_out
from bessemer.ir.types import AnyType, ObjectType, Property
from tests.support.lowering import lowered

SPEC = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
webhooks: {made: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}}
components:
  schemas:
    Thing:
      type: object
      properties:
        hidden: {type: string, x-stainless-skip: [go]}
        nothing: {type: object, x-stainless-empty-object: true}
        emptied: {type: object, properties: {a: {type: string, x-stainless-skip: [go]}}}
        arms:
          oneOf:
            - {type: object, x-stainless-skip: [go], properties: {b: {type: string}}}
            - {type: object, x-stainless-skip: [go], properties: {c: {type: string}}}
"""
CONFIG = """
resources:
  things:
    models: {thing: Thing}
    methods: {unwrap: {type: webhook_unwrap, skip: [go]}}
"""


def fields(language: str) -> dict[str, Property]:
    api = without_left_out(lowered(SPEC, CONFIG).api, language)
    (thing,) = [item for item in api.schemas.values() if item.origin.endswith("/Thing")]
    assert isinstance(thing.type, ObjectType)
    return {item.wire_name: item for item in thing.type.properties}


def test_an_object_stays_a_class_whatever_is_left_out_of_it() -> None:
    left = fields("go")
    assert "hidden" in fields("python")
    assert "hidden" not in left
    for name in ("nothing", "emptied"):
        type_ = left[name].schema.type
        assert isinstance(type_, ObjectType)
        assert type_.is_class


def test_a_union_without_its_variants_is_any_value() -> None:
    assert fields("go")["arms"].schema.type == AnyType()


def test_a_language_may_do_without_a_webhook_method_and_its_event() -> None:
    api = lowered(SPEC, CONFIG).api
    for language, names in (("python", ["unwrap"]), ("go", [])):
        made = without_left_out(api, language)
        assert [item.name for item in made.webhooks()] == names
        assert [item.name for item in made.models()] == ["thing", *(f"{name}_webhook_event" for name in names)]

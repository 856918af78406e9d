"""Checks of the finished IR."""

from __future__ import annotations

from dataclasses import replace

from bessemer.checks.run import findings
from bessemer.ir.api import Api, ExampleRequest
from tests.support.lowering import lowered
from tests.support.seed_api import seed_api

SPEC = """openapi: 3.1.0
info: {title: T, version: '1'}
paths: {/a: {get: {responses: {}}}, /b: {get: {responses: {}}}}
"""


def api(resources: str) -> Api:
    return lowered(SPEC, resources).api


def test_the_seed_has_nothing_to_find() -> None:
    assert findings(seed_api()) == ()


def test_two_methods_of_one_name_are_found_with_both_places() -> None:
    (finding,) = findings(api("resources: {things: {methods: {list_all: get /a, listAll: get /b}}}"))
    assert finding.code == "name-clash"
    assert finding.source.pointer == "/resources/things/methods/listAll"
    assert [source.pointer for _, source in finding.related] == ["/resources/things/methods/list_all"]


def test_a_method_and_a_resource_may_not_share_a_name() -> None:
    (finding,) = findings(api("resources: {things: {methods: {parts: get /a}, subresources: {parts: {}}}}"))
    assert finding.code == "name-clash"


def test_a_readme_example_must_exist_and_be_complete() -> None:
    seed = seed_api()
    unknown = replace(seed, readme=(ExampleRequest("default", "delete /v1/messages/batch", {}),))
    (finding,) = findings(unknown)
    assert finding.help is not None
    assert "did you mean" in finding.help
    incomplete = replace(seed, readme=(replace(seed.readme[0], params={}),))
    assert [item.code for item in findings(incomplete)] == ["readme-example"]

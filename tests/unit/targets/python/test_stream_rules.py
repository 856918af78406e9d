"""The rules for the events of streams, as the SDK has them."""

from __future__ import annotations

from bessemer.ir.api import Api
from bessemer.targets.python.names import names
from bessemer.targets.python.stream_rules import stream_rules
from tests.support.lowering import lowered

SPEC = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'204': {description: d}}}}}\n"
CONFIG = "resources: {a: {methods: {list: get /a}}}\n"


def rules(config: str = "") -> list[str]:
    api: Api = lowered(SPEC, CONFIG + config).api
    assert api.python is not None
    return [str(rule) for rule in stream_rules(names(api, api.python)).rules]


def test_without_rules_every_event_is_given_out_up_to_the_usual_end() -> None:
    assert rules() == ['Rule("done", starts_with="[DONE]")', 'Rule("yield")']


def test_rules_are_written_as_they_are() -> None:
    config = """
streaming:
  on_event:
    - {event_type: [a, null], handle: yield}
    - {event_type: b, data_starts_with: '"x', handle: error}
    - {kind: fallthrough, error_property: error}
"""
    assert rules(config) == [
        'Rule("yield", names=("a", None))',
        'Rule("error", names=("b",), starts_with="\\"x")',
        'Rule("yield", error_property="error")',
    ]

"""The ledger: every operation is in exactly one state, and each loosening is at the operations it concerns."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bessemer.coverage_report import as_json, as_markdown, as_text
from tests.support.lowering import lowered

VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
LOOSE = {"type": "object", "properties": {"gone": False}}
SCHEMAS: tuple[Any, ...] = ({"type": "string"}, {"$ref": "#/components/schemas/Loose"}, LOOSE)


def spec(paths: dict[str, Any], schemas: dict[str, Any] | None = None) -> str:
    info = {"title": "T", "version": "1"}
    components = {"schemas": {"Loose": LOOSE, **(schemas or {})}}
    return json.dumps({"openapi": "3.1.0", "info": info, "paths": paths, "components": components})


def operation(schema: Any) -> dict[str, Any]:
    answer = {"description": "d", "content": {"application/json": {"schema": schema}}}
    return {"responses": {"200": answer}}


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"/[a-z]{1,3}(/[a-z]{1,3})?", fullmatch=True),
        st.dictionaries(st.sampled_from(VERBS), st.sampled_from(range(len(SCHEMAS))), min_size=1),
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_every_operation_is_in_exactly_one_state(document: dict[str, dict[str, int]], chance: Any) -> None:
    listed = [f"{verb} {path}" for path, item in document.items() for verb in item]
    fates = {endpoint: chance.choice(("named", "declined", "forgotten")) for endpoint in listed}
    named = {f"m{index}": endpoint for index, endpoint in enumerate(listed) if fates[endpoint] == "named"}
    config = {
        "resources": {"things": {"models": {"loose": "Loose"}, "methods": named}},
        "unspecified_endpoints": [endpoint for endpoint in listed if fates[endpoint] == "declined"],
    }
    paths = {path: {verb: operation(SCHEMAS[kind]) for verb, kind in item.items()} for path, item in document.items()}
    found = lowered(spec(paths), "\n".join(f"{key}: {json.dumps(value)}" for key, value in config.items()))
    assert [entry.endpoint for entry in found.coverage] == listed
    for entry in found.coverage:
        verb, _, path = entry.endpoint.partition(" ")
        # what a HEAD request is described to answer with never comes
        loose = document[path][verb] and verb != "head"
        expected = "left out" if fates[entry.endpoint] != "named" else "loosened" if loose else "exact"
        assert entry.state == expected
        assert entry.declined is (fates[entry.endpoint] == "declined")
    assert sum(json.loads(as_json(found))["summary"].values()) == len(listed)


def test_a_loosening_counts_for_every_operation_that_leads_to_it() -> None:
    schemas = {
        "Top": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Middle"}}},
        "Middle": {
            "type": "object",
            "properties": {"up": {"$ref": "#/components/schemas/Top"}, "x": {"$ref": "#/components/schemas/Loose"}},
        },
    }
    paths = {
        "/top": {"get": operation({"$ref": "#/components/schemas/Top"})},
        "/list": {"get": operation({"type": "array", "items": {"$ref": "#/components/schemas/Middle"}})},
        "/other": {"get": operation({"type": "string"})},
    }
    config = "resources: {t: {methods: {top: get /top, list: get /list, other: get /other}}}"
    found = lowered(spec(paths, schemas), config)
    assert [entry.state for entry in found.coverage] == ["loosened", "loosened", "exact"]
    assert {item.pointer for entry in found.coverage for item in entry.loosened} == {
        "/components/schemas/Loose/properties/gone"
    }
    assert not found.elsewhere


def test_what_no_operation_leads_to_is_told_apart() -> None:
    found = lowered(spec({}), "resources: {t: {models: {loose: Loose}}}")
    assert [item.pointer for item in found.elsewhere] == ["/components/schemas/Loose/properties/gone"]
    assert "outside of the operations" in as_text(found, everything=False)


def test_an_operation_shows_a_few_of_its_loosenings_unless_all_are_asked_for() -> None:
    schema = {"type": "object", "properties": dict.fromkeys("abcdef", False)}
    found = lowered(spec({"/a": {"get": operation(schema)}}), "resources: {t: {methods: {get: get /a}}}")
    assert "and 3 more; --all shows them" in as_text(found, everything=False)
    assert as_text(found, everything=True).count("openapi.yaml:1:") == 6


def test_a_path_with_bars_and_backticks_stays_in_its_cell_of_the_table() -> None:
    found = lowered(
        spec({"/a|`b`": {"get": operation({"type": "string"})}}), "resources: {t: {models: {loose: Loose}}}"
    )
    row = next(line for line in as_markdown(found).splitlines() if "no resource" in line)
    assert row.replace("\\|", "").count("|") == 3


def received(models: str) -> Any:
    payload = {"requestBody": {"content": {"application/json": {"schema": LOOSE}}}}
    asked = {"callbacks": {"done": {"{$url}": {"post": payload}}}, "responses": {"204": {"description": "d"}}}
    document = json.loads(spec({"/a": {"get": asked}}))
    hooks = {"paid": {"post": payload}, "ping": {"post": {"responses": {}}}}
    return lowered(json.dumps({**document, "webhooks": hooks}), f"resources: {{t: {{methods: {{a: get /a}}{models}}}}}")


PAYLOADS = (
    ", models: {paid: '#/webhooks/paid/post/requestBody/content/application~1json/schema', "
    "done: '#/paths/~1a/get/callbacks/done/{$url}/post/requestBody/content/application~1json/schema'}"
)


def test_webhooks_and_callbacks_are_accounted_for_with_their_models() -> None:
    found = received(PAYLOADS)
    assert [(entry.endpoint, entry.method, entry.state) for entry in found.payloads] == [
        ("webhook post paid", "t.paid", "loosened"),
        ("webhook post ping", "", "exact"),
        ("callback post done of get /a", "t.done", "loosened"),
    ]
    text = as_text(found, everything=True)
    assert "3 of webhooks and callbacks: 1 exact, 2 loosened, 0 left out" in text
    assert "loosened  webhook post paid  t.paid" in text
    assert [row["model"] for row in json.loads(as_json(found))["payloads"]] == ["t.paid", None, "t.done"]
    assert "| `callback post done of get /a` | `t.done` | loosened |" in as_markdown(found)


def test_a_payload_that_is_no_model_is_left_out() -> None:
    found = received("")
    assert [entry.state for entry in found.payloads] == ["left out", "exact", "left out"]
    assert "| `webhook post paid` | no model is its payload |" in as_markdown(found)

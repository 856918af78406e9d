"""The wire vectors are one file, and cover what a client can meet."""

from __future__ import annotations

import json

from tests.support.project import ROOT

PYTHON = ROOT / "generated" / "python" / "tests" / "wire_vectors.json"
GO = ROOT / "generated" / "go" / "testdata" / "wire_vectors.json"


def test_both_sdks_carry_the_same_bytes() -> None:
    assert PYTHON.read_bytes() == GO.read_bytes()


def test_there_is_a_vector_for_every_outcome() -> None:
    outcomes = [vector["outcome"] for vector in json.loads(PYTHON.read_bytes())["vectors"]]
    assert {outcome["kind"] for outcome in outcomes} == {"value", "status-error", "timeout", "malformed"}
    statuses = {outcome["status"] for outcome in outcomes if outcome["kind"] == "status-error"}
    assert statuses == {400, 401, 403, 404, 409, 422, 429, 500}


def test_the_languages_differ_only_where_their_contracts_do() -> None:
    for vector in json.loads(PYTHON.read_bytes())["vectors"]:
        for attempt in vector["attempts"]:
            lines = attempt["request"]["headers"]
            differing = {
                name
                for name, value in (tuple(line) for line in [*lines["python"], *lines["go"]])
                if ([name, value] in lines["python"]) != ([name, value] in lines["go"])
            }
            assert differing <= {"x-stainless-lang", "content-type", "anthropic-beta"}

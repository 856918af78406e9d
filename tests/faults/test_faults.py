"""A slice of the fault campaign, each fault once: nothing that the contracts forbid happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.campaign import KINDS, scenarios
from tests.faults.oracle import judge
from tests.faults.run import played
from tests.faults.scenario import Answer, Arrival, Meaning, Outcome, Scenario

# `make faults` runs these too, and all of them many times.
_COSTLY = ("gzip bomb", "huge head", "redirect loop")


@pytest.mark.parametrize("driver", ["httpx2-sync", "httpx-async", "pyreqwest-sync", "pyreqwest-async", "go"])
def test_the_sdk_withstands_every_kind_of_fault(driver: str, tmp_path: Path) -> None:
    chosen = [item for item in scenarios(len(KINDS), seed=7) if item.kind not in _COSTLY]
    chosen = [replace(item, retries=min(item.retries, 1)) if "silence" in item.kind else item for item in chosen]
    found = list(played(chosen, driver, tmp_path))
    assert len(found) > 100
    assert [(item.scenario, item.violations) for item in found if item.violations] == []


def test_a_seed_gives_the_same_campaign_and_each_kind_its_turn() -> None:
    one, other = scenarios(2 * len(KINDS), seed=3), scenarios(2 * len(KINDS), seed=3)
    assert one == other
    assert set(Counter(item.kind for item in one).values()) == {2}
    assert scenarios(2 * len(KINDS), seed=4) != one


def test_the_oracle_sees_what_goes_wrong() -> None:
    """Each column has an outcome that falls into it; a judge that finds nothing would be no judge."""
    lost = Answer("close after the request", Meaning.LOST)
    scenario = Scenario(1, "close unanswered", "create", (lost,), retries=1, keyed=True)
    asked = (("x-stainless-retry-count", "0"), ("Idempotency-Key", "k"))
    first = Arrival("home", "POST", "/s/x/things", asked, b"{}", True, "close after the request")
    second = replace(first, headers=(("x-stainless-retry-count", "1"), ("Idempotency-Key", "k")))
    error = Outcome(scenario.id, "error", classes=("APIConnectionError", "documented"), delays=(0.45,))

    def columns(outcome: Outcome, *arrivals: Arrival) -> set[str]:
        return {violation.column for violation in judge(scenario, arrivals, outcome)}

    assert columns(error, first, second) == set()
    assert columns(Outcome(scenario.id, "value", value={}, delays=(0.45,)), first, second) == {"false success"}
    assert columns(error, first, second, second) == {"attempts"}
    assert columns(error, first, replace(second, headers=(("Idempotency-Key", "other"),))) == {"duplicate"}
    assert columns(replace(error, classes=("KeyError",)), first, second) == {"undocumented", "other"}
    assert columns(replace(error, delays=(8.0,)), first, second) == {"attempts"}
    assert columns(replace(error, held=1), first, second) == {"pool"}
    assert columns(replace(error, leaks=("log",)), first, second) == {"secret"}
    away = replace(second, place="away", headers=(("Authorization", "canary"), ("Idempotency-Key", "k")))
    assert columns(error, first, away) == {"secret"}

    final = replace(scenario, script=(replace(lost, meaning=Meaning.STATUS, status=400),))
    refused = replace(error, classes=("BadRequestError", "documented"))
    found = {violation.column for violation in judge(final, (first, second), refused)}
    assert found == {"attempts", "duplicate"}

"""What the contract says of a scenario, and where a driver's outcome and the ledger are not that.

Written from the contracts of reliability and of the Python SDK; it does not import the SDK.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tests.faults.scenario import CHANGES, READ_LATER, Answer, Arrival, Meaning, Outcome, Scenario

CANARY = "canary"
# An answer may take this much memory, in MiB: the limit of 100 MiB for a decoded body, and what handling it takes.
MEMORY = 164.0
_STATUS_ERRORS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}

COLUMNS = ("false success", "lost success", "duplicate", "undocumented", "attempts", "pool", "secret", "other")


@dataclass(frozen=True)
class Violation:
    column: str
    what: str


@dataclass(frozen=True)
class Expected:
    """The answer that decides, and the answers before it in order, each with whether it ends an attempt."""

    final: Answer
    arrivals: int
    attempts: int
    waits: tuple[Answer, ...]


def judge(scenario: Scenario, arrivals: Sequence[Arrival], outcome: Outcome) -> list[Violation]:
    """Everything that is wrong; where the contract leaves two ways open, with the way that fits best."""
    found = [list(_judged(reading, arrivals, outcome)) for reading in _readings(scenario)]
    return min(found, key=len)


def _readings(scenario: Scenario) -> Iterator[Scenario]:
    yield from (scenario, *scenario.others)
    others = {meaning for answer in scenario.script for meaning in answer.or_else}
    for meaning in sorted(others):
        script = (replace(item, meaning=meaning) if meaning in item.or_else else item for item in scenario.script)
        yield replace(scenario, script=tuple(script))


def _judged(scenario: Scenario, arrivals: Sequence[Arrival], outcome: Outcome) -> Iterator[Violation]:
    expected = expect(scenario)
    if scenario.how == "plain":
        yield from _result(scenario, expected.final, outcome)
        yield from _attempts(expected, arrivals, outcome)
    else:
        yield from _meanwhile(scenario, outcome)
    yield from _duplicates(scenario, arrivals)
    if outcome.result == "error" and "documented" not in outcome.classes:
        yield Violation("undocumented", f"{outcome.classes[0]}: {outcome.text[:200]}")
    if outcome.held:
        yield Violation("pool", f"{outcome.held} connections or requests are still held")
    if outcome.next_call != "ok":
        yield Violation("pool", f"the next call: {outcome.next_call[:200]}")
    for place in outcome.leaks:
        yield Violation("secret", f"in {place}")
    for arrival in arrivals:
        if arrival.place == "away" and CANARY in arrival.text():
            yield Violation("secret", f"sent to another origin: {arrival.text()[:300]}")
    if outcome.memory > MEMORY:
        yield Violation("other", f"{outcome.memory:.0f} MiB of memory")


def expect(scenario: Scenario) -> Expected:
    index, attempts = 0, 0
    waits: list[Answer] = []
    while True:
        attempts += 1
        answer, index = scenario.answer(index), index + 1
        hops = 0
        while answer.meaning is Meaning.REDIRECT:
            hops += 1
            if hops > scenario.hops:
                answer = replace(answer, meaning=Meaning.LOST)
                break
            answer, index = scenario.answer(index), index + 1
        if attempts > _retries(scenario) or not retried(answer, scenario.call):
            return Expected(answer, 0 if answer.after == "refuse" else index, attempts, tuple(waits))
        waits.append(answer)


def _retries(scenario: Scenario) -> int:
    is_gone = scenario.call == "upload_once" and not scenario.keeps
    return 0 if is_gone else scenario.retries


def retried(answer: Answer, call: str) -> bool:
    """Whether an answer may be followed by another attempt."""
    if answer.final:
        return False
    if answer.meaning in (Meaning.LOST, Meaning.LATE):
        return not (answer.in_body and call in READ_LATER)
    if answer.meaning is not Meaning.STATUS:
        return False
    if answer.advice is not None:
        return answer.advice == "true"
    return answer.status in (408, 409, 429) or answer.status >= 500


def _result(scenario: Scenario, final: Answer, outcome: Outcome) -> Iterator[Violation]:
    said = f"{outcome.result} {outcome.classes[:1]} {outcome.text[:120]} {str(outcome.value)[:120]}"
    if final.meaning in (Meaning.GOOD, Meaning.TEXT):
        if outcome.result != "value":
            yield Violation("lost success", said)
        elif outcome.value != final.value:
            yield Violation("false success", f"{said} is not {str(final.value)[:120]}")
        return
    if outcome.result == "value":
        yield Violation("false success", f"{final.kind}: {said}")
        return
    wanted = {
        Meaning.LOST: "APIConnectionError",
        Meaning.LATE: "APITimeoutError",
        Meaning.INVALID: "APIResponseValidationError",
        Meaning.STATUS: _status_error(final.status),
    }[final.meaning]
    if wanted not in outcome.classes or (final.meaning is Meaning.LOST and "APITimeoutError" in outcome.classes):
        yield Violation("other", f"{final.kind}: not {wanted}: {said}")
    if scenario.call in ("watch", "log") and outcome.items[: len(final.items)] != final.items:
        yield Violation("other", f"items before the cut: {outcome.items} are not {final.items}")


def _status_error(status: int) -> str:
    return _STATUS_ERRORS.get(status, "InternalServerError" if status >= 500 else "APIStatusError")


def _attempts(expected: Expected, arrivals: Sequence[Arrival], outcome: Outcome) -> Iterator[Violation]:
    if len(arrivals) != expected.arrivals:
        kinds = [arrival.kind for arrival in arrivals]
        yield Violation("attempts", f"{len(arrivals)} arrived, not {expected.arrivals}: {kinds[:6]}")
    headers = [arrival.header("x-stainless-retry-count") for arrival in arrivals if arrival.place != "away"]
    counts = [int(count) for count in headers if count is not None]
    if counts != sorted(counts) or any(count >= expected.attempts for count in counts):
        yield Violation("attempts", f"retry counts {counts}")
    if outcome.retries_taken is not None and outcome.retries_taken != expected.attempts - 1:
        yield Violation("attempts", f"retries_taken {outcome.retries_taken}, not {expected.attempts - 1}")
    if len(outcome.delays) != len(expected.waits):
        yield Violation("attempts", f"waited {outcome.delays}, {len(expected.waits)} times expected")
        return
    for number, (delay, answer) in enumerate(zip(outcome.delays, expected.waits, strict=True)):
        backoff = min(0.5 * 2**number, 8.0)
        low, high = (backoff * 0.75, backoff) if answer.delay is None else (answer.delay, answer.delay)
        # a date has whole seconds, and the way takes time
        slack = 3.0 if "date" in answer.kind and answer.delay else 1e-6
        if not low - slack <= delay <= high + slack:
            yield Violation("attempts", f"waited {delay} s after {answer.kind}, not {low} to {high}")


def _duplicates(scenario: Scenario, arrivals: Sequence[Arrival]) -> Iterator[Violation]:
    """A change is asked for again only after an answer that allows it, with the same key and the same bytes."""
    if scenario.call not in CHANGES:
        return
    applied = [(index, item) for index, item in enumerate(arrivals) if item.applied and item.method != "GET"]
    for index, _ in applied[:-1]:
        answer = scenario.answer(index)
        readings = [replace(answer, meaning=meaning) for meaning in (answer.meaning, *answer.or_else)]
        if not any(item.meaning is Meaning.REDIRECT or retried(item, scenario.call) for item in readings):
            yield Violation("duplicate", f"sent again after {answer.kind}")
    if scenario.keyed:
        keys = {item.header("idempotency-key") for _, item in applied if item.place != "away"}
        if len(keys) > 1 or None in keys or "" in keys:
            yield Violation("duplicate", f"idempotency keys {keys}")
    if scenario.call != "upload" and len({item.body for _, item in applied}) > 1:
        yield Violation("duplicate", "another body")


def _meanwhile(scenario: Scenario, outcome: Outcome) -> Iterator[Violation]:
    said = f"{outcome.result} {outcome.classes[:1]} {outcome.text[:200]} {str(outcome.value)[:200]}"
    if scenario.how in ("cancel", "cancel soon"):
        is_whole = scenario.how == "cancel soon" and outcome.value == scenario.script[0].value
        if outcome.result != "cancelled" and not is_whole:
            yield Violation("false success" if outcome.result == "value" else "other", said)
    elif scenario.how in ("close", "late"):
        if "APIConnectionError" not in outcome.classes:
            yield Violation("false success" if outcome.result == "value" else "other", said)
    elif outcome.result != "value" or outcome.value is not True:
        # "leave", "many", "storm", "fork": the driver has compared
        yield Violation("false success" if outcome.result == "value" else "lost success", said)

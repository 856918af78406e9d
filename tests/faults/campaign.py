"""The scenarios of a campaign: every kind of fault with every call it can meet, and mixtures, all drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tests.faults import contents, statuses
from tests.faults.bodies import Body, good, good_body
from tests.faults.breaks import BREAKS, HARMLESS, SILENCES
from tests.faults.scenario import READ_LATER, Answer, Meaning, Scenario

_JSON = ("retrieve", "create", "list", "delete", "upload", "raw", "streamed", "seed")
_STREAMS = ("watch", "log")
_FILES = ("download", "streamed_download")
_ALL = (*_JSON, *_STREAMS, *_FILES, "upload_once")

Maker = Callable[[Body, random.Random], Answer]


@dataclass(frozen=True)
class Kind:
    """A row of the table: a fault, the calls it is tried with, and what else its scenarios have."""

    name: str
    make: Maker
    calls: Sequence[str] = _ALL
    retries: Sequence[int] = (0, 1, 2, 3)
    read_timeout: float = 10.0
    strict: Sequence[bool] = (False, True)
    how: str = "plain"
    # whether a good answer may follow it
    alone: bool = False


def _calm(body: Body, _random: random.Random) -> Answer:
    return good(body)


def _statused(code: int) -> Maker:
    return lambda _body, random: statuses.status(code, random)


def _asking(form: statuses.Form) -> Maker:
    return lambda _body, random: statuses.retry_after(random.choice(statuses.RETRIED), form, random)


def _advising(advice: str) -> Maker:
    codes = (*statuses.FINAL, *statuses.RETRIED)
    return lambda _body, random: statuses.advised(random.choice(codes), advice, random)


def _redirected(place: str, kind: str, codes: Sequence[int] = (301, 302, 303, 307, 308)) -> Maker:
    location = f"{place}/moved?q=1"
    return lambda _body, random: statuses.redirect(random.choice(codes), location, kind)


def _kinds() -> Iterator[Kind]:
    for name, make in BREAKS.items():
        yield Kind(name, make, alone=name == "refused")
    for name, make in SILENCES.items():
        yield Kind(f"silence {name}", make, retries=(0, 1), read_timeout=0.25)
    for name, make in HARMLESS.items():
        yield Kind(name, make)
    yield from _status_kinds()
    yield from _content_kinds()
    yield from _meanwhile()


def _status_kinds() -> Iterator[Kind]:
    for code in (*statuses.RETRIED, *statuses.FINAL):
        yield Kind(f"status {code}", _statused(code))
    for form in statuses.RETRY_AFTER:
        yield Kind(f"Retry-After {form[0]}", _asking(form), retries=(1, 2, 3))
    for advice in ("true", "false"):
        yield Kind(f"x-should-retry {advice}", _advising(advice))
    yield Kind(
        "error with its body cut", lambda _body, random: statuses.cut_error(random.choice(statuses.RETRIED), random)
    )
    yield Kind("101", lambda _body, random: statuses.switched(random))
    yield Kind("204", statuses.without_content, _JSON, strict=(False,))
    yield Kind("304", lambda _body, random: statuses.unmodified(random))
    moved = tuple(call for call in _ALL if call != "upload_once")
    yield Kind("redirect, same origin", _redirected("@HOME@", "same origin"), moved)
    yield Kind("redirect, other port", _redirected("@AWAY@", "other port"), moved)
    yield Kind("redirect, other host", _redirected("@HOST@", "other host"), moved)
    yield Kind("redirect, POST 307", _redirected("@HOME@", "same origin", (307, 308)), ("create", "upload", "delete"))
    yield Kind("redirect loop", _redirected("@HOME@", "loop"), moved, retries=(0, 1), alone=True)
    yield Kind(
        "redirect, bad",
        lambda _body, random: statuses.bad_redirect(random.choice((301, 302, 303, 307, 308)), random),
        moved,
    )


def _content_kinds() -> Iterator[Kind]:
    yield Kind("no JSON", contents.not_json, _JSON)
    yield Kind("wrong length: too short", contents.short_length, _JSON)
    yield Kind("other content type", contents.other_type, _JSON)
    yield Kind("JSON as another type", contents.json_by_other_name, _JSON, strict=(False,))
    yield Kind("BOM or spaces", contents.marked, _JSON)
    yield Kind("wrong shape, strict", contents.wrong_shape, _JSON, strict=(True,))
    yield Kind("compressed", contents.packed)
    yield Kind("broken compression", contents.badly_packed)
    yield Kind("truncated compression", contents.half_packed)
    yield Kind("unknown compression", contents.strangely_packed, _JSON)
    yield Kind(
        "gzip bomb", contents.bomb, ("retrieve", "create", "raw", "download", "streamed"), retries=(0,), alone=True
    )
    yield Kind("item that is no JSON", contents.broken_item, _STREAMS)
    yield Kind("stream cut within an item", contents.cut_item, _STREAMS)
    yield Kind("last item without end", contents.unended_item, _STREAMS)
    yield Kind("odd line ends", contents.odd_lines, _STREAMS)
    yield Kind("[DONE]", contents.done, ("watch",))


def _meanwhile() -> Iterator[Kind]:
    for name, make in SILENCES.items():
        calls = _ALL if name != "body" else (*_JSON, *_STREAMS)
        yield Kind(f"cancelled in silence {name}", make, calls, how="cancel", alone=True, read_timeout=30.0)
        yield Kind(f"closed in silence {name}", make, calls, how="close", alone=True, retries=(0, 1), read_timeout=1.0)
    yield Kind("cancelled while it waits to retry", _statused(503), _JSON, how="cancel", alone=True, retries=(1,))
    yield Kind("cancelled at any moment", HARMLESS["dripping"], how="cancel soon", alone=True)
    yield Kind("50 calls, cancelled at any moment", HARMLESS["dripping"], ("retrieve", "list"), how="storm", alone=True)
    yield Kind("left in the middle", _calm, _STREAMS, how="leave", alone=True)
    yield Kind("50 calls at once", _calm, ("retrieve",), how="many", alone=True)
    yield Kind("called after fork", _calm, ("retrieve",), how="fork", alone=True)
    yield Kind("called after close", _calm, how="late", alone=True)


KINDS = tuple(_kinds())


def scenarios(count: int, seed: int) -> list[Scenario]:
    """Kinds take turns; what is drawn for a scenario depends on its number and the seed alone."""
    drawn = (random.Random(f"{seed}/{number}") for number in range(count))  # noqa: S311
    return [_scenario(number, KINDS[number % len(KINDS)], each) for number, each in enumerate(drawn)]


def _scenario(number: int, kind: Kind, random: random.Random) -> Scenario:
    call = random.choice(kind.calls)
    made = Scenario(
        number,
        kind.name,
        call,
        (),
        how=kind.how,
        keyed=call != "seed" and random.random() < 0.5,
        strict=random.choice(kind.strict),
        given=random.random() < 0.5,
        retries=random.choice(kind.retries),
        read_timeout=kind.read_timeout,
    )
    return replace(made, script=tuple(_script(made, kind, random)))


def _script(scenario: Scenario, kind: Kind, random: random.Random) -> Iterator[Answer]:
    """The fault, some times; then, mostly, a good answer. What is before the request can only come first."""

    def made(make: Maker, index: int) -> Answer:
        return _fitted(make(good_body(scenario.call, f"{scenario.id}-{index}"), random), scenario)

    first = made(kind.make, 0)
    yield first
    if kind.alone:
        return
    index = 1
    if first.after != "accept" and random.random() < 0.3:
        again = random.choice([kind.make, *(BREAKS[name] for name in ("reset head", "close unanswered", "reset body"))])
        yield made(again, index)
        index += 1
    if first.meaning is Meaning.REDIRECT or random.random() < 0.7:
        yield made(_calm, index)


def _fitted(answer: Answer, scenario: Scenario) -> Answer:
    """What a strict client and one that gives out whole bodies make of it."""
    if answer.meaning is Meaning.TEXT and scenario.strict:
        answer = replace(answer, meaning=Meaning.INVALID)
    return answer if scenario.call in READ_LATER else replace(answer, items=())

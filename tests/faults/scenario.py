"""What a scenario is: a call, what the server answers to each of its attempts, and what each answer means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

# The calls whose body is read after the call has returned: what breaks there is not tried again.
READ_LATER = frozenset({"watch", "log", "streamed", "streamed_download"})
# The calls that change something on the server.
CHANGES = frozenset({"create", "upload", "upload_once", "delete", "seed"})


class Meaning(StrEnum):
    """What an answer is, in the words of the contract."""

    GOOD = "good"
    # no answer, or one that breaks HTTP or is cut off
    LOST = "lost"
    LATE = "late"
    STATUS = "status"
    # a whole answer that is not what was promised
    INVALID = "invalid"
    # a whole answer that says it is no JSON: lenient clients give its text
    TEXT = "text"
    REDIRECT = "redirect"


@dataclass(frozen=True)
class Act:
    """One thing the server does: send bytes (all at once, or one each `seconds`), wait, or end the connection."""

    do: Literal["send", "wait", "stall", "reset", "close"]
    data: bytes = b""
    seconds: float = 0.0


@dataclass(frozen=True)
class Answer:
    """What the server does with an attempt, and what that means.

    after: how much it takes of the request first ("refuse": there is no server). in_body: what is wrong with it comes
    only after its head. value: what a good one holds; items: what of it arrives whole before it is cut. delay: the
    seconds that its Retry-After asks for, None where the client is to choose. advice: its x-should-retry.
    """

    kind: str
    meaning: Meaning
    acts: tuple[Act, ...] = ()
    after: Literal["refuse", "accept", "head", "request"] = "request"
    in_body: bool = False
    status: int = 200
    value: object = None
    items: tuple[object, ...] = ()
    delay: float | None = None
    advice: str | None = None
    turns_to_get: bool = False
    # for what leaves it open how a body that is not read to its end is reported
    or_else: tuple[Meaning, ...] = ()
    # never asked again, whatever it means
    final: bool = False


@dataclass(frozen=True)
class Scenario:
    """One call. The last answer of the script answers all further attempts. how: what else happens meanwhile."""

    number: int
    kind: str
    call: str
    script: tuple[Answer, ...]
    how: str = "plain"
    keyed: bool = False
    strict: bool = False
    # whether the client was given an HTTP client, and does not make its own
    given: bool = False
    retries: int = 2
    read_timeout: float = 10.0
    # how many redirects of one attempt the client follows, and whether it keeps what it read from a pipe
    hops: int = 20
    keeps: bool = False
    # what the contract allows as well
    others: tuple[Scenario, ...] = ()

    @property
    def id(self) -> str:
        return f"n{self.number}"

    def answer(self, index: int) -> Answer:
        return self.script[min(index, len(self.script) - 1)]

    def task(self) -> dict[str, object]:
        """All that a driver is told."""
        names = ("id", "call", "how", "keyed", "strict", "given", "retries", "read_timeout")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Arrival:
    """A request (or a connection, where none was read) as the ledger has it."""

    place: str
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    applied: bool
    kind: str

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def text(self) -> str:
        return "\n".join([self.target, *(f"{key}: {value}" for key, value in self.headers)])


@dataclass(frozen=True)
class Outcome:
    """What a driver says became of a call."""

    id: str
    # "value", "error" or "cancelled"
    result: str
    value: object = None
    items: tuple[object, ...] = ()
    # names of the error's class and of its bases
    classes: tuple[str, ...] = ()
    text: str = ""
    retries_taken: int | None = None
    delays: tuple[float, ...] = ()
    # connections and requests that the pool still holds for somebody
    held: int = 0
    # the next call on the same pool
    next_call: str = "ok"
    # where a secret was seen: "log", "repr", "error"
    leaks: tuple[str, ...] = ()
    # MiB that the peak of memory rose by
    memory: float = 0.0
    parts: tuple[Mapping[str, object], ...] = field(default=())

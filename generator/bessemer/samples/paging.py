"""Make a sample list of two pages: what a server answers, and what the second call asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bessemer.frozen import frozen
from bessemer.ir.operations import Operation, PagedResult
from bessemer.ir.paging import CursorTurn, ItemTurn, NoTurn, NumberTurn, OffsetTurn, PageScheme, Steps, UrlTurn
from bessemer.ir.types import IntegerType, Json, NumberType
from bessemer.samples.calls import Call
from bessemer.samples.styles import scalar_text
from bessemer.samples.values import Sampler

# The query of the address that leads to the second page.
_NAME = "page"
SECOND = f"{_NAME}=2"
_CURSOR = "page_2"


@frozen
class TwoPages:
    """`first` and `second` are the bodies, `headers` and `last_headers` what their answers have besides.

    `call` are the arguments of the second call; `follows`: it is made to the address that the first page holds.
    """

    first: Json
    second: Json
    items: Sequence[Json]
    call: Call
    headers: tuple[tuple[str, str], ...] = ()
    last_headers: tuple[tuple[str, str], ...] = ()
    follows: bool = False


def two_pages(operation: Operation, call: Call, body: Json, sampler: Sampler) -> TwoPages | None:
    """`body` is a sample of one answer to the call; `path` where it went. None where no second page can be told."""
    result = operation.result
    if not isinstance(result, PagedResult) or not _can_ask(operation, result.scheme):
        return None
    items = body if result.scheme.is_list else _at(body, result.scheme.items)
    if not isinstance(items, list | tuple) or not items:
        items = [sampler.full(result.item, "string")]
    making = _Making(result.scheme, call, list(items), body if isinstance(body, Mapping) else {})
    return making.made()


def surely_turns(operation: Operation) -> bool:
    """Whether there are two pages whatever the items are."""
    result = operation.result
    if not isinstance(result, PagedResult) or not _can_ask(operation, result.scheme):
        return False
    return isinstance(result.scheme.turn, CursorTurn | NumberTurn | OffsetTurn)


def _can_ask(operation: Operation, scheme: PageScheme) -> bool:
    """Whether the parameter is written as any other value of a query, or lies in the body."""
    turn = scheme.turn
    if isinstance(turn, UrlTurn | NoTurn) or scheme.in_body:
        return True
    found = (item.serialization for item in operation.located("query") if item.wire_name == turn.parameter[0])
    return all(how is None or how.style in ("form", "deepObject") for how in found)


class _Making:
    """Two pages while they are made."""

    def __init__(self, scheme: PageScheme, call: Call, items: list[Json], body: Mapping[str, Json]) -> None:
        self._scheme = scheme
        self._call = call
        self._items = items
        self._body = body

    def made(self) -> TwoPages | None:
        turn = self._scheme.turn
        match turn:
            case CursorTurn(parameter, field):
                cursor: Json = 2 if self._is_number(field) else _CURSOR
                return self._pages({field: cursor}, {field: None}, (parameter, cursor))
            case ItemTurn(parameter, id_):
                return self._after_item(parameter, id_)
            case UrlTurn(field):
                return self._at_address(field)
            case NumberTurn(parameter, current, total, number):
                page = self._asked(parameter, number)
                known = {total: page + 2 - number} if total else {}
                first, second = ({current: page}, {current: page + 1}) if current else ({}, {})
                last = self._items if total else []
                return self._pages({**known, **first}, {**known, **second}, (parameter, page + 1), last)
            case OffsetTurn(parameter, start, total, number):
                begin, count = self._asked(parameter, number), len(self._items)
                known = {total: begin + 2 * count - number} if total else {}
                first, second = ({start: begin}, {start: begin + count}) if start else ({}, {})
                last = self._items if total else []
                return self._pages({**known, **first}, {**known, **second}, (parameter, begin + count), last)
            case NoTurn():
                return None

    def _after_item(self, parameter: Steps, id_: Steps) -> TwoPages | None:
        last = self._items[-1]
        if not isinstance(last, Mapping):
            return None
        found = _at(last, id_) or (1 if _at(last, id_) == 0 else None)
        if not isinstance(found, str | int) or isinstance(found, bool):
            return None
        self._items[-1] = _put(last, id_, found)
        return self._pages({}, {}, (parameter, found), [])

    def _at_address(self, field: Steps) -> TwoPages | None:
        if _NAME in self._call.query:
            return None
        address = f"?{SECOND}"
        if (self._header(field) or "").lower() == "link":
            address = f'<{address}>; rel="next"'
        return replace(self._pages({field: address}, {field: None}, None), follows=True)

    def _header(self, field: Steps) -> str | None:
        """The header that a field is the value of."""
        return next((item.header for item in self._scheme.fields if item.wire_name == field[0]), None)

    def _is_number(self, field: Steps) -> bool:
        fields = self._scheme.fields
        found = None
        for step in field:
            found = next((item for item in fields if item.wire_name == step), None)
            fields = found.fields if found else ()
        return found is not None and isinstance(found.type, IntegerType | NumberType)

    def _asked(self, parameter: Steps, default: int) -> int:
        given = self._call.body if self._scheme.in_body else self._call.query
        found = _at(given, parameter)
        return found if isinstance(found, int) and not isinstance(found, bool) else default

    def _pages(
        self,
        first: Mapping[Steps, Json],
        second: Mapping[Steps, Json],
        asked: tuple[Steps, Json] | None,
        last: list[Json] | None = None,
    ) -> TwoPages:
        """`last` are the items of the second page: those of the first, unless only an empty page ends the list."""
        last = self._items if last is None else last
        more = self._scheme.has_next
        first = {**first, **({more: True} if more else {})}
        second = {**second, **({more: False} if more else {})}
        return TwoPages(
            self._page(self._items, first),
            self._page(last, second),
            [*self._items, *last],
            self._asking(asked) if asked else self._call,
            self._headers(first),
            self._headers(second),
        )

    def _page(self, items: list[Json], values: Mapping[Steps, Json]) -> Json:
        if self._scheme.is_list:
            return items
        body = _put(self._body, self._scheme.items, items)
        for steps, value in values.items():
            if self._header(steps) is None:
                body = _put(body, steps, value)
        return body

    def _headers(self, values: Mapping[Steps, Json]) -> tuple[tuple[str, str], ...]:
        named = ((self._header(steps), value) for steps, value in values.items() if value is not None)
        return tuple((name.lower(), scalar_text(value)) for name, value in named if name is not None)

    def _asking(self, asked: tuple[Steps, Json]) -> Call:
        steps, value = asked
        if self._scheme.in_body:
            return replace(self._call, body=_put(self._call.body, steps, value))
        return replace(self._call, query=_put(self._call.query, steps, value))


def _at(value: Json, steps: Steps) -> Json:
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _put(value: Json, steps: Steps, inner: Json) -> dict[str, Json]:
    """An object with another value some steps down."""
    made = dict(value) if isinstance(value, Mapping) else {}
    step, *rest = steps
    made[step] = _put(made.get(step), tuple(rest), inner) if rest else inner
    return made

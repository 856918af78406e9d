"""Lower `pagination`: the ways to page, and which operation is paged by which.

Source: contracts/config.md section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bessemer.config.model import PageField, PagingConfig
from bessemer.config.tree import MethodConfig
from bessemer.document.pointer import child
from bessemer.ir.operations import JsonBody, JsonResult, MultipartBody, Operation, PagedResult, RawBody
from bessemer.ir.paging import (
    CursorTurn,
    ItemTurn,
    NoTurn,
    NumberTurn,
    OffsetTurn,
    PageScheme,
    Steps,
    Turn,
    UrlTurn,
)
from bessemer.ir.paging import PageField as Field
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    IntegerType,
    MapType,
    NullableType,
    NumberType,
    ObjectType,
    RefType,
    Schema,
    StringType,
    Type,
    UnionType,
)
from bessemer.lower.context import Context
from bessemer.lower.schemas import shape
from bessemer.naming.words import split

# What a scheme without a name is called.
_NAMELESS = "page"
_TYPES: Mapping[str, Type] = {
    "string": StringType(),
    "integer": IntegerType(),
    "number": NumberType(),
    "boolean": BooleanType(),
}
# How far a chain of references is followed: one may come back to itself.
_MOST_STEPS = 50
# What asks for the next page where no role says so.
_USUAL = {"page_number_param": ("page", "page_number"), "offset_count_param": ("offset", "skip")}


def lower_schemes(context: Context) -> tuple[PageScheme, ...]:
    """The schemes of the config that can be followed; what another lacks is said."""
    made = (_scheme(context, item) for item in context.config.paging)
    return tuple(item for item in made if item is not None)


def _scheme(context: Context, config: PagingConfig) -> PageScheme | None:
    given = dict(_roles(config.response, ()))
    asked = _asked(context, config)
    items = given.get("items")
    turn = _turn(config, asked, given)
    if items is None or turn is None:
        lacks = "the list of a page" if items is None else "what leads to the next page"
        message = f"the paging scheme {config.name!r} does not say which field is {lacks}: it is not followed"
        help_ = "give the field `x-stainless-pagination-property: {purpose: …}`"
        context.config_problem("paging-incomplete", message, config.pointer, help_)
        return None
    listed = next((item for item in config.response if item.is_top_level_array), None)
    return PageScheme(
        name=config.name or _NAMELESS,
        config=config.pointer,
        turn=turn,
        fields=tuple(_field(item) for item in config.response),
        items=items,
        has_next=given.get("has_next_page"),
        in_body=config.in_body,
        is_list=listed is not None,
        description=config.description,
    )


def _roles(fields: Iterable[PageField], above: Steps) -> Iterator[tuple[str, Steps]]:
    for item in fields:
        if item.role is not None:
            yield item.role, (*above, item.name)
        if item.type != "array":
            yield from _roles(item.fields, (*above, item.name))


def _asked(context: Context, config: PagingConfig) -> dict[str, Steps]:
    """The parameters by role; `a.b` is a key of the object `a`, unless the document has a parameter of that name."""
    found: dict[str, Steps] = {}
    for role, steps in _roles(config.request, ()):
        found[role] = steps if _is_whole(context, steps[-1]) else tuple(part for s in steps for part in s.split("."))
    for role, names in _USUAL.items():
        known = next((item.name for item in config.request if item.name in names and item.role is None), None)
        if role not in found and known is not None:
            found[role] = (known,)
    return found


def _is_whole(context: Context, name: str) -> bool:
    """Whether a name with a dot is that of a parameter."""
    if "." not in name:
        return True
    listed = (item for endpoint in context.endpoints.values() for item in endpoint.operation.get("parameters") or ())
    return any(isinstance(item, dict) and item.get("name") == name for item in listed)


def _turn(config: PagingConfig, asked: Mapping[str, Steps], given: Mapping[str, Steps]) -> Turn | None:
    match config.type:
        case "fake_page":
            return NoTurn()
        case "cursor":
            return _cursor(asked, given)
        case "cursor_id":
            parameter = asked.get("next_cursor_id_param") or asked.get("next_cursor_param")
            previous = asked.get("previous_cursor_id_param") or asked.get("previous_cursor_param")
            return ItemTurn(parameter, _id(config.response), previous) if parameter else None
        case "cursor_url":
            field = (
                given.get("cursor_url_field") or given.get("next_cursor_url_field") or given.get("next_cursor_field")
            )
            return UrlTurn(field) if field else None
        case "page_number":
            parameter = asked.get("page_number_param")
            current, total = given.get("current_page_number_field"), given.get("total_page_count_field")
            return NumberTurn(parameter, current, total, _first(config, parameter, 1)) if parameter else None
        case "offset":
            parameter = asked.get("offset_count_param")
            start, total = given.get("offset_count_start_field"), given.get("offset_total_count_field")
            return OffsetTurn(parameter, start, total, _first(config, parameter, 0)) if parameter else None


def _first(config: PagingConfig, parameter: Steps, usual: int) -> int:
    """The number that a list begins with: 0 or 1, by the parameter's default."""
    asked = next((item for item in config.request if item.name == ".".join(parameter)), None)
    return asked.first if asked is not None and asked.first in (0, 1) else usual


def _cursor(asked: Mapping[str, Steps], given: Mapping[str, Steps]) -> Turn | None:
    parameter, field = asked.get("next_cursor_param"), given.get("next_cursor_field")
    if parameter is None or field is None:
        return None
    previous, before = asked.get("previous_cursor_param"), given.get("previous_cursor_field")
    return CursorTurn(parameter, field, previous, before) if previous and before else CursorTurn(parameter, field)


def _id(fields: Iterable[PageField]) -> Steps:
    """What names an item: the field with a role in the scheme's items, else its `id`."""
    for item in fields:
        if item.type == "array" and item.role == "items":
            return next((steps for _, steps in _roles(item.fields, ())), ("id",))
        below = _id(item.fields)
        if below != ("id",):
            return below
    return ("id",)


def _field(item: PageField) -> Field:
    if item.type == "array":
        return Field(item.name, ArrayType(Schema(item.pointer, AnyType())), header=item.from_header)
    if item.fields:
        return Field(item.name, ObjectType(()), tuple(_field(inner) for inner in item.fields), item.from_header)
    if item.type == "object":
        return Field(item.name, MapType(Schema(item.pointer, AnyType())), header=item.from_header)
    return Field(item.name, _TYPES.get(item.type or "", AnyType()), header=item.from_header)


def paged(context: Context, method: MethodConfig, operation: Operation) -> Operation:
    """The operation with its result as a page of a list, where the config or its name and shape say that it is one."""
    result, wanted = operation.result, method.paginated
    if wanted is False or (wanted is None and split(method.name)[:1] != ("list",)):
        return operation
    fitting: list[tuple[PageScheme, Schema]] = []
    # what is asked for again must be there again: a file that was sent is not
    given_once = isinstance(operation.body, MultipartBody | RawBody)
    if isinstance(result, JsonResult) and operation.streaming is None and not given_once:
        fit = _Fit(context, operation, result.schema)
        schemes = [item for item in context.pages if not isinstance(wanted, str) or item.name == wanted]
        fitting = [(item, found) for item in schemes if (found := fit.item(item, exactly=True)) is not None]
        if not fitting and wanted is not None:
            fitting = [(item, found) for item in schemes if (found := fit.item(item, exactly=False)) is not None]
    if not fitting or not isinstance(result, JsonResult):
        if wanted is not None:
            _not_paged(context, method)
        return operation
    # a scheme without a way on fits every list, so any other is meant before it
    fitting.sort(key=lambda item: isinstance(item[0].turn, NoTurn))
    turning = [scheme.name for scheme, _ in fitting if not isinstance(scheme.turn, NoTurn)]
    if len(turning) > 1:
        _ambiguous(context, method, turning)
    scheme, item = fitting[0]
    made = PagedResult(scheme, item, result.schema, result.status, result.examples, result.media_type)
    return replace(operation, result=made)


def _not_paged(context: Context, method: MethodConfig) -> None:
    lacking = f"the scheme {method.paginated!r} does not fit" if isinstance(method.paginated, str) else "no scheme fits"
    message = f"{method.name!r} is to be paged, but {lacking} its parameters and its answer: it is left as it is"
    help_ = "add a scheme with its parameters and fields to `pagination`, or write `paginated: false`"
    context.config_problem("paging-not-configured", message, method.pointer, help_)


def _ambiguous(context: Context, method: MethodConfig, names: list[str]) -> None:
    listed = ", ".join(repr(name) for name in names)
    message = f"{method.name!r} fits the paging schemes {listed}: the first is taken"
    context.config_problem("paging-ambiguous", message, method.pointer, f"write `paginated: {names[0]}`")


class _Fit:
    """Finds out whether an operation is paged by a scheme."""

    def __init__(self, context: Context, operation: Operation, answer: Schema) -> None:
        self._context = context
        self._operation = operation
        self._answer = answer

    def item(self, scheme: PageScheme, *, exactly: bool) -> Schema | None:
        """What the list of a page holds, None where the scheme does not fit.

        Exactly: all its parameters and fields are there; else only what leads to the next page must be.
        """
        wanted = tuple(_parameters(scheme.turn))
        asked = wanted if exactly else wanted[:1]
        if not all(self._takes(scheme, steps, exactly=exactly) for steps in asked):
            return None
        if exactly and isinstance(scheme.turn, UrlTurn) and not self._says(scheme, scheme.turn):
            return None
        fields = _leaves(scheme.fields, ()) if exactly and not scheme.is_list else ()
        if not all(self._at(self._answer.type, steps) is not None for steps in fields):
            return None
        answer = self._bare(self._answer.type) if scheme.is_list else self._at(self._answer.type, scheme.items)
        return answer.items if isinstance(answer, ArrayType) else None

    def _says(self, scheme: PageScheme, turn: UrlTurn) -> bool:
        """Whether an answer has the header that the address is in, where it is in one."""
        header = next((item.header for item in scheme.fields if item.wire_name == turn.field[0]), None)
        if header is None:
            return True
        return header.lower() in self._headers()

    def _headers(self) -> frozenset[str]:
        """The headers that an answer is described with, lower case."""
        responses = child(self._operation.origin, "responses")
        listed: list[str] = [status for status in self._context.at(responses) if not status.startswith(("4", "5"))]
        answers = (self._context.at(self._context.resolved(child(responses, status))) for status in listed)
        return frozenset(str(name).lower() for answer in answers for name in answer.get("headers") or {})

    def _takes(self, scheme: PageScheme, steps: Steps, *, exactly: bool) -> bool:
        """Whether the operation has a parameter; where the fit is exact, of the scheme's kind: number or text."""
        type_ = self._parameter(scheme, steps)
        if type_ is None or not exactly:
            return type_ is not None
        is_number = isinstance(scheme.turn, NumberTurn | OffsetTurn)
        return not isinstance(type_, (StringType, BooleanType) if is_number else (BooleanType, ObjectType))

    def _parameter(self, scheme: PageScheme, steps: Steps) -> Type | None:
        if scheme.in_body:
            body = self._operation.body
            return self._at(body.schema.type, steps) if isinstance(body, JsonBody) else None
        for item in self._operation.located("query"):
            if item.wire_name == steps[0]:
                return self._at(item.schema.type, steps[1:])
        return None

    def _at(self, type_: Type, steps: Steps) -> Type | None:
        """The type some steps below another; None where the document does not have it."""
        type_ = self._bare(type_)
        for step in steps:
            if not isinstance(type_, ObjectType):
                return None
            found = next((item for item in type_.properties if item.wire_name == step), None)
            if found is None:
                return None
            type_ = self._bare(found.schema.type)
        return type_

    def _bare(self, type_: Type) -> Type:
        """The type behind references, without null, and without a union of one."""
        for _ in range(_MOST_STEPS):
            if isinstance(type_, NullableType):
                type_ = type_.inner
            elif isinstance(type_, UnionType) and len(type_.variants) == 1:
                type_ = type_.variants[0].schema.type
            elif isinstance(type_, RefType):
                type_ = shape(self._context, type_.target)
            else:
                break
        return type_


def _parameters(turn: Turn) -> Iterator[Steps]:
    """What a call is asked by for another page, that for the next one first."""
    match turn:
        case CursorTurn(parameter, _, previous) | ItemTurn(parameter, _, previous):
            yield parameter
            if previous is not None:
                yield previous
        case NumberTurn(parameter) | OffsetTurn(parameter):
            yield parameter
        case UrlTurn() | NoTurn():
            return


def _leaves(fields: Iterable[Field], above: Steps) -> Iterator[Steps]:
    """The fields that a body must have."""
    for item in fields:
        if item.fields:
            yield from _leaves(item.fields, (*above, item.wire_name))
        elif item.header is None:
            yield *above, item.wire_name

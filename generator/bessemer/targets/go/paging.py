"""Make the view of the pages of lists: packages/pagination."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code, code, joined
from bessemer.encode.go import go_identifier, go_str
from bessemer.frozen import frozen
from bessemer.ir.paging import (
    CursorTurn,
    ItemTurn,
    NoTurn,
    NumberTurn,
    OffsetTurn,
    PageField,
    PageScheme,
    Steps,
    UrlTurn,
)
from bessemer.ir.types import BooleanType, IntegerType, MapType, NumberType, StringType
from bessemer.targets.go.docs import quoted
from bessemer.targets.go.imports import grouped
from bessemer.targets.go.names import Names
from bessemer.targets.go.tags import json_tag
from bessemer.targets.go.types import Import
from bessemer.targets.go.views import FieldView, Imports

_NEEDED: frozenset[Import] = frozenset(
    {"net/http", "$/internal/apijson", "$/internal/requestconfig", "$/packages/respjson"}
)
_UNKNOWN = Code("-1")
_OUTSIDE = Code('`json:"-"`')
# of a list that is the answer itself
_WHOLE = Code('`json:",inline"`')


@frozen
class PartView:
    """An object within a page; `generic`: the list of items is in it."""

    doc: str
    name: Code
    generic: bool
    fields: tuple[FieldView, ...]
    metadata: tuple[FieldView, ...]


@frozen
class PageHeaderView:
    """A field that is filled from the headers of the answer."""

    field: Code
    value: Code


@frozen
class PageView:
    """`items` leads to the list.

    `has_next` is true where a page says that it is the last; `turn` leads to the next, None where there is but one.
    """

    doc: str
    name: Code
    fields: tuple[FieldView, ...]
    metadata: tuple[FieldView, ...]
    parts: tuple[PartView, ...]
    headers: tuple[PageHeaderView, ...]
    items: Code
    has_next: Code | None
    turn: Code | None


@frozen
class PageFile:
    imports: Imports
    pages: tuple[PageView, ...]


def page_file(schemes: tuple[PageScheme, ...], names: Names) -> PageFile:
    return PageFile(grouped(_NEEDED, names), tuple(_Page(scheme, names).view() for scheme in schemes))


class _Page:
    """The page of one scheme."""

    def __init__(self, scheme: PageScheme, names: Names) -> None:
        self._scheme = scheme
        self._names = names
        self._name = names.exported(scheme.name)

    def view(self) -> PageView:
        scheme = self._scheme
        fields = self._with_items(scheme.fields)
        own = [item for item in fields if item.header is None]
        return PageView(
            scheme.description or f"{self._name} is a page of a list.",
            go_identifier(self._name),
            tuple(self._field(item, (), self._name) for item in fields),
            tuple(self._metadata(item) for item in own),
            tuple(self._parts(fields, (), self._name)),
            tuple(self._header(item) for item in fields if item.header is not None),
            self._path(scheme.items),
            self._has_next(),
            self._turn(),
        )

    def _with_items(self, fields: tuple[PageField, ...]) -> tuple[PageField, ...]:
        """The fields of a page that is no object: the list, under the name that the scheme gives it, and headers."""
        if not self._scheme.is_list or any(item.wire_name == self._scheme.items[0] for item in fields):
            return fields
        return (PageField(self._scheme.items[0], StringType()), *fields)

    def _parts(self, fields: tuple[PageField, ...], above: Steps, base: str) -> Iterator[PartView]:
        for item in fields:
            if not item.fields:
                continue
            name = base + self._names.exported(item.wire_name)
            steps = (*above, item.wire_name)
            yield PartView(
                f"{name} is an object of a page.",
                go_identifier(name),
                self._holds_items(steps),
                tuple(self._field(inner, steps, name) for inner in item.fields),
                tuple(self._metadata(inner) for inner in item.fields),
            )
            yield from self._parts(item.fields, steps, name)

    def _holds_items(self, steps: Steps) -> bool:
        return self._scheme.items[: len(steps)] == steps

    def _field(self, item: PageField, above: Steps, base: str) -> FieldView:
        name = self._names.exported(item.wire_name)
        is_whole = self._scheme.is_list and (*above, item.wire_name) == self._scheme.items
        tag = _OUTSIDE if item.header is not None else _WHOLE if is_whole else json_tag(item.wire_name)
        return FieldView(
            f"{name} is the {'header' if item.header else 'property'} {quoted(item.header or item.wire_name)}.",
            go_identifier(name),
            self._type(item, (*above, item.wire_name), base),
            tag,
        )

    def _type(self, item: PageField, steps: Steps, base: str) -> Code:
        if steps == self._scheme.items:
            return Code("[]T")
        if item.fields:
            name = go_identifier(base + self._names.exported(item.wire_name))
            return code(name, "[T]") if self._holds_items(steps) else name
        return _in_header(item) if item.header is not None else _scalar(item)

    def _metadata(self, item: PageField) -> FieldView:
        name = go_identifier(self._names.exported(item.wire_name))
        return FieldView(f"of {item.wire_name}", name, Code("respjson.Field"), Code(""))

    def _header(self, item: PageField) -> PageHeaderView:
        kind, name = _in_header(item), go_str(item.header or "")
        # only what says that there are no more pages ends a list
        absent = ", true" if self._scheme.has_next == (item.wire_name,) else ", false"
        match kind:
            case "bool":
                value = code("requestconfig.HeaderFlag(res.Header, ", name, absent, ")")
            case "int64" | "float64":
                value = code("requestconfig.HeaderNumber(res.Header, ", name, ")")
            case _:
                value = code("requestconfig.NextLink(res.Header, ", name, ")")
        converted = code(kind, "(", value, ")") if kind == "float64" else value
        return PageHeaderView(go_identifier(self._names.exported(item.wire_name)), converted)

    def _path(self, steps: Steps) -> Code:
        return joined(".", (go_identifier(self._names.exported(step)) for step in steps))

    def _metadata_path(self, steps: Steps) -> Code:
        *above, last = steps
        parts = [*(go_identifier(self._names.exported(step)) for step in above), Code("JSON")]
        return code("r.", joined(".", parts), ".", go_identifier(self._names.exported(last)))

    def _found(self, steps: Steps) -> PageField | None:
        fields, found = self._scheme.fields, None
        for step in steps:
            found = next((item for item in fields if item.wire_name == step), None)
            if found is None:
                return None
            fields = found.fields
        return found

    def _has_next(self) -> Code | None:
        steps = self._scheme.has_next
        found = None if steps is None else self._found(steps)
        if steps is None or found is None or not isinstance(found.type, BooleanType):
            return None
        if found.header is not None:
            return code("!r.", self._path(steps))
        return code(self._metadata_path(steps), ".Valid() && !r.", self._path(steps))

    def _turn(self) -> Code | None:
        turn = self._scheme.turn
        match turn:
            case CursorTurn(parameter, field, previous, before):
                pairs = (self._cursor(field), self._cursor(before) if before else (Code("string"), Code('""')))
                return self._cursors(parameter, previous, pairs)
            case ItemTurn(parameter, id_, previous):
                listed = joined(", ", (go_str(step) for step in id_))
                last = code("requestconfig.Identity(r.items()[len(r.items())-1], ", listed, ")")
                first = code("requestconfig.Identity(r.items()[0], ", listed, ")")
                return self._cursors(parameter, previous, ((Code("string"), last), (Code("string"), first)))
            case UrlTurn(field):
                return code("requestconfig.Address(", self._cursor(field)[1], ")")
            case NumberTurn(parameter, current, total, first):
                numbers = _numbers(Current=self._known(current), Total=self._known(total), First=Code(str(first)))
                return code("requestconfig.Number{Place: ", self._place(parameter), numbers)
            case OffsetTurn(parameter, start, total, first):
                numbers = _numbers(Start=self._known(start), Total=self._known(total), First=Code(str(first)))
                place = self._place(parameter)
                return code("requestconfig.Offset{Count: len(r.items()), Place: ", place, numbers)
            case NoTurn():
                return None

    def _cursors(self, parameter: Steps, previous: Steps | None, pairs: tuple[tuple[Code, Code], ...]) -> Code:
        (kind, following), (other, before) = pairs
        start = code("requestconfig.Cursor[", kind, ", ", other, "]{Place: ", self._place(parameter))
        back = Code("")
        if previous is not None:
            back = code(", PreviousPlace: ", self._place(previous), ", Previous: ", before)
        return code(start, ", Next: ", following, back, "}")

    def _cursor(self, steps: Steps) -> tuple[Code, Code]:
        """The kind of a cursor, and where a page has it."""
        found = self._found(steps)
        if found is not None and isinstance(found.type, StringType | IntegerType | NumberType):
            return _scalar(found), code("r.", self._path(steps))
        return Code("string"), code("requestconfig.Text(", self._metadata_path(steps), ".Raw())")

    def _known(self, steps: Steps | None) -> Code:
        found = None if steps is None else self._found(steps)
        if steps is None or found is None or not isinstance(found.type, IntegerType | NumberType):
            return _UNKNOWN
        path = code("r.", self._path(steps))
        valid = code(path, " > 0") if found.header else code(self._metadata_path(steps), ".Valid()")
        return code("requestconfig.Known(", valid, ", ", path, ")")

    def _place(self, steps: Steps) -> Code:
        kind = "Body" if self._scheme.in_body else "Query"
        return code("requestconfig.", kind, "(", joined(", ", (go_str(step) for step in steps)), ")")


def _numbers(**values: Code) -> Code:
    return code(*(code(", ", Code(name), ": ", value) for name, value in values.items()), "}")


def _in_header(item: PageField) -> Code:
    """A header has no parts."""
    return Code("string") if item.fields or isinstance(item.type, MapType) else _scalar(item)


def _scalar(item: PageField) -> Code:
    match item.type:
        case StringType():
            return Code("string")
        case IntegerType():
            return Code("int64")
        case NumberType():
            return Code("float64")
        case BooleanType():
            return Code("bool")
        case MapType():
            return Code("map[string]any")
        case _:
            return Code("any")

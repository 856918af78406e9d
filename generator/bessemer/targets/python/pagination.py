"""Make the module of pages: a sync and an async class for each way to page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
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
from bessemer.ir.types import ArrayType, BooleanType, IntegerType, MapType, NumberType, StringType
from bessemer.naming.words import spelled
from bessemer.targets.python.identifiers import field_name, pascal
from bessemer.targets.python.imports import Import, import_lines
from bessemer.targets.python.names import Names
from bessemer.targets.python.page_views import PageClass, PageModule, PageObject
from bessemer.targets.python.typetext import FieldView

PAGES = ("pagination",)
# Methods of every page: a field of such a name makes way.
_TAKEN = frozenset({"build", "get_next_page", "has_next_page", "iter_pages", "next_page_info"})
_RUNTIME = ("_base_client",)
_PRIVATE = ("_paging",)
_NEXT = ("_next_request",)


def page_class(scheme: PageScheme, names: Names, *, is_async: bool) -> str:
    return f"{'Async' if is_async else 'Sync'}{pascal(names.caser, spelled(scheme.name))}"


def page_module(names: Names) -> PageModule | None:
    """None where nothing is paged."""
    pages = names.api.pages
    if not pages:
        return None
    made = [_Page(scheme, names) for scheme in pages]
    objects: dict[Code, PageObject] = {item.name: item for page in made for item in page.objects}
    classes = tuple(item for page in made for item in page.classes())
    used = frozenset(chain.from_iterable(page.imports for page in made))
    used |= {Import("typing", name) for name in ("Generic", "List", "Optional", "TypeVar")}
    used |= {Import("typing_extensions", "override")}
    used |= {Import(_RUNTIME, name) for name in ("BaseAsyncPage", "BasePage", "BaseSyncPage", "PageInfo")}
    if objects:
        used |= {Import(("_models",), "BaseModel")}
    return PageModule(
        import_lines(used, ()),
        (*(py_str(name) for name in objects), *(py_str(item.name) for item in classes)),
        tuple(objects.values()),
        classes,
    )


class _Page:
    """One way to page while its classes are made."""

    def __init__(self, scheme: PageScheme, names: Names) -> None:
        self._scheme = scheme
        self._names = names
        self.imports: set[Import] = set()
        self.objects = tuple(self._objects(scheme.fields, ()))
        self._fields = tuple(self._field(item, ()) for item in scheme.fields)

    def classes(self) -> Iterator[PageClass]:
        scheme = self._scheme
        headers = tuple(self._header(item) for item in scheme.fields if item.header is not None)
        is_built = scheme.is_list or bool(headers)
        if is_built:
            self.imports |= {Import(_PRIVATE, "page_fields"), Import(("_http",), "httpx")}
            self.imports |= {Import("typing_extensions", "Self")}
        for is_async in (False, True):
            yield PageClass(
                name=Code(page_class(scheme, self._names, is_async=is_async)),
                base=Code("BaseAsyncPage" if is_async else "BaseSyncPage"),
                doc=scheme.description,
                fields=self._fields,
                items=self._value(scheme.items),
                next=tuple(self._next()),
                has_next=self._value(scheme.has_next) if scheme.has_next else None,
                list_name=py_str(scheme.items[0]) if is_built else None,
                headers=headers,
            )

    def _name(self, wire_name: str) -> Code:
        name = field_name(self._names.caser, wire_name)
        return Code(f"{name}_" if name in _TAKEN else name)

    def _objects(self, fields: tuple[PageField, ...], above: Steps) -> Iterator[PageObject]:
        """The objects inside a page, inner ones first."""
        for item in fields:
            if item.fields:
                here = (*above, item.wire_name)
                yield from self._objects(item.fields, here)
                inner = tuple(self._field(below, here) for below in item.fields)
                base = "BaseModel, Generic[_T]" if self._holds_items(here) else "BaseModel"
                yield PageObject(self._object(item), Code(base), inner)

    def _object(self, item: PageField) -> Code:
        """Source: contracts/config.md section 3.1."""
        return Code(pascal(self._names.caser, (*spelled(self._scheme.name), *spelled(item.wire_name))))

    def _holds_items(self, steps: Steps) -> bool:
        return self._scheme.items[: len(steps)] == steps

    def _field(self, item: PageField, above: Steps) -> FieldView:
        name, here = self._name(item.wire_name), (*above, item.wire_name)
        text, default = self._type(item, here), Code("None")
        if here != self._scheme.items or above:
            text = code("Optional[", text, "]")
        if name != item.wire_name:
            self.imports.add(Import("pydantic", "Field", "FieldInfo"))
            default = code("FieldInfo(alias=", py_str(item.wire_name), ", default=None)")
        if here == self._scheme.items and not above:
            default = code("FieldInfo(alias=", py_str(item.wire_name), ")") if name != item.wire_name else Code("")
        return FieldView(name, text, default or None)

    def _type(self, item: PageField, here: Steps) -> Code:
        if here == self._scheme.items:
            return Code("List[_T]")
        if item.fields:
            return code(self._object(item), "[_T]" if self._holds_items(here) else "")
        match item.type:
            case StringType():
                return Code("str")
            case IntegerType():
                return Code("int")
            case NumberType():
                return Code("float")
            case BooleanType():
                return Code("bool")
            case ArrayType():
                return Code("List[object]")
            case MapType():
                self.imports.add(Import("typing", "Dict"))
                return Code("Dict[str, object]")
        return Code("object")

    def _header(self, item: PageField) -> Code:
        function = "flag_of" if isinstance(item.type, BooleanType) else "header_of"
        self.imports.add(Import(_NEXT, function))
        return code(py_str(item.wire_name), f": {function}(response, ", py_str(item.header or ""), ")")

    def _value(self, steps: Steps) -> Code:
        """What a page has some steps down; None where one of them leads nowhere."""
        chain = Code("self")
        held: list[Code] = []
        for step in steps:
            chain = code(chain, ".", self._name(step))
            held.append(chain)
        above = " and ".join(held[:-1])
        return code(chain, " if ", Code(above), " else None") if above else chain

    def _next(self) -> Iterator[Code]:
        """The statements of `next_page_info`."""
        turn = self._scheme.turn
        match turn:
            case CursorTurn():
                yield from self._by_cursor(turn)
            case ItemTurn():
                yield from self._by_item(turn)
            case UrlTurn(field):
                self.imports.add(Import(("_http",), "httpx"))
                yield code("url = ", self._value(field))
                yield Code("return PageInfo(url=httpx.URL(url)) if url else None")
            case NumberTurn():
                yield from self._by_number(turn)
            case OffsetTurn():
                yield from self._by_offset(turn)
            case NoTurn():
                yield Code("return None")

    def _by_cursor(self, turn: CursorTurn) -> Iterator[Code]:
        if turn.previous_parameter is not None and turn.previous_field is not None:
            yield code("if self._asked(", _listed(turn.previous_parameter), ") is not None:")
            yield code("    previous = ", self._value(turn.previous_field))
            yield code("    return ", self._info(turn.previous_parameter, "previous"), " if previous else None")
        yield code("cursor = ", self._value(turn.field))
        yield code("return ", self._info(turn.parameter, "cursor"), " if cursor else None")

    def _by_item(self, turn: ItemTurn) -> Iterator[Code]:
        self.imports.add(Import(_PRIVATE, "item_value"))
        yield Code("items = self._get_page_items()")
        yield Code("if not items:")
        yield Code("    return None")
        found = _listed(turn.id)
        if turn.previous_parameter is not None:
            yield code("if self._asked(", _listed(turn.previous_parameter), ") is not None:")
            yield code("    first = item_value(items[0], ", found, ")")
            told = self._info(turn.previous_parameter, "first")
            yield code("    return None if first is None else ", told)
        yield code("last = item_value(items[-1], ", found, ")")
        yield code("return None if last is None else ", self._info(turn.parameter, "last"))

    def _by_number(self, turn: NumberTurn) -> Iterator[Code]:
        if turn.current is not None:
            yield code("current = ", self._value(turn.current))
            yield Code("if current is None:")
            yield code("    current = self._asked_number(", _listed(turn.parameter), f", default={turn.first})")
        else:
            yield code("current = self._asked_number(", _listed(turn.parameter), f", default={turn.first})")
        if turn.total is not None:
            yield code("total = ", self._value(turn.total))
            yield Code(f"if total is not None and {_less('current', turn.first - 1)} >= total:")
            yield Code("    return None")
        yield code("return ", self._info(turn.parameter, "current + 1"))

    def _by_offset(self, turn: OffsetTurn) -> Iterator[Code]:
        if turn.start is not None:
            yield code("start = ", self._value(turn.start))
            yield Code("if start is None:")
            yield code("    start = self._asked_number(", _listed(turn.parameter), f", default={turn.first})")
        else:
            yield code("start = self._asked_number(", _listed(turn.parameter), f", default={turn.first})")
        yield Code("end = start + len(self._get_page_items())")
        if turn.total is not None:
            yield code("total = ", self._value(turn.total))
            yield Code(f"if total is not None and {_less('end', turn.first)} >= total:")
            yield Code("    return None")
        yield code("return ", self._info(turn.parameter, "end"))

    def _info(self, parameter: Steps, value: str) -> Code:
        made = Code(value)
        for step in reversed(parameter):
            made = code("{", py_str(step), ": ", made, "}")
        return code("PageInfo(", "json" if self._scheme.in_body else "params", "=", made, ")")


def _less(name: str, number: int) -> str:
    """A number less another, which is -1, 0 or 1."""
    return {-1: f"{name} + 1", 0: name, 1: f"{name} - 1"}[number]


def _listed(steps: Steps) -> Code:
    return Code(", ".join(py_str(step) for step in steps))

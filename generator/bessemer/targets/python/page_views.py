"""What the template of the Python SDK's pages sees."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.frozen import frozen
from bessemer.targets.python.typetext import FieldView


@frozen
class PageObject:
    """A class for an object inside a page."""

    name: Code
    base: Code
    fields: tuple[FieldView, ...]


@frozen
class PageClass:
    """The sync or the async class of a way to page.

    `items` is the expression for the list, `next` the statements that say how the next page is asked for, `has_next`
    the expression that is False where the page says that it is the last. `build` are the name of the list and the rows
    of a mapping from fields to headers, for a page that is not all in its body.
    """

    name: Code
    base: Code
    doc: str | None
    fields: tuple[FieldView, ...]
    items: Code
    next: tuple[Code, ...]
    has_next: Code | None
    list_name: Code | None
    headers: tuple[Code, ...]


@frozen
class PageModule:
    imports: tuple[Code, ...]
    exports: tuple[Code, ...]
    objects: tuple[PageObject, ...]
    classes: tuple[PageClass, ...]

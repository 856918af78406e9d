"""Say how a list is given page by page."""

from __future__ import annotations

from typing import TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.types import Type

# Wire names from an answer, or from what is sent, down to a value: (`meta`, `next`).
Steps: TypeAlias = tuple[str, ...]


@frozen
class CursorTurn:
    """The next page begins where a field of this one says; there is none where the field says nothing.

    A call that gave `previous_parameter` goes backwards: it begins where `previous_field` says.
    """

    parameter: Steps
    field: Steps
    previous_parameter: Steps | None = None
    previous_field: Steps | None = None


@frozen
class ItemTurn:
    """The next page begins after the last item, named by its field `id`; a call that gave `previous_parameter` goes
    backwards, from the first.
    """

    parameter: Steps
    id: Steps
    previous_parameter: Steps | None = None


@frozen
class UrlTurn:
    """The next page is at an address that a field of this one holds."""

    field: Steps


@frozen
class NumberTurn:
    """The next page has the next number. `current` is the field with the number of this one (else what was asked for,
    else `first`), `total` the field with how many pages there are.
    """

    parameter: Steps
    current: Steps | None = None
    total: Steps | None = None
    first: int = 1


@frozen
class OffsetTurn:
    """The next page begins where this one ends. `start` is the field with the place of its first item (else what was
    asked for, else `first`), `total` the field with how many items there are.
    """

    parameter: Steps
    start: Steps | None = None
    total: Steps | None = None
    first: int = 0


@frozen
class NoTurn:
    """There is one page, and no other."""


Turn: TypeAlias = CursorTurn | ItemTurn | UrlTurn | NumberTurn | OffsetTurn | NoTurn


@frozen
class PageField:
    """A field of a page besides those that only the document knows.

    `fields` are those of an object. `header`: it is no part of the body, but the value of that header (of a Link
    header the address that it calls next).
    """

    wire_name: str
    type: Type
    fields: tuple[PageField, ...] = ()
    header: str | None = None


@frozen
class PageScheme:
    """A way to page that the config names. `items` is where a page has its list, `has_next` where it says that there
    is another; `in_body`: the parameters are keys of the body.

    `is_list`: an answer is the list itself, and `items` what the SDKs call it. `config` is where the config has it.
    """

    name: str
    config: Pointer
    turn: Turn
    fields: tuple[PageField, ...]
    items: Steps
    has_next: Steps | None = None
    in_body: bool = False
    is_list: bool = False
    description: str | None = None

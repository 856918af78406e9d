"""Pages as the generator renders them, each for both clients."""

from __future__ import annotations

from typing import Generic, List, Optional, TypeVar

from typing_extensions import Self, override

from anthropic._base_client import BaseAsyncPage, BasePage, BaseSyncPage, PageInfo
from anthropic._http import httpx
from anthropic._next_request import header_of
from anthropic._paging import item_value, page_fields

_T = TypeVar("_T")


class _Cursor(BasePage[_T], Generic[_T]):
    data: List[_T]
    has_more: Optional[bool] = None
    first_id: Optional[str] = None
    last_id: Optional[str] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.data or []

    @override
    def has_next_page(self) -> bool:
        return self.has_more is not False and super().has_next_page()

    @override
    def next_page_info(self) -> Optional[PageInfo]:
        if self._asked("before_id") is not None:
            previous = self.first_id
            return PageInfo(params={"before_id": previous}) if previous else None
        cursor = self.last_id
        return PageInfo(params={"after_id": cursor}) if cursor else None


class SyncCursor(BaseSyncPage[_T], _Cursor[_T], Generic[_T]):
    pass


class AsyncCursor(BaseAsyncPage[_T], _Cursor[_T], Generic[_T]):
    pass


class _Link(BasePage[_T], Generic[_T]):
    items: List[_T]
    link: Optional[str] = None

    @classmethod
    def build(cls, *, response: httpx.Response, data: object) -> Self:
        return cls._from_mapping(
            page_fields(data, "items", {"link": header_of(response, "Link")}),
        )

    @override
    def _get_page_items(self) -> List[_T]:
        return self.items or []

    @override
    def next_page_info(self) -> Optional[PageInfo]:
        return PageInfo(url=httpx.URL(self.link)) if self.link else None


class SyncLink(BaseSyncPage[_T], _Link[_T], Generic[_T]):
    pass


class AsyncLink(BaseAsyncPage[_T], _Link[_T], Generic[_T]):
    pass


class _Body(BasePage[_T], Generic[_T]):
    """Numbered by a key of the body, after the last item where the items say who they are."""

    data: List[_T]

    @override
    def _get_page_items(self) -> List[_T]:
        return self.data or []

    @override
    def next_page_info(self) -> Optional[PageInfo]:
        last = item_value(self.data[-1], "id") if self.data else None
        if last is not None:
            return PageInfo(json={"page": {"after": last}})
        return PageInfo(
            json={"page": {"number": self._asked_number("page", "number", default=1) + 1}}
        )


class SyncBody(BaseSyncPage[_T], _Body[_T], Generic[_T]):
    pass


class AsyncBody(BaseAsyncPage[_T], _Body[_T], Generic[_T]):
    pass

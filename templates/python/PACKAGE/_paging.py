"""Pages of a list, and the way from one to the next."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Dict,
    Generator,
    Generic,
    Iterator,
    List,
    Mapping,
    Optional,
    Set,
    Type,
    TypeVar,
)

from pydantic import PrivateAttr
from typing_extensions import Self

from ._exceptions import PageLoopError
from ._generic_model import GenericModel
from ._next_request import PageInfo, asked_for, next_options
from ._options import FinalRequestOptions
from ._utils import is_mapping

if TYPE_CHECKING:
    from ._async_client import AsyncAPIClient
    from ._sync_client import SyncAPIClient

_T = TypeVar("_T")
AsyncPageT = TypeVar("AsyncPageT", bound="BaseAsyncPage[Any]")


class BasePage(GenericModel, Generic[_T]):
    """One page of a list of _T, as the API gave it; a subclass says where the items and the next page are."""

    _options: FinalRequestOptions = PrivateAttr()
    _model: Type[_T] = PrivateAttr()
    _client: Any = PrivateAttr()

    def has_next_page(self) -> bool:
        """Whether another page is to be asked for: not after one without items."""
        return bool(self._get_page_items()) and self.next_page_info() is not None

    def next_page_info(self) -> Optional[PageInfo]:
        """What asks for the next page; None after the last."""
        raise NotImplementedError

    def _get_page_items(self) -> List[_T]:
        raise NotImplementedError

    def _set_private_attributes(
        self, client: Any, model: Type[_T], options: FinalRequestOptions
    ) -> None:
        self._client, self._model, self._options = client, model, options

    def _asked(self, *steps: str) -> Any:
        """A parameter that this page was asked for with; None where it was not given."""
        return asked_for(self._options, steps)

    def _asked_number(self, *steps: str, default: int) -> int:
        value = self._asked(*steps)
        try:
            return default if value is None else int(value)
        except (TypeError, ValueError):
            return default

    def _info_to_options(self, info: PageInfo) -> FinalRequestOptions:
        return next_options(self._client, self._options, info)

    def _next_options(self) -> FinalRequestOptions:
        info = self.next_page_info()
        if info is None:
            raise RuntimeError(
                "No next page expected; please check `.has_next_page()` before calling `.get_next_page()`."
            )
        return self._info_to_options(info)


class _Turned:
    """The pages already asked for, so that an API that sends its callers in a circle does not do so for ever."""

    def __init__(self) -> None:
        self._known: Set[str] = set()

    def note(self, page: BasePage[Any]) -> None:
        info = repr(page.next_page_info())
        if info in self._known:
            raise PageLoopError(f"The API leads back to a page that it gave before: {info}")
        self._known.add(info)


class BaseSyncPage(BasePage[_T], Generic[_T]):
    """A page of the sync client. Iterating over it gives the items of this page and of all that follow."""

    _client: SyncAPIClient = PrivateAttr()

    # pydantic's own iteration gives fields.
    def __iter__(self) -> Iterator[_T]:  # type: ignore[override]
        for page in self.iter_pages():
            yield from page._get_page_items()

    def iter_pages(self) -> Iterator[Self]:
        """This page, then each that follows, asked for when it is needed. Raises PageLoopError."""
        page, turned = self, _Turned()
        while True:
            yield page
            if not page.has_next_page():
                return
            turned.note(page)
            page = page.get_next_page()

    def get_next_page(self) -> Self:
        """Raises RuntimeError after the last."""
        return self._client._request_api_list(
            self._model, page=type(self), options=self._next_options()
        )


class BaseAsyncPage(BasePage[_T], Generic[_T]):
    """A page of the async client. Iterating over it gives the items of this page and of all that follow."""

    _client: AsyncAPIClient = PrivateAttr()

    async def __aiter__(self) -> AsyncIterator[_T]:
        async for page in self.iter_pages():
            for item in page._get_page_items():
                yield item

    async def iter_pages(self) -> AsyncIterator[Self]:
        """This page, then each that follows, asked for when it is needed. Raises PageLoopError."""
        page, turned = self, _Turned()
        while True:
            yield page
            if not page.has_next_page():
                return
            turned.note(page)
            page = await page.get_next_page()

    async def get_next_page(self) -> Self:
        """Raises RuntimeError after the last."""
        return await self._client._request_api_list(
            self._model, page=type(self), options=self._next_options()
        )


class AsyncPaginator(Generic[_T, AsyncPageT]):
    """A list that is about to be asked for: awaited it is its first page, iterated over all its items."""

    def __init__(
        self,
        client: AsyncAPIClient,
        options: FinalRequestOptions,
        page_cls: Type[AsyncPageT],
        model: Type[_T],
    ) -> None:
        self._client = client
        self._options = options
        self._page_cls = page_cls
        self._model = model

    def __await__(self) -> Generator[Any, None, AsyncPageT]:
        return self._get_page().__await__()

    async def _get_page(self) -> AsyncPageT:
        options = with_parser(self._client, self._model, self._options)
        return await self._client.request(self._page_cls, options)

    async def __aiter__(self) -> AsyncIterator[_T]:
        page = await self
        async for item in page:
            yield item


def with_parser(client: Any, model: Any, options: FinalRequestOptions) -> FinalRequestOptions:
    """The options of a request whose answer is a page, which must know how it was asked for."""

    def told(page: Any) -> Any:
        if isinstance(page, BasePage):
            page._set_private_attributes(client=client, model=model, options=options)
        return page

    made = options.copy()
    made.post_parser = told
    return made


def item_value(item: object, *steps: str) -> Any:
    """What an item holds under a key of the API; None where it has no such key."""
    for step in steps:
        item = item.get(step) if is_mapping(item) else getattr(item, _field_of(item, step), None)
    return item


def _field_of(item: object, wire_name: str) -> str:
    fields = getattr(type(item), "__pydantic_fields__", {})
    return next((name for name, field in fields.items() if field.alias == wire_name), wire_name)


def page_fields(data: object, items: str, headers: Mapping[str, object]) -> Dict[str, object]:
    """Those of its body, or the list that is the body under the name of items, and some of its headers."""
    body: Mapping[str, object] = data if is_mapping(data) else {items: data}
    return {**body, **{name: value for name, value in headers.items() if value is not None}}

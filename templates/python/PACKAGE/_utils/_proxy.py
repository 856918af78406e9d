"""Stand in for an object that is made on first use."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, Iterable, Type, TypeVar, cast

_T = TypeVar("_T")


class LazyProxy(Generic[_T], ABC):
    """Forwards attributes to what __load__ returns; it is loaded once."""

    __loaded: _T

    @abstractmethod
    def __load__(self) -> _T: ...

    def __get_proxied__(self) -> _T:
        try:
            return self.__loaded
        except AttributeError:
            pass
        self.__loaded = self.__load__()
        return self.__loaded

    def __as_proxied__(self) -> _T:
        """Pretend, for type checkers, to be the object itself."""
        return cast(_T, self)

    def __getattr__(self, attr: str) -> object:
        if attr.startswith("_LazyProxy__"):
            raise AttributeError(attr)
        proxied = self.__get_proxied__()
        if _is_proxy(proxied):
            return proxied
        return getattr(proxied, attr)

    def __repr__(self) -> str:
        proxied = self.__get_proxied__()
        return proxied.__class__.__name__ if _is_proxy(proxied) else repr(proxied)

    def __str__(self) -> str:
        proxied = self.__get_proxied__()
        return proxied.__class__.__name__ if _is_proxy(proxied) else str(proxied)

    def __dir__(self) -> Iterable[str]:
        proxied = self.__get_proxied__()
        return [] if _is_proxy(proxied) else dir(proxied)

    @property  # type: ignore[misc]
    def __class__(self) -> Type[Any]:  # pyright: ignore[reportIncompatibleMethodOverride]
        try:
            proxied = self.__get_proxied__()
        except Exception:
            # isinstance() must not raise what loading raises.
            return type(self)
        return type(self) if _is_proxy(proxied) else type(proxied)


def _is_proxy(value: object) -> bool:
    # Not isinstance(), which asks for __class__, and that asks here.
    return issubclass(type(value), LazyProxy)

"""Spare the async library what it does for every small piece that is sent, and for every look at an idle connection.

What is private in it is looked at before it is relied on: where it is not as it is known, everything is left to it.
"""

from __future__ import annotations

import sys
from typing import Any, Optional

from ._http import CORE

# Less than what a transport takes before it asks its writers to wait.
_SMALL = 16 * 1024


def hasten(transport: Any) -> None:
    """For a transport whose connections are still to be made."""
    pool: Any = getattr(transport, "_pool", None)
    if hasattr(pool, "_network_backend"):
        pool._network_backend = _Backend(pool._network_backend)


class _Passing:
    """Something of the library below the HTTP library, some of which is done otherwise."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Backend(_Passing):
    async def connect_tcp(self, *args: Any, **kwargs: Any) -> Any:
        return _quick(await self._inner.connect_tcp(*args, **kwargs))


def _quick(stream: Any) -> Any:
    is_known = type(stream).__module__ == f"{CORE}._backends.anyio" and hasattr(stream, "_stream")
    return _Stream(stream) if is_known else stream


class _Stream(_Passing):
    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self._socket: Any = None
        # Of a socket of asyncio; None for all others.
        self._transport: Any = getattr(inner._stream, "_transport", None)
        self._protocol: Any = getattr(inner._stream, "_protocol", None)

    async def write(self, buffer: bytes, timeout: Optional[float] = None) -> None:
        if buffer and len(buffer) <= _SMALL and self._is_free():
            # It has room for it, so there is nothing to wait for.
            self._transport.write(buffer)
        else:
            await self._inner.write(buffer, timeout)

    def _is_free(self) -> bool:
        try:
            return (
                not (self._inner._stream._closed or self._transport.is_closing())
                and self._protocol.exception is None
                and self._protocol.write_event.is_set()
                and not self._transport.get_write_buffer_size()
            )
        except AttributeError:
            return False

    def get_extra_info(self, info: str) -> Any:
        look: Any = getattr(sys.modules.get(f"{CORE}._utils"), "is_socket_readable", None)
        if info != "is_readable" or look is None:
            return self._inner.get_extra_info(info)
        if self._socket is None:
            self._socket = self._inner.get_extra_info("socket")
        return look(self._socket)

    async def start_tls(self, *args: Any, **kwargs: Any) -> Any:
        return _quick(await self._inner.start_tls(*args, **kwargs))

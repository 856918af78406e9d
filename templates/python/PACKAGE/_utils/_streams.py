"""Read iterators to their end."""

from __future__ import annotations

from typing import Any, AsyncIterator, Iterator


def consume_sync_iterator(iterator: Iterator[Any]) -> None:
    for _ in iterator:
        pass


async def consume_async_iterator(iterator: AsyncIterator[Any]) -> None:
    async for _ in iterator:
        pass

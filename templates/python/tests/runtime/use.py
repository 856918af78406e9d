"""Run one call on the sync or on the async client, and give back its result."""

from __future__ import annotations

import asyncio
from typing import Any, Callable

from PACKAGE._base_client import (
    DefaultAsyncPyreqwestClient,
    DefaultHttpxClient,
    DefaultPyreqwestClient,
)

from .sample_client import AsyncSample, Sample

Use = Callable[..., Any]


def use_library(url: str, action: Callable[[Any], Any], **options: Any) -> Any:
    """The sync client, whose requests the HTTP library sends."""
    # Without certificates, which nothing here needs, a client is made ten times as fast.
    options.setdefault("http_client", DefaultHttpxClient(verify=False))
    return use_sync(url, action, **options)


def use_sync(url: str, action: Callable[[Any], Any], **options: Any) -> Any:
    with Sample(
        **{"base_url": url, "api_key": "secret-key", "max_retries": 2, **options}
    ) as client:
        return action(client)


def use_async(url: str, action: Callable[[Any], Any], **options: Any) -> Any:
    async def main() -> Any:
        async with AsyncSample(
            **{"base_url": url, "api_key": "secret-key", "max_retries": 2, **options}
        ) as client:
            return await action(client)

    return asyncio.run(main())


def use_pyreqwest(url: str, action: Callable[[Any], Any], **options: Any) -> Any:
    options.setdefault("http_client", DefaultPyreqwestClient())
    return use_sync(url, action, **options)


def use_pyreqwest_async(url: str, action: Callable[[Any], Any], **options: Any) -> Any:
    options.setdefault("http_client", DefaultAsyncPyreqwestClient())
    return use_async(url, action, **options)


# Their actions are awaited.
ASYNC = (use_async, use_pyreqwest_async)

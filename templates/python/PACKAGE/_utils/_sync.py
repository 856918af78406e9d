"""Call blocking functions from async code."""

from __future__ import annotations

import functools
from typing import Any, Callable, Coroutine, TypeVar

from typing_extensions import ParamSpec

from .._platform import get_async_library

_Params = ParamSpec("_Params")
_Result = TypeVar("_Result")


async def to_thread(
    func: Callable[_Params, _Result], /, *args: _Params.args, **kwargs: _Params.kwargs
) -> _Result:
    """What a function returns that is run in a worker thread of whichever async library is running."""
    if get_async_library() == "asyncio":
        import asyncio

        # anyio's worker threads would outlive a loop that nest_asyncio has patched.
        return await asyncio.to_thread(func, *args, **kwargs)
    import anyio.to_thread

    return await anyio.to_thread.run_sync(functools.partial(func, *args, **kwargs))


def asyncify(
    function: Callable[_Params, _Result],
) -> Callable[_Params, Coroutine[Any, Any, _Result]]:
    """The same function, run in a worker thread."""

    @functools.wraps(function)
    async def wrapper(*args: _Params.args, **kwargs: _Params.kwargs) -> _Result:
        return await to_thread(function, *args, **kwargs)

    return wrapper

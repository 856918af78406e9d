"""Make the calls of scenarios on the async clients: tasks come as lines of JSON, results go out the same way.

Run as a module, with the packages `faulty`, `faulty_keyed` and `anthropic` on PYTHONPATH; the argument
says what sends.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import sys
import tempfile
from typing import Any

import anyio

from tests.faults.drivers.watch import CANARY, HEADERS, Log, Pipe, clients, failure, held, memory, plain

waits: list[float] = []
# Seconds that waiting to retry takes: long for what is cancelled meanwhile.
pause = [0.0]
log = Log()


def recording(base: Any) -> Any:
    async def _sleep(_client: Any, seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(pause[0])

    return type(base.__name__, (base,), {"_sleep": _sleep})


CLASSES = {name: recording(base) for name, base in clients("AsyncClient").items()}


def made(package: str, given: bool) -> Any:
    """A client, with its own HTTP client or with one that its user made."""
    module = importlib.import_module(package)
    if sys.argv[1] == "pyreqwest":
        own: Any = module.DefaultAsyncPyreqwestClient()
    else:
        own = module.DefaultAsyncHttpxClient() if given else None
    return CLASSES[package](api_key=f"{CANARY}-key", base_url="http://127.0.0.1:1", max_retries=0, http_client=own)


HELD = {(name, given): made(name, given) for name in CLASSES for given in (False, True)}


async def call(client: Any, name: str, items: list[Any], kept: dict[str, Any]) -> Any:
    """Call as users do; what a stream gives goes into items."""
    if name in ("watch", "log"):
        async with await getattr(client.things, name)("a", extra_headers=HEADERS) as stream:
            async for item in stream:
                items.append(plain(item))
        return list(items)
    if name == "raw":
        response = await client.things.with_raw_response.retrieve("a", extra_headers=HEADERS)
        kept["retries_taken"] = response.retries_taken
        return await response.parse()
    if name == "streamed":
        async with client.things.with_streaming_response.retrieve("a", extra_headers=HEADERS) as response:
            kept["retries_taken"] = response.retries_taken
            return await response.parse()
    if name == "streamed_download":
        async with client.files.with_streaming_response.download("a", extra_headers=HEADERS) as response:
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "file")
                await response.stream_to_file(path)
                with open(path, "rb") as written:
                    return written.read()
    if name == "download":
        return await (await client.files.download("a", extra_headers=HEADERS)).read()
    if name in ("upload", "upload_once"):
        content: Any = b"content" * 30
        file = ("f.txt", content if name == "upload" else Pipe(content))
        return await client.files.upload(file=file, note="n", extra_headers=HEADERS)
    if name == "create":
        return await client.things.create(name="n", extra_headers=HEADERS)
    if name == "list":
        return await client.things.list(extra_headers=HEADERS)
    if name == "seed":
        return await client.beta.messages.batches.delete("a", extra_headers=HEADERS)
    return await getattr(client.things, name)("a", extra_headers=HEADERS)


async def run(task: dict[str, Any], client: Any) -> dict[str, Any]:
    items: list[Any] = []
    kept: dict[str, Any] = {}
    how = task["how"]
    if how == "late":
        await client.close()
    try:
        if how == "leave":
            value: Any = await left(client, task)
        elif how == "many":
            value = await many(client, task)
        elif how == "storm":
            value = await storm(client, task)
        elif how in ("cancel", "cancel soon", "close"):
            value = await broken(client, task, items, kept)
        else:
            value = plain(await call(client, task["call"], items, kept))
        return {"result": "value", "value": value, "items": items, **kept}
    except asyncio.CancelledError:
        return {"result": "cancelled", "items": items}
    except Exception as error:
        return {**failure(error, task["package"]), "items": items, **kept}


async def broken(client: Any, task: dict[str, Any], items: list[Any], kept: dict[str, Any]) -> Any:
    """A call that is cancelled, by asyncio or by a scope of anyio, or whose client is closed meanwhile."""
    number = int(task["id"][1:])
    seconds = (number * 7919 % 1000) / 100_000 if task["how"] == "cancel soon" else 0.15
    if task["how"] != "close" and number % 2:
        with anyio.move_on_after(seconds):
            return plain(await call(client, task["call"], items, kept))
        raise asyncio.CancelledError
    going = asyncio.ensure_future(call(client, task["call"], items, kept))
    await asyncio.sleep(seconds)
    if task["how"] == "close":
        await client.close()
    else:
        going.cancel()
    return plain(await going)


async def storm(client: Any, task: dict[str, Any]) -> bool:
    """Each call ends as cancelled, or with its value where that was there before."""
    going = [asyncio.ensure_future(call(client, task["call"], [], {})) for _ in range(50)]
    for number, one in enumerate(going):
        asyncio.get_running_loop().call_later(number * 37 % 50 / 1000, one.cancel)
    ended = await asyncio.gather(*going, return_exceptions=True)
    return all(not isinstance(one, BaseException) or isinstance(one, asyncio.CancelledError) for one in ended)


async def left(client: Any, task: dict[str, Any]) -> bool:
    """Take one item and go: out of the block, or with close()."""
    stream = await getattr(client.things, task["call"])("a", extra_headers=HEADERS)
    if int(task["id"][1:]) % 2:
        async with stream:
            async for item in stream:
                return bool(plain(item)["size"] == 0)
    first = await stream.__anext__()
    await stream.close()
    return bool(plain(first)["size"] == 0)


async def echo(client: Any, task: dict[str, Any], name: str) -> bool:
    echoing = client.with_options(base_url=f"{task['probe']}/s/echo", max_retries=task["probe_retries"], timeout=20)
    return bool((await echoing.things.retrieve(name)).id == name)


async def many(client: Any, task: dict[str, Any]) -> bool:
    names = [f"{task['id']}-{number}" for number in range(50)]
    return all(await asyncio.gather(*(echo(client, task, name) for name in names)))


async def answer(task: dict[str, Any]) -> dict[str, Any]:
    package = "anthropic" if task["call"] == "seed" else "faulty_keyed" if task["keyed"] else "faulty"
    task["package"] = package
    given = task["given"]
    shared = HELD[package, given]
    ends = task["how"] in ("close", "late")
    root = made(package, given) if ends else shared
    client = root.with_options(base_url=task["base"], max_retries=task["retries"], timeout=task["read_timeout"])
    client._strict_response_validation = task["strict"]
    waits.clear()
    pause[0] = 30.0 if task["how"].startswith("cancel") else 0.0
    log.text = ""
    before = memory()
    outcome = {"leaks": [], **await run(task, client)}
    outcome.update(id=task["id"], memory=memory() - before, delays=list(waits))
    try:
        caller = HELD["faulty", given] if package == "anthropic" else shared
        outcome["next_call"] = "ok" if await echo(caller, task, "next") else "foreign"
    except Exception as error:
        outcome["next_call"] = repr(error)
    outcome["held"] = held(root)
    outcome["leaks"] += [name for name, text in (("log", log.text), ("repr", repr(client))) if CANARY in text]
    return outcome


async def main() -> None:
    for line in sys.stdin:
        print(json.dumps(await answer(json.loads(line))), flush=True)


asyncio.run(main())
